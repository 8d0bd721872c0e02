import pytest

from workbook.cli import Refused, bench


def test_benchmarks_need_a_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr("workbook.server.places.PACKAGE", tmp_path / "workbook")
    with pytest.raises(Refused, match="checkout"):
        bench.storm(minutes=1, visitors=1, database="", write=False)
