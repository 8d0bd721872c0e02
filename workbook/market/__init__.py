"""The simulated market: decisions in, the five tables out, its truth inspectable."""

from workbook.market.company import Channel, Company, companies, company
from workbook.market.samples import truth_of, write_samples
from workbook.market.simulate import Market, simulate

__all__ = ["Channel", "Company", "Market", "companies", "company", "simulate", "truth_of", "write_samples"]
