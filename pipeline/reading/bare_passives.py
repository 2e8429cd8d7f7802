"""Passives that show no auxiliary: "20 killed, 30 others injured", "Senator killed in shooting".

Here belongs telling whose harm a bare participle tells of. Not here: full passives (`pipeline.reading.arguments`), or
roles (`pipeline.reading.roles`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Arguments
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import relation
from pipeline.reading.records import Sentence
from pipeline.reading.triggers import Sense

_AUXILIARIES = frozenset({"were", "was", "are", "is"})
_JOINED = frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "dep", "orphan"})  # how a bare participle hangs
_MORE = frozenset({"more", "others"})
_PLACE, _ACTING = frozenset({"place"}), frozenset({"people", "force", "weapon"})
_TRANSITIVE = frozenset({"killed", "wounded", "abducted", "detained"})


def bare_passive(scene: Scene, sentence: Sentence, sense: Sense, a: Arguments) -> Arguments:
    """ "20 killed, 30 others injured": a counted subject without auxiliary, or a number right before the verb,
    came to harm.
    """
    verb = a.verb
    adjective = verb is not None and verb.tag_ == "JJ" and any(c.dep_ == "aux:pass" for c in verb.children)
    if verb is None or (verb.tag_ not in ("VBD", "VBN") and not adjective):
        return a
    before = _number_before(scene, sentence, verb)
    if any(
        t.i > verb.i and _counted_people(scene, sentence, t) and not _apart(scene, sentence, verb, t) for t in a.objects
    ):
        return a  # "one killed 25 recruits"
    if before is not None and before not in a.objects and all(counted(t).i != before.i for t in a.objects):
        return replace(a, subjects=[], objects=[before], passive=True)
    if a.passive:
        return a
    active = all("group" in scene.classes(sentence, t) and _names(t) for t in a.subjects) and _goes_on(sentence, verb)
    if a.subjects and not a.inherited and not a.objects and sense.outcome in _TRANSITIVE and not active:
        return replace(a, subjects=[], objects=a.subjects, passive=True)  # headline: "Senator killed in shooting"
    if a.subjects and not a.inherited and all(_counted_people(scene, sentence, t) for t in a.subjects):
        if not a.objects or all(_apart(scene, sentence, verb, t) for t in a.objects):
            return replace(a, subjects=[], objects=a.subjects, passive=True)
    return a


def _names(token: Token) -> bool:
    return token.ent_type_ == "ORG"


def _goes_on(sentence: Sentence, verb: Token) -> bool:
    """ "The Front killed Ana Lee": whether a name or a count follows on a verb, which is then its object."""
    return verb.i + 1 < sentence.last and verb.nbor(1).pos_ in ("PROPN", "NUM", "DET")


def struck_place(scene: Scene, sentence: Sentence, a: Arguments) -> Arguments:
    """ "The towns bombed in the campaign lie in ruins": a town throws no bombs, so it is what they fell on."""
    places = all(t.pos_ == "NOUN" and scene.classes(sentence, t) >= _PLACE for t in a.subjects)
    people = any(scene.classes(sentence, t) & _ACTING for t in a.subjects)
    if not a.subjects or a.objects or a.passive or a.inherited or not places or people:
        return a
    return replace(a, subjects=[], objects=a.subjects, passive=True)


def _apart(scene: Scene, sentence: Sentence, verb: Token, token: Token) -> bool:
    """ "20 killed, 30 others injured": counted people behind a break or before a participle of their own, who are
    no object of the verb.
    """
    if "pronoun" in scene.classes(sentence, token):
        return True
    between, after = verb.doc[verb.i + 1 : token.left_edge.i], verb.doc[token.i + 1 : token.i + 2]
    apart = any(t.is_punct or t.dep_ == "cc" for t in between) or any(t.tag_ in ("VBN", "VBD") for t in after)
    return apart and _counted_people(scene, sentence, token)


def _number_before(scene: Scene, sentence: Sentence, verb: Token) -> Token | None:
    """The number, or counted noun, that ends right before a verb that is coordinated with a passive."""
    if relation(verb) not in _JOINED or verb.i == sentence.first:
        return None
    before = verb.doc[verb.i - 1]
    for word in (_AUXILIARIES, _MORE):  # "ten more were injured"
        if before.lower_ in word and before.i > sentence.first:
            before = before.nbor(-1)
    char = sentence.char(before)
    found = scene.number_at.get(char) or scene.quantity_at.get(char)
    if found is None and before.i > sentence.first:  # "over two dozen are injured"
        longer = scene.number_at.get(sentence.char(before.nbor(-1)))
        if longer is not None and longer.number_end == char + len(before):
            before, found = before.nbor(-1), longer
    return before if found is not None and found.kind in ("cardinal", "vague") else None


def _counted_people(scene: Scene, sentence: Sentence, token: Token) -> bool:
    char = sentence.char(token)
    found = scene.quantity_at.get(char) or scene.number_at.get(char)
    classes = scene.classes(sentence, token)
    return (
        found is not None
        and found.kind in ("cardinal", "vague")
        and "force" not in classes
        and bool(classes & {"people", "quantity"})
    )
