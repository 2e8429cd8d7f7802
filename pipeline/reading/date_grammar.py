"""The grammar of date expressions: patterns over classes of tokens, and what each says, with nothing resolved.

Here belongs finding expressions and taking them apart. Not here: the vocabulary (`date_words`), or which day is meant
(`date_resolve`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.date_words import Token, tokens, words
from pipeline.reading.records import Block


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant or stretch of the calendar as the text gives it; what is not said is null.

    anchor: absolute (the year is said), partial (day or month without year), publication (relative to when the text
    appeared), context (relative to a date said before). count: units from the anchor (-1: last). unit: day | week |
    month | year | decade | century | hour | season. part: early | mid | late.
    """

    anchor: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    decade: int | None = None
    part: str | None = None
    unit: str | None = None
    count: float | None = None
    day_part: str | None = None
    shift: str | None = None  # last | next | this | following | previous | same | earlier | window


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression, unresolved. kind as in DateMention; `last` is set for an interval whose both ends are said.

    bound: since | until | by | before | after | from | "" (the word before it). block: index among the blocks.
    cited: stands in parentheses after a name, as the date of a press report does.
    """

    start: int
    end: int
    text: str
    kind: str
    first: Moment | None
    last: Moment | None = None
    bound: str = ""
    approximate: bool = False
    days: float | None = None
    block: int = 0
    block_kind: str = "paragraph"
    cited: bool = False
    future: bool = False


_M, _MY = r"[MJ]\.?", r"(?:[MJ]\.?|y)"
_COUNT = r"(?:[ND]-?(?:X|\||&)?-?[ND]|[ND]&1N|[NDY]|1?mv?|1Nv?|1)"
_WEEKDAY = r"W\.?"
_RULES = (
    ("age", r"[ND]-?U-?A|A[ND]"),
    ("iso", r"(?:W\.?,?)?I"),
    ("slashes", r"(?:W\.?,?)?H"),
    ("days_my", rf"c?[DO](?:-|&|X|L|,)c?[DO]v?{_MY},?v?Y?"),
    ("month_days", rf"{_M}[DO](?:-|&|X|L)[DO](?:,?Y)?(?![U:])"),
    ("dmy", rf"(?:{_WEEKDAY},?(?:q?c)?)?c?[DO]-?v?{_MY},?-?v?Y"),
    ("mdy", rf"(?:{_WEEKDAY},?q?)?{_M}c?[DO],?v?Y"),
    ("dm2", rf"[DO]-?{_M}-?N(?![xUu%$])"),
    ("oday", rf"(?:{_WEEKDAY},?q?c?)?c[Oo](?:P|U)?v{_M}(?:,?Y)?"),
    ("dm", rf"(?:{_WEEKDAY},?(?:q?c)?)?c?[DO]v?{_M}(?!\w*-\w)|(?<=[qvzCLRXB&jF])[DO]v?y|[DO]v?y(?=[,.)])"),
    ("md", rf"(?:{_WEEKDAY}(?:\(|,)?q?)?{_M}c?[DO](?![UuE%-])|(?:{_WEEKDAY},?)?{_M}[DO](?=-x)"),
    ("years", r"Y(?:-|/)Y|Y-[ND](?![U-])"),
    ("part_month", rf"[ekib](?:-|jc?|v?c?|c)?v?{_M}(?:,?v?Y)?"),
    ("month_year", rf"{_M},?v?Y"),
    ("part_decade", r"[eki]?-?(?:v|jc?)?c?E"),
    ("decade_word", r"(?<=c)Q|[eki]-?Q"),
    ("season_year", r"[eki]?-?(?:vc)?S,?(?:vc?)?Y"),
    ("season_rel", r"[eki]?-?[ltnp]S|(?<=c)[pf]S|Sv[lt]U"),
    ("week_weekday", rf"{_WEEKDAY}(?:v?[lntp]U|U)(?![ga])|[lnt]U{_WEEKDAY}"),
    ("weekday", rf"(?:[eki]q?c?)?[lntpfhs]?{_WEEKDAY}(?:'x)?[eki]?P?"),
    ("day_word", r"[ebki]?d(?:P)?|[eki]?[lth]P|[eki](?:j|q)c?P"),
    ("context_part", r"(?<=c)[pfns]P|cPb|cPa(?=[,.x])"),
    ("weekend", r"[lntphsf]K|(?<=c)K"),
    ("month_rel", rf"[ltnp]{_M}"),
    ("ago", rf"(?:9?8?~|98|@7)?{_COUNT}(?:U|u)(?:&1N)?(?:g|xg)"),
    ("window", rf"c?[lptn]{_COUNT}[Uu]|(?<=j)cp[U]|(?<=F)cp[U]|(?<=jc)l[U]|(?<=Fc)l[U]|(?:r)[U]"),
    ("later", rf"(?:98|@7)?~?{_COUNT}[Uu][ab]"),
    ("part_rel", r"[ebki](?:j|vc?|-)?c?[ltnp]U|[eki]vcU(?!v)"),
    ("unit_rel", r"[ltn]U(?!-)|(?<=c)[pfns]U|[sh]U|(?<=c)U[ba](?=[,.xc])"),
    ("recurring", r"V(?:[NDm]?[UuPKW]|[Oo][UW])"),
    ("duration", r"(?:(?:[ND]-?(?:X|\||-)-?)?[ND]|m|1mv?|1)-?[Uu](?:&1N)?|[m]v?U|1N[Uu]"),
    ("month", rf"{_M}"),
    ("part_year", r"[eki](?:-|jc?|vc?)?c?Y"),
    ("year", r"Y"),
)
_RULE = re.compile(r"(?=[NDAcWIHOMJYekibEQSltnpfhsdPK987~@m1rUVy])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES) + ")")
_BOUNDS = {"C": "since", "L": "until", "z": "by", "b": "before", "a": "after", "R": "from", "B": "from"}
_PARTS = {"e": "early", "i": "mid", "k": "late"}
_SHIFTS = {"l": "last", "p": "previous", "n": "next", "f": "following", "t": "this", "s": "same", "h": "same"}
_UNITS = {"night": "day", "fortnight": "week", "hr": "hour"}
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "s", "that", "whose"})
_MONTH_LEADS = frozenset("jClLtnpzRXB&vbafFqceik@(|")
_YEAR_LEADS = frozenset("jCLRXBvekiz&|F-,(csltpnqba/MJP'S")
_UNSHORTENED = frozenset({"may", "june", "july"})
_TRIMMED = frozenset("cqvjz")
_NO_YEAR_BEFORE, _NO_YEAR_AFTER = frozenset("$~987/"), frozenset("Uu%/")
_LEAST_YEAR, _LAST_YEAR = 1800, 2100
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|would"
    r"|(?:is|are|was|were) (?:due|expected|scheduled|set|slated|supposed|planned|planning|to be)"
    r"|(?:plans?|hopes?|intends?|vow(?:s|ed)?|promised?|expects?) (?:\w+ )?to|scheduled|upcoming|forthcoming|next"
    r"|(?:is|are) to \w+|deadline|until|ahead of|in time for|due|returns? to court)\b",
    re.IGNORECASE,
)


def find_dates(text: str, blocks: Sequence[Block]) -> tuple[DateExpression, ...]:
    """The date expressions of a document's blocks in order, furniture included (its block_kind says so)."""
    found: list[DateExpression] = []
    for number, block in enumerate(blocks):
        row = tokens(text, block.start, block.end)
        found += _intervals(_in_row(text, row, number, block.kind), row, text)
    return tuple(found)


def _in_row(text: str, row: list[Token], number: int, kind: str) -> list[tuple[DateExpression, int, int]]:
    """Expressions of one block, each with the first and last token (exclusive) it takes."""
    letters = "".join(t.kind for t in row)
    found: list[tuple[DateExpression, int, int]] = []
    for m in _RULE.finditer(letters):
        first, last = m.start(), m.end()
        rule = m.lastgroup or ""
        if not _allowed(rule, row, first, last, letters):
            continue
        expression = _expression(rule, row[first:last], row, first, last)
        if expression is None:
            continue
        while row[first].kind in _TRIMMED and first + 1 < last:
            first += 1
        if row[last - 1].kind == "." and (len(row[last - 2].text) > 4 or row[last - 2].low in _UNSHORTENED):
            last -= 1
        start, end = row[first].start, row[last - 1].end
        before = letters[first - 1 : first]
        if before in ("c", "q", "v") and first > 1:
            before = letters[first - 2 : first - 1] if before == "c" else before
        expression = replace(
            expression, start=start, end=end, text=text[start:end], block=number, block_kind=kind,
            bound=_BOUNDS.get(before, ""), cited=_cited(row, first, last),
            future=_ahead(text, row[0].start, start),
            approximate=expression.approximate or before in ("~", "@"),
        )  # fmt: skip
        found.append((expression, first, last))
    return found


def _ahead(text: str, block_start: int, start: int) -> bool:
    """Whether the clause before an expression speaks of what is to come."""
    before = text[max(block_start, start - 90) : start]
    clause = re.split(r"[.;:!?]\s|, | and | but |[“”\"]", before)[-1]
    return bool(_FUTURE.search(clause))


def _cited(row: list[Token], first: int, last: int) -> bool:
    """Whether an expression closes a parenthesis that opens with a name, as in "(Daily Echo, May 3)"."""
    i = first - 1
    while i >= 0 and first - i < 14:
        if row[i].kind == ")":
            return False
        if row[i].kind == "(":
            break
        i -= 1
    else:
        return False
    if i < 0 or first - i < 2 or not row[i + 1].text[0].isupper():
        return False
    j = last
    while j < len(row) and row[j].kind in (",", "Y", ".", "-"):
        j += 1
    closes = j < len(row) and row[j].kind in (")",) or (j < len(row) and row[j].text == ";")
    return closes and any(t.kind == "," for t in row[i + 1 : first])


def _allowed(rule: str, row: list[Token], first: int, last: int, letters: str) -> bool:
    """Whether what stands around a match lets it be a date: numbers and words that only look like one are not."""
    before, after = letters[first - 1 : first], letters[last : last + 1]
    if rule == "year":
        return _year_allowed(row, first, before, after)
    if rule in ("years", "part_year", "month_year", "mdy", "dmy", "season_year"):
        years = [t.value for t in row[first:last] if t.kind == "Y" and t.value]
        return all(_LEAST_YEAR <= y <= _LAST_YEAR for y in years) and before not in ("$", "/")
    if rule == "month":
        if row[first].kind == "J":
            return (before in ("j", "C", "l", "t", "n", "z", "L") and after != "x") or (
                before in ("j", "C") and row[first].low == "may")
        if len(row[first].text) <= 3 and row[first].low != "may":
            return before in _MONTH_LEADS or after == "."
        return before in _MONTH_LEADS or before in ("", "(", ",") or _lower(row, last) or before == "x"
    if rule == "md" and row[first].kind == "J":
        return True
    if rule == "weekday":
        day = _first(row[first:last], "W")
        short = day is not None and len(day.text) <= 3
        return not short or (after in (",", ".", "M", "D", "") and not (first and row[first - 1].text[0].isupper()))
    if rule in ("duration", "later", "ago"):
        return before not in ("$",) and not (rule == "duration" and row[first].kind == "1" and after in ("v", "x") and
                                             row[last - 1].kind == "U" and before not in ("F", "j", "G"))
    if rule == "unit_rel" and row[first].kind == "h":
        return row[first].low == "that"
    return True


def _year_allowed(row: list[Token], first: int, before: str, after: str) -> bool:
    value = row[first].value or 0
    month_before = any(t.kind in "MJW" for t in row[max(0, first - 3) : first])
    if not _LEAST_YEAR <= value <= _LAST_YEAR or before in _NO_YEAR_BEFORE or after in _NO_YEAR_AFTER:
        return False
    counted = after == "x" and row[first + 1].low.endswith("s") and row[first + 1].text.islower()
    counted = counted and row[first + 1].low not in ("s", "was", "has", "is", "as")
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


def _lower(row: list[Token], i: int) -> bool:
    return i < len(row) and row[i].text[0].islower()


def _first(piece: Sequence[Token], letters: str) -> Token | None:
    return next((t for t in piece if t.kind in letters), None)


def _value(token: Token | None) -> int | None:
    if token is None:
        return None
    if token.kind == "O":
        return int(re.match(r"\d+", token.text).group())  # type: ignore[union-attr]
    return None if token.value is None else int(token.value)


def _month(piece: Sequence[Token]) -> int | None:
    token = _first(piece, "MJy")
    return words().months.get(token.low.rstrip(".")) if token else None


def _unit(token: Token) -> str:
    word = token.low
    single = {"centuries": "century", "days": "day"}.get(word, word[:-1] if word.endswith("s") else word)
    return _UNITS.get(single, single)


def _amount(piece: Sequence[Token]) -> tuple[float | None, bool]:
    """The smallest number said, and whether it is vague or a range."""
    vague = any(t.kind == "m" for t in piece)
    numbers = [t.value for t in piece if t.kind in "NDYm" and t.value is not None]
    if not numbers:
        return (1.0, False) if any(t.kind == "1" for t in piece) else (None, False)
    low = [t.low for t in piece]
    if "half" in low and len(numbers) == 2:
        return numbers[0] + 0.5, False
    if "half" in low and low.index("half") > 1 and low[0] in ("a", "an", "one"):
        return 1.5, False
    return numbers[0], vague or len(numbers) > 1


def _expression(rule: str, piece: list[Token], row: list[Token], first: int, last: int) -> DateExpression | None:
    """Takes a match apart. The offsets are filled in by the caller."""
    builder = _BUILDERS.get(rule)
    return builder(rule, piece) if builder else None


def _point(moment: Moment | None, kind: str = "point", last: Moment | None = None, approximate: bool = False,
           days: float | None = None) -> DateExpression | None:
    return None if moment is None and kind in ("point", "interval") else DateExpression(
        0, 0, "", kind, moment, last, "", approximate, days)


def _calendar(rule: str, piece: list[Token]) -> DateExpression | None:
    """Days, months, years and seasons that the calendar names."""
    part = _first(piece, "ekib")
    year = _value(_first(piece, "Y"))
    month, day = _month(piece), _first(piece, "DOo")
    weekday, season = _first(piece, "W"), _first(piece, "S")
    number = _value(day)
    if number is not None and month is not None and number > (29 if month == 2 else 31 - (month in (4, 6, 9, 11))):
        return None
    if year is not None and not _LEAST_YEAR <= year <= _LAST_YEAR:
        return None
    return _point(Moment(
        "absolute" if year is not None else "partial", year, month, number,
        int(weekday.value) if weekday and weekday.value is not None else None,
        season.low if season else None, None, _PARTS.get(part.kind) if part and part.kind != "b" else None,
    ))  # fmt: skip


def _numeric(rule: str, piece: list[Token]) -> DateExpression | None:
    token = piece[-1]
    if rule == "iso":
        year, month, day = (int(n) for n in token.text.split("-"))
    else:
        a, b, year = (int(n) for n in re.split(r"[/.]", token.text))
        month, day = (b, a) if (a > 12 or "." in token.text) else (a, b)
        year += (2000 if year < 50 else 1900) if year < 100 else 0
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        if a <= 12 and b <= 12 and a != b and "/" in token.text:
            return _point(Moment("absolute", year, month, day, part="swap"), approximate=True)
    return _point(Moment("absolute", year, month, day))


def _short_year(rule: str, piece: list[Token]) -> DateExpression | None:
    """"3 JAN 90": day, month and the last two digits of the year."""
    value = piece[-1].value
    if value is None or not piece[-1].text.isdigit() or len(piece[-1].text) != 2:
        return None
    number, month = _value(piece[0]), _month(piece)
    if number is None or month is None or number > 31:
        return None
    return _point(Moment("absolute", int(value) + (2000 if value < 50 else 1900), month, number))


def _day_range(rule: str, piece: list[Token]) -> DateExpression | None:
    """"5-7 May 1999", "May 5 to 7"."""
    days = [_value(t) for t in piece if t.kind in "DO"]
    month, year = _month(piece), _value(_first(piece, "Y"))
    if month is None or len(days) < 2 or None in days or not days[0] < days[1] <= 31:  # type: ignore[operator]
        return None
    anchor = "absolute" if year else "partial"
    return _point(Moment(anchor, year, month, days[0]), "interval", Moment(anchor, year, month, days[1]))


def _year_range(rule: str, piece: list[Token]) -> DateExpression | None:
    first, second = int(piece[0].value or 0), int(piece[2].value or 0)
    if second < 100:
        if len(piece[2].text) != 2:
            return None
        second += first // 100 * 100
    if not first < second <= first + 150:
        return None
    return _point(Moment("absolute", first), "interval", Moment("absolute", second))


def _decade(rule: str, piece: list[Token]) -> DateExpression | None:
    part, token = _first(piece, "eki"), piece[-1]
    if token.kind == "Q":
        decade = 1900 + words().decades[token.low]
    else:
        digits = int(re.search(r"\d+", token.text).group())  # type: ignore[union-attr]
        decade = digits if digits > 99 else 1900 + digits
    return _point(Moment("absolute", decade=decade, part=_PARTS.get(part.kind) if part else None))


def _relative_season(rule: str, piece: list[Token]) -> DateExpression | None:
    season, shift = _first(piece, "S"), _first(piece, "ltnpf")
    if season is None:
        return None
    part = _first(piece, "eki")
    return _point(Moment("publication", season=season.low, part=_PARTS.get(part.kind) if part else None,
                         shift=_SHIFTS[shift.kind] if shift else None))


def _weekday(rule: str, piece: list[Token]) -> DateExpression | None:
    weekday, shift, part = _first(piece, "W"), _first(piece, "lntpfhs"), _first(piece, "P")
    if weekday is None or weekday.value is None:
        return None
    unit = _first(piece, "U")
    name = _SHIFTS[shift.kind] if shift else None
    anchor = "context" if name in ("following", "same", "previous") and not unit else "publication"
    return _point(Moment(anchor, weekday=int(weekday.value), shift=name, unit="week" if unit else None,
                         day_part=words().day_parts.get(part.low) if part else None))


def _day_word(rule: str, piece: list[Token]) -> DateExpression | None:
    """Yesterday, today, this morning, last night."""
    word, part, shift = _first(piece, "d"), _first(piece, "P"), _first(piece, "lth")
    day_part = words().day_parts.get(part.low) if part else ("night" if word and word.low == "tonight" else None)
    if word is not None:
        return _point(Moment("publication", unit="day", count=word.value or 0.0, day_part=day_part))
    if shift is None or shift.kind == "h":
        return _point(Moment("context", unit="day", count=0.0, day_part=day_part)) if shift else None
    return _point(Moment("publication", unit="day", count=-1.0 if shift.kind == "l" else 0.0, day_part=day_part))


def _context_part(rule: str, piece: list[Token]) -> DateExpression | None:
    """"the previous night", "the following morning", "the night before"."""
    shift, part = _first(piece, "pfnsba"), _first(piece, "P")
    count = {"p": -1.0, "b": -1.0, "s": 0.0}.get(shift.kind if shift else "", 1.0)
    day_part = words().day_parts.get(part.low) if part else None
    return _point(Moment("context", unit="day", count=count, day_part=day_part))


def _weekend(rule: str, piece: list[Token]) -> DateExpression | None:
    shift = _first(piece, "lntphsf")
    return _point(Moment("publication", unit="weekend", shift=_SHIFTS[shift.kind] if shift else None))


def _relative_month(rule: str, piece: list[Token]) -> DateExpression | None:
    shift = _first(piece, "ltnp")
    return _point(Moment("publication", month=_month(piece), shift=_SHIFTS[shift.kind] if shift else None))


def _ago(rule: str, piece: list[Token]) -> DateExpression | None:
    amount, vague = _amount(piece)
    unit = _first(piece, "Uu")
    if amount is None or unit is None:
        return None
    sign = 1.0 if rule == "later" and piece[-1].kind == "a" else -1.0
    about = vague or any(t.kind in "~987" for t in piece)
    anchor = "publication" if rule == "ago" else "context"
    return _point(Moment(anchor, unit=_unit(unit), count=sign * amount), approximate=about,
                  days=sign * amount * words().units[unit.low])


def _window(rule: str, piece: list[Token]) -> DateExpression | None:
    """"the past two weeks", "recent months": a stretch that ends with the publication."""
    unit, shift = _first(piece, "Uu"), _first(piece, "lptnr")
    if unit is None or shift is None:
        return None
    amount, vague = _amount([t for t in piece if t.kind not in "lptnr"])
    recent = shift.kind == "r"
    count = (amount or 1.0) * (1 if shift.kind == "n" else -1)
    return _point(Moment("publication", unit=_unit(unit), count=None if recent else count, shift="window"), "interval",
                  approximate=vague or recent, days=None if recent else abs(count) * words().units[unit.low])


def _relative_unit(rule: str, piece: list[Token]) -> DateExpression | None:
    """"last week", "earlier this month", "the following day", "the end of the year"."""
    unit, shift = _first(piece, "U"), _first(piece, "ltnpfsh")
    part = _first(piece[:-1], "ebki")
    if unit is None:
        return None
    name = _SHIFTS[shift.kind] if shift else ("this" if part else None)
    if name is None:  # the day before, the day after
        return _point(Moment("context", unit=_unit(unit), count=-1.0 if piece[-1].kind == "b" else 1.0))
    count = {"last": -1.0, "previous": -1.0, "next": 1.0, "following": 1.0}.get(name, 0.0)
    context = name in ("following", "previous", "same") or (name == "next" and _unit(unit) == "day")
    return _point(Moment("context" if context else "publication", unit=_unit(unit), count=count, shift=name,
                         part="earlier" if part and part.kind == "b" else _PARTS.get(part.kind) if part else None))


def _duration(rule: str, piece: list[Token]) -> DateExpression | None:
    amount, vague = _amount(piece)
    unit = _first(piece, "Uu")
    if rule == "age":
        return _point(None, "age", days=None if amount is None or unit is None else amount * words().units[unit.low])
    if rule == "recurring":
        return _point(None, "recurring")
    if amount is None or unit is None:
        return None
    return _point(None, "duration", approximate=vague, days=amount * words().units[unit.low])


_BUILDERS = {
    **dict.fromkeys(("dmy", "mdy", "oday", "dm", "md", "part_month", "month_year", "season_year", "month", "part_year",
                     "year"), _calendar),
    "iso": _numeric, "slashes": _numeric, "dm2": _short_year, "days_my": _day_range, "month_days": _day_range,
    "years": _year_range, "part_decade": _decade, "decade_word": _decade, "season_rel": _relative_season,
    "week_weekday": _weekday, "weekday": _weekday, "day_word": _day_word, "context_part": _context_part,
    "weekend": _weekend, "month_rel": _relative_month, "ago": _ago, "later": _ago, "window": _window,
    "part_rel": _relative_unit, "unit_rel": _relative_unit, "age": _duration, "recurring": _duration,
    "duration": _duration,
}  # fmt: skip


def _intervals(found: list[tuple[DateExpression, int, int]], row: list[Token], text: str) -> list[DateExpression]:
    """Joins "between X and Y", "from X to Y" and "X-Y"; a first end without year or month takes the second's."""
    out: list[DateExpression] = []
    i = 0
    while i < len(found):
        one, first, last = found[i]
        if i + 1 < len(found):
            two, second, end = found[i + 1]
            gap = [t for t in row[last:second] if t.kind not in "c"]
            joiner = gap[0].kind if len(gap) == 1 else ""
            opener = row[first - 1].kind if first else ""
            if first > 1 and opener == "c":
                opener = row[first - 2].kind
            pair = (joiner == "&" and opener == "B") or (joiner in ("X", "L") and opener == "R") or (
                joiner in ("-", "X", "L") and joiner and _same_form(one, two))
            if pair and one.kind == two.kind == "point" and one.first and two.first:
                start = _like(one.first, two.first)
                out.append(replace(one, end=two.end, text=text[one.start : two.end], kind="interval", first=start,
                                   last=two.first, bound="", approximate=one.approximate or two.approximate))
                i += 2
                continue
        out.append(one)
        i += 1
    return out


def _same_form(one: DateExpression, two: DateExpression) -> bool:
    a, b = one.first, two.first
    if a is None or b is None or one.kind != "point" or two.kind != "point":
        return False
    return (a.day is None) == (b.day is None) and (a.month is None) == (b.month is None) and (
        a.anchor in ("absolute", "partial") and b.anchor in ("absolute", "partial"))


def _like(first: Moment, last: Moment) -> Moment:
    """The first end of an interval with the year that only the second end says."""
    if first.anchor == "partial" and last.anchor == "absolute" and last.year is not None:
        later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 32)
        return replace(first, anchor="absolute", year=last.year - 1 if later else last.year)
    return first
