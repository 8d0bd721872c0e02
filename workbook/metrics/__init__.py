"""What is calculated: one marketing concept per module, numbers or tables in and out."""
