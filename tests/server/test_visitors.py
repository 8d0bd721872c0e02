"""Each visitor has a place of their own: what one of them can see, reach and take along, from outside over real HTTP and websockets."""

import asyncio
import json
import uuid

import nbformat
import pytest

from tests.browser.running import App
from tests.server.guest import Guest, ended, message

MINE = """from workbook.pages.here import desk
kept = desk().kept("try")
desk().keep("try", "mine", desk().workbook.visitor)
(desk().folder / "upload.csv").write_text("mine")
print("visitor=" + desk().workbook.visitor, "kept=" + ",".join(kept.values()), "files=" + str(len(list(desk().folder.iterdir()))))
print("workbooks=" + str(len(desk().store.workbooks(desk().workbook.visitor))))"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("each")
    (folder / "notebooks").mkdir()
    for name in ("01_mine.ipynb", "02_more.ipynb"):
        cells = [nbformat.v4.new_markdown_cell("# Mine"), nbformat.v4.new_code_cell(MINE)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "notebooks" / name)
    (folder / "notebooks" / "secret.txt").write_text("not for visitors")
    options = ("--visitors", "each", "--pages", "8", "--room", "30")
    running = App(folder / "home", folder / "notebooks", options=options).start()
    yield running
    running.stop()


@pytest.fixture
def ann(app):
    return Guest(app)


@pytest.fixture
def bob(app):
    return Guest(app)


@pytest.fixture
def anns(ann):
    kernel = ann.open()
    yield kernel
    ann.close(kernel)


def link(guest):
    """A guest's private link, as their page shows it."""
    return guest.ask("workbook/mine").text.split('value="http')[1].split('"')[0].split("/", 3)[3]


def test_newcomer_gets_a_cookie_of_their_own(ann, anns):
    cookie = ann.cookies["workbook-visitor"]
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert not cookie.secure


def test_nobody_else_sees_what_is_mine(ann, bob, anns):
    assert "kept= files=1" in ann.seen(anns)
    theirs = bob.open()
    told = bob.seen(theirs)
    assert "kept= files=1" in told
    assert "workbooks=1" in told
    bob.close(theirs)


def test_my_place_is_there_again(ann, anns):
    before = ann.seen(anns)
    again = ann.open("02_more.ipynb")
    told = ann.seen(again)
    assert told.split()[0] == before.split()[0]
    assert "kept=v-" in told
    ann.close(again)


@pytest.mark.parametrize("path", ["api/kernels/{}", "workbook/waiting/../{}"])
def test_others_kernels_do_not_exist(bob, anns, path):
    bob.ask("00_nothing.ipynb")
    assert bob.ask(path.format(anns)).status == 404


def test_others_kernels_cannot_be_told_from_unknown_ones(bob, anns):
    bob.ask("00_nothing.ipynb")
    unknown = bob.ask(f"workbook/alive/{uuid.uuid4()}").body
    assert bob.ask(f"workbook/alive/{anns}").body == unknown


@pytest.mark.parametrize("path", ["api/kernels/{}/channels?session_id=guest", "voila/execution/{}"])
def test_others_lines_are_closed(app, bob, anns, path):
    bob.ask("00_nothing.ipynb")
    assert bob.knock(path.format(anns)) == 404
    assert Guest(app).knock(path.format(anns)) == 403


def test_others_pages_cannot_be_ended(ann, bob, anns):
    bob.ask("00_nothing.ipynb")
    other = bob.open()
    assert bob.close(anns) == 404
    assert bob.ask(f"workbook/close/{anns}", bob.token).status == 404
    assert json.loads(ann.ask(f"workbook/alive/{anns}").body) == {"known": True, "alive": True}
    bob.close(other)


def test_a_foreign_page_cannot_use_my_line(ann, anns):
    assert ann.knock(f"api/kernels/{anns}/channels", Origin="http://evil.example") == 403
    assert ann.knock(f"voila/execution/{anns}", Origin="http://evil.example") == 403


def test_forged_cookies_are_nobody(ann, anns):
    ann.cookies["workbook-visitor"].value = ann.cookies["workbook-visitor"].value[:-6] + "000000"
    answer = ann.ask(f"workbook/alive/{anns}", follow=False)
    assert answer.status == 302


def test_visitors_are_not_named_by_the_address(ann):
    kernel = ann.open("01_mine.ipynb?visitor=me&WORKBOOK_VISITOR=me&token=me")
    assert "visitor=v-" in ann.seen(kernel)
    ann.close(kernel)


def test_without_cookies_no_kernel_is_started(app):
    before = set(app.kernels())
    robot = Guest(app)
    robot.jar.set_policy(type("Never", (), {"__getattr__": lambda *_: lambda *_: False, "netscape": False, "rfc2965": False, "hide_cookie2": True})())
    answer = robot.ask("01_mine.ipynb")
    assert answer.status == 403
    assert "keeps no cookies" in answer.text
    assert set(app.kernels()) <= before


def test_nobody_is_led_elsewhere(ann):
    ann.ask("00_nothing.ipynb")
    assert ann.ask("workbook/enter?next=//evil.example/", follow=False).headers["Location"] == "/00_start.ipynb"
    assert ann.ask("workbook/enter?next=/02_more.ipynb", follow=False).headers["Location"] == "/02_more.ipynb"


def test_private_link_opens_my_place_elsewhere(ann, bob, anns):
    answer = bob.ask(link(ann), follow=False)
    assert answer.status == 303
    assert answer.headers["Location"] == "/00_start.ipynb"
    there = bob.open()
    assert bob.seen(there).split()[0] == ann.seen(anns).split()[0]
    bob.close(there)


def test_link_asks_whoever_has_a_place(ann, bob, anns):
    own = bob.open()
    before = bob.seen(own).split()[0]
    bob.close(own)
    asked = bob.ask(link(ann))
    assert asked.url.endswith("/workbook/open")  # the key stands in the address no longer
    assert "another place" in asked.text
    stayed = bob.open()
    assert bob.seen(stayed).split()[0] == before
    bob.close(stayed)
    assert bob.ask("workbook/open", bob.token, follow=False).status == 303
    moved = bob.open()
    assert bob.seen(moved).split()[0] == ann.seen(anns).split()[0]
    bob.close(moved)


def test_renewed_link_ends_the_old_one(ann, bob, anns):
    old = link(ann)
    bob.ask(old, follow=False)
    assert ann.ask("workbook/mine", ann.token).status == 200
    assert link(ann) != old
    assert bob.ask("workbook/mine", follow=False).status == 302  # the cookie from the old link ended too
    stranger = Guest(bob.app)
    assert stranger.ask(old).status == 404
    assert json.loads(ann.ask(f"workbook/alive/{anns}").body)["known"] is False  # whoever came by it is out


def test_renewing_needs_the_token(ann, anns):
    assert ann.ask("workbook/mine", {}).status == 403
    assert ann.ask("workbook/mine", ann.token, Origin="http://evil.example").status == 403


@pytest.mark.parametrize("path", ["workbook/open/me.AAAA", "workbook/open/..%2f..", "workbook/open/me." + "A" * 43])
def test_guessed_links_open_nothing(ann, path):
    assert ann.ask(path).status == 404


def test_page_may_ask_for_its_own_widgets(ann, anns):
    async def heard():
        line = await ann.connected(anns)
        await line.write_message(message("comm_info_request", {"target_name": "jupyter.widget"}))
        while json.loads(await asyncio.wait_for(line.read_message(), 30))["msg_type"] != "comm_info_reply":
            pass
        await ended(line)

    asyncio.run(heard())
