"""Countries as actors: where "Chad", "Chadian" or "N'Djamena" means the state that does something.

Here belongs the test of grammar: subject or agent of a verb that says an act, owner of a noun that names one
("Turkish incursion", "Chad's invasion"), or partner in dealing with somebody. Not here: countries as places
(`places`), their forces and governments (`lexicon`). A country that only is, has, faces or suffers something is a
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_data import listed
from pipeline.reading.actor_runs import Page
from pipeline.reading.lexicon import Entry, load_lexicon
from pipeline.reading.person_titles import Labelled

STATES_OF_BEING = listed("being")
ACTS = listed("acts")
_DEALING = frozenset(["with", "against", "between", "by"])
_DEALINGS = listed("dealing")
_FROM = listed("from")
_HOLDING = frozenset(["hold", "see", "show", "count", "record"])
_ADDRESSED, _ENVOYS = listed("addressed"), listed("envoys")
_OF, _STATES = listed("of-acts"), listed("states")


def acting(page: Page, known: Sequence[Labelled]) -> Iterator[tuple[Labelled, Entry]]:
    """Names of countries, of their people's adjective and of capitals that act, each with the country's entry as an
    actor."""
    lexicon = load_lexicon()
    for name in known:
        first = name.entries[0]
        if (first.type == "country" and first.country) or (first.type == "adjective" and first.country):
            iso3 = first.country
        elif first.type in {"town", "admin1"} and (capital := lexicon.capital_of(page.raw[name.start : name.end])):
            iso3 = capital
        elif first.type == "actor" and "." in first.id and first.country:
            iso3 = first.country
        else:
            continue
        sentence = page.sentence_at(name.start)
        if sentence is None or iso3 not in lexicon.countries or page.raw[name.end : name.end + 1] == ":":
            continue
        token = sentence.head(name.start, name.end)
        if token is None:
            continue
        if first.type == "actor" and "." in first.id and first.country and token.dep_ in {"compound", "amod"}:
            # "Turkish military operation": the army's name only modifies; the country acts
            end = name.start + len(page.raw[name.start : name.end].split()[0])
            name, acts = Labelled(name.start, end, "NORP", name.entries), _names_act(token.head)
        elif first.type == "adjective" and token.dep_ in {"amod", "compound"}:
            acts = _names_act(token.head)
        elif first.type in {"adjective", "actor"}:
            acts = False
        else:
            acts = _acts(token, first.type == "country")
        if acts:
            yield name, lexicon.actor_entry(iso3)


def _acts(token: Token, country: bool) -> bool:
    while token.dep_ == "conj" and token.head.i != token.i and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    label, head = token.dep_, token.head
    if label == "appos" and head.lemma_.lower() in _STATES:  # "both capitals, X and Y, insist"
        token, label, head = head, head.dep_, head.head
    if label == "nsubj":
        return _is_act(head)
    if label == "obl:agent":
        return True
    if label in {"obj", "iobj"}:
        return head.lemma_.lower() in _ADDRESSED
    if label in {"nmod:poss", "compound"}:
        return (_names_act(head) and country) or (label == "nmod:poss" and head.lemma_.lower() in _ENVOYS)
    case = next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")
    if label.startswith(("nmod", "obl")) and head.lemma_.lower() in _DEALINGS:
        return case in _DEALING
    if label.startswith("nmod") and case == "of":
        return head.lemma_.lower() in _OF
    return (
        label.startswith("nmod")
        and case in {"from", "by"}
        and head.lemma_.lower() in (_FROM if case == "from" else ACTS)
    )


def _is_act(verb: Token) -> bool:
    if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in verb.children):
        return any(c.dep_ == "cop" for c in verb.children) and verb.lemma_.lower() in {"partner", "ally", "member"}
    lemma = verb.lemma_.lower()
    if lemma in STATES_OF_BEING:
        if any(c.dep_ == "ccomp" for c in verb.children):  # "X holds that", "X sees that"
            return lemma in _HOLDING
        return any(
            c.dep_ == "xcomp" and c.lemma_.lower() not in STATES_OF_BEING and c.pos_ == "VERB" for c in verb.children
        ) and lemma in {"continue"}
    return True


def _names_act(noun: Token) -> bool:
    return noun.lemma_.lower() in ACTS or noun.lower_ in ACTS
