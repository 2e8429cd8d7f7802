"""Tokens by offset: bisection over the tokens of a stretch of a spaCy doc, whose own look-up walks over all of them.

Here belongs the search alone; `records.Sentence` offers it. Offsets are those of the spaCy doc.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token


def behind(doc: Doc, first: int, last: int, at: int) -> int:
    """The first token of first..last (exclusive) that starts behind an offset; `last`, where none does."""
    while first < last:
        middle = (first + last) // 2
        if doc[middle].idx > at:
            last = middle
        else:
            first = middle + 1
    return first


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
