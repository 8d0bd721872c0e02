"""From outside: a page that says what no page of ours says, opens more than a page needs, or is fetched by somebody else's."""

import asyncio
import json
import re

import nbformat
import psutil
import pytest
from tornado.httpclient import HTTPClientError

from benchmarks.visitor import Browser, Page
from tests.browser.running import App
from tests.server.guest import LONG, Guest, ended, message
from workbook.server.owned import MOST_LINES
from workbook.server.run import LARGEST

PAGE = "01_one.ipynb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "notebooks").mkdir()
    for name, code in (("01_one", "1"), ("06_load", "from workbook import analysis\nanalysis.load()")):
        cells = [nbformat.v4.new_markdown_cell("# One"), nbformat.v4.new_code_cell(code)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "notebooks" / f"{name}.ipynb")
    running = App(folder / "home", folder / "notebooks").start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def me(app):
    return Guest(app)


@pytest.fixture
def kernel(me):
    """A page's kernel, the same one as long as it lives: one whose page has gone is ended when its visitor opens the next."""
    before = getattr(me, "kernel", "")
    if not before or not json.loads(me.ask(f"workbook/alive/{before}").body)["alive"]:
        me.kernel = me.open(PAGE)
    return me.kernel


@pytest.fixture(autouse=True)
def no_traceback(app):
    """Whatever is said to it, the server's log has a line and no traceback."""
    yield
    assert "Traceback" not in app.log
    assert 'File "' not in app.log


def closed_after(me, path, *messages):
    """With which code the line is closed after these messages; `None` when it stays open."""

    async def say():
        line = await me.line(path)
        for one in messages:
            await line.write_message(one, binary=isinstance(one, bytes))
        try:
            while await asyncio.wait_for(line.read_message(), LONG) is not None:
                pass
        except TimeoutError:
            await ended(line)
            return None
        line.close()
        await asyncio.sleep(0.05)
        return line.close_code

    return asyncio.run(say())


@pytest.mark.parametrize("said", ["[]", "7", "null", '"execute"', "{", "", b"\xff\xfe", "[" * 50_000])
def test_words_that_are_none_end_the_line_of_outputs(me, kernel, said):
    assert closed_after(me, f"voila/execution/{kernel}", said) == 1003


@pytest.mark.parametrize("told", [{}, {"action": 7}, {"action": ["execute"]}, {"action": "restart", "payload": {"kernel_id": "x"}}])
def test_other_wishes_are_not_heard(me, kernel, told):
    async def ask():
        line = await me.line(f"voila/execution/{kernel}")
        await line.write_message(json.dumps(told))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(line.read_message(), 0.3)
        await ended(line)

    asyncio.run(ask())


def test_a_strange_payload_gets_the_outputs_all_the_same(me):
    async def ask(kernel):
        line = await me.line(f"voila/execution/{kernel}")
        await line.write_message(json.dumps({"action": "execute", "payload": "together"}))
        answer = json.loads(await asyncio.wait_for(line.read_message(), 60))
        await ended(line)
        return answer["action"]

    own = me.open(PAGE)
    assert asyncio.run(ask(own)) == "execution_result"
    me.close(own)


def test_nobody_needs_many_words_to_ask_for_outputs(me, kernel):
    assert closed_after(me, f"voila/execution/{kernel}", json.dumps({"action": "x" * LARGEST})) in (1006, 1009)


@pytest.mark.parametrize("path", ["voila/execution/{}", "api/kernels/{}/channels?session_id=many"])
def test_a_page_has_few_lines(me, kernel, path):
    async def many():
        asked = await asyncio.gather(*(me.line(path.format(kernel) + ("" if "?" not in path else str(n))) for n in range(12)), return_exceptions=True)
        opened = [line for line in asked if not isinstance(line, Exception)]
        refused = {error.code for error in asked if isinstance(error, HTTPClientError)}
        for line in opened:
            await ended(line)
        return len(opened), refused

    opened, refused = asyncio.run(many())
    assert (0 < opened <= MOST_LINES, refused) == (True, {429})


def test_no_page_has_a_widget_made(me, kernel):
    state = {"_model_module": "@jupyter-widgets/controls", "_model_name": "AudioModel", "_view_name": "AudioView"}
    state |= dict.fromkeys(("_model_module_version", "_view_module_version"), "2.0.0") | {"_view_module": "@jupyter-widgets/controls"}

    async def widgets():
        line = await me.connected(kernel)
        await line.write_message(message("comm_open", {"target_name": "jupyter.widget", "comm_id": "hostile", "data": {"state": state}}))
        await line.write_message(message("comm_info_request", {}))
        while (told := json.loads(await asyncio.wait_for(line.read_message(), 30)))["msg_type"] != "comm_info_reply":
            pass
        await ended(line)
        return told["content"]["comms"]

    assert "hostile" not in asyncio.run(widgets())


@pytest.mark.parametrize("kind", ["debug_request", "interrupt_request", "create_subshell_request", "input_reply", "usage_request"])
@pytest.mark.parametrize("channel", ["control", "stdin", "shell"])
def test_a_kernel_is_neither_steered_nor_looked_into(me, kernel, kind, channel):
    async def answers():
        line = await me.connected(kernel)
        await line.write_message(message(kind, {"command": "evaluate", "arguments": {"expression": "1"}, "value": "1"}, channel))
        await line.write_message(message("kernel_info_request", {}))
        heard = []
        while "kernel_info_reply" not in heard:
            heard.append(json.loads(await asyncio.wait_for(line.read_message(), 30))["msg_type"])
        await ended(line)
        return heard

    assert not {"debug_reply", "interrupt_reply", "create_subshell_reply", "usage_reply"} & set(asyncio.run(answers()))


def test_files_of_others_cannot_be_taken_out(app):
    """What names a file in a message of the page is no path: neither the database nor another visitor's tables go."""
    other = app.home / "files" / "other" / "tables"
    other.mkdir(parents=True)

    async def remove():
        page = await Page(Browser(app.address), "06_load.ipynb").load()
        await page.ready()
        heard = []
        page.hears = lambda _, content: heard.append(content)
        listed = next(key for key, state in page.models.items() if "files" in state)
        for path in (str(other), "../../other", "../../other/tables", str(app.home)):
            page.say(listed, {"type": "remove", "id": path})
        while len(heard) < 4:
            await asyncio.sleep(0.02)
        await page.close()

    asyncio.run(asyncio.wait_for(remove(), 60))
    assert other.is_dir()
    assert (app.home / "workbooks.sqlite").is_file()


def test_what_waits_for_a_busy_kernel_does_not_fill_the_server(app, me):
    """A hundred megabytes for a kernel that takes nothing: they stay with whoever sends them."""
    server, kernel = psutil.Process(app.process.pid), me.open(PAGE)
    large = f'"custom", "content": "{"x" * 50_000}"'

    async def flood():
        line = await me.connected(kernel)
        before, sent, writing = server.memory_info().rss, 0, None
        for stopped in app.kernels():
            stopped.suspend()
        while sent < 2000 and (writing is None or writing.done()):
            told = message("comm_msg", {"comm_id": "x", "data": {"method": "custom"}})
            writing = asyncio.ensure_future(line.write_message(told.replace('"custom"', large)))
            sent += 1
            await asyncio.wait([writing], timeout=1)
        grown = server.memory_info().rss - before
        for stopped in app.kernels():
            stopped.resume()
        await asyncio.wait_for(ended(line), 60)
        await writing
        return sent, grown

    sent, grown = asyncio.run(flood())
    assert sent < 2000
    assert grown < 40e6
    assert me.close(kernel) == 204


def test_a_stranger_is_turned_away_without_a_word(app, me, kernel):
    proxied = {"X-Forwarded-For": "10.0.0.7"}
    assert {me.knock(path, **proxied) for path in (f"api/kernels/{kernel}/channels", f"voila/execution/{kernel}")} == {403}
    assert me.ask(f"workbook/alive/{kernel}", Host="evil.example").body == b""
    assert me.ask(f"workbook/alive/{kernel}", method="DELETE").status in (403, 405)


@pytest.mark.parametrize(
    "told", [{"Origin": "null"}, {"Origin": "http://localhost:1"}, {"Sec_Fetch_Site": "cross-site", "Origin": "http://evil.example"}]
)
def test_lines_are_opened_by_our_pages_alone(me, kernel, told):
    named = {name.replace("_", "-"): value for name, value in told.items()}
    for path in (f"api/kernels/{kernel}/channels?session_id=x", f"voila/execution/{kernel}"):
        assert me.knock(path, **named) == 403


def test_what_is_sent_is_not_unpacked(me, kernel):
    """A few bytes that unfold to gigabytes: the server agrees to no packing."""

    async def agreed():
        line = await me.line(f"voila/execution/{kernel}", **{"Sec-WebSocket-Extensions": "permessage-deflate"})
        told = line.headers.get("Sec-WebSocket-Extensions")
        await ended(line)
        return told

    assert asyncio.run(agreed()) is None


@pytest.mark.parametrize(
    "told", [{"Sec_Fetch_Dest": "image"}, {"Sec_Fetch_Dest": "iframe"}, {"Sec_Fetch_Dest": "empty"}, {"Sec_Purpose": "prefetch"}]
)
def test_a_foreign_page_starts_no_kernel(app, me, told):
    before = set(app.kernels())
    answer = me.ask(PAGE, **({"Sec_Fetch_Site": "cross-site"} | told))
    assert (answer.status, answer.kernel, set(app.kernels()) - before) == (403, None, set())


def test_a_link_from_elsewhere_opens_a_page(me):
    kernel = me.open(PAGE, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document", Sec_Fetch_Mode="navigate")
    assert me.close(kernel) == 204


def test_a_foreign_page_ends_nothing_though_it_knew_the_token(me, kernel):
    told = {"Sec_Fetch_Site": "cross-site", "Origin": "http://evil.example"}
    assert me.ask(f"voila/api/shutdown/{kernel}", me.token, **told).status == 403
    assert me.ask(f"voila/api/shutdown/{kernel}", me.token, Sec_Fetch_Site="same-site").status == 403
    assert json.loads(me.ask(f"workbook/alive/{kernel}").body)["alive"] is True


HUGE = "x" * 4000
NAMES = [
    f"{HUGE}.ipynb", f"workbook/waiting/{HUGE}.ipynb", f"workbook/static/{HUGE}.js", "workbook/static/a%00b.js", f"workbook/static/{'a/' * 900}b",
    "workbook/static/%ff.js", "workbook/lib/x/static/%00", f"workbook/lib/x/labextensions/{HUGE}", "workbook/waiting/99_nothing.ipynb",
]  # fmt: skip


@pytest.mark.parametrize("path", NAMES)
def test_names_that_no_file_can_have_are_not_there(me, path):
    me.ask("00_nothing.ipynb")
    assert me.ask(path).status in (400, 404)


def test_nothing_of_it_was_an_error(me):
    figures = me.ask("metrics").text
    assert float(re.search(r"^workbook_errors_total (\S+)$", figures, re.MULTILINE)[1]) == 0
