"""The simulated market: decisions in, the five tables out, its truth inspectable."""

from workbook.market.company import Channel, Company, companies, company
from workbook.market.samples import write_samples
from workbook.market.simulate import Market, simulate
from workbook.market.truth import events_of, expected, truth_of

__all__ = ["Channel", "Company", "Market", "companies", "company", "events_of", "expected", "simulate", "truth_of", "write_samples"]
