"""Numbers in running text: from a string to values with offsets.

Here belongs the grammar of number expressions (digits, words, scales, vague plurals, fractions, ranges); its words are
data (pipeline/knowledge/numbers.toml). Not here: qualifiers (`quantity_qualifiers`), what is counted (`quantities`),
which numbers are no amounts (`quantity_filters`), or units (`quantity_units`). Nothing here needs a parser.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

NUMBERS = Path(__file__).parent.parent / "knowledge" / "numbers.toml"
QUALIFIERS = ("exact", "about", "at_least", "at_most", "more_than", "less_than", "range")
_LEXEME = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_DASHES = {"-", "–", "—", "‑", "−"}


class Lexeme(NamedTuple):  # one is made for every word of a text
    """A word, a number in digits or a sign: lower case, offsets, and whether a space stands before it."""

    text: str
    start: int
    end: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression over the lexemes first..last (last exclusive).

    kind: cardinal | vague | fraction. written: digits | words. low/high as the contract has them; qualifier is "exact"
    until one is found ("about" for "a couple hundred", "at_least" for "several hundred", "range" for "six to 12").
    """

    first: int
    last: int
    low: float | None
    high: float | None
    kind: str
    qualifier: str
    digits: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of pipeline/knowledge/numbers.toml, ready for use."""

    numbers: dict[str, int]
    scales: dict[str, int]
    glued: frozenset[str]
    vague: dict[str, int]
    few: tuple[tuple[tuple[str, ...], float, str], ...]
    fractions: dict[str, int]
    ordinals: dict[str, int]
    changes: frozenset[str]
    starters: frozenset[str]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    longest: int


def _table(data: dict[str, list[dict[str, object]]], name: str, source: Path) -> list[dict[str, object]]:
    rows = data.get(name)
    if not rows:
        raise ValueError(f"{source}: the table '{name}' is missing; add it")
    ids = [row.get("id") for row in rows]
    if None in ids or len(set(ids)) != len(ids):
        raise ValueError(f"{source}: an entry of '{name}' has no id, or an id stands twice; give each its own")
    return rows


@lru_cache(maxsize=2)
def words(source: Path = NUMBERS) -> Words:
    """Load and validate the number words.

    Raises ValueError, naming the file and the mend, where a table or an id is missing or a qualifier is unknown.
    """
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    before: dict[tuple[str, ...], str] = {}
    after: dict[tuple[str, ...], str] = {}
    for row in _table(data, "qualifier", source):
        name = str(row["id"])
        if name not in QUALIFIERS:
            raise ValueError(f"{source}: qualifier '{name}' is not one of {', '.join(QUALIFIERS)}; rename it")
        for side, phrases in ((before, row["before"]), (after, row["after"])):
            assert isinstance(phrases, list)
            for phrase in phrases:
                side[tuple(x.text for x in lexemes(phrase))] = name
    whole = lambda rows: {str(r["id"]): int(str(r["value"])) for r in rows}  # noqa: E731
    scales = _table(data, "scale", source)
    fractions: dict[str, int] = {}
    for row in _table(data, "fraction", source):
        forms = row["words"]
        assert isinstance(forms, list)
        fractions.update({form: int(str(row["parts"])) for form in forms})
    few = tuple(
        (tuple(str(r["words"]).split()), float(str(r["value"])), str(r["qualifier"]))
        for r in _table(data, "few", source)
    )
    numbers = whole(_table(data, "number", source))
    vague = whole(_table(data, "vague", source))
    return Words(
        numbers=numbers,
        scales=whole(scales),
        glued=frozenset(str(r["id"]) for r in scales if r.get("glued")),
        vague=vague,
        few=tuple(sorted(few, key=lambda f: -len(f[0]))),
        fractions=fractions,
        ordinals=whole(_table(data, "ordinal", source)),
        starters=frozenset({*numbers, *vague, *(f[0][0] for f in few), "a", "an", "half", "between"}),
        changes=frozenset(str(r["id"]) for r in _table(data, "change", source)),
        before=before,
        after=after,
        longest=max(len(p) for p in before),
    )


def lexemes(text: str) -> list[Lexeme]:
    """Cut a string into words, numbers and signs, in lower case, with offsets."""
    found = []
    end = -1
    for m in _LEXEME.finditer(text):
        start, stop = m.span()
        found.append(Lexeme(m.group().lower(), start, stop, start != end))
        end = stop
    return found


def find_numbers(items: Sequence[Lexeme]) -> list[Number]:
    """All number expressions of a sentence's lexemes, in order, ranges joined, qualifiers not yet looked for."""
    found: list[Number] = []
    starters = words().starters
    i = 0
    while i < len(items):
        text = items[i].text
        number = (_range(items, i) or _one(items, i)) if text in starters or _is_digits(text) else None
        if number:
            found.append(number)
            i = number.last
        else:
            i += 1
    return found


def _text(items: Sequence[Lexeme], i: int) -> str:
    return items[i].text if 0 <= i < len(items) else ""


def _is_digits(text: str) -> bool:
    return text[:1].isascii() and text[:1].isdigit()


def _one(items: Sequence[Lexeme], i: int) -> Number | None:
    """One number that starts at i: a fraction, a vague plural, or a cardinal with its scales."""
    return _fraction(items, i) or _vague(items, i) or _cardinal(items, i)


def _vague(items: Sequence[Lexeme], i: int) -> Number | None:
    """A vague amount: "dozens", "tens of thousands", "a couple hundred", "several hundred thousand", "half a dozen"."""
    w = words()
    if _text(items, i) in w.vague:
        least = w.vague[items[i].text]
        last = i + 1
        if _text(items, last) == "of" and _text(items, last + 1) in w.vague and w.vague[items[last + 1].text] >= 1000:
            least, last = least * w.vague[items[last + 1].text] // 2, last + 2
        elif items[i].text == "tens":
            return None
        return Number(i, last, least, None, "vague", "at_least", False)
    for phrase, value, qualifier in w.few:
        last = i + len(phrase)
        if tuple(x.text for x in items[i:last]) != phrase or _text(items, last) not in w.scales:
            continue
        total = value
        while _text(items, last) in w.scales and _text(items, last) not in w.glued:
            total *= w.scales[items[last].text]
            last += 1
        high = None if qualifier == "at_least" else total
        return Number(i, last, total, high, "vague" if high is None else "cardinal", qualifier, False)
    return None


def _fraction(items: Sequence[Lexeme], i: int) -> Number | None:
    """A share: "a third of", "two-thirds", "three quarters", "half of the", "one in five"."""
    w = words()
    word = _text(items, i)
    if word == "half":
        after = _text(items, i + 1)
        if after in ("of", "the", "its", "their", "his", "her", "our", "that", "those", "these") or (
            after in ("a", "an") and _text(items, i + 2) == "million"
        ):
            if after in ("a", "an"):
                return Number(i, i + 3, 5e5, 5e5, "cardinal", "about", False)
            if _text(items, i - 1) in w.ordinals or _text(items, i - 1) in (
                "first",
                "other",
                "latter",
                "former",
                "a",
                "-",
            ):
                return None
            return Number(i, i + 1, 0.5, 0.5, "fraction", "exact", False)
        return None
    above = (
        1
        if word == "a"
        else int(word)
        if word.isascii() and word.isdigit() and len(word) < 3
        else w.numbers.get(word, 0)
    )
    if not above or above > 19:
        return None
    j = i + 1
    if _text(items, j) == "out" and _text(items, j + 1) == "of":  # "nine out of ten"
        whole = _cardinal(items, j + 2)
        if whole and whole.low and above < whole.low <= 100:
            share = above / whole.low
            return Number(i, whole.last, share, share, "fraction", "exact", False)
    if _text(items, j) == "in" and word != "a" and above < 10:  # "one in five", of what follows
        below = w.numbers.get(_text(items, j + 1), 0) or w.scales.get(_text(items, j + 1), 0)
        if below > above and below <= 1000 and _text(items, j + 2) not in _TIME_WORDS:
            return Number(i, j + 2, above / below, above / below, "fraction", "exact", False) if above == 1 else None
    if _text(items, j) in _DASHES:
        j += 1
    parts = w.fractions.get(_text(items, j))
    if not parts or (above == 1 and _text(items, j).endswith("s")) or above >= parts:
        return None
    if above == 1 and word == "a" and _text(items, j + 1) != "of":
        return None  # "a third attack", "a quarter century"
    if above == 1 and parts > 2 and _text(items, j + 1) not in ("of", "the", ",", ".", ")", "are", "were", "is", "was"):
        return None
    return Number(i, j + 1, above / parts, above / parts, "fraction", "exact", False)


_TIME_WORDS = {"day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes"}


def _cardinal(items: Sequence[Lexeme], i: int) -> Number | None:
    word = _text(items, i)
    if _is_digits(word):
        value, last = float(word.replace(",", "")), i + 1
        scaled = _scales(items, last, 1.0)
        return Number(i, scaled[1], value * scaled[0], value * scaled[0], "cardinal", "exact", True)
    spelled = _spelled(items, i)
    if spelled is None:
        return None
    value, last = spelled
    return Number(i, last, value, value, "cardinal", "exact", False)


def _scales(items: Sequence[Lexeme], i: int, value: float) -> tuple[float, int]:
    """Multiply by the scales that follow digits: "1.2 million", "27 thousand", "$5m"."""
    w = words()
    while _text(items, i) in w.scales:
        if items[i].text in w.glued and (items[i].spaced or value > 1):
            break
        if items[i].text == "score" or (items[i].text == "hundred" and items[i - 1].text.endswith("00")):
            break
        value *= w.scales[items[i].text]
        i += 1
    return value, i


def _spelled(items: Sequence[Lexeme], i: int) -> tuple[float, int] | None:
    """A cardinal in words from i: "twenty-five", "one hundred and twenty", "a hundred", "two dozen"; value and end."""
    w = words()
    first = _text(items, i)
    group: float = 0  # the part below the next thousand
    total: float = 0
    j = i
    if first in ("a", "an"):
        nxt = _text(items, i + 1)
        if nxt not in w.scales or nxt in w.glued or nxt == "score":
            return None
        group, j = 1, i + 1
    elif first not in w.numbers:
        return None
    last = i
    room = 1e18  # a smaller number must follow: "two one" is two numbers
    while j < len(items):
        text = items[j].text
        if text in w.numbers:
            value = w.numbers[text]
            if value >= room or (value == 0 and j > i):
                break
            group += value
            room = 10 if value >= 20 else 0
            j += 1
            last = j
            if (
                _text(items, j) in _DASHES
                and _text(items, j + 1) in w.numbers
                and 0 < w.numbers[items[j + 1].text] < room
            ):
                j += 1
        elif text in w.scales and text not in w.glued and group:
            scale = w.scales[text]
            if scale >= 1000:
                total, group, room = total + group * scale, 0, 1000
            else:
                group, room = group * scale, 100
            j += 1
            last = j
            if scale in (12, 20):
                if _text(items, j) in w.scales:
                    continue
                break
        elif text == "and" and last == j and _text(items, j - 1) in w.scales and _text(items, j + 1) in w.numbers:
            if _text(items, j - 1) in ("dozen", "score") or (
                first in ("a", "an") and w.numbers[items[j + 1].text] >= room
            ):
                break
            j += 1
        elif text == "and" and last == j and _text(items, j + 1) == "a" and _text(items, j + 2) == "half":
            return (total + group + 0.5, j + 3) if group < 20 else None  # "two and a half"
        else:
            break
    return (total + group, last) if last > i else None


def _range(items: Sequence[Lexeme], i: int) -> Number | None:
    """Two numbers joined: "six to 12", "3,000-4,000", "between 30 and 40", "18 to 19 thousand", "two or three"."""
    between = _text(items, i) == "between"
    a = _cardinal(items, i + 1 if between else i)
    if not a:
        return None
    joint = _text(items, a.last)
    dashed = joint in _DASHES
    if joint not in (("and", "to") if between else ("to", "or")) and not (dashed and not between):
        return None
    if (
        joint == "to"
        and _text(items, i - 1) == "from"
        and any(_text(items, k) in words().changes for k in range(i - 5, i - 1))
    ):
        return None  # "rose from 45 to 64" gives two figures
    j = a.last + 1
    if _text(items, j) in ("$", "€", "£"):
        j += 1
    b = _cardinal(items, j)
    if not b or a.low is None or b.low is None:
        return None
    if dashed and (
        a.digits != b.digits or (_text(items, b.last) in _DASHES and b.digits and _is_digits(_text(items, b.last + 1)))
    ):
        return None  # telephone numbers and dates have more than two parts
    low, high = a.low, b.low
    if low < high and high >= 1000 and low * 1000 <= high * 1.0 and low < 1000:  # "18 to 19 thousand"
        scale = _scales(items, j + 1, 1.0)[0] if b.digits else _scale_of(high)
        low = low * scale if low * scale < high else low
    if not low < high:
        return None
    if joint == "or" and high - low > max(5, low):
        return None
    return Number(i, b.last, low, high, "cardinal", "range", a.digits)


def _scale_of(value: float) -> float:
    for scale in (1e9, 1e6, 1e3):
        if value >= scale and value % scale == 0:
            return scale
    return 1.0
