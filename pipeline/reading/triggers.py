"""Which words tell of an event: the trigger lexicon and its senses.

Here belong loading pipeline/knowledge/triggers.toml and finding the senses a token may have, by its form alone. Not
here: which sense holds in a sentence and who takes part in it (`pipeline.reading.frames`), or how triggers become
reports (`pipeline.reading.events`).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from spacy.symbols import ADJ
from spacy.tokens import Token

from pipeline.language.lemmas import listed_lemma
from pipeline.reading.token_search import lower_words
from schemas.codes import EVENT_TYPES

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
_HYPHENS = {"-", "–"}
_LIVES = 12  # tokens from what took lives to "lives"


class KnowledgeError(ValueError):
    """A data file under pipeline/knowledge does not hold what it should; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of one or more trigger words. The fields are explained at the head of triggers.toml."""

    id: str
    pos: str
    words: tuple[str, ...]
    type: str
    weight: float
    frame: str = ""
    outcome: str = ""
    weapon: str = ""
    particle: tuple[str, ...] = ()
    no_particle: tuple[str, ...] = ()
    object_is: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    case: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    status: str = ""
    by_group: str = ""
    by_state: str = ""
    by_country: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A sense that a token has by its form; `words`: how many tokens before it belong to the trigger."""

    sense: Sense
    first: int  # index in the doc of the first token of the trigger
    last: int


class Triggers:
    """The senses, indexed by the last word of each trigger."""

    def __init__(self, senses: tuple[Sense, ...]) -> None:
        self.senses = senses
        self._by_word: dict[tuple[str, str], list[tuple[tuple[str, ...], Sense]]] = defaultdict(list)
        for sense in senses:
            for word in sense.words:
                parts = tuple(word.replace("-", " ").split())
                self._by_word[sense.pos, parts[-1]].append((parts[:-1], sense))
                if len(parts) > 1 and "-" in word:
                    self._by_word[sense.pos, word].append(((), sense))
        for listed in self._by_word.values():
            listed.sort(key=lambda entry: -len(entry[0]))  # the longest first, then in the order of the file
        self.words = frozenset(word for _, word in self._by_word)
        self._telling: dict[tuple[int, int], bool] = {}  # form and lemma: whether either is a trigger

    def may_tell(self, token: Token) -> bool:
        """Whether a token's form is among the triggers: a quick test before `at`."""
        form = (token.orth, token.lemma)
        known = self._telling.get(form)
        if known is None:
            lower = token.lower_
            known = bool({lower, lower.removesuffix("s"), token.lemma_.lower()} & self.words)
            self._telling[form] = known
        return known or (token.pos == ADJ and _word(token)[1] in self.words)

    def at(self, token: Token) -> list[Match]:
        """The senses of a token by its form, the longest triggers first, then in the order of the file."""
        pos, lemma = _word(token)
        if pos is None:
            return []
        if token.tag_ == "VBG" and _acts_as_noun(token) and ("NOUN", token.lower_) in self._by_word:
            pos, lemma = "NOUN", token.lower_
        if pos == "NOUN" and (pos, lemma) not in self._by_word:
            lemma = token.lower_.removesuffix("s")  # a plural that was taken for a name
        reached = ((sense, _reaches_back(token, before)) for before, sense in self._by_word.get((pos, lemma), ()))
        return [Match(sense, first, token.i) for sense, first in reached if first is not None]


def _word(token: Token) -> tuple[str | None, str]:
    """Part of speech and lemma under which a token is looked up; "were laid" is a verb, whatever its tag says."""
    passive = token.pos_ in ("ADJ", "NOUN") and any(c.dep_ == "aux:pass" for c in token.children)
    if passive or (token.tag_ == "NN" and _acts_as_verb(token)):
        return "VERB", listed_lemma(token.lower_, "VERB")
    return _POS.get(token.pos_), token.lemma_.lower()


def _acts_as_verb(token: Token) -> bool:
    """ "the battle cost 40 lives", "14 die in a blast": a singular noun by its tag with an object, or right behind a
    number above one.
    """
    if token.dep_ not in ("compound", "amod") and any(c.dep_ == "obj" and c.i > token.i for c in token.children):
        return not any(c.dep_ in ("case", "nmod:poss") for c in token.children)
    if token.lower_ in noun_classes()["taking-lives"] and takes_lives(token):
        return True
    before = token.nbor(-1) if token.i else None
    counted = before is not None and before.tag_ == "CD" and before.lower_ not in ("one", "1")
    return counted and token.dep_ != "compound" and token.lower_ in noun_classes()["verb-behind-number"]


def takes_lives(token: Token) -> bool:
    """ "cost more than 40 people their lives", whatever the tree: lives behind the word, before the clause ends."""
    for following in token.doc[token.i + 1 : token.i + _LIVES]:
        if following.lower_ in noun_classes()["lives"]:
            return True
        if following.pos_ in ("VERB", "AUX") or following.text in (".", ";", ":") or following.lower_ == token.lower_:
            return False
    return False


def _acts_as_noun(token: Token) -> bool:
    """ "fighting between rivals", "the shelling": a gerund with the company of a noun."""
    kept = {"aux", "nsubj", "obj", "xcomp"}
    if any(c.dep_ == "expl" for c in token.children):
        return True  # "there was fighting in the harbour"
    if any(c.dep_ in kept for c in token.children):
        return False
    nominal = any(c.dep_ in ("det", "amod", "nmod", "nmod:poss", "case", "compound") for c in token.children)
    between = any(c.dep_ == "obl" and any(w.lower_ == "between" for w in c.lefts) for c in token.children)
    return nominal or between or token.dep_ in ("nsubj", "csubj", "obj", "nmod", "obl", "nsubj:pass")


def _reaches_back(token: Token, before: tuple[str, ...]) -> int | None:
    """Index of the first token, if the words `before` stand in front of a token (hyphens passed over)."""
    i, words = token.i, lower_words(token.doc) if before else ()
    for word in reversed(before):
        i -= 1
        while i >= 0 and words[i] in _HYPHENS:
            i -= 1
        if i < 0 or (words[i] != word and token.doc[i].lemma_.lower() != word):
            return None
    return i


@cache
def load_triggers(path: Path = KNOWLEDGE / "triggers.toml") -> Triggers:
    """The trigger lexicon, read and checked once a process.

    Raises KnowledgeError where an entry is incomplete, repeats an id or names an unknown event type.
    """
    known = {f.name for f in fields(Sense)}
    senses, seen = [], set()
    for number, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["sense"], 1):
        name = entry.get("id", f"number {number}")
        if unknown := set(entry) - known:
            raise KnowledgeError(f"{path.name}: sense {name}: unknown key {sorted(unknown)[0]!r}")
        if missing := {"id", "pos", "words", "type", "weight"} - set(entry):
            raise KnowledgeError(f"{path.name}: sense {name}: {sorted(missing)[0]!r} is missing")
        if entry["type"] != "harm" and entry["type"] not in EVENT_TYPES.values:
            raise KnowledgeError(f"{path.name}: sense {name}: {entry['type']!r} is no event type")
        if wrong := {entry.get(k, "other") for k in ("by_group", "by_state", "by_country")} - set(EVENT_TYPES.values):
            raise KnowledgeError(f"{path.name}: sense {name}: {sorted(wrong)[0]!r} is no event type")
        if name in seen:
            raise KnowledgeError(f"{path.name}: sense {name}: the id stands twice")
        seen.add(name)
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        senses.append(Sense(**values))
    return Triggers(tuple(senses))


@cache
def noun_classes(path: Path = KNOWLEDGE / "objects.toml") -> dict[str, frozenset[str]]:
    """Class name -> lemmas of the common nouns (and light verbs) of that class."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["class"]
    if len({e["id"] for e in entries}) != len(entries):
        raise KnowledgeError(f"{path.name}: a class id stands twice")
    return {e["id"]: frozenset(e["words"]) for e in entries}
