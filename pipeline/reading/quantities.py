"""Quantities: every amount a text states, with its qualifier, its unit and what it counts.

Here belongs the assembly: numbers (`quantity_words`) that are not filtered (`quantity_filters`) get the noun they count
(`quantity_nouns`), a unit (`quantity_units`) and the quantity they are a part of (`quantity_parts`). Not here: which
quantities are statistics (`statistics`) or tolls of events (`events`).

Also found are indefinite articles before people ("a soldier", kind "article"): one person for a toll, no statistic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.quantity_clauses import counted_in_clause
from pipeline.reading.quantity_filters import at, is_age, is_code, is_date_part, is_pronoun_one, is_year
from pipeline.reading.quantity_nouns import NOTHING, Counted, counted_after
from pipeline.reading.quantity_parts import inherit, mark_parts
from pipeline.reading.quantity_qualifiers import apply, qualify
from pipeline.reading.quantity_singles import articles, ordinals
from pipeline.reading.quantity_units import is_person, singular, units
from pipeline.reading.quantity_words import Lexeme, Number, find_numbers, lexemes, words
from pipeline.reading.records import DateMention, Quantity, Sentence, Text

_DASHES = {"-", "–", "—", "‑"}
_SKIPPED = {"furniture", "publisher", "byline"}
_DATED = {"point", "interval", "recurring"}
_LENGTHS = {"length", "weight", "area", "volume"}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A number in its sentence, with its qualifier: everything but what it counts. Offsets are of the document."""

    sentence: Sentence
    string: str
    items: list[Lexeme]
    number: Number  # as found
    full: Number  # with its qualifier
    last: int  # lexeme behind number and qualifier
    start: int
    end: int

    def offset(self, lexeme: int, end: bool = False) -> int:
        item = self.items[lexeme]
        return self.sentence.start + (item.end if end else item.start)

    def made(self, kind: str, unit: str, counted: Counted = NOTHING, stop: int = 0) -> Quantity:
        """The quantity; `stop`: the end of its unit where that lies behind the number ("10 percent")."""
        return Quantity(
            start=self.start,
            end=max(self.end, stop),
            number_start=self.offset(self.number.first),
            number_end=self.offset(self.number.last - 1, end=True),
            low=self.full.low,
            high=self.full.high,
            qualifier=self.full.qualifier,
            kind=kind,
            unit=unit,
            head=self.sentence.char(counted.head) if counted.head is not None else None,
            noun_start=counted.start,
            noun_end=counted.end,
            sentence=self.sentence.index,
        )


def find_quantities(text: Text) -> tuple[Quantity, ...]:
    """All quantities of a text, in order. Uses sentences (parsed or not) and, where they are known, dates."""
    found: list[Quantity] = []
    dates = sorted((d for d in text.dates if d.kind in _DATED), key=lambda d: d.start)
    starts = [d.start for d in dates]
    for sentence in text.sentences:
        if sentence.block.kind not in _SKIPPED:
            here = dates[bisect_left(starts, sentence.start - 40) : bisect_left(starts, sentence.end)]
            found.extend(_in_sentence(text.document.text, sentence, here, found))
    return tuple(found)


def _in_sentence(raw: str, sentence: Sentence, dates: Sequence[DateMention], earlier: list[Quantity]) -> list[Quantity]:
    string = raw[sentence.start : sentence.end]
    items = lexemes(string)
    found: list[Quantity] = []
    for number in find_numbers(items):
        full, first, last = qualify(items, number)
        start, end = sentence.start + items[first].start, sentence.start + items[last - 1].end
        quantity = _quantity(_Draft(sentence, string, items, number, full, last, start, end), first, dates)
        if quantity is not None:
            found.append(quantity)
    found.extend(articles(sentence, [(q.start, q.noun_end or q.end) for q in found]))
    found.extend(ordinals(sentence, items))
    found.sort(key=lambda q: (q.start, q.end))
    return mark_parts(string, sentence, inherit(string, sentence, found), earlier)


def _quantity(d: _Draft, first: int, dates: Sequence[DateMention]) -> Quantity | None:
    """One number as a quantity, or None where it counts nothing."""
    items, number, string = d.items, d.number, d.string
    if is_age(items, number, string):
        return d.made("age", "years")
    if is_pronoun_one(items, number) or is_date_part(items, number, string):
        return None
    unit = _unit_word(items, number.last)
    if unit is None and is_year(items, number, first < number.first):
        return None
    shared = _money(d) or _share(d)
    if shared is not None:
        return shared
    if unit is not None:
        word, k = unit
        name, kind = units().by_word[word]
        if is_code(items, number, string) and kind not in _LENGTHS:
            return None
        stop = d.offset(k, end=True)
        counted = counted_after(d.sentence, stop) if at(items, k + 1) == "of" else NOTHING
        return (_and_a_half(d) if _half_follows(items, k) else d).made("measure", name, counted, stop)
    start, end = d.offset(number.first), d.offset(number.last - 1, end=True)
    if is_code(items, number, string) or any(x.start <= start and end <= x.end for x in dates):
        return None
    return _count(d, first)


def _count(d: _Draft, first: int) -> Quantity | None:
    """A cardinal that counts things or people."""
    items, k = d.items, d.number.last
    if at(items, k) in _DASHES and not items[k].spaced:
        tail = at(items, k + 1)
        if tail in units().strong:
            return d.made("cardinal", "persons")
        if tail and tail not in ("plus", "odd") and not items[k + 1].spaced and tail not in words().numbers:
            return None  # "five-star", "three-way", "two-state"
    if at(items, k) == "strong":
        return d.made("cardinal", "persons")
    counted = counted_after(d.sentence, d.offset(d.last - 1, end=True), d.full.low == d.full.high == 1)
    if counted.by == "none":
        counted = counted_in_clause(d.sentence, d.offset(first), d.offset(d.last - 1, end=True))
    if counted.kind == "measure":
        return None
    suffix = _suffix(d.sentence, items, counted)
    if suffix and d.full.qualifier in ("exact", "about"):
        d = replace(d, full=apply(d.full, [suffix]))
    return d.made("vague" if d.full.kind == "vague" else "cardinal", counted.unit, counted)


def _share(d: _Draft) -> Quantity | None:
    """A percentage or a fraction, with what it is a share of."""
    k = d.number.last
    after = at(d.items, k)
    if after == "per" and at(d.items, k + 1) == "cent":
        k += 1
    elif after not in ("%", "percent", "pct"):
        if d.full.kind != "fraction":
            return None
        return d.made("fraction", "fraction", _share_of(d.sentence, d.offset(d.number.last - 1, end=True)))
    stop = d.offset(k, end=True)
    return d.made("percent", "percent", _share_of(d.sentence, stop), stop)


def _share_of(sentence: Sentence, end: int) -> Counted:
    counted = counted_after(sentence, end)
    return counted if counted.by in ("follows", "pronoun", "state") else NOTHING


def _money(d: _Draft) -> Quantity | None:
    """An amount of money: a sign or code before the number, or a currency behind it."""
    u, items, number = units(), d.items, d.number
    before, after = at(items, number.first - 1), at(items, number.last)
    if before in u.currency:
        return replace(d, start=min(d.start, d.offset(number.first - 1))).made("money", u.currency[before])
    width = 0
    if after in ("us", "u") and singular(at(items, number.last + 1)) == "dollar":
        name, width = "USD", 2
    elif after.isalpha() and u.by_word.get(singular(after), ("", ""))[1] == "money":
        name, width = u.by_word[singular(after)][0], 1
    elif after in u.currency and after != "rs":
        name, width = u.currency[after], 1
    if not width:
        return None
    return d.made("money", name, NOTHING, d.offset(number.last + width - 1, end=True))


def _half_follows(items: list[Lexeme], k: int) -> bool:
    return [at(items, k + n) for n in (1, 2, 3)] == ["and", "a", "half"]


def _and_a_half(d: _Draft) -> _Draft:
    add = lambda v: None if v is None else v + 0.5  # noqa: E731
    return replace(d, full=replace(d.full, low=add(d.full.low), high=add(d.full.high)))


def _suffix(sentence: Sentence, items: list[Lexeme], counted: Counted) -> str | None:
    """A qualifier behind the noun: "20 civilians at least", "five people or more"."""
    if counted.end is None or counted.by != "follows":
        return None
    i = next((k for k, x in enumerate(items) if sentence.start + x.start >= counted.end), None)
    if i is None:
        return None
    for n in (3, 2):
        name = words().after.get(tuple(x.text for x in items[i : i + n]))
        follows = at(items, i + n)
        if (
            name
            and len(items) >= i + n
            and not follows[:1].isdigit()
            and follows not in words().numbers
            and follows not in words().vague
        ):
            return name
    return None


def _unit_word(items: list[Lexeme], i: int) -> tuple[str, int] | None:
    """The unit of measure that follows a number at once ("50km", "ten-day", "18 months", "square km")."""
    u = units()
    k = i
    if at(items, k) in _DASHES and k + 1 < len(items) and not items[k + 1].spaced:
        k += 1
    for width in (2, 1):
        if k + width > len(items):
            continue
        word = " ".join(x.text for x in items[k : k + width])
        stem = word if word in u.by_word else singular(word) if width == 1 else word.rstrip("s")
        if stem in u.by_word and u.by_word[stem][1] not in ("event", "count", "money", "share", "measure"):
            if stem in ("m", "g", "mi", "hr") and items[k].spaced:
                return None
            if word == "second" and (k == i or is_person(at(items, k + 1))):
                return None  # "two second lieutenants"
            return stem, k + width - 1
    long_list = at(items, k) in ("consecutive", "full", "straight", "whole", "long", "more", "successive", "calendar")
    if long_list:
        stem = singular(at(items, k + 1))
        if stem in u.by_word and u.by_word[stem][1] == "time":
            return stem, k + 1
    return None
