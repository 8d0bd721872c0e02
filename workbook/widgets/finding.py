"""What a calculation has to say, for pages that import it beside the widget that shows it."""

from workbook.answers.finding import Figure, Finding, Tone

__all__ = ["Figure", "Finding", "Tone"]
