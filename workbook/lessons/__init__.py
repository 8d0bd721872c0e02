"""What is taught: catalogues, checklists, cases and glossary as data files, validated on load."""
