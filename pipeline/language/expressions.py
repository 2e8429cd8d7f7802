"""Dates and sums of money as entities, and what kind of place a place is: by pattern, since no open data marks them.

These are entities for finding one's way in a sentence. What a date or a quantity *means* is worked out elsewhere
(`pipeline.reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:day|week|weekend|month|year|decade)"
_DATE = re.compile(
    rf"""\b(?:
      (?:{_WEEKDAY},?\s+)?(?:(?:early|mid|late)[\s-])?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b
    | (?:{_WEEKDAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(?:19|20)\d\d)?
    | (?:(?:early|mid|late)[\s-])?{_MONTH},?\s+(?:of\s+)?(?:19|20)\d\d\b
    | (?:(?:last|next|this|early|late)\s+)?{_WEEKDAY}\b
    | (?:(?:last|next|this|previous|past|following|same)\s+)(?:{_UNIT}|{_MONTH})\b
    | (?<=[Ii]n\s)(?:early|mid|late)[\s-](?:19|20)\d\d\b
    | (?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?(?=[\s,.;:)”’]|$)
      (?!\s+(?:people|troops|soldiers|men|fighters|civilians|dead))
    | yesterday | today | tomorrow | tonight
    | (?:early|mid|late)[\s-]{_MONTH}\b
    | (?<=[Ii]n\s){_MONTH}\b | (?<=[Ss]ince\s){_MONTH}\b
    )""",
    re.VERBOSE,
)
_AMOUNT = r"\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|trillion|thousand|m|bn|mn|k)\b)?"
_MONEY = re.compile(
    rf"(?:(?:US|C|A)?[$€£¥]\s?{_AMOUNT})"
    rf"|\b{_AMOUNT}\s(?:U\.S\.\s)?(?:dollars?|euros?|pounds|dinars?|liras?|riyals?|rials?|shillings?|naira|rubles?)\b"
)
_DIGIT = re.compile(r"\d")
#: First or last words of the names of sites.
FACILITY_WORDS = frozenset(
    """prison jail camp base airbase airport airfield hospital clinic mosque church cathedral shrine temple monastery
    bridge dam stadium market mall hotel refinery pipeline oilfield embassy consulate checkpoint barracks fort palace
    port seaport harbor harbour terminal tower square school college museum crossing building headquarters station
    plant depot cemetery highway street road""".split()  # noqa: SIM905
)


def expressions(text: str) -> Iterator[tuple[int, int, str]]:
    """The dates and sums of money in a text, as (start, end, label) over its characters."""
    for match in _DATE.finditer(text):
        yield match.start(), match.end(), "DATE"
    for match in _MONEY.finditer(text) if _DIGIT.search(text) else ():
        yield match.start(), match.end(), "MONEY"


def is_facility(words: list[str]) -> bool:
    """Whether a name of several words is that of a site: "Camp Taji", "Ramstein Air Base"."""
    return len(words) > 1 and (words[-1].lower() in FACILITY_WORDS or (words[0] in {"Camp", "Fort", "Hotel"}))
