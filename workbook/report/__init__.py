"""The plan as a document: Markdown and DOCX."""
