"""Quantities: every amount a text states, with its qualifier, its unit and what it counts.

Here belongs the assembly: numbers (`quantity_words`) that are not filtered (`quantity_filters`) get the noun they count
(`quantity_nouns`), a unit (`quantity_units`) and the quantity they are a part of. Not here: which quantities are
statistics (`statistics`) or tolls of events (`events`).

Also found are indefinite articles before people ("a soldier", kind "article"): one person for a toll, no statistic.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.quantity_filters import is_age, is_code, is_date_part, is_ordinal_word, is_pronoun_one, is_year
from pipeline.reading.quantity_nouns import NOTHING, Counted, counted_after, counted_in_clause
from pipeline.reading.quantity_units import is_person, singular, unit_of, units
from pipeline.reading.quantity_words import Lexeme, Number, apply, find_numbers, lexemes, qualify, words
from pipeline.reading.records import DateMention, Quantity, Sentence, Text

_ARTICLES = {"a", "an", "another"}
_DASHES = {"-", "–", "—", "‑"}
_SKIPPED = {"furniture", "publisher", "byline"}


def find_quantities(text: Text) -> tuple[Quantity, ...]:
    """All quantities of a text, in order. Uses sentences (parsed or not) and, where they are known, dates."""
    found: list[Quantity] = []
    dates = [d for d in text.dates if d.kind in ("point", "interval", "recurring")]
    for sentence in text.sentences:
        if sentence.block.kind in _SKIPPED:
            continue
        found.extend(_in_sentence(text.document.text, sentence, dates, found))
    return tuple(found)


def _in_sentence(raw: str, sentence: Sentence, dates: list[DateMention], earlier: list[Quantity]) -> list[Quantity]:
    string = raw[sentence.start : sentence.end]
    items = lexemes(string)
    numbers = find_numbers(items)
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    for number in numbers:
        quantity = _quantity(string, sentence, items, number, dates)
        if quantity is not None:
            found.append(quantity)
            taken.append((quantity.start, quantity.noun_end or quantity.end))
    found.extend(_articles(sentence, taken))
    found.extend(_ordinals(sentence, items))
    found.sort(key=lambda q: (q.start, q.end))
    found = _inherit(string, sentence, found)
    return _parts(string, sentence, found, earlier)


def _quantity(
    string: str, sentence: Sentence, items: list[Lexeme], number: Number, dates: list[DateMention]
) -> Quantity | None:
    """One number as a quantity, or None where it counts nothing."""
    base = sentence.start
    full, first, last = qualify(items, number)
    after = items[number.last].text if number.last < len(items) else ""
    start, end = base + items[first].start, base + items[last - 1].end
    number_start, number_end = base + items[number.first].start, base + items[number.last - 1].end
    make = lambda n, kind, unit, c, stop=end: Quantity(  # noqa: E731
        start,
        max(end, stop),
        number_start,
        number_end,
        n.low,
        n.high,
        n.qualifier,
        kind,
        unit,
        sentence.char(c.head) if c.head is not None else None,
        c.start,
        c.end,
        sentence=sentence.index,
    )
    if is_age(items, number, string):
        return make(full, "age", "years", NOTHING)
    unit_word = _unit_word(items, number.last)
    if is_pronoun_one(items, number) or is_date_part(items, number, string):
        return None
    if is_year(items, number, first < number.first) and not unit_word:
        return None
    money = _money(items, number)
    if money:
        sign_first = number.first - 1 if money[1] < 0 else number.first
        start = min(start, base + items[sign_first].start)
        stop = base + items[number.last + max(0, money[1]) - 1].end
        return make(full, "money", money[0], counted_after(sentence, stop) if after == "worth" else NOTHING, stop)
    if after == "%" or after in ("percent", "pct") or (after == "per" and _at(items, number.last + 1) == "cent"):
        width = 2 if after == "per" else 1
        stop = base + items[number.last + width - 1].end
        return make(full, "percent", "percent", _share_of(sentence, stop), stop)
    if full.kind == "fraction":
        return make(full, "fraction", "fraction", _share_of(sentence, number_end))
    if unit_word:
        word, k = unit_word
        unit, kind = units().by_word[word]
        stop = base + items[k].end
        low = (
            replace(full, low=full.low + 0.5, high=full.high + 0.5)
            if _half_follows(items, k) and full.low and full.high
            else full
        )
        if is_code(items, number, string) and kind not in ("length", "weight"):
            return None
        return make(low, "measure", unit, counted_after(sentence, stop) if _at(items, k + 1) == "of" else NOTHING, stop)
    if is_code(items, number, string) or _dated(dates, number_start, number_end):
        return None
    return _count(sentence, items, full, (number.last, last), make)


def _count(sentence: Sentence, items: list[Lexeme], full: Number, lasts: tuple[int, int], make) -> Quantity | None:  # type: ignore[no-untyped-def]
    """A cardinal that counts things or people."""
    u = units()
    number_last, last = lasts
    if _at(items, number_last) in _DASHES and not items[number_last].spaced:
        tail = _at(items, number_last + 1)
        if tail not in u.strong:
            if tail in ("plus", "odd"):
                number_last += 2
            elif tail and not items[number_last + 1].spaced and tail not in words().numbers:
                return None  # "five-star", "three-way", "two-state"
        else:
            return make(full, "cardinal", "persons", NOTHING)
    if _at(items, number_last) == "strong":
        return make(full, "cardinal", "persons", NOTHING)
    counted = counted_after(sentence, sentence.start + items[last - 1].end)
    if counted.by == "none":
        counted = counted_in_clause(
            sentence, sentence.start + items[full.first].start, sentence.start + items[last - 1].end
        )
    if counted.kind == "measure":
        return None
    suffixed = _suffix(sentence, items, counted)
    if suffixed and full.qualifier in ("exact", "about"):
        full = apply(full, [suffixed])
    return make(full, "vague" if full.kind == "vague" else "cardinal", counted.unit, counted)


def _suffix(sentence: Sentence, items: list[Lexeme], counted: Counted) -> str | None:
    """A qualifier behind the noun: "20 civilians at least", "five people or more"."""
    if counted.end is None or counted.by != "follows":
        return None
    i = next((k for k, x in enumerate(items) if sentence.start + x.start >= counted.end), None)
    if i is None:
        return None
    for n in (3, 2):
        name = words().after.get(tuple(x.text for x in items[i : i + n]))
        follows = _at(items, i + n)
        if (
            name
            and len(items) >= i + n
            and not follows[:1].isdigit()
            and follows not in words().numbers
            and follows not in words().vague
        ):
            return name
    return None


def _at(items: list[Lexeme], i: int) -> str:
    return items[i].text if 0 <= i < len(items) else ""


def _unit_word(items: list[Lexeme], i: int) -> tuple[str, int] | None:
    """The unit of measure that follows a number at once ("50km", "ten-day", "18 months", "square km")."""
    u = units()
    k = i
    if _at(items, k) in _DASHES and k + 1 < len(items) and not items[k + 1].spaced:
        k += 1
    for width in (2, 1):
        word = " ".join(x.text for x in items[k : k + width])
        stem = word if word in u.by_word else singular(word) if width == 1 else word.rstrip("s")
        if stem in u.by_word and u.by_word[stem][1] not in ("event", "count", "money", "share", "measure"):
            if len(stem) <= 2 and stem in ("m", "g", "mi", "ha", "hr") and items[k].spaced and stem != "ha":
                return None
            return stem, k + width - 1
    long_list = _at(items, k) in ("consecutive", "full", "straight", "whole", "long", "more", "successive", "calendar")
    if long_list:
        stem = singular(_at(items, k + 1))
        if stem in u.by_word and u.by_word[stem][1] == "time":
            return stem, k + 1
    return None


def _half_follows(items: list[Lexeme], k: int) -> bool:
    return [_at(items, k + n) for n in (1, 2, 3)] == ["and", "a", "half"]


def _money(items: list[Lexeme], number: Number) -> tuple[str, int] | None:
    """(currency, lexemes after the number that belong to it; -1 where the sign stands before)."""
    u = units()
    before, after = _at(items, number.first - 1), _at(items, number.last)
    if before in u.currency and (True):
        return u.currency[before], -1
    stem = singular(after) if after.isalpha() else after
    if stem in u.by_word and u.by_word[stem][1] == "money":
        return u.by_word[stem][0], 1
    if after in ("us", "u") and singular(_at(items, number.last + 1)) == "dollar":
        return "USD", 2
    return (u.currency[after], 1) if after in u.currency and after != "rs" else None


def _dated(dates: list[DateMention], start: int, end: int) -> bool:
    return any(d.start <= start and end <= d.end for d in dates)


def _share_of(sentence: Sentence, end: int) -> Counted:
    """What a percentage or fraction is a share of, where "of" and a noun follow."""
    counted = counted_after(sentence, end)
    return counted if counted.by in ("follows", "pronoun", "state") else NOTHING


def _articles(sentence: Sentence, taken: list[tuple[int, int]]) -> list[Quantity]:
    """Single people behind an indefinite article: "a police officer", "another soldier"."""
    found = []
    for token in sentence.tokens:
        if token.lower_ not in _ARTICLES:
            continue
        start = sentence.char(token)
        if any(a <= start < b for a, b in taken):
            continue
        counted = counted_after(sentence, _past_age(sentence, token))
        head = counted.head
        if head is None or counted.unit != "persons" or counted.by != "follows" or not _single(head.lower_, head.tag_):
            continue
        found.append(
            Quantity(
                start,
                start + len(token),
                start,
                start + len(token),
                1,
                1,
                "exact",
                "article",
                "persons",
                sentence.char(head),
                counted.start,
                counted.end,
                sentence=sentence.index,
            )
        )
    return found


def _past_age(sentence: Sentence, article: Token) -> int:
    """Where the noun phrase goes on behind an article and an age ("a 24-year-old man" goes on at "man")."""
    tail = [t for t in sentence.tokens if t.i > article.i][:7]
    if tail and tail[0].like_num:
        old = next((t for t in tail if t.lower_ == "old" or t.lower_.endswith("-old")), None)
        return sentence.char(old) + len(old) if old is not None else sentence.char(article) + len(article)
    return sentence.char(article) + len(article)


def _single(noun: str, tag: str) -> bool:
    return noun not in units().person_plurals and tag not in ("NNS", "NNPS") and singular(noun) == noun


def _ordinals(sentence: Sentence, items: list[Lexeme]) -> list[Quantity]:
    """Counts that an ordinal states: "the second such attack this month" (2), "in their third week" (2 to 3)."""
    found = []
    u = units()
    for i in range(len(items)):
        value = is_ordinal_word(items, i)
        if not value:
            continue
        k = i + (2 if items[i].text.isdigit() else 1)
        word = singular(_at(items, k))
        unit = u.by_word.get(word)
        start, end = sentence.start + items[i].start, sentence.start + items[min(k, len(items) - 1)].end
        if (
            unit
            and unit[1] == "time"
            and _at(items, i - 1) in ("its", "their", "his", "her", "a")
            and _at(items, i - 2) in ("in", "into", "entered", "enters", "entering", "for")
        ):
            found.append(
                Quantity(
                    start,
                    end,
                    start,
                    end,
                    value - 1,
                    value,
                    "range",
                    "ordinal",
                    unit[0],
                    None,
                    None,
                    None,
                    sentence=sentence.index,
                )
            )
            continue
        head = _repeated(items, k)
        if head is not None:
            stop = sentence.start + items[head].end
            name = unit_of(singular(items[head].text))[0]
            found.append(
                Quantity(
                    start,
                    stop,
                    start,
                    end,
                    value,
                    value,
                    "exact",
                    "ordinal",
                    name,
                    sentence.start + items[head].start,
                    sentence.start + items[i].start,
                    stop,
                    sentence=sentence.index,
                )
            )
    return found


def _repeated(items: list[Lexeme], k: int) -> int | None:
    """The event noun of "second such attack", "fifth bombing this month": only where a span of time closes it."""
    u = units()
    such = _at(items, k) == "such"
    for j in range(k, min(k + 4, len(items))):
        if u.by_word.get(singular(items[j].text), ("", ""))[1] == "event":
            tail = " ".join(x.text for x in items[j + 1 : j + 3])
            timed = tail.split(" ")[0] in ("this", "since", "in", "within") and (
                such or tail.split(" ")[-1] in _SPANS or tail.startswith("since")
            )
            return j if timed or such else None
    return None


_SPANS = {
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "a",
    "two",
    "three",
    "as",
    "less",
    "under",
    "recent",
    "four",
    "five",
    "six",
}


def _inherit(string: str, sentence: Sentence, found: list[Quantity]) -> list[Quantity]:
    """Give a bare number the unit of the quantity before it: "700 troops … and another 200 near the border"."""
    out: list[Quantity] = []
    for q in found:
        if not q.unit and q.kind in ("cardinal", "vague"):
            model = next((p for p in reversed(out) if p.unit and p.kind in ("cardinal", "vague", "percent")), None)
            if model is not None:
                unit = model.unit if model.kind != "percent" else "persons" if _brackets(string, sentence, q) else ""
                q = replace(q, unit=unit, head=model.head if unit else None)
        out.append(q)
    return out


def _brackets(string: str, sentence: Sentence, q: Quantity) -> bool:
    a, b = q.start - sentence.start, q.end - sentence.start
    return string[a - 1 : a] == "(" and string[b : b + 1] == ")"


def _parts(string: str, sentence: Sentence, found: list[Quantity], earlier: list[Quantity]) -> list[Quantity]:
    """Mark quantities that are a part of the one before ("including two", "of whom 8,000", "319 of them")."""
    out: list[Quantity] = []
    for q in found:
        whole = _whole(string, sentence, q, out, earlier) if q.kind != "article" else None
        out.append(replace(q, part_of=(whole.start, whole.end), unit=q.unit or whole.unit) if whole else q)
    return out


def _whole(
    string: str, sentence: Sentence, q: Quantity, here: list[Quantity], earlier: list[Quantity]
) -> Quantity | None:
    """The quantity that q is a part of, if the words around it say so."""
    begin = here[-1].end - sentence.start if here else 0
    before = [x.text for x in lexemes(string[begin : q.start - sentence.start])][-8:]
    behind = [x.text for x in lexemes(string[q.number_end - sentence.start :][:24])][:3]
    counts = [p for p in here if p.kind in ("cardinal", "vague") and p.unit]
    of = "whom" in before[-3:] or before[-2:] in (["of", "which"], ["of", "these"], ["of", "those"], ["of", "them"])
    listed = bool({"including", "among", "included", "includes"} & set(before[-3:])) and not {"were", "was"} & set(
        before[-2:]
    )
    behind_of = behind[:2] in (["of", "whom"], ["of", "them"], ["of", "these"], ["of", "those"], ["of", "which"])
    if not (of or listed or behind_of):
        return None
    pool = counts or (
        [p for p in earlier if p.kind in ("cardinal", "vague") and p.unit and sentence.index - p.sentence <= 1]
        if of or behind_of
        else []
    )
    same = [p for p in pool if q.kind in ("percent", "fraction") or p.unit == (q.unit or p.unit)]
    size = lambda p: p.high if p.high is not None else p.low  # noqa: E731
    if q.kind not in ("percent", "fraction"):
        same = [p for p in same if (size(p) or 0) >= (q.low if q.low is not None else q.high or 0) or p.high is None]
        same = [p for p in same if p.part_of is None] or same
    return same[-1] if same else None


__all__ = ["find_quantities", "is_person"]
