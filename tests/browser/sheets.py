"""One address for all style sheets that widgets need, for pages that tests serve themselves."""

from workbook.widgets.stub import sheets


def imported() -> bytes:
    """A style sheet that brings in the others, in their order."""
    return "".join(f'@import url("/static/{name}.css");\n' for name in sheets()).encode()
