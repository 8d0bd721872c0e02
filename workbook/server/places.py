"""Where things are on the disk: the notebooks, the templates, the cache."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "templates" / "workbook"
LAB = Path(__file__).parent / "lab"
"""JupyterLab's settings for `workbook lab`."""

STATIC = PACKAGE / "widgets" / "static"
"""The widgets' modules, style sheets and fonts."""

SEEING = {"WORKBOOK_LAZY": "1"}
"""What a kernel is told whose page says what is seen: steps are worked out when they are opened."""

TOGETHER = {"WORKBOOK_TOGETHER": "1"}
"""What a kernel is told behind a page of the app: the parts of a cell are shown in one message."""

START = "00_start.ipynb"
"""The page that `/` leads to."""


def notebooks_folder() -> Path:
    """Return the folder of the notebooks: inside an installed package, or beside the package in a checkout.

    Returns
    -------
    Path
        `WORKBOOK_NOTEBOOKS` when it is set.

    Examples
    --------
    >>> notebooks_folder().name
    'notebooks'
    """
    told = os.environ.get("WORKBOOK_NOTEBOOKS")
    return Path(told) if told else shipped_notebooks()


def shipped_notebooks() -> Path:
    """Return the folder of the notebooks that came with the package.

    Examples
    --------
    >>> (shipped_notebooks() / START).is_file()
    True
    """
    packaged = PACKAGE / "notebooks"
    return packaged if packaged.is_dir() else PACKAGE.parent / "notebooks"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time; it is made when there is none.

    Returns
    -------
    Path
        Below `WORKBOOK_HOME` when that is set, otherwise where the system keeps caches.
    """
    home = os.environ.get("WORKBOOK_HOME")
    folder = Path(home) / "cache" if home else platformdirs.user_cache_path("marketing-workbook")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
