"""Taking a matched date expression apart: what each word of it says.

Here belongs one builder for each family of rules of `date_rules`. Not here: finding matches (`date_grammar`), or which
day is meant (`date_resolve`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.reading.date_expression import DateExpression, Moment
from pipeline.reading.date_rules import LAST_YEAR, LEAST_YEAR
from pipeline.reading.date_words import Token, words

_PARTS = {"e": "early", "i": "mid", "k": "late"}
_SHIFTS = {"l": "last", "p": "previous", "n": "next", "f": "following", "t": "this", "s": "same", "h": "same"}
_UNITS = {"night": "day", "fortnight": "week", "hr": "hour"}


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
    if not numbers and any(t.low == "some" for t in piece):
        return 2.0, True
    if not numbers:
        return (1.0, False) if any(t.kind == "1" for t in piece) else (None, False)
    low = [t.low for t in piece]
    if "half" in low and len(numbers) == 2:
        return numbers[0] + 0.5, False
    if "half" in low and low.index("half") > 1 and low[0] in ("a", "an", "one"):
        return 1.5, False
    return numbers[0], vague or len(numbers) > 1


def build(rule: str, piece: list[Token]) -> DateExpression | None:
    """What a match of a rule says; nothing where it is no date after all. The caller fills in the offsets."""
    builder = _BUILDERS.get(rule)
    return builder(rule, piece) if builder else None


def _point(
    moment: Moment | None,
    kind: str = "point",
    last: Moment | None = None,
    approximate: bool = False,
    days: float | None = None,
) -> DateExpression | None:
    return (
        None
        if moment is None and kind in ("point", "interval")
        else DateExpression(0, 0, "", kind, moment, last, "", approximate, days)
    )


def _calendar(rule: str, piece: list[Token]) -> DateExpression | None:
    """Days, months, years and seasons that the calendar names."""
    part = _first(piece, "ekib")
    year = _value(_first(piece, "Y"))
    month, day = _month(piece), _first(piece, "DOo")
    weekday, season = _first(piece, "W"), _first(piece, "S")
    number = _value(day)
    if number is not None and month is not None and number > (29 if month == 2 else 31 - (month in (4, 6, 9, 11))):
        return None
    if year is not None and not LEAST_YEAR <= year <= LAST_YEAR:
        return None
    return _point(Moment(
        "absolute" if year is not None else "partial", year, month, number,
        int(weekday.value) if weekday and weekday.value is not None else None,
        season.low if season else None, None, _PARTS.get(part.kind) if part and part.kind != "b" else None,
    ))  # fmt: skip


def _week_of(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "the third week of July 1999", "the last week of May"."""
    month, year, unit = _month(piece), _value(_first(piece, "Y")), _first(piece, "U")
    number = _value(_first(piece, "Oo"))
    if month is None or unit is None or _unit(unit) != "week" or (number or 1) > 5:
        return None
    anchor = "absolute" if year else "partial"
    return _point(Moment(anchor, year, month, part=f"week {number}" if number else "last week"))


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
    """ "3 JAN 90": day, month and the last two digits of the year."""
    value = piece[-1].value
    if value is None or not piece[-1].text.isdigit() or len(piece[-1].text) != 2:
        return None
    number, month = _value(piece[0]), _month(piece)
    if number is None or month is None or number > 31:
        return None
    return _point(Moment("absolute", int(value) + (2000 if value < 50 else 1900), month, number))


def _day_range(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "5-7 May 1999", "May 5 to 7"."""
    days = [_value(t) for t in piece if t.kind in "DO"]
    month, year = _month(piece), _value(_first(piece, "Y"))
    if month is None or len(days) < 2 or None in days or not days[0] < days[1] <= 31:  # type: ignore[operator]
        return None
    anchor = "absolute" if year else "partial"
    return _point(Moment(anchor, year, month, days[0]), "interval", Moment(anchor, year, month, days[1]))


def _year_range(rule: str, piece: list[Token]) -> DateExpression | None:
    first, second = int(piece[0].value or 0), int(piece[2].value or 0)
    if second < 100:
        if len(piece[2].text) != 2 or piece[0].end != piece[1].start:
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
    return _point(
        Moment(
            "publication",
            season=season.low,
            part=_PARTS.get(part.kind) if part else None,
            shift=_SHIFTS[shift.kind] if shift else None,
        )
    )


def _weekday(rule: str, piece: list[Token]) -> DateExpression | None:
    weekday, shift, part = _first(piece, "W"), _first(piece, "lntpfhs"), _first(piece, "P")
    if weekday is None or weekday.value is None:
        return None
    unit = _first(piece, "U")
    name = _SHIFTS[shift.kind] if shift else None
    anchor = "context" if name in ("following", "same", "previous") and not unit else "publication"
    return _point(
        Moment(
            anchor,
            weekday=int(weekday.value),
            shift=name,
            unit="week" if unit else None,
            day_part=words().day_parts.get(part.low) if part else None,
        )
    )


def _day_word(rule: str, piece: list[Token]) -> DateExpression | None:
    """Yesterday, today, this morning, last night."""
    word, part, shift = _first(piece, "d"), _first(piece, "P"), _first(piece, "lth")
    day_part = words().day_parts.get(part.low) if part else ("night" if word and word.low == "tonight" else None)
    if word is not None:
        return _point(Moment("publication", unit="day", count=word.value or 0.0, day_part=day_part))
    if shift is None or shift.kind == "h":
        return _point(Moment("context", unit="day", count=0.0, day_part=day_part)) if shift else None
    return _point(Moment("publication", unit="day", count=-1.0 if shift.kind == "l" else 0.0, day_part=day_part))


def _overnight(rule: str, piece: list[Token]) -> DateExpression | None:
    return _point(Moment("publication", unit="day", count=0.0, day_part="night", shift="overnight"))


def _context_part(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "the previous night", "the following morning", "the night before"."""
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


def _numbered(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "on the 22nd": a day of the month spoken of."""
    number = _value(piece[0])
    return _point(Moment("context", day=number)) if number else None


def _ago(rule: str, piece: list[Token]) -> DateExpression | None:
    amount, vague = _amount(piece)
    unit = _first(piece, "Uu")
    if amount is None or unit is None:
        return None
    sign = 1.0 if rule == "later" and piece[-1].kind in "aq" else -1.0
    about = vague or any(t.kind in "~987" for t in piece)
    anchor = "publication" if rule == "ago" else "context"
    return _point(
        Moment(anchor, unit=_unit(unit), count=sign * amount),
        approximate=about,
        days=sign * amount * words().units[unit.low],
    )


def _window(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "the past two weeks", "recent months": a stretch that ends with the publication."""
    unit, shift = _first(piece, "Uu"), _first(piece, "lptnr")
    if unit is None or shift is None:
        return None
    amount, vague = _amount([t for t in piece if t.kind not in "lptnr"])
    recent = shift.kind == "r"
    count = (amount or 1.0) * (1 if shift.kind == "n" else -1)
    return _point(
        Moment("publication", unit=_unit(unit), count=None if recent else count, shift="window"),
        "interval",
        approximate=vague or recent,
        days=None if recent else abs(count) * words().units[unit.low],
    )


def _relative_unit(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "last week", "earlier this month", "the following day", "the end of the year"."""
    unit, shift = _first(piece, "U"), _first(piece, "ltnpfsh")
    part = _first(piece[:-1], "ebki")
    if unit is None:
        return None
    name = _SHIFTS[shift.kind] if shift else ("this" if part else None)
    if name is None:  # the day before, the day after
        return _point(Moment("context", unit=_unit(unit), count=-1.0 if piece[-1].kind == "b" else 1.0))
    count = {"last": -1.0, "previous": -1.0, "next": 1.0, "following": 1.0}.get(name, 0.0)
    context = name in ("following", "previous", "same") or (name == "next" and _unit(unit) == "day")
    context = context or (name == "next" and piece[0].kind == "c")  # "the next year": after what was told
    return _point(
        Moment(
            "context" if context else "publication",
            unit=_unit(unit),
            count=count,
            shift=name,
            part="earlier" if part and part.kind == "b" else _PARTS.get(part.kind) if part else None,
        )
    )


def _before_last(rule: str, piece: list[Token]) -> DateExpression | None:
    """ "the year before last"."""
    return _point(Moment("publication", unit=_unit(piece[1]), count=-2.0))


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


_CALENDAR = ("dmy", "mdy", "oday", "dm", "md", "part_month", "month_year", "season_year", "month", "part_year", "year")
_BUILDERS: dict[str, Callable[[str, list[Token]], DateExpression | None]] = {
    **dict.fromkeys(_CALENDAR, _calendar),
    **dict.fromkeys(("iso", "slashes"), _numeric),
    **dict.fromkeys(("days_my", "month_days"), _day_range),
    **dict.fromkeys(("part_decade", "decade_word"), _decade),
    **dict.fromkeys(("week_weekday", "weekday"), _weekday),
    **dict.fromkeys(("ago", "later"), _ago),
    **dict.fromkeys(("part_rel", "unit_rel"), _relative_unit),
    **dict.fromkeys(("age", "recurring", "duration"), _duration),
    "week_of": _week_of,
    "dm2": _short_year,
    "nth": _numbered,
    "before_last": _before_last,
    "years": _year_range,
    "season_rel": _relative_season,
    "day_word": _day_word,
    "context_part": _context_part,
    "overnight": _overnight,
    "weekend": _weekend,
    "month_rel": _relative_month,
    "window": _window,
}
