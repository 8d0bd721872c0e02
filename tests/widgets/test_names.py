import anywidget

import workbook.widgets as widgets


def test_names_are_listed_and_sorted():
    assert widgets.__all__ == sorted(widgets.__all__)
    assert all(hasattr(widgets, name) for name in widgets.__all__)


def test_nothing_else_is_offered():
    offered = {name for name, value in vars(widgets).items() if isinstance(value, type) and issubclass(value, anywidget.AnyWidget)}
    assert offered <= set(widgets.__all__)


def test_every_widget_loads_its_module():
    kinds = [value for name in widgets.__all__ if issubclass(value := getattr(widgets, name), anywidget.AnyWidget)]
    assert all("workbook/static/" in kind._esm.default_value for kind in kinds)
