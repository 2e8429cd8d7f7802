"""Which quantities are figures that a statistic reports, and which figures are said twice.

Here belongs the codebook of statistics: what is counted as one and why not. Not here: making rows (`statistics`).

Left out: indefinite articles, ages of single people, "one" (unless it adds to another toll), small counts of abstract
things ("two fronts", "three reasons"), and figures of a headline that the body repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.quantity_units import units
from pipeline.reading.records import Quantity, Sentence, Text

_HEADS = {"title", "heading", "caption"}
_NOT_READ = {"furniture", "publisher", "byline", "citation"}


def is_figure(text: Text, q: Quantity) -> bool:
    """Whether a quantity is a figure in the sense of the table."""
    sentence = text.sentences[q.sentence]
    if sentence.block.kind in _NOT_READ or q.kind == "article":
        return False
    if q.kind == "age":
        return _group_age(text, q)
    if q.kind in ("money", "percent", "fraction", "ordinal"):
        return True
    if q.kind == "measure":
        return True
    if not q.unit:
        return False
    if q.unit == "persons":
        return _people(text, q, sentence)
    return _things(q)


def _group_age(text: Text, q: Quantity) -> bool:
    """Ages that describe a group ("boys as young as 12", "the age of 18"), not one person's."""
    raw = text.document.text
    before = raw[max(0, q.number_start - 16) : q.number_start].lower()
    return before.endswith(("as young as ", "as old as ", "the age of ", "under the age of "))


def _people(text: Text, q: Quantity, sentence: Sentence) -> bool:
    if q.kind == "vague" or q.low != 1 or q.high != 1:
        return True
    if q.qualifier != "exact":
        return False
    return _adds(text, q)


def _adds(text: Text, q: Quantity) -> bool:
    """Whether a single person is added to a greater toll ("ten soldiers and one officer")."""
    raw = text.document.text
    return any(
        p.sentence == q.sentence and p.unit == "persons" and p.end < q.start and (p.low or p.high or 0) > 1
        and raw[p.noun_end or p.end : q.start].strip(" ,").lower() in ("and", "as well as", "plus", "")
        for p in text.quantities
    )  # fmt: skip


def _things(q: Quantity) -> bool:
    """Whether a count of things is a figure: any above twelve, and small ones of attacks, countries and the like."""
    value = q.low if q.low is not None else q.high or 0
    if value >= 10 or q.kind == "vague" or q.qualifier in ("at_least", "more_than", "about", "range"):
        return True
    if value <= 2:
        return False
    known = {unit for unit, kind in units().by_word.values() if kind in ("event", "count")}
    return q.unit in known or q.unit in _CONCRETE


_CONCRETE = {
    "graves", "houses", "homes", "villages", "towns", "cities", "vehicles", "trucks", "cars", "tanks", "aircraft", "planes", "helicopters", "drones",
    "rockets", "missiles", "shells", "bombs", "mines", "rifles", "guns", "weapons", "grenades", "ships", "boats", "schools", "hospitals", "churches",
    "mosques", "buildings", "bodies", "families", "households", "sides", "provinces", "districts", "states", "camps", "prisons", "checkpoints", "arrests",
    "flights", "sorties", "bullets", "rounds", "shots", "tonnes", "items", "buses", "trains", "bridges", "wells", "bases", "barracks", "outposts", "stations",
}  # fmt: skip


def without_repeats(text: Text, found: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a text, each once: a headline's gives way to the body's, a repetition to the one that says most."""
    kept: list[Quantity] = []
    for q in found:
        twin = next((k for k in kept if _same(text, k, q)), None)
        if twin is None:
            kept.append(q)
        elif _rank(text, q) > _rank(text, twin):
            kept[kept.index(twin)] = q
    return sorted(kept, key=lambda q: q.start)


def _same(text: Text, a: Quantity, b: Quantity) -> bool:
    """Whether two quantities state one figure: a headline's value again in the body."""
    head_a, head_b = _in_head(text, a), _in_head(text, b)
    if head_a == head_b:
        return False
    return a.unit == b.unit and bool({a.low, a.high} - {None} & ({b.low, b.high} - {None}))


def _in_head(text: Text, q: Quantity) -> bool:
    return text.sentences[q.sentence].block.kind in _HEADS


def _rank(text: Text, q: Quantity) -> int:
    return 0 if _in_head(text, q) else 1
