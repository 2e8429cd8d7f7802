"""Which war or operation a toll belongs to: "the siege, in which 40 died", "more than 9,000 have been killed since".

Here belongs what words of the toll's own clause say. Not here: which other mentions speak of one event
(`pipeline.reading.event_gathering`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.event_drafts import Draft, Mention, told_last

_BACK = 2  # sentences from a war to its toll
_OF_WARS = 5000  # so many die in no single attack
_POINTING = frozenset({"which", "it", "that"})
_DURING = frozenset({"in", "during", "throughout", "in the course of"})
_COARSE = ("country", "admin1", "none")


def operation_of(mention: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The war or operation told last that the killed of a mention are said to be the toll of; None, if of none."""
    if mention.event_type != "harm" or mention.toll is None or mention.title:
        return None
    spot, story = mention.sentence.index, mention.sentence.block.story
    operations = [d for d in drafts if d.event_type == "military_operation"]
    found = told_last(
        operations,
        lambda _, m: (
            m.event_type == "military_operation"
            and spot - _BACK <= m.sentence.index <= spot
            and m.sentence.block.story == story
            and m.status in ("occurred", "ongoing")
        ),
    )
    if found is None:
        return None
    operation, last = found
    if last.sentence.index == spot and _does(last.trigger.token, mention.trigger.token):
        return operation
    start = last.trigger.start
    if told_last(drafts, lambda _, m: m.sentence.index == spot and m.trigger.start > start and m.event_type != "harm"):
        return None  # something else is told in between
    if _points(mention.trigger.token) or _since(mention):
        return operation
    return operation if mention.toll >= _OF_WARS and _without_own(mention) else None


def _does(operation: Token, harm: Token) -> bool:
    """ "the offensive has left 30 dead", "the war took many lives": the operation as subject of the harm."""
    verbs = {harm.i} | ({harm.head.i} if relation(harm) in ("xcomp", "obj", "amod") else set())
    return relation(operation) == "nsubj" and operation.head.i in verbs


def _points(harm: Token) -> bool:
    """ "in which 40 died", "9,000 have died in it"."""
    return any(c.lower_ in _POINTING and preposition(c) in _DURING for c in harm.children)


def _since(mention: Mention) -> bool:
    """ "have been killed since"; "since the war broke out, 900 have died"."""
    harm = mention.trigger.token
    following = harm.doc[harm.i + 1 : harm.i + 5]
    ends = [t for t in following if t.lower_ == "since" and (t.i + 1 == len(harm.doc) or t.nbor(1).is_punct)]
    opening = any(t.lower_ == "since" and t.i < harm.i for t in mention.sentence.tokens[:2])
    perfect = any(c.lower_ in ("have", "has") for c in harm.children)
    return bool(ends) or (opening and perfect)


def _without_own(mention: Mention) -> bool:
    """Whether the clause of a toll names no time and no closer place of its own."""
    place = mention.place is None or mention.place.precision in _COARSE
    return place and mention.date is None
