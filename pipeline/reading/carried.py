"""What a phrase says is carried: the weapons of "men armed with rifles", the people in "a bus carrying workers".

Not here: which phrase has which role (`pipeline.reading.roles`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.records import Sentence

_WIELDING, _CARRYING, _FIRE = general("wielding"), general("carrying"), general("fire")
_PEOPLE = frozenset({"people", "force"})


def carried(scene: Scene, sentence: Sentence, token: Token) -> list[Token]:
    """ "men armed with rifles", "gunmen wielding knives": the weapons of those who act."""
    inside = [*token.children, *(counted(token).children if counted(token).i != token.i else ())]
    clauses = [c for c in inside if c.dep_.startswith("acl") or c.dep_ in ("amod", "advmod")]
    if token.dep_ in ("nsubj", "nsubj:pass"):
        clauses += [c for c in token.head.lefts if relation(c) in ("advcl", "advmod") and c.i > token.i]
    things: list[Token] = []
    for clause in clauses:
        if clause.lemma_.lower() in _WIELDING and clause.i > token.i:
            things.extend(children(clause, "obj"))
            things.extend(c for c in clause.children if relation(c) in ("obl", "nmod") and preposition(c) == "with")
    return [m for t in things for m in coordinated(t) if "weapon" in scene.classes(sentence, m)]


def aboard(scene: Scene, sentence: Sentence, vehicle: Token) -> list[Token]:
    """ "a bus carrying workers", "a truck with soldiers on board": people who were in what was hit."""
    behind = [*vehicle.rights, *vehicle.doc[vehicle.i + 1 : vehicle.i + 2]]  # however it was hung
    clauses = [c for c in behind if c.pos_ == "VERB" and c.lemma_.lower() in _CARRYING]
    inside = [o for c in clauses for o in children(c, "obj")]
    inside += [c for c in vehicle.rights if relation(c) == "nmod" and preposition(c) == "with"]
    people = [m for t in inside for m in coordinated(t)]
    return [m for m in people if scene.classes(sentence, m) & _PEOPLE and m.pos_ != "PRON"]


def fired(scene: Scene, sentence: Sentence, token: Token) -> list[Token]:
    """ "rifle fire", "a mortar barrage": the guns before a noun for what they give off."""
    if token.lemma_.lower() not in _FIRE:
        return []
    return [c for c in children(token, "compound") if "weapon" in scene.classes(sentence, c)]
