"""What a document says, whatever it is made of."""

from workbook.report.document import Bullets, Heading, Paragraph, Table


def words(document):
    """Every word of the document, in order, as one text."""
    said = []
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                said.append(text)
            case Bullets(items):
                said += items
            case Table(head, rows):
                said += [*head, *(cell for row in rows for cell in row)]
    return "\n".join(said)
