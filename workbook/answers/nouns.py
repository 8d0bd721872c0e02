"""How a question's label reads inside an English sentence.

"Monthly budget" becomes *the monthly budget*. A question ("What do you sell?") or a fragment ("Reached by") cannot be
named that way and is quoted instead. Where the rules here get a label wrong, its field says `noun="…"`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OPENERS = frozenset({
    "how", "what", "why", "who", "whom", "whose", "where", "when", "which", "do", "does", "did", "is", "are", "was", "were", "can", "could",
    "should", "must", "will", "would", "have", "has", "if", "because", "per", "by", "in", "on", "at", "for", "from", "to", "with", "today", "yes",
    "describe", "choose", "pick", "write", "list", "say", "tell", "explain", "enter", "add", "name", "rate", "give", "think", "spent", "reached",
    "measured", "used", "known", "done", "needed",
})  # fmt: skip
_CLOSERS = frozenset({"by", "on", "for", "from", "to", "at", "in", "of", "with", "is", "are", "per"})
_DETERMINERS = frozenset({"the", "a", "an", "your", "our", "their", "its", "my", "his", "her", "this", "that", "these", "those", "each", "every"})
_AFTER_VERBS = frozenset({"the", "your", "our", "their", "each", "every"})
_NAMES = frozenset({"google", "facebook", "instagram", "linkedin", "tiktok", "youtube", "english", "german", "french", "chinese", "europe"})
_VERB = re.compile(r"\b(?:is|are|was|were|does|do|must|can|should|starts|begins|ends|will)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST = 7  # words; a longer label is read as a sentence


@lru_cache(maxsize=4096)
def noun_of(label: str, override: str = "") -> str:
    """The label as it stands inside a sentence; empty where it has to be quoted.

    Examples
    --------
    >>> noun_of("Monthly budget"), noun_of("SEO budget"), noun_of("K factor"), noun_of("Reached by")
    ('monthly budget', 'SEO budget', 'K factor', '')
    """
    if override:
        return override
    label = label.strip()
    bare = re.sub(r"\([^)]*\)", "", label)
    words = _WORD.findall(bare)
    if not words or len(words) > _LONGEST or label[-1] in "?!.:…" or "“" in label:
        return ""
    if _opens_a_sentence(words) or words[-1].casefold() in _CLOSERS or _VERB.search(bare):
        return ""
    return label if _keeps_capital(label, words) else label[0].lower() + label[1:]


def _opens_a_sentence(words: list[str]) -> bool:
    first, second = (*map(str.casefold, words[:2]), "")[:2]
    if second in _AFTER_VERBS and first not in _DETERMINERS:  # "Score the rivals"
        return True
    return first in _OPENERS and not (len(words) == 1 and first in ("name", "rate", "list"))


def _keeps_capital(label: str, words: list[str]) -> bool:
    """Acronyms (SEO, K factor) and names (Google) stay as they are."""
    first = label.split(maxsplit=1)[0]
    letter = len(words[0]) == 1 and len(words) > 1 and first.casefold() != "a"
    return letter or any(c.isupper() or c.isdigit() for c in first[1:]) or words[0].casefold() in _NAMES


def has_article(noun: str) -> bool:
    """Whether the noun begins with a word that stands in place of "the": `your goals`.

    Examples
    --------
    >>> has_article("your goals"), has_article("goals")
    (True, False)
    """
    return noun.split(maxsplit=1)[0].casefold() in _DETERMINERS


def added_to(noun: str, more: str) -> str:
    """The noun with a remark in brackets: in the ones that it has already, if it ends with them.

    Examples
    --------
    >>> added_to("order value", "worst"), added_to("click rate (CTR)", "worst")
    ('order value (worst)', 'click rate (CTR, worst)')
    """
    return f"{noun[:-1]}, {more})" if noun.endswith(")") else f"{noun} ({more})"


__all__ = ["added_to", "has_article", "noun_of"]
