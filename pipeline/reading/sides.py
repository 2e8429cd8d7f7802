"""Two sides of what is done: both of a clash, a war or talks, and who loses what another takes.

Here belongs which events have sides that both act, finding them behind "between", and losers behind "from".
Not here: the roles of other phrases (`pipeline.reading.roles`), or the grammar of arguments
(`pipeline.reading.arguments`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.arguments import Arguments
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import coordinated, relation
from pipeline.reading.general_words import general
from pipeline.reading.records import Sentence
from pipeline.reading.triggers import Sense

TALKS = frozenset({"meeting", "agreement"})
MUTUAL = TALKS | {"armed_clash"}  # whoever does it "with" somebody is one side of two
_HOLD = general("hold")
_SIDES = frozenset({"force", "people", "government"})


def has_sides(sense: Sense) -> bool:
    """Whether a noun tells of what goes on between two sides: fighting, an exchange, a war."""
    return "reciprocal" in sense.frame or sense.type == "military_operation"


def between(scene: Scene, sentence: Sentence, noun: Token, a: Arguments) -> Arguments:
    """ "Fighting broke out in the camp between the army and the Front": both sides, wherever the phrase hangs."""
    if any(prep in ("between", "with", "against") for prep, _ in a.obliques):
        return a
    for word in noun.doc[noun.i + 1 : sentence.last]:
        if word.lower_ != "between" or word.dep_ != "case":
            continue
        sides = coordinated(word.head)
        fight = all(scene.classes(sentence, t) & _SIDES for t in sides)
        if len(sides) > 1 and fight and not scene.triggers.at(word.head.head):
            return replace(a, obliques=[*a.obliques, *(("between", t) for t in sides)])
    return a


def losers(scene: Scene, sentence: Sentence, token: Token) -> list[Token]:
    """Whom a place was taken from: "from the rebels", "from rebel control", "from the hands of the rebels"."""
    held = token.lemma_.lower() in _HOLD
    found = [c for c in token.children if relation(c) in ("compound", "nmod", "amod")] if held else [token]
    return [t for t in found if scene.classes(sentence, t) & {"force", "people"}]
