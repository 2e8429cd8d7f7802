"""What a number counts where no noun follows it: "killed at least nine", "25 were wounded", "the toll stood at 84".

Here belongs reading the unit off the clause. Not here: noun phrases behind a number (`quantity_nouns`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.actor_data import listed
from pipeline.reading.quantity_nouns import DETERMINERS, NOTHING, Counted, noun_phrase
from pipeline.reading.quantity_units import units
from pipeline.reading.records import Sentence

_BUNCHES = listed("bunches") | {"garrison", "crew"}


def counted_in_clause(sentence: Sentence, start: int, end: int) -> Counted:
    """What is counted where no noun follows: the verb of harm before or after, or the noun whose number is given.

    "killed at least nine" and "25 were wounded" count persons; "put the number of murders at 106" counts murders;
    "the death toll stands at 84" counts persons.
    """
    tokens = list(sentence.tokens)
    before = [t for t in tokens if sentence.char(t) + len(t) <= start]
    after = [t for t in tokens if sentence.char(t) >= end]
    for t in after[:6]:
        if t.lower_ in units().states:
            return Counted(t, None, None, "persons", "persons", "clause")
        if t.lower_ not in units().between and t.pos_ != "ADV":
            break
    if [t.lower_ for t in after[:3]] == [",", "of", "whom"] or (after and after[0].lower_ == "who"):
        return Counted(None, None, None, "persons", "persons", "clause")
    if len(before) > 1 and before[-1].lower_ == "of" and before[-2].lower_ in _BUNCHES:
        return Counted(before[-2], None, None, "persons", "persons", "clause")
    if before and before[-1].lower_ in ("and", "or", ",") and len(before) > 1:
        before = before[:-1]
    if before and (before[-1].lower_ in units().states or _harms(before[-1])):
        return Counted(before[-1], None, None, "persons", "persons", "clause")
    if len(before) > 1 and before[-1].lower_ in ("another", "other", "some", "only", "just") and _harms(before[-2]):
        return Counted(before[-2], None, None, "persons", "persons", "clause")
    for t in reversed(before):
        if t.lower_ in ("number", "numbers", "total") and t.i + 1 < len(t.doc) and t.nbor().lower_ == "of":
            return _relabel(
                noun_phrase(sentence, [x for x in before if x.i > t.i + 1 and x.lower_ not in DETERMINERS], True)
            )
        if t.lower_ in units().tolls:
            return Counted(t, None, None, "persons", "persons", "clause")
        if t.lower_ == "many" and t.i > sentence.first and t.nbor(-1).lower_ == "how":
            return _relabel(noun_phrase(sentence, [x for x in before if x.i > t.i], True))
    number = sentence.head(start, end)
    if number is not None and number.dep_ in ("nsubj", "nsubj:pass") and number.head.pos_ == "VERB":
        return Counted(None, None, None, "persons", "persons", "clause")
    return NOTHING


def _relabel(counted: Counted) -> Counted:
    return (
        Counted(counted.head, counted.start, counted.end, counted.unit, counted.kind, "clause")
        if counted.unit
        else NOTHING
    )


def _harms(token: Token) -> bool:
    """Whether a verb form kills, wounds or takes people, so that a bare number after it counts people."""
    low = token.lower_
    verbal = token.pos_ in ("VERB", "ADJ", "NOUN", "") or low.endswith("ing")
    return verbal and low.startswith(units().harm)
