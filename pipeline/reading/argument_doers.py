"""Who did it, by words that hang on a weapon or on a noun for what was done.

Here belong doers behind what stands among the arguments of a trigger: "killed by a shell fired by the rebels", "the
Front's mines killed four", "died in a raid by the army". Not here: the arguments of the trigger itself
(`pipeline.reading.arguments`), machines that act for their owners (`pipeline.reading.wholes`), or roles
(`pipeline.reading.roles`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.argument_clauses import AGENCY, behind_agency, only_brokers
from pipeline.reading.arguments import Arguments
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import by_phrases, children, coordinated, preposition, relation
from pipeline.reading.records import ActorMention, Sentence

_INSIDE = frozenset({"in", "during", "by"})  # "died in a raid": what somebody comes to harm in
_CLIMB = 4  # words from a relative clause up to the verb that it belongs to
_WHEN = frozenset({"when", "as"})
_ATTACKING = frozenset(
    ["armed_attack", "harm", "raid", "massacre", "shelling", "air_strike", "bombing", "territory_seized", "abduction",
     "prison_break", "territory_recaptured", "hostage_taking", "military_operation"]
)  # fmt: skip
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


def harming(
    scene: Scene, sentence: Sentence, a: Arguments, harmed: Sequence[tuple[Token, ActorMention | None]]
) -> list[Token]:
    """Who did what a verb of harm leaves open, by the deed in which somebody came to harm or the attack that it tells
    the outcome of; nobody who came to harm himself.
    """
    deeds = [t for prep, t in a.obliques if prep in _INSIDE and "event" in scene.classes(sentence, t)]
    found = [m for deed in deeds for m in doers_of(scene, sentence, deed)]
    if not found and a.verb is not None:
        found = _of_attack(scene, sentence, a.verb)
    lemmas, keys = {t.lemma_ for t, _ in harmed}, {m.actor_key for _, m in harmed if m is not None}
    return [t for t in found if t.lemma_ not in lemmas and _key(scene, sentence, t) not in keys]


def _key(scene: Scene, sentence: Sentence, token: Token) -> str | None:
    mention = scene.mention(sentence, token)
    return mention.actor_key if mention is not None else None


def _of_attack(scene: Scene, sentence: Sentence, verb: Token) -> list[Token]:
    """ "Ten died when rebels overran the town"; "rebels struck the base: five were killed"; "stormed the town, where
    five died": who attacked.
    """
    for clause in children(verb, "advcl"):
        if clause.i > verb.i and {c.lower_ for c in clause.lefts if c.dep_ in ("mark", "advmod")} & _WHEN:
            if found := _attackers(scene, sentence, clause):
                return found
    above = verb.head
    if verb.dep_ == "acl:relcl":
        for _ in range(_CLIMB):
            if above.pos_ in ("VERB", "AUX"):
                break
            if "event" in scene.classes(sentence, above):
                return doers_of(scene, sentence, above)  # "after an assault in which ten died"
            above = above.head
    elif verb.dep_ != "parataxis":
        return []
    return _attackers(scene, sentence, above) if above.i < verb.i else []


def _attackers(scene: Scene, sentence: Sentence, verb: Token) -> list[Token]:
    """The armed subjects of a verb of attack."""
    senses = [m.sense for m in scene.triggers.at(verb) if m.sense.type in _ATTACKING]
    if all(s.frame.startswith("subject-") for s in senses) or children(verb, "nsubj:pass"):
        return []
    subjects = [m for c in children(verb, "nsubj") for m in coordinated(c)]
    return [m for m in subjects if scene.classes(sentence, m) & _ARMED]


def _before(noun: Token) -> Iterator[Token]:
    """What stands before a noun and may say whose it is."""
    return (c for c in noun.lefts if c.dep_ == "nmod:poss" or relation(c) in ("compound", "amod"))


def _by_clause(scene: Scene, sentence: Sentence, noun: Token) -> list[Token]:
    """The agents of a participle behind a noun: "rockets fired by the rebels"."""
    found: list[Token] = []
    for clause in children(noun, "acl"):
        if clause.tag_ not in ("VBN", "VBD") or only_brokers(clause):
            continue
        found.extend(m for c in by_phrases(clause) for m in coordinated(c) if scene.classes(sentence, m) & _ACTING)
    return found
