"""Parts that give way to the whole they belong to: a bomb that broke the windows of a bank hit the bank.

Here belong parts of buildings and vehicles among the arguments of a trigger. Not here: the roles of the arguments
(`pipeline.reading.roles`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.arguments import Arguments
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.records import Sentence
from pipeline.reading.triggers import noun_classes

_PEOPLE = frozenset({"people", "force", "quantity"})


def whole_objects(scene: Scene, sentence: Sentence, a: Arguments) -> Arguments:
    """The objects, parts given up for their wholes, with the list that the parser took for an apposition: "three
    shops, the office and a bank".
    """
    objects = [whole(scene, sentence, t) for t in a.objects]
    appositions = [c for t in objects for c in t.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]
    things = [m for c in appositions if children(c, "conj") for m in coordinated(c)]
    return replace(a, objects=objects + [m for m in things if not scene.classes(sentence, m) & _PEOPLE])


def whole_obliques(scene: Scene, sentence: Sentence, a: Arguments) -> Arguments:
    """The obliques, parts given up for their wholes; what lies in front of a house stands for the house."""
    given = [("on" if t.lower_ == "front" and prep == "in" else prep, t) for prep, t in a.obliques]
    return replace(a, obliques=[(prep, whole(scene, sentence, t)) for prep, t in given])


def whole(scene: Scene, sentence: Sentence, token: Token) -> Token:
    """ "windows of the bank", "the bank's entrance": the bank; any other noun is its own whole."""
    if token.lemma_.lower() not in noun_classes()["part"]:
        return token
    for child in token.children:
        owner = child.dep_ == "nmod:poss" or (relation(child) == "nmod" and preposition(child) in ("of", "to"))
        if (owner or child.dep_ == "compound") and scene.classes(sentence, child) & {"site", "thing"}:
            return child
    return token
