"""Parts that give way to the whole they belong to: a bomb that broke the windows of a bank hit the bank.

Here belong parts of buildings and vehicles among the arguments of a trigger, and machines that act for those whose they
are. Not here: the roles of the arguments
(`pipeline.reading.roles`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Arguments
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.records import Sentence
from pipeline.reading.triggers import noun_classes

_PEOPLE = frozenset({"people", "force", "quantity"})
_MEN = frozenset({"armed_group", "person"})  # "suicide bombers" are no machines
_NATIONS = frozenset({"GPE", "PLACE"})
_POSITIONS = general("positions")


def whole_objects(scene: Scene, sentence: Sentence, a: Arguments) -> Arguments:
    """The objects, parts given up for their wholes, with what else is counted ("a number of poles and towers") and the
    list that the parser took for an apposition: "three shops, the office and a bank".
    """
    objects = [whole(scene, sentence, t) for t in a.objects]
    objects += [m for t in objects if counted(t).i != t.i for m in coordinated(counted(t))[1:]]
    appositions = [c for t in objects for c in t.rights if c.dep_ == "appos" and c.pos_ == "NOUN"]
    things = [m for c in appositions if children(c, "conj") for m in coordinated(c)]
    return replace(a, objects=objects + [m for m in things if not scene.classes(sentence, m) & _PEOPLE])


def whole_obliques(scene: Scene, sentence: Sentence, a: Arguments) -> Arguments:
    """The obliques, parts given up for their wholes, each with what repeats its preposition; what lies in front of a
    house stands for the house.
    """
    known = {t.i for _, t in a.obliques}
    again = [(p, m) for p, t in a.obliques for c in _repeating(p, t) for m in coordinated(c) if m.i not in known]
    given = [("on" if t.lower_ == "front" and prep == "in" else prep, t) for prep, t in [*a.obliques, *again]]
    return replace(a, obliques=[(prep, whole(scene, sentence, t)) for prep, t in given])


def _repeating(prep: str, token: Token) -> list[Token]:
    """ "at the house of the judge and at the bank": what was coordinated with a word inside the phrase, though it
    repeats the preposition in front.
    """
    if not prep:
        return []
    inner = [c for c in token.rights if relation(c) == "nmod" and preposition(c) != prep]
    return [m for c in inner for m in children(c, "conj") if preposition(m) == prep and children(m, "cc")]


def whole(scene: Scene, sentence: Sentence, token: Token) -> Token:
    """ "windows of the bank", "the bank's entrance": the bank; "rebel positions": the rebels; any other noun is its
    own whole.
    """
    if token.lemma_.lower() in _POSITIONS:
        return next((c for c in token.children if _owns(c) and "force" in scene.classes(sentence, c)), token)
    if token.lemma_.lower() not in noun_classes()["part"]:
        return token
    for child in token.children:
        owner = child.dep_ == "nmod:poss" or (relation(child) == "nmod" and preposition(child) in ("of", "to"))
        if (owner or child.dep_ == "compound") and scene.classes(sentence, child) & {"site", "thing"}:
            return child
    return token


def _owns(child: Token) -> bool:
    """ "rebel positions", "the positions of the army": whether a dependent says whose something is."""
    return child.dep_ in ("compound", "nmod:poss") or (relation(child) == "nmod" and preposition(child) == "of")


def machine_owners(scene: Scene, sentence: Sentence, token: Token) -> list[Token] | None:
    """ "army jets", "artillery of the regime": whose machines they are, nobody for a plane by itself; None for what is
    no machine, or means the force of a country ("Vandian jets").
    """
    words = {token.lemma_.lower(), token.lower_.removesuffix("s")}
    if token.pos_ not in ("NOUN", "PROPN") or not words & noun_classes()["machine"]:
        return None
    mention = scene.mention(sentence, token)
    if mention is not None and (not mention.actor_key.startswith("d:") or scene.kind(mention) in _MEN):
        return None
    owners = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:poss") and c.i < token.i]
    owners += [c for c in children(token, "nmod") if preposition(c) in ("of", "from")]
    if mention is not None and any(c.ent_type_ in _NATIONS for c in owners):
        return None  # "jets of the Republic"
    return [c for c in owners if scene.classes(sentence, c) & {"force", "government"}]
