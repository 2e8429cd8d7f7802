"""Words of time: a text as a row of tokens, each with a class of one letter, for a grammar over classes.

Here belong the vocabulary (`knowledge/dates.toml`) and the tokens. Not here: the grammar (`date_grammar`) or what an
expression means (`date_resolve`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

MONTHS: dict[str, int]
CLASSES = {
    "last": "l", "past": "p", "next": "n", "following": "f", "this": "t", "same": "s", "that": "h", "recent": "r",
    "ago": "g", "before": "b", "after": "a", "early": "e", "mid": "i", "late": "k", "the": "c", "of": "v", "in": "j",
    "on": "q", "at": "@", "by": "z", "for": "F", "since": "C", "until": "L", "from": "R", "to": "X", "between": "B",
    "and": "&", "or": "|", "every": "V", "old": "A", "now": "w", "weekend": "K", "within": "G", "about": "~",
    "least": "7", "than": "8", "more": "9", "overnight": "Z",
}  # fmt: skip
"""The letter of each class of grammar words. Other letters:

M month, J month whose name is also a word ("May", "March"), y month in lower case, W weekday, Y year, D number of 1
to 31, N other number in digits or words, d day word (yesterday), O ordinal in digits, o ordinal in words, I ISO date,
H date with slashes, E decade in digits, Q decade in words, T time of day, P part of the day, S season, U unit, u small
unit, m vague number (few), 1 "a" or "an", - a dash, / a slash, ',' '.' '(' ')' and "'" themselves, x anything else.
"""

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:\.[^\W\d_]\b)*)"
    r"|(?=['’]?\d)(?:"
    r"(?P<I>(?<![\d-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-]))"
    r"|(?P<H>(?<![\d/.])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]))"
    r"|(?P<T>(?<![\d:])(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(?!\d)(?: ?[ap]\.? ?m\b\.?| ?(?:hours|hrs|gmt)\b)?"
    r"|(?<![\d.,])(?:1[0-2]|[1-9]) ?[ap]\.? ?m\b\.?|(?<![\d.,])(?:[01]\d|2[0-3])[0-5]\d(?= ?(?:hours|hrs|gmt|local)\b))"
    r"|(?P<E>(?<!\d)(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b)"
    r"|(?P<O>(?<![\d,.])(?:3[01]|[12]?\d)(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*))"
    r"|(?P<dash>[-‐‑–—]+)|(?P<mark>[,./()'’$€£%\[\]])|(?P<other>\S)",
    re.IGNORECASE,
)
_AMBIGUOUS = frozenset({"may", "march"})
_OTHER: tuple[str, float | None] = ("x", None)
_MARKS = {"’": "'", "€": "$", "£": "$", "[": "(", "]": ")"}
_YEARS = range(1500, 2101)


class Token(NamedTuple):
    """A token: document offsets, text, lower-case word, class and, for words of number, the value."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Words that decide whether the date of one verb holds for another (lemmas, and words of place and time)."""

    reporting: frozenset[str]
    aftermath: frozenset[str]
    occasions: frozenset[str]
    after_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary, each word with its class and value."""

    classes: dict[str, tuple[str, float | None]]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    units: dict[str, float]
    day_parts: dict[str, str]
    decades: dict[str, int]
    scope: Scope


@cache
def words() -> Words:
    """The vocabulary of dates.toml. Raises ValueError naming the entry that cannot be used."""
    data = tomllib.loads(resources.files("pipeline.knowledge").joinpath("dates.toml").read_text(encoding="utf-8"))
    classes: dict[str, tuple[str, float | None]] = {}
    for name, spellings in data["classes"].items():
        if name not in CLASSES:
            raise ValueError(f"dates.toml, classes: {name} is no known class")
        for word in spellings:
            classes[word] = (CLASSES[name], None)
    for table, letter in (
        ("numbers", "N"),
        ("vague", "m"),
        ("ordinals", "o"),
        ("day_words", "d"),
        ("months", "M"),
        ("weekdays", "W"),
        ("units", "U"),
        ("small_units", "u"),
        ("decades", "Q"),
    ):
        for word, value in data[table].items():
            if not isinstance(value, int | float):
                raise ValueError(f"dates.toml, {table}: {word} has no number")
            if word not in classes or letter != "m":
                classes.setdefault(word, (letter, float(value)))
    for word in _AMBIGUOUS:
        classes[word] = ("J", float(data["months"][word]))
    for word in data["seasons"]:
        classes[word] = ("S", None)
    for word in data["day_parts"]:
        classes[word] = ("P", None)
    for word in ("a", "an"):
        classes[word] = ("1", 1.0)
    classes["second"] = ("o", 2.0)
    seasons = {word: (int(first), int(last)) for word, (first, last) in data["seasons"].items()}
    units = {**data["units"], **data["small_units"]}
    scope = Scope(**{name: frozenset(listed) for name, listed in data["scope"].items()})
    return Words(classes, data["months"], data["weekdays"], seasons, units, data["day_parts"], data["decades"], scope)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of the document, with document offsets."""
    known = words().classes
    found: list[Token] = []
    for m in _TOKEN.finditer(text, start, end):
        kind, piece = m.lastgroup, m.group()
        low, value = piece.lower(), None
        if kind == "word":
            letter, value = known.get(low, _OTHER)
            kind = letter if letter not in "MJW" else _name_class(letter, piece, low)
        elif kind == "number":
            kind, value = _number_class(piece, text, m.start(), m.end())
        elif kind == "dash":
            kind = "-"
        elif kind == "mark":
            kind = _MARKS.get(piece, piece)
        elif kind == "other" or kind is None:
            kind = "x"
        found.append(Token(m.start(), m.end(), piece, low, kind, value))
    return found


def _name_class(letter: str, piece: str, low: str) -> str:
    """Names of days and months count only with a capital; the grammar lets a lower-case month pass beside a number."""
    if piece[0].isupper():
        return letter
    return "y" if letter != "W" else "W" if low.endswith("day") else "x"


def _number_class(piece: str, text: str, start: int, end: int) -> tuple[str, float | None]:
    """Y for a number that can be a year, D for one that can be a day, N for another."""
    before, after = text[start - 1 : start], text[end : end + 1]
    try:
        value = float(piece.replace(",", ""))
    except ValueError:
        return "x", None
    if after.isalpha():
        return "x", value
    if not piece.isdigit() or (before and before in "$€£#@") or after == "%":
        return "N", value
    if len(piece) == 4 and int(piece) in _YEARS:
        return "Y", value
    if len(piece) <= 2 and 1 <= int(piece) <= 31:
        return "D", value
    return "N", value
