"""The join of forms, calculations and charts, one module per notebook."""
