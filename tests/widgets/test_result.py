from workbook.widgets import Figure, Finding, Notice, Result


def test_finding_becomes_state():
    result = Result()
    result.show(Finding("Go", "good", figures=(Figure("Score", "72%"),), reasons_for=("Cheap.",)))
    assert result.finding["figures"][0]["value"] == "72%"


def test_clear_says_what_is_missing():
    result = Result()
    result.show(Finding("Go"))
    result.clear("Enter a budget.")
    assert (result.finding, result.empty) == ({}, "Enter a budget.")


def test_notice_lists_its_links():
    notice = Notice("Old data.", links={"Upload again": "06.ipynb#sources"})
    assert notice.links == [{"label": "Upload again", "href": "06.ipynb#sources"}]
