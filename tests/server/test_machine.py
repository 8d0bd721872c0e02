"""How much of the machine is ours: limits of containers and services, as Linux writes them down."""

import pytest

from workbook.server.machine import machine

GB = 2**30
OLDER = {"memory/memory.limit_in_bytes": f"{GB}\n", "cpu/cpu.cfs_quota_us": "100000", "cpu/cpu.cfs_period_us": "100000"}


@pytest.fixture
def limits(tmp_path):
    """Write files of limits, and say what they leave."""

    def left(own, files):
        (tmp_path / "own").write_text(own)
        for name, told in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(told)
        return machine(tmp_path, tmp_path / "own")

    return left


def test_a_service_has_what_its_unit_says(limits):
    told = {"system.slice/memory.max": "max\n", "system.slice/workbook.service/memory.max": f"{GB}\n"}
    assert limits("0::/system.slice/workbook.service\n", told)[0] == GB


def test_what_stands_above_holds_too(limits):
    told = {"system.slice/memory.max": f"{GB // 2}\n", "system.slice/workbook.service/memory.max": f"{GB}\n"}
    assert limits("0::/system.slice/workbook.service\n", told)[0] == GB // 2


@pytest.mark.parametrize(
    ("own", "files"),
    [
        ("0::/\n", {"memory.max": f"{GB}\n", "cpu.max": "100000 100000\n"}),
        ("4:memory:/docker/x\n1:cpu:/docker/x\n", OLDER),
    ],
)
def test_a_container_has_what_it_was_given(limits, own, files):
    assert limits(own, files) == (GB, 1)


@pytest.mark.parametrize("cpu", ["max 100000\n", "-1\n"])
def test_without_a_limit_everything_is_ours(limits, cpu):
    everything = limits("0::/nothing\n", {})
    assert everything[0] > GB // 8
    assert limits("0::/\n", {"cpu.max": cpu, "memory.max": "max\n"}) == everything
