"""Who did it, by words that hang on a weapon or on a noun for what was done.

Here belong doers behind what stands among the arguments of a trigger: "killed by a shell fired by the rebels", "the
Front's mines killed four", "died in a raid by the army". Not here: the arguments of the trigger itself
(`pipeline.reading.arguments`), machines that act for their owners (`pipeline.reading.wholes`), or roles
(`pipeline.reading.roles`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.argument_clauses import AGENCY, behind_agency, only_brokers
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.records import Sentence

_INSIDE = frozenset({"in", "during", "by"})  # "died in a raid": what somebody comes to harm in
_ARMED, _ACTING = frozenset({"force"}), frozenset({"people", "force", "government", "leader"})


def senders(scene: Scene, sentence: Sentence, weapon: Token) -> list[Token]:
    """Whose weapon it is: "rebel rockets", "mines of the Front", "a grenade thrown by gunmen"."""
    whole = counted(weapon)
    owners = [c for c in _before(whole) if scene.classes(sentence, c) & _ARMED]
    owners += [
        m
        for c in whole.rights
        if relation(c) == "nmod" and preposition(c) in ("of", "from") and c.ent_type_ not in ("DATE", "TIME")
        for m in coordinated(c)
        if scene.classes(sentence, m) & _ARMED
    ]
    return [*owners, *_by_clause(scene, sentence, whole)]


def doers_of(scene: Scene, sentence: Sentence, deed: Token) -> list[Token]:
    """Who did what a noun tells: "raids by the air force", "an army attack", "the Front's attack"."""
    found = [m for c in _before(deed) for m in coordinated(c) if scene.classes(sentence, m) & _ARMED]
    for child in deed.rights:
        prep = preposition(child)
        if relation(child) in ("nmod", "obl") and prep == "by":
            found.extend(m for m in coordinated(child) if scene.classes(sentence, m) & _ACTING)
        elif relation(child) == "nmod":
            found.extend(m for p, m in behind_agency(prep, child) if p == AGENCY)
    return [*found, *_by_clause(scene, sentence, deed)]


def harmed_in(scene: Scene, sentence: Sentence, obliques: list[tuple[str, Token]]) -> list[Token]:
    """Who did the deed in which somebody came to harm: "died in a raid by the army"."""
    deeds = [t for prep, t in obliques if prep in _INSIDE and "event" in scene.classes(sentence, t)]
    return [m for deed in deeds for m in doers_of(scene, sentence, deed)]


def _before(noun: Token) -> Iterator[Token]:
    """What stands before a noun and may say whose it is."""
    return (c for c in noun.lefts if c.dep_ == "nmod:poss" or relation(c) in ("compound", "amod"))


def _by_clause(scene: Scene, sentence: Sentence, noun: Token) -> list[Token]:
    """The agents of a participle behind a noun: "rockets fired by the rebels"."""
    found: list[Token] = []
    for clause in children(noun, "acl"):
        if clause.tag_ not in ("VBN", "VBD") or only_brokers(clause):
            continue
        by = children(clause, "obl:agent") or [c for c in children(clause, "obl") if preposition(c) == "by"]
        found.extend(m for c in by for m in coordinated(c) if scene.classes(sentence, m) & _ACTING)
    return found
