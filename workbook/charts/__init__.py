"""Tables to charts, in one theme.

Each module draws one subject: `feasibility`, `forecast`, `investment`, `sales_force`, `channel_fit`, `media_plan`, `kpi`, `decisions`.
A function takes what a calculation returned and a `Locale`, and gives back a `Picture`: the chart, a title that says what is seen, a summary,
the data as a table.
"""

from workbook.charts.picture import Picture

__all__ = ["Picture"]
