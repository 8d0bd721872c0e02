"""What stands on a page: forms, results, charts, tables, uploads, the status line."""
