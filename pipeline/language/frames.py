"""Who did what to whom in a tree: the logical subject and object of each verb, for measuring a parser.

A relation is worth as much as what is read from it. So a parser is scored, beside its arcs, on whole frames: a verb
with its logical subject and object, through passives, relative clauses, participles, infinitives and coordination.
The same function reads the gold trees and ours. (What the pipeline reads from trees is in `pipeline.reading.frames`.)
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

_RELATIVES = {"who", "which", "that", "whom"}
_FINITE = {"VBD", "VBZ", "VBP"}
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_STRAY = {"compound", "appos", "nmod", "dep", "dislocated", "obl:unmarked", "nmod:unmarked"}


@dataclass(frozen=True)
class Frame:
    """A verb with its logical subject and object, where it has them."""

    verb: Token
    subject: Token | None
    object: Token | None


def frames(doc: Doc) -> list[Frame]:
    """The frames of every verb in a document."""
    reader = _Reader()
    return [Frame(token, *reader.roles(token)) for token in doc if token.pos_ == "VERB"]


def _children(token: Token, *relations: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in relations]


def _first(tokens: list[Token]) -> Token | None:
    return tokens[0] if tokens else None


def _by_phrase(verb: Token) -> Token | None:
    for oblique in _children(verb, "obl", "obl:agent"):
        if any(case.lower_ == "by" for case in _children(oblique, "case")):
            return oblique
    return None


class _Reader:
    """Reads roles verb by verb; remembers those already read, since clauses borrow from each other."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Token | None, Token | None]] = {}

    def roles(self, verb: Token) -> tuple[Token | None, Token | None]:
        """Logical subject and object."""
        if verb.i not in self._known:
            self._known[verb.i] = (None, None)  # a tree has no loops, but a borrowed role may ask back
            self._known[verb.i] = self._read(verb)
        return self._known[verb.i]

    def _read(self, verb: Token) -> tuple[Token | None, Token | None]:
        subject = _first(_children(verb, "nsubj", "csubj"))
        obj = _first(_children(verb, "obj")) or _first(_children(verb, "iobj"))
        patient = _first(_children(verb, "nsubj:pass"))
        agent = _first(_children(verb, "obl:agent"))
        passive = patient is not None or agent is not None or bool(_children(verb, "aux:pass"))
        if passive:
            subject, obj = agent or _by_phrase(verb), patient or obj
        relation, head = verb.dep_, verb.head
        if relation == "acl":
            subject, obj = self._participle(verb, subject, obj)
        elif relation == "acl:relcl":
            subject, obj = self._relative(verb, subject, obj, passive)
        elif relation == "conj" and head.pos_ in {"VERB", "AUX"}:
            subject, obj = self._coordinate(verb, subject, obj, passive)
        elif relation == "xcomp" and subject is None:
            subject, obj = self._open_complement(verb, obj, passive)
        elif relation.startswith("advcl") and subject is None and patient is None and verb.tag_ in {"VBG", "VB", "VBN"}:
            above = self._topic(head)
            if verb.tag_ == "VBN":
                obj = obj or above
            elif not passive:
                subject = above
        if subject is None and not passive and verb.tag_ in _FINITE:
            subject = _stray_subject(verb)
        return subject, obj

    def _topic(self, head: Token) -> Token | None:
        """What the clause above is about: its subject on the surface."""
        subject, obj = self.roles(head)
        return obj if _children(head, "nsubj:pass") else subject

    def _participle(self, verb: Token, subject: Token | None, obj: Token | None) -> tuple[Token | None, Token | None]:
        if obj is None and (verb.tag_ == "VBN" or _by_phrase(verb) is not None):
            return _by_phrase(verb) or subject, verb.head
        if verb.tag_ == "VBG" and subject is None:
            return verb.head, obj
        return subject, obj

    def _relative(
        self, verb: Token, subject: Token | None, obj: Token | None, passive: bool
    ) -> tuple[Token | None, Token | None]:
        if subject is not None and subject.lower_ in _RELATIVES:
            subject = verb.head
        elif (obj is not None and obj.lower_ in _RELATIVES) or (
            obj is None
            and subject is not None
            and not passive
            and not any(c.lower_ in _RELATIVES for c in verb.children)
        ):
            obj = verb.head
        if subject is None and not passive:
            subject = verb.head
        if passive and obj is None:
            obj = verb.head
        return subject, obj

    def _coordinate(
        self, verb: Token, subject: Token | None, obj: Token | None, passive: bool
    ) -> tuple[Token | None, Token | None]:
        if passive:
            return subject, obj or self._topic_of_coordination(verb.head)
        return subject or self._topic_of_coordination(verb.head), obj

    def _topic_of_coordination(self, head: Token) -> Token | None:
        subject, obj = self.roles(head)
        return obj if _children(head, "aux:pass", "nsubj:pass") else subject

    def _open_complement(self, verb: Token, obj: Token | None, passive: bool) -> tuple[Token | None, Token | None]:
        above = _first(_children(verb.head, "obj")) or self._topic(verb.head)
        return (None, obj or above) if passive else (above, obj)


def _stray_subject(verb: Token) -> Token | None:
    """A nominal to the left that was hung on the verb by another relation."""
    strays = [
        child
        for child in verb.lefts
        if child.pos_ in _NOMINAL and child.dep_ in _STRAY and not _children(child, "case")
    ]
    return strays[-1] if strays else None
