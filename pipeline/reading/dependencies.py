"""Small questions to the dependency tree: labels, children, prepositions, coordinations.

Here belongs what every reader of trees asks of one token. Not here: the arguments of verbs and nouns
(`pipeline.reading.arguments`).
"""

from __future__ import annotations

from spacy.tokens import Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"})
_BEFORE = frozenset({"compound", "amod"})
_RELATIONS: dict[int, str] = {}  # by spaCy's number of a label, which is always the same: asked for very often


def relation(token: Token) -> str:
    """The dependency label without its subtype."""
    label = token.dep
    if label not in _RELATIONS:
        _RELATIONS[label] = token.dep_.split(":")[0]
    return _RELATIONS[label]


def children(token: Token, *labels: str) -> list[Token]:
    """Children whose label is one of these (with or without subtype, as written)."""
    return [c for c in token.children if c.dep_ in labels]


def preposition(token: Token) -> str:
    """The preposition(s) in front of a nominal, joined: "in", "because of"; empty, if none."""
    cases = [c for c in token.lefts if c.dep_ in ("case", "mark")]
    if not cases and token.left_edge.dep_ == "case" and token.left_edge.head.dep_ in _BEFORE:
        cases = [token.left_edge]  # "on Front fighters": hung on the first word of the name
    words: list[str] = []
    for case in cases:
        words.append(case.lower_)
        words.extend(f.lower_ for f in case.children if f.dep_ == "fixed")
    return " ".join(words)


def entity_of(token: Token) -> Span | None:
    """The entity that a token is in."""
    return next((e for e in token.doc.ents if e.start <= token.i < e.end), None) if token.ent_type_ else None


def by_phrases(verb: Token) -> list[Token]:
    """Who did it, behind a passive or a participle: "by the army", whether the parser knew it for the agent or not."""
    return children(verb, "obl:agent") or [c for c in verb.children if relation(c) == "obl" and preposition(c) == "by"]


def _in_list(first: Token, second: Token) -> bool:
    """ "a teacher, a guard and five inmates": the second of a list, which the parser takes for a name of the first; but
    "a teacher, a father of two, and an aide" closes what it says of her with a comma.
    """
    if second.dep_ != "appos" or not (_is_one_of_many(first) and _is_one_of_many(second)):
        return False
    joined = [c for c in (*children(first, "conj"), *children(second, "conj")) if c.i > second.i]
    linked = [w for c in joined for w in children(c, "cc")]
    return any(w.nbor(-1).text != "," for w in linked[:1])


def _is_one_of_many(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in token.children)


def coordinated(token: Token) -> list[Token]:
    """A nominal and what is coordinated with it."""
    members = [token]
    for child in token.children:
        listed = child.dep_ == "appos" and child.i > token.i and bool(children(token, "conj"))
        names = child.ent_type_ == token.ent_type_ == "PERSON" and child.pos_ == "PROPN"
        kin = (listed and (names or bool(children(child, "nmod:poss")))) or _in_list(token, child)
        if child.pos_ in _NOMINAL and (child.dep_ == "conj" or kin):
            members.extend(coordinated(child))  # "the farmer, his wife and a son", "A, B and C": lists
    return members
