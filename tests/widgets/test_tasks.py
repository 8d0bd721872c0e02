import pytest

from workbook.widgets import TaskList


def test_step_without_state_is_kept():
    listed = TaskList([{"title": "Strategy", "href": "02.ipynb", "steps": [{"title": "Read", "href": "#read"}]}])
    assert listed.chapters[0]["steps"][0]["state"] == ""


def test_unknown_state_is_named():
    with pytest.raises(ValueError, match="got done"):
        TaskList([{"title": "Strategy", "steps": [{"title": "Read", "state": "done"}]}])


def test_show_replaces_the_list():
    listed = TaskList([{"title": "Old", "steps": []}])
    listed.show([{"title": "New", "steps": []}], {"title": "Budget", "href": "02.ipynb#budget"})
    assert (listed.chapters[0]["title"], listed.resume["title"]) == ("New", "Budget")
