"""The page in Panel: `panel serve panel_page.py`."""

import panel as pn

from benchmarks.peers.offer import FIELDS, cash, headline, stages

pn.extension("vega")


def asked(field):
    if field.choices:
        return pn.widgets.Select(name=field.label, value=field.begin, options=list(field.choices))
    kind = pn.widgets.TextInput if isinstance(field.begin, str) else pn.widgets.FloatInput
    return kind(name=field.label, value=field.begin)


inputs = {field.name: asked(field) for field in FIELDS}
result = pn.bind(lambda **values: pn.pane.Markdown(f"## {headline(values)}"), **inputs)
charts = [pn.bind(lambda draw=draw, **values: pn.pane.Vega(draw(values)), **inputs) for draw in (stages, cash)]

pn.Column("# Offer", *inputs.values(), result, *charts).servable(title="Offer")
