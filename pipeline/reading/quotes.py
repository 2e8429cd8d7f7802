"""Quotation marks: which stretches of a text are quoted.

Here belong curly, straight, single and angle marks, quotations that run over paragraphs, and marks that were lost or
turned the wrong way. Not here: who speaks (`statements`), and whether a quotation is speech or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading.records import Text

_MARK = re.compile("[“„«”»\"‘’']")
_OPEN = "“„«"
_CLOSE = "”»"
_BEFORE = " \t\u00a0([{—–-/\n"
_SKIPPED = {"furniture", "byline", "publisher"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: document offsets inside the marks, its block's number, and how it is marked.

    continued: it goes on from the quotation before it (a new paragraph or a mark repeated within one).
    closed: its closing mark is there. words: its number of words.
    """

    start: int
    end: int
    block: int
    continued: bool
    closed: bool
    words: int


def find_quotes(text: Text) -> tuple[Quote, ...]:
    """All quoted stretches of a text in order; one of two paragraphs is two."""
    raw = text.document.text
    found: list[Quote] = []
    open_before = False
    for number, block in enumerate(text.layout.blocks):
        if block.kind in _SKIPPED:
            continue
        for start, end, closed, repeated in _in_block(raw, block.start, block.end):
            first = raw[block.start : start].strip(" \t\u00a0\"“„«‘'") == ""
            words = len(raw[start:end].split())
            if words:
                found.append(Quote(start, end, number, repeated or (open_before and first), closed, words))
        open_before = bool(found) and found[-1].block == number and not found[-1].closed
    return tuple(found)


def _in_block(raw: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """(start, end, closed, repeats an open one) of each quoted stretch of a block."""
    opened: int | None = None
    repeated = False
    single = False
    for m in _MARK.finditer(raw, start, end):
        i, sign = m.start(), m.group()
        opens, closes = _direction(raw, i, start, end, opened is not None and not single)
        if sign == "'":
            if opened is None and _opens_straight(raw, i, start, end):
                opened, single = i + 1, True
            elif single and opened is not None and raw[opened - 1] == "'" and _closes_straight(raw, i, end):
                yield (*_trim(raw, opened, i), True, repeated)
                opened, repeated, single = None, False, False
            continue
        if single and opened is not None:
            opens, closes = False, sign == "’" and _closes_single(raw, i, end)
        elif sign == "‘" and opened is None and _close_single(raw, i, end):
            opens, single = True, True
        if opens:
            if opened is not None:
                yield (*_trim(raw, opened, i), False, repeated)
                repeated = True
            opened = i + 1
        elif closes and opened is not None:
            yield (*_trim(raw, opened, i), True, repeated)
            opened, repeated, single = None, False, False
    if opened is not None and not single:
        yield (*_trim(raw, opened, end), False, repeated)


def _direction(raw: str, i: int, start: int, end: int, is_open: bool) -> tuple[bool, bool]:
    """Whether the character at i opens or closes a quotation."""
    sign = raw[i]
    spaced_before = i == start or raw[i - 1] in _BEFORE
    letter_after = i + 1 < end and not raw[i + 1].isspace() and raw[i + 1] not in ".,;:!?)"
    if sign in _OPEN:
        return True, False
    if sign in _CLOSE:
        return (True, False) if not is_open and spaced_before and letter_after else (False, True)
    if sign == '"':
        if is_open and not (spaced_before and letter_after):
            return False, True
        return (True, False) if letter_after and (spaced_before or not is_open) else (False, True)
    return False, False


def _opens_straight(raw: str, i: int, start: int, end: int) -> bool:
    """Whether a straight apostrophe opens a quotation that another one closes behind a comma or a stop."""
    if (i > start and not raw[i - 1].isspace()) or i + 1 >= end or not raw[i + 1].isalnum():
        return False
    return any(_closes_straight(raw, k, end) for k in range(i + 8, min(end, i + 1500)) if raw[k] == "'")


def _closes_straight(raw: str, i: int, end: int) -> bool:
    return raw[i - 1] in ",.?!" and (i + 1 >= end or raw[i + 1].isspace())


def _closes_single(raw: str, i: int, end: int) -> bool:
    after = raw[i + 1] if i + 1 < end else " "
    return (after.isspace() or after in '.,;:!?)—–-”"') and (raw[i - 1] in ",.?!" or raw[i - 1] != "s")


def _close_single(raw: str, i: int, end: int) -> bool:
    """Whether a single quotation that opens at i is closed in its block, and is more than a word."""
    if i > 0 and raw[i - 1].isalnum():
        return False
    return any(raw[k] == "’" and _closes_single(raw, k, end) for k in range(i + 8, min(end, i + 1500)))


def _trim(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and (raw[end - 1].isspace() or raw[end - 1] in '"“”'):
        end -= 1
    return start, end
