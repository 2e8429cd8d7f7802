"""Quick ways to tokens: bisection by offset, where spaCy walks over all of them, and their words kept.

Here belongs no grammar. `records.Sentence` offers the search. Offsets are those of the spaCy doc.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

_LOWER, _STARTS = "ledger_lower", "ledger_starts"  # where a doc keeps its words in lower case, and their offsets


def behind(doc: Doc, first: int, last: int, at: int) -> int:
    """The first token of first..last (exclusive) that starts behind an offset; `last`, where none does."""
    return bisect_right(_starts(doc), at, first, last)


def _starts(doc: Doc) -> list[int]:
    """The offsets at which the tokens of a doc start, made once a doc."""
    starts: list[int] | None = doc.user_data.get(_STARTS)
    if starts is None:
        starts = doc.user_data[_STARTS] = [token.idx for token in doc]
    return starts


def over(doc: Doc, first: int, last: int, start: int, end: int) -> list[Token]:
    """The tokens of first..last (exclusive) that share a character with start..end."""
    found = []
    for i in range(max(first, behind(doc, first, last, start) - 1), last):
        token = doc[i]
        if token.idx >= end:
            break
        if token.idx + len(token) > start:
            found.append(token)
    return found


def lower_words(doc: Doc) -> list[str]:
    """The tokens of a doc in lower case, made once a doc: a token makes its own anew whenever it is asked."""
    words: list[str] | None = doc.user_data.get(_LOWER)
    if words is None:
        words = doc.user_data[_LOWER] = [token.lower_ for token in doc]
    return words
