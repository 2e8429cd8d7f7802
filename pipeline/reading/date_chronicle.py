"""The years that a chronicle gives to days printed without one: those of its headings, and the one it has reached.

Here belong years alone. Not here: which day is meant where nothing is told but the date of publication
(`date_resolve`), or which event a date belongs to (`date_scope`).
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.reading import date_calendar as cal
from pipeline.reading.date_words import words
from pipeline.reading.records import DateMention, Sentence, Text, within

_RECENT = dt.timedelta(days=75)  # days so shortly before publication are news, whatever was told before
_STRETCH = dt.timedelta(days=300)  # how far a story that runs on may go from one date to the next
BLOCKS = 2  # blocks on from the date told last that a story told in order may go
_HEADING = 30  # characters
_OPENING = 12  # characters: "Then, on ..."
_AT_ROOT = frozenset({"obl", "advmod", "obl:tmod", "nmod:tmod", "obl:npmod", "nmod", "obl:unmarked", "nummod", "flat"})
_ENTRY = re.compile(r"[\s)\]]*(?::|[-–—]{1,2}\s)")


def heading_years(text: Text) -> list[int | None]:
    """For each block, the year of the heading that it stands under ("2031", "-- March 2031 --"), if it is one."""
    months = "|".join(words().months)
    year = re.compile(rf"\W*(?:(?:{months})\.?,? )?((?:1[89]|20)\d\d)\W*", re.IGNORECASE)
    found: list[int | None] = []
    current, story, listed, told = None, -1, False, False
    for block in text.layout.blocks:
        told = told or block.kind == "paragraph"
        m = year.fullmatch(text.document.text, block.start, block.end) if block.end - block.start < _HEADING else None
        if m is not None and (told or block.kind not in ("dateline", "publisher", "byline")):
            current = None if listed else int(m.group(1))  # years one after another are a list of links
        elif block.kind in ("title", "heading") or block.story != story:
            current = None
        listed = m is not None
        story = block.story
        found.append(current)
    return found


def entry_date(text: Text, sentence: Sentence) -> DateMention | None:
    """The date that opens a chronicle's entry, for all that the entry tells ("March 3: ...")."""
    block = sentence.block
    d = next((d for d in within(text.dates, block.start, block.end) if d.kind in ("point", "interval")), None)
    if d is None or any(c.isalpha() for c in text.document.text[block.start : d.start]):
        return None
    return d if _ENTRY.match(text.document.text, d.end) else None


def is_told(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a date opens its sentence or hangs on its main verb, so that the story has reached it."""
    token = sentence.head(start, end)
    if token is None:
        return False
    if token.i <= sentence.first + 3 and start - sentence.start <= _OPENING:
        return True
    steps = 0
    while token.dep_ in _AT_ROOT and token.head.i != token.i and steps < 4:
        token, steps = token.head, steps + 1
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("root", "ROOT")


def running_year(month: int, day: int | None, reached: cal.Span, latest: cal.Span) -> cal.Span | None:
    """The first such day or month after what the story has reached, where that is not the latest before publication."""
    for year in (reached[0].year, reached[0].year + 1):
        span = cal.day(year, month, day) if day else cal.month(year, month)
        if span and span[1] >= reached[0]:
            return span if span[0] < latest[0] and span[0] - reached[1] <= _STRETCH else None
    return None


def is_news(latest: cal.Span, published: dt.date) -> bool:
    return published - latest[1] <= _RECENT


def opens(text: Text, block: int, start: int) -> bool:
    """Whether an offset is where a paragraph begins, bullets and the like aside."""
    before = text.document.text[text.layout.blocks[block].start : start]
    return len(before) <= _OPENING and not any(c.isalpha() for c in before.replace("On ", ""))
