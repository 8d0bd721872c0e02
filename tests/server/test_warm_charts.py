"""Charts without Altair's checks are the same charts."""

import subprocess
import sys

SAME = """
import altair, pandas
from workbook.server.warm import charts

def drawn(dated=False):
    frame = pandas.DataFrame({"month": [1, 2, 3], "orders": [10.5, None, 15], "channel": ["a", None, "a"], "paid": [True, False, True]})
    frame["day"] = pandas.to_datetime("2025-03-01") if dated else "first"
    bars = altair.Chart(frame).mark_bar().encode(x="month:O", y="sum(orders):Q", color="channel", tooltip=["month", "orders"])
    rule = altair.Chart(frame).mark_rule().encode(y=altair.Y("mean(orders)", title="Mean"))
    return bars + rule

checked, dated = drawn().to_dict(), drawn(True).to_dict()
charts.quicken()
same = dated == drawn(True).to_dict() and checked == drawn().to_dict(validate=False) == drawn().to_dict(validate=False)
print(same, altair.Y.from_dict({"field": "x", "type": "nominal"}))
"""


def test_unchecked_chart_is_the_same():
    told = subprocess.run([sys.executable, "-c", SAME], capture_output=True, text=True, check=True).stdout
    assert told.startswith("True")
