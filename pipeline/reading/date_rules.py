"""The rules of date expressions: which rows of classes are one, and when what looks like one is none.

Here belong patterns over the classes of `date_words`. Not here: taking a match apart (`date_parts`).
"""

from __future__ import annotations

import re

from pipeline.reading.date_words import Token

LEAST_YEAR, LAST_YEAR = 1800, 2100
"""A number outside is no year."""

_M, _MY = r"[MJ]\.?", r"(?:[MJ]\.?|y)"
_COUNT = r"(?:[ND]-?(?:X|\||&)?-?[ND]|[ND]&1N|N1(?=[Uu])|[NDY]|1?mv?|1Nv?|1)"
_WEEKDAY = r"W\.?"
_RULES = (
    ("age", r"[ND]-?U-?A|A[ND]"),
    ("iso", r"(?:W\.?,?)?I"),
    ("slashes", r"(?:W\.?,?)?H"),
    ("days_my", rf"c?[DO](?:-|&|X|L|,)c?[DO]v?{_MY},?v?Y?"),
    ("month_days", rf"{_M}[DO](?:-|&|X|L)[DO](?:,?Y)?(?![U:])"),
    ("dmy", rf"(?:{_WEEKDAY},?(?:q?c)?)?c?[DO]-?v?{_MY},?-?v?Y"),
    ("mdy", rf"(?:{_WEEKDAY}[,q]?)?{_M}c?[DO],?v?Y"),
    ("dm2", rf"[DO]-?{_M}-?N(?![Uu%$])"),
    ("week_of", rf"c[Ool]Uv{_M}(?:,?v?Y)?"),
    ("oday", rf"(?:{_WEEKDAY},?q?c?)?c[Oo]v{_M}(?:,?Y)?"),
    ("dm", rf"(?:{_WEEKDAY},?(?:q?c)?)?c?[DO]v?{_M}|(?<=[qvzCLRXB&jF])[DO]v?y|[DO]v?y(?=[,.)])"),
    ("md", rf"(?:{_WEEKDAY}[(,q]?)?{_M}c?[DO](?![UuE%-])|(?:{_WEEKDAY},?)?{_M}[DO](?=-x)"),
    ("years", r"Y(?:-|/)Y|Y-[ND](?![U-])"),
    ("part_month", rf"[eki](?:-|jc?|v?c?|c)?v?{_M}(?:,?v?Y)?"),
    ("month_year", rf"{_M},?v?Y|(?<=[jCLz,(])yY"),
    ("part_decade", r"[eki]?-?(?:v|jc?)?c?E"),
    ("decade_word", r"(?<=c)Q|[eki]-?Q"),
    ("season_year", r"[eki]?-?(?:vc)?S,?(?:vc?)?Y"),
    ("season_rel", r"[eki]?-?[ltnp]S|(?<=c)[pf]S|Sv[lt]U"),
    ("week_weekday", rf"{_WEEKDAY}(?:v?[lntp]U|U)(?![ga])|[lnt]U{_WEEKDAY}"),
    ("weekday", rf"(?:[eki]q?c?)?[lntpfhs]?{_WEEKDAY}(?:'x)?[eki]?P?"),
    ("day_word", r"[ebki]?d(?:P)?|[eki]?[lth]P|[eki](?:j|q)c?P"),
    ("overnight", r"(?<![WP])Z(?!q?[WMd])"),
    ("context_part", r"(?<=c)[pfns]P|cPb|cPa(?=[,.x])"),
    ("weekend", r"[lntphsf]K|(?<![1VmND])K|(?<=1)K(?=x)"),
    ("month_rel", rf"[ltnp]{_M}"),
    ("ago", rf"~[Uu](?:g|xg)|(?:9?8?~|98|@7)?{_COUNT}(?:U|u)(?:&1N)?(?:g|xg)"),
    ("window", rf"c?[lptn]{_COUNT}[Uu]|(?<=[jF~])cp[U]|(?<=jc)l[U]|(?<=Fc)l[U]|(?:r)[U]"),
    ("later", rf"~[Uu][ab]|{_COUNT}Uq(?=,)|(?:98|@7)?~?{_COUNT}[Uu][ab]"),
    ("part_rel", r"[ebki](?:j|vc?|-)?c?[ltnp]U|[eki]vcU(?!v)"),
    ("nth", r"(?<=qc)O(?=[,.NDX&]|$)"),
    ("before_last", r"cUbl(?!U)"),
    ("unit_rel", r"cnU(?!-)|[ltn]U(?!-)|(?<=c)[pfns]U|[sh]U|(?<=c)U[ba](?=[,.)j@q]|$)"),
    ("recurring", r"V(?:[NDm]?[UuPKW]|[Oo][UW])"),
    ("duration", r"(?:(?:[ND]-?(?:X|\||-)-?)?[ND]|m|1mv?|1)-?[Uu](?:&1N)?|[m]v?U|1N[Uu]"),
    ("month", rf"{_M}"),
    ("part_year", r"[eki](?:-|jc?|vc?)?c?Y"),
    ("year", r"Y"),
)
_STARTS = "NDAcWIHOMJYekibEQSltnpfhsdPK987~@m1rUVyZ"
RULE = re.compile(rf"(?=[{_STARTS}])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES) + ")")
"""Finds the next date expression in a row of classes; the group that matched names the rule."""
_PLURALS = frozenset({"people", "men", "women", "children", "police", "personnel", "cattle", "metres"})
_NO_PLURALS = frozenset(
    {"s", "was", "has", "is", "as", "this", "its", "us", "his", "always", "across", "perhaps", "census"}
)
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "s", "that", "whose"})
_MONTH_LEADS = frozenset("jClLtnpzRXB&vbafFqceik@(|")
_YEAR_LEADS = frozenset("jCLRXBvekiz&|F-,(csltpnqba/MJP'S")
_NO_YEAR_BEFORE, _NO_YEAR_AFTER = frozenset("$~987/"), frozenset("Uu%/")


def allowed(rule: str, row: list[Token], first: int, last: int, letters: str) -> bool:
    """Whether what stands around a match lets it be a date: numbers and words that only look like one are not."""
    before, after = letters[first - 1 : first], letters[last : last + 1]
    if rule == "year":
        return _year_allowed(row, first, before, after)
    if rule in ("years", "part_year", "month_year", "mdy", "dmy", "season_year"):
        years = [t.value for t in row[first:last] if t.kind == "Y" and t.value]
        return all(LEAST_YEAR <= y <= LAST_YEAR for y in years) and before not in ("$", "/")
    if rule == "month":
        if row[first].kind == "J":
            return (before in ("j", "C", "l", "t", "n", "z", "L") and after != "x") or (
                before in ("j", "C") and row[first].low == "may"
            )
        if len(row[first].text) <= 3 and row[first].low != "may":
            return before in _MONTH_LEADS or after == "."
        return before in _MONTH_LEADS or before in ("", "(", ",") or _lower(row, last) or before == "x"
    if rule == "window" and row[first].kind == "l" and last - first > 2:  # "may last many months"
        return before in ("j", "F", "G", "C")
    if rule == "month_days" and "&" in letters[first:last]:  # "since May 2 and 19 died", not "May 2 and 3"
        days = [int(t.value or re.sub(r"\D", "", t.text)) for t in row[first:last] if t.kind in "DO"]
        return before == "B" or days[1] - days[0] == 1
    if rule == "dm2":
        return not _counted(row, last)
    if rule == "weekday":
        day = next((t for t in row[first:last] if t.kind == "W"), None)
        short = day is not None and len(day.text) <= 3
        if first and row[first - 1].low in ("a", "one") and after == "j":
            return False  # "one Sunday in May": the month is what is said
        return not short or (after in (",", ".", "M", "D", "") and not (first and row[first - 1].text[0].isupper()))
    if rule == "later" and row[last - 1].low in ("after", "before", "prior") and after not in ("", ",", ".", ")"):
        return False  # "a year after the raid": from an event, not from a date
    if rule in ("later", "ago") and row[first].kind == "~" and last - first == 3 and row[first + 1].kind in "Uu":
        return row[first].low == "some"
    if rule in ("duration", "later", "ago"):
        return before not in ("$",) and not (
            rule == "duration"
            and row[first].kind == "1"
            and after in ("v", "x")
            and row[last - 1].kind == "U"
            and before not in ("F", "j", "G")
        )
    if rule == "unit_rel" and row[first].kind == "h":
        return row[first].low == "that" and not row[last - 1].low.endswith("s")
    return True


def _year_allowed(row: list[Token], first: int, before: str, after: str) -> bool:
    value = row[first].value or 0
    month_before = any(t.kind in "MJW" for t in row[max(0, first - 3) : first])
    if not LEAST_YEAR <= value <= LAST_YEAR or before in _NO_YEAR_BEFORE or after in _NO_YEAR_AFTER:
        return False
    counted = _counted(row, first + 1)
    if counted and (value % 100 == 0 or before not in ("j", "c", "C", "v")):
        return False
    if before in ("x", ""):
        previous = row[first - 1] if first else None
        if previous and (previous.low in _POSSESSIVE or (after in (",", ")", "") and not previous.low.endswith("ed"))):
            return 1900 <= value <= 2060
        named = previous is not None and previous.text[0].isupper() and value >= 1900
        return named and not counted and after in ("", ",", ".", ")", "x")
    if before in (",", "-", "'", "M", "J", "P", "S") and after == "x" and _lower(row, first + 1) and not month_before:
        return False
    if before in ("1", "@"):
        return not counted and value >= 1900
    return before in _YEAR_LEADS


def _counted(row: list[Token], i: int) -> bool:
    """Whether the word at `i` is a plural that a number before it counts."""
    if i >= len(row) or not row[i].text.islower() or row[i].kind != "x":
        return False
    word = row[i].low
    return word in _PLURALS or (word.endswith("s") and word not in _NO_PLURALS)


def _lower(row: list[Token], i: int) -> bool:
    return i < len(row) and row[i].text[0].islower()
