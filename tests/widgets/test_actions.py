from workbook.widgets import Actions, Go, Refused


def refuse() -> str:
    message = "Load a file first."
    raise Refused(message)


def pressed(action) -> Actions:
    buttons = Actions({"Do it": action})
    buttons._pressed({"label": "Do it"})
    return buttons


def test_what_became_of_it_is_said():
    assert pressed(lambda: "2 files loaded.").said == "2 files loaded."


def test_a_refusal_is_said_as_it_is():
    buttons = pressed(refuse)
    assert (buttons.said, buttons.alert) == ("Load a file first.", "")


def test_a_failure_is_logged_and_told(caplog):
    buttons = pressed(lambda: str(1 / 0))
    assert buttons.alert.startswith("Something went wrong")
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_a_way_to_another_page_says_nothing():
    assert pressed(lambda: Go("00_start.ipynb")).said == ""
