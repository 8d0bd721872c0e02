import signal

import pytest

from workbook.server.app import UNUSED_AFTER, WorkbookApp, configuration


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    app = WorkbookApp({"WORKBOOK_VISITOR": "local"}, config=configuration(tmp_path, "127.0.0.1", 0))
    app.initialize([])
    return app.init_settings()


def test_kernels_without_a_page_end(settings):
    manager = settings["kernel_manager"]
    assert (manager.cull_idle_timeout, manager.cull_connected, manager.cull_busy) == (UNUSED_AFTER, False, False)


def test_foreign_settings_are_not_read(settings):
    assert settings["voila"].config_file_paths == []


def test_what_visitors_may_say(settings):
    assert "execute_request" not in settings["kernel_manager"].allowed_message_types
