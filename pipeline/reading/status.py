"""Whether an event happened: occurred, ongoing, planned, threatened, foiled or denied; or is no event at all.

Here belong tense, modality, negation and conditionals around a trigger. Not here: the trigger lexicon. A hypothetical
or negated mention gives None: the text does not say that anything of the kind happened or was intended.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.reading.arguments import calls_it
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.frames import TriggerMention
from pipeline.reading.triggers import KNOWLEDGE, KnowledgeError, noun_classes

_STATUSES = {"planned", "threatened", "foiled", "denied", "hypothetical", "occurred", "ongoing"}
_POSSIBLE = frozenset({"could", "may", "might", "would", "should", "can", "must", "ca", "shall", "ought"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
_CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "once"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_SET_ABOUT = frozenset({"begin", "start", "commence", "continue", "proceed", "manage", "try", "attempt"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "without", "neither", "nor"})
_SAYING = frozenset(
    {"say", "tell", "report", "announce", "add", "state", "note", "confirm", "explain", "warn", "claim", "write"}
)


@cache
def _modality(path: Path = KNOWLEDGE / "modality.toml") -> dict[str, dict[str, str]]:
    """part of speech -> lemma -> status."""
    table: dict[str, dict[str, str]] = {"verbs": {}, "adjectives": {}, "nouns": {}, "adverbs": {}}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["modality"]:
        if entry["status"] not in _STATUSES:
            raise KnowledgeError(f"{path.name}: {entry['id']}: unknown status {entry['status']!r}")
        for part, words in table.items():
            for word in entry.get(part, []):
                words.setdefault(word, entry["status"])
    return table


def status_of(mention: TriggerMention) -> str | None:
    """The status of a trigger mention; None where the text does not hold it for real."""
    status = _told_status(mention)
    return mention.sense.status if mention.sense.status and status in ("occurred", "ongoing") else status


def _told_status(mention: TriggerMention) -> str | None:
    noun = mention.sense.pos in ("NOUN", "ADJ")
    if mention.sense.frame == "state":
        return "ongoing"
    if any(_nobody(a.token) for a in mention.having("victim", "perpetrator")):
        return None
    if mention.event_type == "foiled_attack":
        return "foiled"
    if noun:
        own = _of_noun(mention.token)
        if own is not None:
            return None if own == "hypothetical" else own
        if _negated_noun(mention.token):
            return None
        verb = _carrier(mention.token)
        if calls_it(mention.token):
            return "occurred"
        if verb is None:
            return None if _merely_possible(mention.token) else "occurred"
        return _of_verb(verb, carried=True)
    if mention.event_type not in _ATTEMPTS_COUNT and _attempted(mention.token):
        return None
    return _of_verb(mention.token, carried=False)


#: Attempts at these are events themselves ("tried to storm the post"); an attempt to arrest or to flee is nothing yet.
_ATTEMPTS_COUNT = frozenset(
    [
        "armed_attack",
        "bombing",
        "suicide_bombing",
        "air_strike",
        "shelling",
        "assassination",
        "prison_break",
        "hostage_taking",
        "abduction",
    ]
)


def _attempted(verb: Token) -> bool:
    return relation(verb) == "xcomp" and _modality()["verbs"].get(verb.head.lemma_.lower()) == "occurred"


def _nobody(token: Token) -> bool:
    """ "no one was injured", "nobody", "no soldier", "none of them"."""
    return token.lower_ in ("nobody", "none") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "advmod", "nummod", "amod") for c in token.children
    )


def _of_noun(token: Token) -> str | None:
    """What adjectives and governing nouns say of an action noun."""
    words = _modality()
    for child in token.children:
        if child.i < token.i and child.dep_ in ("amod", "compound"):
            said = words["adjectives"].get(child.lower_)
            if said and said != "occurred":
                return said
    called_for = relation(token) == "obl" and preposition(token) == "for"
    if called_for and words["verbs"].get(token.head.lemma_.lower()) == "planned":
        return "planned"
    if relation(token) == "nmod" and preposition(token) in ("of", "to", "for") and token.head.pos_ == "NOUN":
        return words["nouns"].get(token.head.lemma_.lower())
    return None


def _negated_noun(token: Token) -> bool:
    return any(c.lower_ in ("no", "without") and c.dep_ in ("det", "case", "advmod") for c in token.children)


def _carrier(token: Token) -> Token | None:
    """The verb on which an action noun hangs as subject or object."""
    anchor = token
    for _ in range(4):
        if anchor.dep_ == "conj" or (relation(anchor) in ("nmod", "compound", "appos") and anchor.dep_ != "nmod:poss"):
            if relation(anchor) == "nmod" and preposition(anchor) not in ("of", ""):
                return None
            anchor = anchor.head
        else:
            break
    if anchor.head.pos_ in ("VERB", "AUX") and anchor.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp"):
        return anchor.head
    return None


def _merely_possible(token: Token) -> bool:
    """ "they could be freed by an attack", "if a bombing follows": an attack nobody knows of, under what may be."""
    if any(c.lower_ in _KNOWN for c in token.children):
        return False
    high = token
    for _ in range(5):
        if high.pos_ in ("VERB", "AUX") or high.head.i == high.i:
            break
        high = high.head
    marks = {c.lower_ for c in high.children if c.dep_ == "mark"}
    return bool(marks & _CONDITIONAL) or bool(_auxiliaries(high) & _POSSIBLE)


def _auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, or of the one it is coordinated with: "could attack towns or kidnap people"."""
    own = {c.lower_ for c in verb.children if relation(c) == "aux"}
    subjects = any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    if verb.dep_ == "conj" and not own and not subjects and verb.tag_ in ("VB", "VBN"):
        return {c.lower_ for c in verb.head.children if relation(c) == "aux"}
    return own


def _of_verb(verb: Token, carried: bool) -> str | None:
    words = _modality()["verbs"]
    if _negated(verb):
        return None
    if carried:
        said = words.get(verb.lemma_.lower())
        if said in ("planned", "threatened", "foiled", "denied"):
            return said
        if said == "hypothetical":
            return None
    if carried and verb.lemma_.lower() not in noun_classes()["light-verb"] | noun_classes()["happening-verb"]:
        return "occurred"  # the verb tells of the event, its tense is not the event's
    auxiliaries = _auxiliaries(verb)
    conditional = any(c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in verb.children)
    if conditional:
        return None
    above = _governing(verb)
    if above is not None:
        return None if above == "hypothetical" else above
    if any(a in _POSSIBLE for a in auxiliaries):
        # "would" in reported speech is a future of the past
        return "planned" if "would" in auxiliaries and _reported(verb) else None
    if any(a in _FUTURE for a in auxiliaries):
        return "planned"
    return "ongoing" if _going_on(verb, auxiliaries) else "occurred"


def _negated(verb: Token) -> bool:
    return any(c.lower_ in _NEGATIVE and c.dep_ in ("advmod", "aux", "det", "cc", "mark") for c in verb.children)


def _reported(verb: Token) -> bool:
    return any(t.lemma_.lower() in _SAYING for t in verb.ancestors)


def _governing(verb: Token) -> str | None:
    """What a higher verb or noun makes of a clause: "plans to attack", "threatened to kill", "the threat to bomb"."""
    words = _modality()
    for low, high in _clauses_up(verb):
        label = relation(low)
        if label in ("xcomp", "ccomp", "acl", "csubj", "advcl") and low.dep_ != "acl:relcl":
            infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in low.children) or low.tag_ == "VB"
            lemma = high.lemma_.lower()
            if label == "advcl" and not infinitive and low.tag_ != "VBG":
                break  # "When rebels attacked the town, many feared the worst": what it goes with is no doubt of it
            if high.pos_ in ("VERB", "AUX"):
                said = words["verbs"].get(lemma)
                if said in ("planned", "threatened") and (infinitive or label in ("xcomp", "ccomp")):
                    return _unless_past_fact(low, said, infinitive)
                if said in ("foiled", "hypothetical", "denied"):
                    return said
                if said == "ongoing":
                    return "ongoing"
                if (label == "advcl" and infinitive and lemma not in _SET_ABOUT) or (
                    said == "planned" and low.tag_ == "VBG"
                ):
                    return "hypothetical"  # what something was done for need not have come about
                if infinitive and label == "xcomp" and said is None and lemma in ("be", "need", "have"):
                    return "planned"
            elif high.pos_ == "NOUN" and infinitive:
                said = words["nouns"].get(lemma)
                if said:
                    return said if said != "occurred" else None
            elif high.pos_ == "ADJ" and infinitive:
                return (
                    "hypothetical" if high.lemma_ in ("able", "likely", "possible", "unlikely", "unable") else "planned"
                )
        else:
            break
        if not infinitive and low.tag_ != "VBG":
            break  # a finite clause stands for itself: what governs its governor does not reach it
    return None


def _unless_past_fact(low: Token, said: str, infinitive: bool) -> str | None:
    """ "hoped that they had killed": a finite past clause under a verb of intention is no plan."""
    return said if infinitive or low.tag_ in ("VB", "VBP", "VBG") else None


def _clauses_up(verb: Token) -> Iterator[tuple[Token, Token]]:
    low = verb
    for _ in range(3):
        if low.dep_ == "conj" and low.head.pos_ in ("VERB", "AUX"):
            low = low.head
            continue
        high = low.head
        if high.i == low.i:
            return
        yield low, high
        low = high


def _going_on(verb: Token, auxiliaries: set[str]) -> bool:
    adverbs = _modality()["adverbs"]
    if any(adverbs.get(c.lower_) == "ongoing" for c in verb.children if c.dep_ == "advmod"):
        return True
    if verb.tag_ == "VBG" and any(a in ("is", "are", "'re", "’re", "'s") for a in auxiliaries):
        return True
    return (
        verb.tag_ in ("VBZ", "VBP")
        and relation(verb) in ("ROOT", "conj", "acl", "advcl", "parataxis")
        and not (auxiliaries or any(c.lower_ in ("has", "have") for c in verb.children))
    )
