"""The five tables and the readers of the export files that people have.

reading = read("orders.csv", workbook_salt=salt)     # what was read, left out, refused; questions; Parquet files
frames = tables(desk.folder)                         # search, promotion, visits, enquiries, orders as Narwhals frames
collect(frames.orders.head(5))                       # a small pandas frame
"""

from workbook.sources.engine import Tables, collect, tables
from workbook.sources.mapping import targets
from workbook.sources.read import read
from workbook.sources.reading import Choice, Control, Question, Reading
from workbook.sources.refusal import Unreadable
from workbook.sources.samples import COMPANIES, sample_files

__all__ = ["COMPANIES", "Choice", "Control", "Question", "Reading", "Tables", "Unreadable", "collect", "read", "sample_files", "tables", "targets"]
