"""What stands at the head of a text: lines that date it, datelines that open a paragraph, bylines.

Here belongs recognising one line or the opening of one paragraph. Not here: which lines are looked at (`layout`), or
what day a date means (`dates`, `publication`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reading import layout_lines

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:\d{{4}}[-/]\d{{2}}[-/]\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?,?(?:[ -]\d{{2,4}})?|{_MONTH}\.? \d{{4}})"
)
_DATED = re.compile(rf"\b{_DATE}(?!\w)", re.IGNORECASE)
_DATE_FILLER = re.compile(
    rf"\b{_DATE}(?!\w)"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\b\.?"
    r"|\b\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?)?|\b\d{1,2} ?[ap]\.?m\.?|\b\d{3,4} ?(?:hrs|hours|gmt)\b"
    r"|\b(?:est|edt|cst|cdt|mst|mdt|pst|pdt|gmt|utc|bst|ist|cet|cest|eet|et|ct|pt|mt|local time|z)\b|[+-]\d{2}:?\d{2}\b"
    r"|\b(?:first |originally |last )?(?:posted|published|updated|modified|created|added|released|issued|date|dated"
    r"|edited|filed|uploaded|aired|reviewed)\b"
    r"|\b(?:on|at|by|as of|and|the|time|in|story|article|this|last|was|a|days?|hours?|minutes?|ago)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(
    rf"(?i:(?:first |originally |last )?(?:posted|published|updated|modified)\b ?(?:on|at)?:? .{{0,40}}?{_DATE})"
)
_PLACE_WORD = rf"(?!(?i:{_MONTH})\.? \d|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day))[A-Z][\w.'’-]*"
_PLACE = rf"{_PLACE_WORD}(?:(?:, ?| |/| (?:de|del|la|al|el|of|the|and) ){_PLACE_WORD}){{0,6}}"
_OPENING = re.compile(
    rf"(?P<open>\()?(?P<place>{_PLACE})?(?P<date>,? ?(?:[A-Z][a-z]+day,? )?(?i:{_DATE}))?(?P<close>\))?,?"
    r"(?P<agency> ?\((?P<inside>[^()]{2,70})\))?"
    r"(?P<sep>[ \u00a0]?(?:—|–|--+|‒|―)[ \u00a0]?| [-_] | ?: (?=[A-Z“\"‘])|: ?(?=[A-Z“\"])|\. ?/[\w -]+/\.? )"
)
_NO_PLACE = re.compile(
    r"(?:update|updated|breaking|new(?= ?$)|watch|video|photos?|exclusive|police|note|editor|correction|analysis"
    r"|opinion|live"
    r"|developing|alert|first|previous|original|earlier|initial|latest|key|happening|just|story|background|summary"
    r"|question|answer|q|a|text|report|official|sheriff|deputies|cops|coroner|da|source"
    r"|read|listen|see|more|related|warning|advisory|statement)s?\b",
    re.IGNORECASE,
)


_DEEDS = frozenset({"died", "born", "killed", "arrested", "shot", "charged", "sentenced", "missing", "released"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a paragraph that says where (and when, and by whom) it was written.

    length: characters it takes of the paragraph, separator included. text: the dateline without separator.
    """

    length: int
    text: str
    place: str | None


def is_date_line(text: str, others: int = 4) -> bool:
    """Whether a line does nothing but date the page, perhaps with a place or the name of who publishes it.

    `others` is the greatest number of words, all with a capital, that may stand beside the date.
    """
    if len(text) > 160 or not _DATED.search(text):
        return False
    rest = re.sub(r"[\W_]+", " ", _DATE_FILLER.sub(" ", text)).split()
    return len(rest) <= others and not any(w.islower() or w.lower() in _DEEDS for w in rest)


def line_place(text: str) -> str | None:
    """The place of a line like "SAN JOSE, 3 May 1989"."""
    found = _DATED.search(text)
    if not found or not text[: found.start()].rstrip().endswith(","):
        return None
    before = text[: found.start()].rstrip(" ,")
    place = re.sub(r"(?i),? *(?:mon|tues|wednes|thurs|fri|satur|sun)day *$", "", before).strip(" ,")
    return place if re.fullmatch(r"[A-Z][^\d:;]{1,60}", place) and not _is_outlet(place) else None


def opens_alone(text: str) -> str | None:
    """The place of a paragraph that is nothing but a dateline ("KISUMU, Kenya -")."""
    if len(text) > 80 or not re.search(r"(?:—|–|--|-)$", text):
        return None
    line = opening(text + " " + "X" * 30)
    return (line.place or line.text) if line and line.length >= len(text) else None


def line_publisher(text: str) -> str | None:
    """The agency or paper that a date line names before its date ("AFP Monday 3 May 2016")."""
    found = re.match(r"(?P<name>[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3})[ ,|/-]+(?=\S)", text)
    if not found or line_place(text):
        return None
    name = re.sub(r"[\W_]+", " ", _DATE_FILLER.sub(" ", text)).strip()
    return name if _is_outlet(name) and name in found["name"] else None


def _is_outlet(name: str) -> bool:
    """Whether a name is a news agency's or a paper's."""
    return name.upper() in layout_lines.agencies() or bool(set(name.lower().split()) & layout_lines.outlets())


def posted_at(text: str) -> int | None:
    """Where "Posted: Sunday, ..." begins in a line that says something else before it."""
    found = _POSTED.search(text)
    return found.start() if found else None


def opening(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph's text, if there is one."""
    found = _OPENING.match(text)
    if not found or found.end() > 130 or not any((found["place"], found["inside"])):
        return None
    place, inside, separator = found["place"], found["inside"], found["sep"].strip()
    if bool(found["open"]) != bool(found["close"]) or found.end() >= len(text) - 20:
        return None
    rest = text[found.end() :].lstrip()
    if not rest or rest[0].islower():
        return None
    if place and (_NO_PLACE.match(place) or place.startswith("By ")):
        return None
    capital = bool(re.match(r"[A-Z][A-Z.'’-]{2,}", place or "")) and (place or "").split(",")[0].isupper()
    words = len((place or "").split())
    if separator.startswith(":"):
        good = bool(inside) or (capital and words <= 4)
    elif inside or found["open"] or found["date"]:
        good = words <= 7
    else:
        good = capital or words <= 3
    if not good:
        return None
    if not capital and not inside and separator and separator in rest[:80]:
        return None  # an aside between dashes
    whole = text[: found.start("sep")].strip()
    name = place or ""
    agency = name.upper() in layout_lines.agencies() or bool(re.fullmatch(r"[\w.]+\.(?:com|net|org)", name))
    agency = agency or (bool(found["open"]) and bool(re.fullmatch(r"[A-Z]{2,5}", name)))
    return Dateline(found.end(), whole.strip("() ") if found["open"] else whole, None if agency else place)
