import signal

import pytest

from workbook.server.app import WorkbookApp, configuration
from workbook.server.identity import Each, Me
from workbook.server.rules import Rules


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    apps = []

    def make(rules=None):
        app = WorkbookApp({"WORKBOOK_VISITOR": "local"}, rules, config=configuration(tmp_path, "127.0.0.1", 0))
        app.initialize([])
        apps.append(app)
        return app.init_settings()

    yield make
    for app in apps:
        app.store.close()


def test_our_own_rules_end_kernels(made):
    assert made()["kernel_manager"].cull_idle_timeout == 0


def test_foreign_settings_are_not_read(made):
    assert made()["voila"].config_file_paths == []


def test_what_visitors_may_say(made):
    assert "execute_request" not in made()["kernel_manager"].allowed_message_types


def test_nobody_is_asked_on_ones_own_machine(made):
    settings = made()
    assert isinstance(settings["identity_provider"], Me)
    assert not settings["allow_remote_access"]


def test_each_visitor_has_a_place_elsewhere(made):
    assert isinstance(made(Rules(each=True))["identity_provider"], Each)


def test_cookies_stay_true_after_a_restart(made):
    assert made()["cookie_secret"] == made()["cookie_secret"]
