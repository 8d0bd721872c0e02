"""A page's saved answers are in what the server sends first, before there is a kernel."""

import urllib.request

from tests.browser.running import App
from workbook.answers.start import Setup
from workbook.store import open_store
from workbook.store.desk import open_desk
from workbook.store.given import given
from workbook.store.place import MYSELF


def test_answers_come_with_the_page(tmp_path):
    app = App(tmp_path).start()
    try:
        desk = open_desk(app.database, MYSELF)
        desk.put(Setup, {"offer": "Tea <b>& more</b>"}, "test")
        with urllib.request.urlopen(f"{app.address}00_start.ipynb", timeout=60) as answer:
            before_the_kernel = answer.read().decode().partition("jupyter-config-data")[0]
    finally:
        app.stop()
    assert "Your answers so far" in before_the_kernel
    assert "Tea &lt;b&gt;&amp; more&lt;/b&gt;" in before_the_kernel
    assert before_the_kernel.count(" data-asks") == 2  # of how many steps it tells how far one is: a form's, and the exercises'


def test_nothing_is_found_for_somebody_else_or_for_other_pages(tmp_path):
    store = open_store(str(tmp_path / "w.sqlite"))
    assert given(store, "stranger", "00_start") == {}
    assert given(store, "stranger", "no_chapter") == {}
    assert store.workbooks("stranger") == []
    store.close()
