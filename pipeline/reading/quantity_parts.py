"""Quantities of one sentence seen together: units passed on, and shares of a whole.

Here belongs what only neighbouring quantities tell ("700 troops … and another 200", "58,000 children, of whom 8,000").
Not here: a quantity by itself (`quantities`).
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.quantity_words import lexemes
from pipeline.reading.records import Quantity, Sentence


def inherit(string: str, sentence: Sentence, found: list[Quantity]) -> list[Quantity]:
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


def mark_parts(string: str, sentence: Sentence, found: list[Quantity], earlier: list[Quantity]) -> list[Quantity]:
    """Mark quantities that are a part of the one before ("including two", "of whom 8,000", "319 of them")."""
    out: list[Quantity] = []
    for q in found:
        whole = _whole(string, sentence, q, out, earlier) if q.kind != "article" else None
        whole = whole or _next_part(string, sentence, q, out)
        out.append(replace(q, part_of=(whole.start, whole.end), unit=q.unit or whole.unit) if whole else q)
    return out


def _next_part(string: str, sentence: Sentence, q: Quantity, here: list[Quantity]) -> Quantity | None:
    """The whole of a part coordinated with another ("including nine children and four women")."""
    last = here[-1] if here else None
    if last is None or last.part_of is None or q.kind not in ("cardinal", "vague") or q.unit != last.unit:
        return None
    between = string[(last.noun_end or last.end) - sentence.start : q.start - sentence.start]
    if between.strip(" ,") not in ("", "and"):
        return None
    return next((p for p in here if (p.start, p.end) == last.part_of), None)


def _whole(
    string: str, sentence: Sentence, q: Quantity, here: list[Quantity], earlier: list[Quantity]
) -> Quantity | None:
    """The quantity that q is a part of, if the words around it say so."""
    begin = here[-1].end - sentence.start if here else 0
    before = [x.text for x in lexemes(string[begin : q.start - sentence.start])][-8:]
    behind = [x.text for x in lexemes(string[q.end - sentence.start :][:24])][:3]
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
