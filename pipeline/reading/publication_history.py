"""What the world knows of the time that a text speaks of: terms of office, and events of which everybody has the day.

Here belongs bounding the day of publication of a text that prints no year: "Prime Minister X" is written while X holds
the office, "the fall of Y three years ago" three years after it. Not here: dates that the text prints (`publication`),
or what its expressions mean (`date_resolve`).

Knowledge: pipeline/knowledge/terms_of_office.csv and dated_events.csv; their first lines say what the columns are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.reading import date_calendar as cal
from pipeline.reading.date_expression import DateExpression, Moment
from pipeline.reading.lexicon_data import FOLDER, KnowledgeError, rows
from pipeline.reading.lexicon_text import Word, fold_name, words_of

#: How far before a name its title may begin, in words: "Prime Minister and Defence Minister X".
_TITLE_REACH = 5
#: How far from each other the words of an event and a date may stand, in characters.
_NEAR_BY = 160
#: How far from an office a year of the past may stand to be that of its holder, in characters.
_CLOSE = 90
#: A window of more days than this bounds nothing worth having.
_WIDE = 6 * 366
_HALF = dt.timedelta(days=183)
_THIRD = dt.timedelta(days=120)
_NO_MORE = frozenset(
    [
        *("former", "ex", "then", "late", "ousted", "deposed", "toppled", "slain", "exiled", "overthrown"),
        *("erstwhile", "onetime", "jailed", "imprisoned", "assassinated", "murdered", "disgraced", "previous"),
        *("predecessor",),
    ]
)
# Before a title: another office, or one held elsewhere than in a state.
_LESSER = frozenset(
    [
        *("vice", "deputy", "assistant", "undersecretary", "shadow", "associate", "party"),
        *("university", "opposition", "alliance", "arena", "anc", "bjp", "kdp", "congress", "senate", "bank"),
        *("federation",),
    ]
)
_STATES = frozenset(
    ["us", "usa", "uk", "un", "eu", "uae", "nato", "au", "drc", "car", "rok", "prc", "ussr", "krg", "pa"]
)
# After a title: who does not hold it yet.
_CLAIM = frozenset(["elect", "designate", "hopeful", "candidate", "nominee", "hopefuls", "contender"])
_TO_COME = frozenset(["next", "future", "incoming"])  # before a title
# Before a title: perhaps long ago, or until now.
_PAST = frozenset(
    [
        *("under", "during", "when", "since", "last", "appointed", "seized", "detained", "arrested"),
        *("overthrew", "overthrow", "removed", "killed", "unseated", "ousting", "toppling", "overthrowing"),
        *("replaced", "succeeded", "against"),
    ]
)
_OFFICES = frozenset(
    [
        *("minister", "foreign", "defence", "defense", "interior", "finance", "prime", "chief", "commander"),
        *("deputy", "acting", "interim", "justice", "security", "supreme", "caretaker", "president"),
        *("secretary", "us", "state"),
    ]
)
# Between a title and a name.
_BETWEEN = frozenset(
    [
        *("of", "the", "and", "al", "el", "an", "as", "ad", "ar", "at", "mr", "dr", "sir", "lord", "prince"),
        *("sheikh", "sheik", "minister", "ambassador", "retired", "gen", "general", "lt", "lieutenant", "maj"),
        *("major", "brig", "brigadier", "col", "colonel", "adm", "admiral", "field", "marshal"),
    ]
)
_ANNIVERSARY = frozenset(
    [
        *("anniversary", "anniversaries", "commemorate", "commemorates", "commemorated", "commemorating"),
        *("commemoration", "mark", "marks", "marked", "marking", "memorial", "remembrance", "every", "annual"),
        *("annually",),
    ]
)
_YEAR = dt.timedelta(days=370)  # how long a day is named without its year
_NOT_YET = frozenset(["almost", "nearly"])
_SINCE = frozenset(["over", "than"])


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's term of office: folded names and titles, first and last day (None: not over)."""

    id: str
    names: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event of which everybody has the day: of each group of folded words one must be said."""

    id: str
    day: dt.date
    groups: tuple[frozenset[str], ...]

    @property
    def by_day(self) -> bool:
        """Whether the event is called by its day ("the Sept. 11 attacks"), in whatever year."""
        return any(str(self.day.day) in group for group in self.groups)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a text lets one know of its day of publication: first and last day, and a day that it names.

    held: days without a year (month, day) of which somebody in office is told, with the first and last day of the term.
    """

    first: dt.date
    last: dt.date
    named: dt.date | None = None
    held: tuple[tuple[int, int, dt.date, dt.date], ...] = ()


def hint(text: str, expressions: Sequence[DateExpression]) -> Hint | None:
    """The days on which a text can have been written by what it takes for present and by what it looks back on.

    None where it says too little, or where what it says does not go together: a text about the past.
    """
    words = words_of(text)
    first, last, named = dt.date.min, dt.date.max, None
    held: list[tuple[int, int, dt.date, dt.date]] = []
    for term, when, at in _terms(words):
        first = max(first, (term.last or term.first) if when == "over" else term.first)
        if when != "now" or any(_looks_back(x) and abs(x.start - at) <= _CLOSE for x in _beside(expressions, at)):
            continue
        last = min(last, term.last or last)
        for x in _beside(expressions, at):
            if x.first is not None and x.first.anchor == "partial" and x.first.month and x.first.day:
                held.append((x.first.month, x.first.day, term.first, term.last or dt.date.max))
    for event, words_near, at in _events(words):
        first = max(first, event.day)
        beside = [x for x in _beside(expressions, at) if x.first is not None]
        since = [after for x in beside if (after := _since(text, x, event.day)) is not None]
        for after in since:
            first, last = max(first, after[0]), min(last, after[1])
        if not since and not event.by_day and _ANNIVERSARY.isdisjoint(words_near):
            if any(x.first is not None and _is_day(x.first, event.day) for x in beside):
                named = max(named or event.day, event.day)
    if named is not None and first > named + _YEAR:
        named = None
    if last < first or (last - first).days > _WIDE:
        return Hint(first, last, named, tuple(held)) if named is not None and first <= last else None
    return Hint(first, last, named, tuple(held))


def _is_day(m: Moment, day: dt.date) -> bool:
    return m.anchor == "partial" and (m.month, m.day) == (day.month, day.day)


def _looks_back(x: DateExpression) -> bool:
    """Whether a date is of a year said: who is in office beside it was so then, and may be no more."""
    m = x.first
    if m is None or x.future or x.cited:
        return False
    if m.anchor == "publication":
        return m.unit in ("year", "decade") and bool(m.count) and (m.count or 0) <= -1
    return m.anchor == "absolute" and m.year is not None


def _beside(expressions: Sequence[DateExpression], at: int) -> Iterator[DateExpression]:
    return (x for x in expressions if x.block_kind != "furniture" and abs(x.start - at) <= _NEAR_BY)


def _since(text: str, x: DateExpression, day: dt.date) -> cal.Span | None:
    """The days of publication that "three years ago" said of an event of a known day allows."""
    m = x.first
    if m is None or m.anchor != "publication" or m.unit != "year" or not m.count or m.count > -1 or m.shift is not None:
        return None
    said = {fold_name(w) for w in f"{text[max(0, x.start - 14) : x.start]} {x.text}".split()}
    middle = cal.add_months(day, round(-12 * m.count))
    if said & _NOT_YET:
        return middle - _THIRD, middle
    if said & _SINCE:
        return middle, middle + _HALF
    return middle - _HALF, middle + _HALF


def _terms(words: Sequence[Word]) -> Iterator[tuple[Term, str, int]]:
    """The terms of office that titles before names speak of, whether they are over, perhaps over or now, and where.

    One name that may stand for several terms gives what they have in common: from the first day of all to the last.
    """
    index = _terms_by_word()
    for i, word in enumerate(words):
        if not word.capital:
            continue
        spoken: dict[str, list[Term]] = {}
        for name, term in index.get(word.stem, ()):
            if [w.key for w in words[i : i + len(name) - 1]] + [words[min(i + len(name), len(words)) - 1].stem] != [
                *name
            ]:
                continue
            when = _title_before(words, i, name, term)
            if when and term not in spoken.get(when, ()):
                spoken.setdefault(when, []).append(term)
        for when, terms in spoken.items():
            last = [t.last for t in terms if t.last is not None]
            if when == "over":
                yield (
                    min((t for t in terms if t.last), key=lambda t: t.last or t.first, default=terms[0]),
                    when,
                    word.start,
                )
            else:
                end = max(last) if len(last) == len(terms) else None
                yield replace(terms[0], first=min(t.first for t in terms), last=end), when, word.start


def _title_before(words: Sequence[Word], i: int, name: tuple[str, ...], term: Term) -> str:
    """What a title before a name says of the term of office: over, perhaps, now; "" where there is none."""
    for title in term.titles:
        size = len(title)
        for start in range(i - size, max(-1, i - size - _TITLE_REACH), -1):
            if start < 0 or [w.key for w in words[start : start + size]] != [*title]:
                continue
            between = words[start + size : i]
            before = [w.key for w in words[max(0, start - 3) : start]]
            own = {part for each in term.names for part in each} | {part for each in term.titles for part in each}
            if (between and between[0].key in _CLAIM) or not _TO_COME.isdisjoint(before[-2:]):
                continue
            if any(not (w.capital or w.key in _BETWEEN) or w.stem != w.key for w in between):
                continue
            if (len(name) == 1 or "and" in (w.key for w in between)) and any(
                w.key not in own and w.key not in _BETWEEN and w.key not in _OFFICES for w in between
            ):
                continue
            if between and between[0].key == "and" and not (_OFFICES & {w.key for w in between}):
                continue
            if before and (
                before[-1] in _LESSER
                or (
                    words[start - 1].upper
                    and not words[start - 1].shout
                    and len(before[-1]) > 1
                    and before[-1] not in _STATES
                )
            ):
                continue
            if not _NO_MORE.isdisjoint([*before, *(w.key for w in between)]):
                return "over"
            return "perhaps" if not _PAST.isdisjoint(before[-2:]) else "now"
    return ""


def _events(words: Sequence[Word]) -> Iterator[tuple[DatedEvent, set[str], int]]:
    """The events told of, each with the words around and the offset of the word that its first group is said by."""
    openings = _events_by_word()
    for i, word in enumerate(words):
        for event in openings.get(word.stem, ()):
            around = {w.stem for w in words[max(0, i - 25) : i + 25] if abs(w.start - word.start) <= _NEAR_BY}
            if all(group & around for group in event.groups):
                yield event, around, word.start


@lru_cache(maxsize=1)
def _terms_by_word() -> dict[str, tuple[tuple[tuple[str, ...], Term], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], Term], ...]] = {}
    for term in read_terms():
        for name in term.names:
            found[name[0]] = (*found.get(name[0], ()), (name, term))
    return found


@lru_cache(maxsize=1)
def _events_by_word() -> dict[str, tuple[DatedEvent, ...]]:
    found: dict[str, tuple[DatedEvent, ...]] = {}
    for event in read_events():
        for word in event.groups[0]:
            found[word] = (*found.get(word, ()), event)
    return found


@lru_cache(maxsize=1)
def read_terms() -> tuple[Term, ...]:
    """The terms of office. Raises KnowledgeError, with the line, where one is not as it should be."""
    file = FOLDER / "terms_of_office.csv"
    found = []
    for number, (name, names, titles, first, last) in rows(file, 5):
        where = f"{file.name}, line {number}"
        term = Term(name, _phrases(names), _phrases(titles), _day(first, where), _day(last, where) if last else None)
        if not term.names or not term.titles or (term.last is not None and term.last < term.first):
            raise KnowledgeError(f"{where}: {name} needs a name, a title, and a last day that is not before the first")
        found.append(term)
    _no_id_twice([each.id for each in found], file.name)
    return tuple(found)


@lru_cache(maxsize=1)
def read_events() -> tuple[DatedEvent, ...]:
    """The dated events. Raises KnowledgeError, with the line, where one is not as it should be."""
    file = FOLDER / "dated_events.csv"
    found = []
    for number, (name, day, groups) in rows(file, 3):
        where = f"{file.name}, line {number}"
        words = tuple(frozenset(fold_name(w) for w in group.split(",") if w.strip()) for group in groups.split(";"))
        if len(words) < 2 or not all(words):
            raise KnowledgeError(f"{where}: {name} needs two groups of words at least")
        found.append(DatedEvent(name, _day(day, where), words))
    _no_id_twice([each.id for each in found], file.name)
    return tuple(found)


def _no_id_twice(ids: Sequence[str], file: str) -> None:
    for each in ids:
        if ids.count(each) > 1:
            raise KnowledgeError(f"{file}: id {each!r} stands there twice; give each entry its own")


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold_name(part).split()) for part in listed.split(";") if part.strip())


def _day(written: str, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise KnowledgeError(f"{where}: {written!r} is no day; write it as 2019-10-27") from error
