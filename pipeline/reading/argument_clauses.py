"""Who did what a noun tells, where a clause behind it says so, and agents behind nouns of agency.

Here belong relative and participle clauses that carry an action noun ("the raid that the army led", "explosions, for
which the rebels were blamed") and phrases like "at the hands of". Not here: the arguments of verbs and nouns
(`pipeline.reading.arguments`), or the roles they play.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.general_words import general

Frame = Callable[[Token], tuple[list[Token], list[Token]]]
#: The preposition that stands for "at the hands of", "on the orders of" among the obliques of a verb or a noun.
AGENCY = "at the hands of"
_AGENCY = general("agency")
_AGENCY_PREPOSITIONS = frozenset({"at", "on", "by", "under", "upon"})
_BROKERING = general("brokering")
_AIMED_AT, _DAMAGE = general("aimed-at"), general("damage")
_HARMING = general("harming")
_BECOMING = frozenset({"become", "be", "make", "remain"})
#: Entities that say where or when.
WHERE_WHEN = frozenset({"PLACE", "GPE", "LOC", "FACILITY", "DATE", "TIME"})
_REACH = 30  # tokens between a deed and the clause that tells who did it


def clause_agents(
    noun: Token, frame: Frame, light: frozenset[str], blaming: frozenset[str], accusing: Mapping[str, tuple[str, ...]]
) -> list[Token]:
    """Who did it, by a relative clause or a participle behind the noun."""
    found: list[Token] = []
    for clause in _behind(noun):
        lemma = clause.lemma_.lower()
        pronoun = next((c for c in clause.children if c.lower_ in ("which", "that") and c.i < clause.i), None)
        if clause.dep_ == "acl" and lemma in blaming and clause.tag_ == "VBN" and clause.head.i != noun.i:
            found.extend(c for c in clause.children if preposition(c) in ("on", "to"))
        elif pronoun is None:
            continue
        elif relation(pronoun) == "obl" and preposition(pronoun) in accusing.get(lemma, ()):
            found.extend(frame(clause)[1])  # "for which the rebels were blamed"
        elif relation(pronoun) == "obj" and clause.head.i == noun.i and lemma in blaming:
            found.extend(c for c in clause.children if preposition(c) in ("on", "to"))
        elif relation(pronoun) == "obj" and clause.head.i == noun.i and lemma in light:
            found.extend(frame(clause)[0])  # "the raid that the army led"
    return [m for t in found for m in coordinated(t) if m.lower_ not in ("which", "that")]


def _behind(noun: Token) -> Iterator[Token]:
    """The clauses behind a noun that may speak of it: its own, those of its complements, and what hangs on its
    governor.
    """
    inside = [t for t in noun.subtree if noun.i < t.i <= noun.i + _REACH and t.dep_ in ("acl", "acl:relcl")]
    yield from inside
    whole = noun.head if relation(noun) == "nmod" and noun.head.pos_ == "NOUN" else noun
    if whole.i != noun.i:
        yield from children(whole, "acl", "acl:relcl")
    if whole.head.pos_ == "VERB" and relation(whole) in ("obj", "obl", "nsubj"):
        yield from (c for c in children(whole.head, "advcl") if noun.i < c.i <= noun.i + _REACH)


def behind_agency(prep: str, token: Token) -> list[tuple[str, Token]]:
    """ "died at the hands of the rebels", "on the orders of a court": whose hands or orders, as an agent; nothing for
    any other phrase.
    """
    if prep not in _AGENCY_PREPOSITIONS or token.lemma_.lower() not in _AGENCY:
        return []
    owners = [c for c in token.children if c.dep_ == "nmod:poss" or (relation(c) == "nmod" and preposition(c) == "of")]
    return [(AGENCY, m) for c in owners for m in coordinated(c)]


def only_brokers(clause: Token) -> bool:
    """ "a truce brokered by a neighbour": who is told with such a participle is no party to the deal."""
    return clause.lemma_.lower() in _BROKERING


def controlling(verb: Token, subjects: list[Token], objects: list[Token], passive: bool) -> list[Token]:
    """Who is meant to do what an infinitive tells: whoever was ordered to, but "killed judges to silence the courts" is
    what the killer wants.
    """
    aim = verb.tag_ == "VB" and not passive and bool(subjects) and verb.head.lemma_.lower() in _HARMING
    return subjects if aim else objects or subjects


def aimed_at(noun: Token) -> list[Token]:
    """ "the bank was the target of an attack", "the bank, target of an attack": what a noun for an aim stands for."""
    if noun.lemma_.lower() not in _AIMED_AT:
        return []
    said = children(noun, "nsubj")
    if not said and noun.dep_ in ("xcomp", "obj", "obl") and noun.head.lemma_.lower() in _BECOMING:
        said = children(noun.head, "nsubj")
    if not said and noun.dep_ == "appos":
        said = [noun.head]
    if noun.dep_ == "acl:relcl" and all(s.pos_ == "PRON" for s in said):
        said = [noun.head]  # "the centre, which was the target of an attack"
    return [m for s in said for m in coordinated(s) if m.pos_ in ("NOUN", "PROPN")]


def damaged(verb: Token) -> list[Token]:
    """ "the bomb caused damage to two shops": what the damage was done to."""
    done = [c for c in verb.children if c.lemma_.lower() in _DAMAGE and c.dep_ in ("obj", "obl") and c.i > verb.i]
    things = [c for d in done for c in (*d.rights, *verb.rights) if relation(c) in ("nmod", "obl") and c.i > d.i]
    return [m for c in dict.fromkeys(things) if preposition(c) in ("to", "of") for m in coordinated(c)]


def behind_spot(prep: str, spot: Token) -> list[tuple[str, Token]]:
    """ "the murder in Tellin of two farmers", "the death of a judge at the hands of killers": complements of an action
    noun that were hung on the phrase between.
    """
    found: list[tuple[str, Token]] = []
    listed = [c for m in coordinated(spot)[1:] for c in m.rights] if prep == "of" else []
    for child in (*spot.rights, *listed):
        inner = preposition(child)
        if relation(child) != "nmod" or child.i < spot.i:
            continue
        if prep == "of" and inner in _AGENCY_PREPOSITIONS:
            found.extend(behind_agency(inner, child))
        elif prep == "of" and inner == "by" and not child.ent_type_:
            found.extend((inner, m) for m in coordinated(child))  # "the murder of two priests by soldiers"
        elif prep in ("in", "at", "on", "near") and inner in ("of", "by") and spot.ent_type_ in WHERE_WHEN:
            if child.ent_type_ not in WHERE_WHEN:
                found.extend((inner, m) for m in coordinated(child))
    return found


def said_of(adjective: Token) -> list[Token]:
    """Whom an adjective is said of: "four people dead", "left three soldiers dead", "two are dead"."""
    if relation(adjective) in ("amod", "acl") and adjective.head.pos_ in ("NOUN", "PROPN"):
        return [adjective.head]
    said = children(adjective, "nsubj")
    if not said and relation(adjective) == "xcomp":
        said = children(adjective.head, "obj", "nsubj:pass")
    return [m for s in said for m in coordinated(s)]
