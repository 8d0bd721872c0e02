"""The five tables and the readers of the export files that people have."""
