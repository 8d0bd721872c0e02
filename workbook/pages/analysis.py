"""Chapter 6 on the page: each step has a module of its own; here they are together."""

from __future__ import annotations

from workbook.pages.attention import attention
from workbook.pages.attribution import attribution
from workbook.pages.baskets import baskets
from workbook.pages.channels import channels
from workbook.pages.customers import customers
from workbook.pages.decisions import decisions
from workbook.pages.drivers import drivers
from workbook.pages.enquiries import enquiries
from workbook.pages.here import checks, status
from workbook.pages.loading import load
from workbook.pages.search import search
from workbook.pages.segments import segments
from workbook.pages.tests import tests

__all__ = [
    "attention", "attribution", "baskets", "channels", "checks", "customers", "decisions", "drivers", "enquiries", "load", "search",
    "segments", "status", "tests",
]  # fmt: skip
