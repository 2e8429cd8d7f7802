"""Which quantities are figures that a statistic reports, and which figures are said twice.

Here belongs the codebook of statistics: what is counted as one and why not. Not here: making rows (`statistics`).

Left out: indefinite articles, ages of single people, "one" (unless it adds to another toll), small counts of abstract
things ("two fronts", "three reasons"), and figures of a headline that the body repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import singular, units
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
    if q.qualifier == "range":
        return True
    before = raw[max(0, q.number_start - 16) : q.number_start].lower()
    return before.endswith(("as young as ", "as old as ", "the age of ")) and not before.endswith("at the age of ")


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
    """Whether a count of things is a figure: any above two, and two of what can be seen and touched."""
    value = q.low if q.low is not None else q.high or 0
    if value >= 10 or q.kind == "vague" or q.qualifier in ("at_least", "more_than", "about", "range"):
        return True
    if q.unit in units().concrete:
        return value >= 2
    return value > 2 and singular(q.unit) not in general("abstract-things")


def without_repeats(text: Text, found: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a text, each once: a headline's gives way to the body's, a toll told twice to the fuller one."""
    kept: list[Quantity] = []
    for q in found:
        if _conversion(text, q, kept) or _taken_up(text, q, kept):
            continue
        twin = next((n for n, k in enumerate(kept) if _same(text, k, q)), None)
        if twin is None:
            kept.append(q)
        elif _rank(text, q) > _rank(text, kept[twin]):
            kept[twin] = q
    return sorted(kept, key=lambda q: q.start)


def _conversion(text: Text, q: Quantity, kept: Sequence[Quantity]) -> bool:
    """Whether a measure in brackets only converts the one before it ("1,000 kilometres (600 miles)")."""
    if q.kind != "measure" or not kept or kept[-1].kind != "measure":
        return False
    return text.document.text[kept[-1].end : q.start].strip() == "("


def _taken_up(text: Text, q: Quantity, kept: Sequence[Quantity]) -> bool:
    """Whether a count only takes up one stated before ("two men fled … the two men were found")."""
    if q.kind != "cardinal" or q.qualifier != "exact" or q.part_of or _in_head(text, q):
        return False
    before = text.document.text[max(0, q.start - 6) : q.start].lower().split()
    if not before or before[-1] not in ("the", "these", "those", "all", "both"):
        return False
    return any((k.low, k.high, k.unit) == (q.low, q.high, q.unit) and not _in_head(text, k) for k in kept)


def _same(text: Text, a: Quantity, b: Quantity) -> bool:
    """Whether two quantities state one figure: a headline's value again in the body, or one toll twice.

    A toll is the same if value and outcome are, and it is no small number: two attacks may each kill three.
    """
    if a.unit != b.unit or not {a.low, a.high} - {None} & ({b.low, b.high} - {None}):
        return False
    if _in_head(text, a) != _in_head(text, b):
        return True
    if a.unit != "persons" or a.kind == "vague" or max(a.low or 0, a.high or 0) < _SMALL or a.part_of or b.part_of:
        return False
    if a.qualifier != b.qualifier and "exact" not in (a.qualifier, b.qualifier):
        return False
    outcome = _outcome(text, a)
    return outcome is not None and outcome == _outcome(text, b)


_SMALL = 10


def _outcome(text: Text, q: Quantity) -> str | None:
    """What happened to those a quantity counts, by the nearest word for it within a few words."""
    sentence = text.sentences[q.sentence]
    token = sentence.token_at(q.number_start)
    if token is None:
        return None
    noun = sentence.token_at(q.head) if q.head is not None else None
    governor = [noun.head] if noun is not None and noun.dep_ in ("nsubj", "nsubj:pass", "obj") else []
    near = sorted((t for t in sentence.tokens if abs(t.i - token.i) <= 7), key=lambda t: abs(t.i - token.i))
    for t in governor + near:
        for outcome, stems in units().outcomes:
            if t.lower_.startswith(stems):
                return outcome
    return None


def _in_head(text: Text, q: Quantity) -> bool:
    return text.sentences[q.sentence].block.kind in _HEADS


def _rank(text: Text, q: Quantity) -> int:
    return 0 if _in_head(text, q) else 1 if q.qualifier == "exact" else 2
