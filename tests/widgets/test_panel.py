from workbook.server import run
from workbook.widgets import Panel, panel


def test_none_is_left_out():
    assert Panel("a", None, "b").parts == ("a", "b")


def test_panels_in_panels_are_flat():
    assert Panel("a", Panel("b", Panel("c"))).parts == ("a", "b", "c")


def test_parts_show_in_order(capsys):
    Panel("a", "b")._ipython_display_()
    assert capsys.readouterr().out.split() == ["a", "b"]


def test_the_server_knows_what_a_panel_says_together():
    assert run.VIEWS == panel.VIEWS
