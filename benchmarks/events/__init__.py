"""Calculations over many rows: ours on DuckDB beside SQL written by hand, pandas and Polars, each in a process of its own."""
