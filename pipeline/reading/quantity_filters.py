"""Numbers that count nothing: years, dates, times, names, addresses, codes.

Here belong the reasons for which a number expression is no quantity. Not here: numbers themselves (`quantity_words`) or
what a quantity counts (`quantities`); which rows of quantities are statistics is for `statistics` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.quantity_units import is_person, unit_of, units
from pipeline.reading.quantity_words import Lexeme, Number, words

_MONTHS = re.compile(
    r"^(jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|"
    r"november|december)$"
)
_ORDINAL = {"st", "nd", "rd", "th"}
_YEAR_BEFORE = {
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "during",
    "early",
    "late",
    "mid",
    "through",
    "before",
    "after",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "year",
    "between",
    "and",
    "to",
    "the",
    "(",
    "-",
    "–",
    ",",
    "for",
}
_UNIT_LETTERS = {
    "km",
    "kms",
    "kg",
    "kgs",
    "m",
    "mm",
    "cm",
    "lb",
    "lbs",
    "mph",
    "kph",
    "k",
    "bn",
    "mn",
    "ft",
    "mi",
    "ha",
    "g",
    "percent",
}
_EMERGENCY = {"911"}  # a telephone number that news names without saying so
_DASHES = {"-", "–", "—", "‑"}
_ONE_AFTER = {
    "another",
    "day",
    "by",
    "time",
    "thing",
    "way",
    "side",
    "hand",
    "end",
    "point",
    "that",
    "who",
    "which",
    "where",
    "in",
    "for",
    "night",
    "morning",
    "evening",
    "afternoon",
    "or",
    "can",
    "could",
    "should",
    "must",
    "might",
    "may",
    "is",
    "was",
    "has",
    "such",
    "example",
    "occasion",
    "step",
    "reason",
    "moment",
    "stage",
    "instance",
    "area",
    "spot",
    "word",
    "word,",
    "would",
    "of",
    "as",
}
_ONE_BEFORE = {
    "no",
    "this",
    "that",
    "each",
    "every",
    "any",
    "some",
    "which",
    "number",
    "day",
    "the",
    "only",
    "a",
    "phase",
    "square",
    "is",
    "first",
    "last",
    "next",
    "new",
    "old",
    "another",
    "other",
    "big",
    "single",
    "such",
}


def at(items: Sequence[Lexeme], i: int) -> str:
    """The text of a lexeme, "" outside the sentence."""
    return items[i].text if 0 <= i < len(items) else ""


def is_year(items: Sequence[Lexeme], number: Number, qualified: bool) -> bool:
    """Whether four digits are a calendar year rather than an amount."""
    text = items[number.first].text
    if not number.digits or len(text) != 4 or not text.isdigit() or not 1000 <= int(text) <= 2100:
        commas = any("," in x.text for x in items[number.first : number.last])
        if number.qualifier != "range" or number.low is None or not 1000 <= number.low <= 2100 or commas:
            return False
    if number.last - number.first > 1 and number.qualifier != "range":
        return False
    after, before = at(items, number.last), at(items, number.first - 1)
    if after in ("%", "percent", "per") or before in ("$", "€", "£"):
        return False
    counted = next((at(items, j) for j in (number.last, number.last + 1) if _counts(at(items, j))), None)
    if qualified and before not in _YEAR_BEFORE:
        return counted is None and 1900 <= (number.low or number.high or 0) <= 2100 and not _counts(after)
    return counted is None or (before in _YEAR_BEFORE and 1900 <= (number.low or 0) <= 2100)


def _counts(word: str) -> bool:
    """Whether a word looks like a counted plural."""
    if len(word) < 3 or not word[0].isalpha():
        return False
    return (word.endswith("s") and (is_person(word) or unit_of(word)[1] != "other")) or word in units().person_plurals


def is_date_part(items: Sequence[Lexeme], number: Number, text: str) -> bool:
    """Whether a month name, an ordinal ending, a clock or a slash makes the number part of a date or a time."""
    after, before = at(items, number.last), at(items, number.first - 1)
    glued = number.last < len(items) and not items[number.last].spaced
    if (glued and after in _ORDINAL) or (glued and after in ("s", "'s", "’s") and number.digits):
        return True
    if number.digits and (number.high or number.low or 0) <= 31:
        back = number.first - (2 if before == "." else 1)
        if _month(items, back, text) or _month(items, number.last, text):
            return True
    half_day = after in ("a", "p") and at(items, number.last + 1) in (".", "m")
    if half_day or after in _CLOCK:
        return True
    for sign in (":", "/"):
        if glued and after == sign and number.last + 1 < len(items) and at(items, number.last + 1)[:1].isdigit():
            return not items[number.last + 1].spaced
        if before == sign and not items[number.first].spaced and at(items, number.first - 2)[:1].isdigit():
            return True
    return False


def _month(items: Sequence[Lexeme], i: int, text: str) -> bool:
    """Whether the lexeme is a month's name; "may" and "march" only with a capital."""
    return bool(_MONTHS.match(at(items, i))) and text[items[i].start].isupper()


_CLOCK = {"am", "pm", "gmt", "hrs", "o'clock", "o’clock", "utc"}


def is_code(items: Sequence[Lexeme], number: Number, text: str) -> bool:
    """Whether the number is part of a name, a model, a telephone number, an address, a mark or a list."""
    u = units()
    i, j = number.first, number.last
    before, after = at(items, i - 1), at(items, j)
    tight_before = i > 0 and not items[i].spaced
    tight_after = j < len(items) and not items[j].spaced
    digits = items[i].text[:1].isdigit()
    if digits and len(items[i].text) > 1 and items[i].text[0] == "0" and items[i].text[1] != ".":
        return True  # 0200
    if (
        digits
        and tight_before
        and ((before[:1].isalpha() and before not in ("us", "usd", "eur", "rs")) or before in ("#", "№", "@", "_", "."))
    ):
        return True  # M16, #5, .45
    if digits and tight_before and before in _DASHES and at(items, i - 2) and not items[i - 1].spaced:
        return True  # AK-47, 555-1234
    if digits and tight_after and after[:1].isalpha() and after not in _UNIT_LETTERS:
        return True  # 3D, 7th
    if (digits and before == "[") or (
        before == "(" and after == ")" and digits and len(items[i].text) < 3 and j - i == 1 and _list_mark(items, i)
    ):
        return True
    if digits and tight_after and after in _DASHES and j + 1 < len(items) and not items[j + 1].spaced:
        nxt = at(items, j + 1)
        if nxt[:1].isdigit() or nxt in ("caliber", "calibre", "gauge"):
            return True
    if after in ("caliber", "calibre", "gauge", "mm", "millimeter", "millimetre"):
        return digits
    if before == "." and at(items, i - 2) in ("no", "nos", "vol", "art", "pp", "p"):
        return True
    if before == ":" and at(items, i - 2) in u.named_before:
        return True
    named = before in u.named_before and number.qualifier == "exact" and not _counts(after)
    if named and (digits or text[items[i].start].isupper()):
        return before not in ("number", "no", "figure", "area", "case", "line", "day", "week") or (
            digits and after in ("", ".", ",", ")", ":", "of", "-")
        )
    station = i > 0 and len(before) > 2 and text[items[i - 1].start : items[i - 1].end].isupper() and not text.isupper()
    if digits and station and number.qualifier == "exact" and (j >= len(items) or not text[items[j].start].islower()):
        return True  # "KXYZ 7 News"
    if digits and items[i].text in _EMERGENCY and j - i == 1:
        return True
    if digits and after == "block" and at(items, j + 1) in ("of", "on"):
        return True
    return digits and _address(items, j, text)


def _list_mark(items: Sequence[Lexeme], i: int) -> bool:
    return i <= 2 or at(items, i - 2) in (":", ";")


def _address(items: Sequence[Lexeme], j: int, text: str) -> bool:
    """Whether one to four capitalised words follow, the last of them a word for a street ("1401 West Lake Street")."""
    for k in range(j, min(j + 5, len(items))):
        if items[k].text in (".",):
            continue
        if not text[items[k].start].isupper() and not text[items[k].start].isdigit():
            return False
        if items[k].text in units().street and k > j:
            return True
    return False


def is_pronoun_one(items: Sequence[Lexeme], number: Number) -> bool:
    """Whether "one" counts nothing ("no one", "one another", "one day", "the one that")."""
    if number.last - number.first != 1 or items[number.first].text != "one":
        return False
    before, after = at(items, number.first - 1), at(items, number.last)
    return before in _ONE_BEFORE or (after in _ONE_AFTER and after != "of") or (after in _DASHES and before != "a")


def is_age(items: Sequence[Lexeme], number: Number, text: str) -> bool:
    """Whether the number is the age of somebody ("24-year-old", "aged 7", "Smith, 22, was")."""
    i, j = number.first, number.last
    after = [at(items, k) for k in range(j, j + 5)]
    flat = ["old" if a in ("old's", "old’s") else a for a in after if a not in _DASHES]
    if flat[:2] in (
        ["year", "old"],
        ["years", "old"],
        ["month", "old"],
        ["months", "old"],
        ["year", "olds"],
        ["years", "of"],
    ):
        return flat[:2] != ["years", "of"] or flat[2:3] == ["age"]
    if "".join(after)[:3] in ("y.o", "y/o") or after[0] == "yo":
        return True  # "17 y.o"
    if at(items, i - 1) in ("aged", "age", "ages") or (at(items, i - 2), at(items, i - 1)) == ("age", "of"):
        return True
    if (at(items, i - 1), at(items, i - 2)) in (("as", "old"), ("as", "young")) or (
        at(items, i - 1) == "as" and at(items, i - 2) in ("young", "old")
    ):
        return True
    if not number.digits or number.low != number.high or not 0 < (number.low or 0) < 111 or j - i != 1:
        return False
    if at(items, i - 1) == "both" and not at(items, j)[:1].isalpha():
        return True  # "A and B, both 22;"
    if (
        at(items, i - 1) == ","
        and i > 1
        and at(items, j) in (",", ".", ";", ")")
        and text[items[i - 2].start].isupper()
    ):
        name = items[i - 2].text
        return not _MONTHS.match(name) and name[0].isalpha() and name not in units().by_word
    return False


def is_ordinal_word(items: Sequence[Lexeme], i: int) -> int:
    """The value of an ordinal from the second on at i ("second" = 2, "5th" = 5), else 0."""
    word = at(items, i)
    if word in words().ordinals:
        return words().ordinals[word]
    if word.isdigit() and at(items, i + 1) in _ORDINAL and not items[i + 1].spaced and 1 < int(word) < 200:
        return int(word)
    return 0
