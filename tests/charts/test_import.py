import subprocess
import sys


def test_importing_the_room_is_light() -> None:
    code = "import sys, workbook.charts, workbook.metrics.forecast, workbook.metrics.decide; print('altair' in sys.modules, 'scipy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "False"]
