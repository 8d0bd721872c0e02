"""What is deployed is what was tested: the same pins, and units that systemd understands."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def pins(file):
    return set(PIN.findall(file.read_text("utf-8")))


def test_container_has_what_was_tested():
    assert pins(DEPLOY / "requirements.lock") <= pins(ROOT / "requirements.lock")


@pytest.mark.parametrize("lock", ["requirements.lock", "build.lock"])
def test_locks_carry_hashes_and_no_address(lock):
    text = (DEPLOY / lock).read_text("utf-8")
    assert all(PIN.match(pin) and "--hash=sha256:" in pin for pin in re.split(r"\n(?=\w)", text.strip()))
    assert "://" not in text


def test_compose_keeps_the_database_inside():
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert told["services"]["database"]["networks"] == ["inside"]
    assert told["networks"]["inside"] == {"internal": True}
    assert all(told["networks"][name] == {"internal": True} for name in told["services"]["workbook"]["networks"])
    assert [name for name, service in told["services"].items() if "ports" in service] == ["proxy"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is missing")
def test_unit_is_understood(tmp_path):
    unit = (DEPLOY / "workbook.service").read_text("utf-8").replace("/opt/workbook/bin/workbook", "/bin/true")
    file = tmp_path / "workbook.service"
    file.write_text(unit, "utf-8")
    told = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
