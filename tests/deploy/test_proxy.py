"""The workbook behind nginx, as `deploy/nginx.conf` has it: used over https by a real browser."""

import json
import os
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.running import App
from tests.deploy.proxies import Nginx, nginx

LONG = 60_000
LABEL = "Why this way and not another?"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    if not nginx():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is missing: `apt-get install nginx`.")
    running = App(tmp_path_factory.mktemp("app"), options=("--proxy",)).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def proxy(app, tmp_path_factory):
    running = Nginx(tmp_path_factory.mktemp("nginx"), app.port)
    told = running.check()
    assert "test is successful" in told.stderr, told.stderr
    yield running.start()
    running.stop()


def test_a_page_is_used_through_it(proxy, browser):
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"https://localhost:{proxy.port}/07_plan.ipynb#people")
    page.get_by_role("textbox", name=LABEL).fill("The assistant", timeout=LONG)
    page.keyboard.press("Tab")
    expect(page.locator("#wb-status [role=status]")).to_contain_text("Saved", timeout=LONG)
    page.reload()
    expect(page.get_by_role("textbox", name=LABEL)).to_have_value("The assistant", timeout=LONG)
    cookie = next(one for one in context.cookies() if one["name"] == "__Host-workbook-visitor")
    context.close()
    assert cookie["secure"]
    assert cookie["httpOnly"]


def test_figures_are_not_for_the_world(proxy, browser):
    context = browser.new_context(ignore_https_errors=True)
    answers = [context.request.get(f"https://localhost:{proxy.port}/{path}") for path in ("metrics", "healthz/live")]
    assert [answer.status for answer in answers] == [404, 200]
    assert answers[1].headers["strict-transport-security"].startswith("max-age=")
    context.close()


def test_without_it_a_forged_header_tells_nothing(app):
    told = urllib.request.Request(f"{app.address}metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(told)
    assert json.loads(urllib.request.urlopen(f"{app.address}healthz/live").read())["well"]
