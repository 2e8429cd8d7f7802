"""The grammar of date expressions: patterns over classes of tokens, and what each says, with nothing resolved.

Here belongs finding expressions and taking them apart. Not here: the vocabulary (`date_words`), or which day is meant
(`date_resolve`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.date_expression import DateExpression, Moment
from pipeline.reading.date_holidays import find_holidays, merge
from pipeline.reading.date_parts import build
from pipeline.reading.date_rules import RULE, allowed
from pipeline.reading.date_words import Token, tokens
from pipeline.reading.records import Block

_BOUNDS = {"C": "since", "L": "until", "z": "by", "b": "before", "a": "after", "R": "from", "B": "from"}
_UNSHORTENED = frozenset({"may", "june", "july"})
_Placed = tuple[DateExpression, int, int]  # an expression with the first and last token (exclusive) it takes
_TRIMMED = frozenset("cqvjz")
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|would(?!-)"
    r"|(?:is|are|was|were) (?:due|expected|scheduled|set|slated|supposed|planned|planning|to be)"
    r"|(?:plans?|hopes?|intends?|vow(?:s|ed)?|promised?|expects?) (?:\w+ )?to|scheduled|upcoming|forthcoming"
    r"|(?:is|are) to \w+|deadline|ahead of|in time for|returns? to court)\b",
    re.IGNORECASE,
)


def find_dates(text: str, blocks: Sequence[Block]) -> tuple[DateExpression, ...]:
    """The date expressions of a document's blocks in order, furniture included (its block_kind says so)."""
    found: list[DateExpression] = []
    for number, block in enumerate(blocks):
        row = tokens(text, block.start, block.end)
        dates = _intervals(_of_a_year(_in_row(text, row, number, block.kind), row, text), row, text)
        holidays = [
            replace(h, block=number, block_kind=block.kind, future=_ahead(text, block.start, h.start))
            for h in find_holidays(text, block.start, block.end)
        ]
        found += merge(dates, holidays) if holidays else dates
    return tuple(found)


def _in_row(text: str, row: list[Token], number: int, kind: str) -> list[_Placed]:
    """Expressions of one block."""
    letters = "".join(t.kind for t in row)
    found: list[_Placed] = []
    at = 0
    while (m := RULE.search(letters, at)) is not None:
        at = m.start() + 1
        while m is not None and m.end() > m.start():
            expression = _expression(text, row, letters, m)
            if expression is not None:
                found.append((replace(expression, block=number, block_kind=kind), m.start(), m.end()))
                at = m.end()
                break
            m = RULE.match(letters, m.start(), m.end() - 1)  # "May 21 and 19 died": a shorter reading
    return found


def _expression(text: str, row: list[Token], letters: str, m: re.Match[str]) -> DateExpression | None:
    """What a match of a rule says, with its offsets and what stands around it; nothing where it is no date."""
    rule, first, last = m.lastgroup or "", m.start(), m.end()
    if not allowed(rule, row, first, last, letters):
        return None
    expression = build(rule, row[first:last])
    if expression is None:
        return None
    while row[first].kind in _TRIMMED and first + 1 < last:
        first += 1
    if row[last - 1].kind == "." and (len(row[last - 2].text) > 4 or row[last - 2].low in _UNSHORTENED):
        last -= 1
    start, end = row[first].start, row[last - 1].end
    before = letters[first - 1 : first]
    if before == "c" and first > 1:
        before = letters[first - 2 : first - 1]
    return replace(
        expression, start=start, end=end, text=text[start:end], bound=_BOUNDS.get(before, ""),
        cited=_cited(row, first, last), future=_ahead(text, row[0].start, start),
        approximate=expression.approximate or before in ("~", "@"),
    )  # fmt: skip


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
    closes = j < len(row) and (row[j].kind == ")" or row[j].text == ";")
    return closes and any(t.kind == "," for t in row[i + 1 : first])


def _of_a_year(found: Sequence[_Placed], row: list[Token], text: str) -> list[_Placed]:
    """Joins a day or month with the year that is said behind it: "in April last year", "on 3 May of the same year"."""
    out: list[_Placed] = []
    for two, second, end in found:
        one, first, last = out[-1] if out else (two, second, end)
        year = two.first
        gap = [t.kind for t in row[last:second] if t.kind != "c"]
        if out and year is not None and _is_year(year) and _lacks_year(one) and gap in ([], ["v"]) and one.first:
            moment = replace(one.first, anchor=f"partial of {year.anchor}", count=year.count)
            joined = replace(one, end=two.end, text=text[one.start : two.end], first=moment)
            out[-1] = joined, first, end
        else:
            out.append((two, second, end))
    return out


def _is_year(m: Moment) -> bool:
    return m.unit == "year" and m.part is None and m.anchor in ("publication", "context") and m.shift != "window"


def _lacks_year(x: DateExpression) -> bool:
    return x.kind == "point" and x.first is not None and x.first.anchor == "partial" and x.first.month is not None


def _intervals(found: list[_Placed], row: list[Token], text: str) -> list[DateExpression]:
    """Joins "between X and Y", "from X to Y" and "X-Y"; a first end without year or month takes the second's."""
    out: list[DateExpression] = []
    i = 0
    while i < len(found):
        one, first, last = found[i]
        if i + 1 < len(found):
            two, second, _ = found[i + 1]
            gap = [t for t in row[last:second] if t.kind not in "c"]
            joiner = gap[0].kind if len(gap) == 1 else ""
            opener = row[first - 1].kind if first else ""
            if first > 1 and opener == "c":
                opener = row[first - 2].kind
            pair = (
                (joiner == "&" and opener == "B")
                or (joiner in ("X", "L") and opener == "R")
                or (joiner in ("-", "X", "L") and joiner and _same_form(one, two))
            )
            if pair and one.kind == two.kind == "point" and one.first and two.first:
                start = _like(one.first, two.first)
                out.append(
                    replace(
                        one,
                        end=two.end,
                        text=text[one.start : two.end],
                        kind="interval",
                        first=start,
                        last=two.first,
                        bound="",
                        approximate=one.approximate or two.approximate,
                    )
                )
                i += 2
                continue
            listed = joiner in ("&", "|", ",") and _same_form(one, two) and one.first and two.first
            if listed and one.first and two.first and two.first.year is not None and one.first.anchor == "partial":
                one = replace(one, first=_like(one.first, two.first))  # "in May and June 2031"
        out.append(one)
        i += 1
    return out


def _same_form(one: DateExpression, two: DateExpression) -> bool:
    a, b = one.first, two.first
    if a is None or b is None or one.kind != "point" or two.kind != "point":
        return False
    return (
        (a.day is None) == (b.day is None)
        and (a.month is None) == (b.month is None)
        and (a.anchor in ("absolute", "partial") and b.anchor in ("absolute", "partial"))
    )


def _like(first: Moment, last: Moment) -> Moment:
    """The first end of an interval with the year that only the second end says."""
    if first.anchor == "partial" and last.anchor == "absolute" and last.year is not None:
        later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 32)
        return replace(first, anchor="absolute", year=last.year - 1 if later else last.year)
    return first
