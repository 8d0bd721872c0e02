"""How several words stand in one English sentence."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row, as they stand in a sentence.

    >>> listed(["search", "e-mail", "fairs"]), listed(["search"]), listed(["search", "e-mail", "forum and chat"])
    ('search, e-mail and fairs', 'search', 'search, e-mail, and forum and chat')
    """
    apart = "," if len(words) > 2 and any(f" {last} " in word for word in words) else ""
    return f"{apart} {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
