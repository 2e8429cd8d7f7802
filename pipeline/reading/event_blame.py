"""Who is said to have done what was told just before: "The Front did it", "Officials blamed the Front".

Here belong sentences that name the doer of a deed which they do not name themselves. Not here: accusations that hold
the deed's own word (`pipeline.reading.arguments`), or claims of responsibility (`pipeline.reading.event_gathering`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.reading.arguments import Grammar
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.event_drafts import is_definite
from pipeline.reading.general_words import general
from pipeline.reading.records import Sentence
from pipeline.reading.roles import Argument

_BLAMING, _SUSPICION, _ANSWERABLE = general("blaming"), general("suspicion"), general("answerable")
_DEED = frozenset({"it", "this", "that", "them", "these", "so"})
_SUSPECT = "suspect"
_COMMITTING, _DEEDS = general("committing"), general("deeds")
_OWN_WORDS = _BLAMING | _SUSPICION | _ANSWERABLE | _COMMITTING | {"do", "behind", _SUSPECT}
_DOERS = frozenset({"armed_group", "state_force", "government", "country", "person"})


def blamed(scene: Scene, sentence: Sentence) -> Iterator[Argument]:
    """The actors that a sentence gives a deed told before it to; none where it denies or doubts it."""
    for token in sentence.tokens:
        if token.lemma_.lower() not in _OWN_WORDS or _is_denied(token):
            continue
        for doer in _doers(token):
            mention = scene.mention(sentence, doer)
            people = token.lemma_.lower() in _COMMITTING and "people" in scene.classes(sentence, doer)
            if (people or scene.kind(mention) in _DOERS) and not _is_denied(doer):
                start, end, text, found = scene.phrase(sentence, doer)
                classes = scene.classes(sentence, doer)
                yield Argument("perpetrator", sentence, doer, start, end, text, found, classes)


def _doers(token: Token) -> list[Token]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _BLAMING and _speaks_of_no_deed(token):
        named = [c for c in children(token, "xcomp") if c.pos_ == "PROPN"]  # the name taken for a predicate
        return Grammar().of_verb(token).objects or named
    if token.pos_ == "VERB" and lemma in _COMMITTING:
        found = Grammar().of_verb(token)
        back = [o for o in found.objects if o.lower_ in _DEED or (o.lemma_.lower() in _DEEDS and is_definite(o))]
        return found.subjects if back else []
    if token.pos_ == "VERB" and lemma == "do" and any(o.lower_ in _DEED - {"so"} for o in children(token, "obj")):
        return Grammar().of_verb(token).subjects
    if lemma == "behind" and token.dep_ == "case" and token.head.lower_ in _DEED:
        at = token.head
        subjects = children(at, "nsubj") or children(at.head, "nsubj", "nsubj:pass")
        return [m for s in subjects for m in coordinated(s)]
    if lemma in _ANSWERABLE and token.pos_ == "ADJ" and _speaks_of_no_deed(token):
        above = token.head if token.dep_ == "xcomp" else token
        held = children(above, "obj") if above is not token else []
        return [m for s in held or children(token, "nsubj") or children(above, "nsubj") for m in coordinated(s)]
    if lemma == _SUSPECT and any(c.dep_ == "aux:pass" for c in token.children) and _speaks_of_no_deed(token):
        return Grammar().of_verb(token).objects
    if lemma in _SUSPICION and token.dep_ == "obj":  # "officials lay the blame on the Front"
        on = [c for t in (token, token.head) for c in t.rights if relation(c) in ("obl", "nmod")]
        return [m for c in on if preposition(c) in ("on", "upon", "at", "to") for m in coordinated(c)]
    if lemma in _SUSPICION and token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        on = [c for c in token.head.children if relation(c) == "obl" and preposition(c) in ("on", "upon", "at", "to")]
        return [m for c in on for m in coordinated(c)]
    return []


def _speaks_of_no_deed(token: Token) -> bool:
    """Whether nothing but a pronoun stands for the deed: "blamed the Front", "blamed the Front for it"."""
    for child in token.children:
        if relation(child) in ("advcl", "ccomp", "xcomp") and child.i > token.i and child.pos_ != "PROPN":
            return False
        if relation(child) in ("obl", "nmod") and preposition(child) in ("for", "of", "in", "on", "with", "over"):
            if child.lower_ not in _DEED:
                return False
    objects = children(token, "obj")
    inner = [c for o in objects for c in o.rights if relation(c) in ("nmod", "acl", "advcl") and preposition(c)]
    return not any(preposition(c) in ("for", "of", "over", "in") for c in inner)


def _is_denied(token: Token) -> bool:
    """ "did not do it", "if the Front did it", "no group"."""
    near = [*token.children, *(token.head.children if token.dep_ in ("xcomp", "ccomp", "case") else ())]
    return any(c.lower_ in ("not", "n't", "never", "no", "nobody", "if", "whether") for c in near)
