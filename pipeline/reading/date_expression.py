"""What a date expression says, with nothing resolved: the records that the grammar makes and the resolver reads.

Here belong their shapes alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant or stretch of the calendar as the text gives it; what is not said is null.

    anchor: absolute (the year is said), partial (day or month without year), partial of publication and partial of
    context (of a year counted from the other's year), publication (relative to when the text
    appeared), context (relative to a date said before). count: units from the anchor (-1: last). unit: day | week |
    month | year | decade | century | hour | weekend | holiday (season is its id). part: early | mid | late | week 2 |
    last week | swap (day and month may stand the other way round).
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
