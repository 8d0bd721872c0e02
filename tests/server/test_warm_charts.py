"""Charts without Altair's checks are the same charts."""

import subprocess
import sys

SAME = """
import altair, pandas
from workbook.server.warm import charts

def drawn():
    frame = pandas.DataFrame({"month": [1, 2, 3], "orders": [10, 20, 15], "channel": ["a", "b", "a"]})
    bars = altair.Chart(frame).mark_bar().encode(x="month:O", y="sum(orders):Q", color="channel", tooltip=["month", "orders"])
    rule = altair.Chart(frame).mark_rule().encode(y=altair.Y("mean(orders)", title="Mean"))
    return bars + rule

checked = drawn().to_dict()
charts.quicken()
print(checked == drawn().to_dict(validate=False) == drawn().to_dict(validate=False), altair.Y.from_dict({"field": "x", "type": "nominal"}))
"""


def test_unchecked_chart_is_the_same():
    told = subprocess.run([sys.executable, "-c", SAME], capture_output=True, text=True, check=True).stdout
    assert told.startswith("True")
