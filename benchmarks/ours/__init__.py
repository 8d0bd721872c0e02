"""The measured page as a page of the workbook: the same fifteen fields, the same calculation, the same two charts."""
