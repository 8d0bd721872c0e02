"""What is asked and answered: typed models, one declaration per field."""
