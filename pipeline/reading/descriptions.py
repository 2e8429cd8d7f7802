"""Actors described but not named: noun phrases whose head says what they are ("the militants", "six Somali fishermen").

Here belong finding such phrases, their kind, country and the group they belong to. Not here: which named actor a phrase
stands for later in a text (`coreference`), names (`persons`, `actor_organisations`), or which of them make a row
(`pipeline.reading.actors.keep_actors`).

A phrase about members of a named group is a mention of the group ("Boko Haram fighters", "members of the Red Column");
its prisoners, families, supporters and leaders are not the group. Each member of a coordination is an actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.actor_data import ActorData, Descriptor
from pipeline.reading.actor_phrases import is_plural, noun_span, of_tail
from pipeline.reading.lexicon import Entry
from pipeline.reading.lexicon_text import fold_name, fold_word
from pipeline.reading.persons import Labelled
from pipeline.reading.records import Sentence, Text

_DEFINITE = frozenset({"the", "these", "those", "this", "that", "both"})
_OWN = frozenset({"its", "their", "his", "her", "our", "my", "your"})
_NONE = frozenset({"no", "any"})
_LOOSE = frozenset(
    "more most many some several few other others another all only least own same new main first last second third latest local "
    "alleged suspected unidentified unknown heavily armed young old various different additional least about around nearly over "
    "next previous current former fellow".split()
)
_MEMBERS = frozenset({"member", "members", "fighter", "fighters", "militants", "soldiers", "forces", "elements", "units", "cells", "remnants", "gunmen"})
_NOT_MEMBERS = frozenset({"prisoner", "detainee", "inmate", "family", "supporter", "sympathizer", "sympathiser", "collaborator", "victim", "hostage", "relative"})
_PARTS = frozenset({"member", "members", "element", "elements", "wing", "cell", "cells", "unit", "units", "remnants", "branch", "faction"})


@dataclass(frozen=True, slots=True)
class Described:
    """One describing noun phrase. Offsets are document offsets; `name`: the phrase without article and numeral.

    group: index (into the named mentions given) of a group that the phrase speaks of. country: ISO alpha-3.
    """

    start: int
    end: int
    head: int
    sentence: int
    name: str
    noun: str
    descriptor: Descriptor
    plural: bool
    definite: bool
    counted: bool
    bare: bool  # nothing but article, numeral and loose words stands before the noun
    country: str | None = None
    group: int | None = None
    of_group: bool = False  # the phrase means the group's own members
    token: int = -1


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named actor's mention, as descriptions see it: offsets, kind, and country if any."""

    start: int
    end: int
    kind: str
    country: str | None = None


def describe(text: Text, data: ActorData, known: Sequence[Labelled], anchors: Sequence[Anchor]) -> list[Described]:
    """The describing noun phrases of a document that no name covers, in order."""
    finder = _Finder(text, data, known, anchors)
    return [d for sentence in text.sentences for d in finder.of_sentence(sentence)]


class _Finder:
    def __init__(self, text: Text, data: ActorData, known: Sequence[Labelled], anchors: Sequence[Anchor]) -> None:
        self.text, self.data, self.anchors = text, data, anchors
        self.known = sorted(known, key=lambda k: k.start)
        self.last_words = {key.rpartition(" ")[2] for key in data.descriptors}

    def of_sentence(self, sentence: Sentence) -> Iterator[Described]:
        anchors = [(i, a) for i, a in enumerate(self.anchors) if a.start < sentence.end and a.end > sentence.start]
        for token in sentence.tokens:
            if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or fold_word(token.text) not in self.last_words:
                continue
            char = sentence.char(token)
            if any(a.start <= char < a.end for _, a in anchors):
                continue
            found = self._phrase(sentence, token, anchors)
            if found is not None:
                yield found

    def _phrase(self, sentence: Sentence, token: Token, anchors: Sequence[tuple[int, Anchor]]) -> Described | None:
        if token.dep_ in {"compound", "amod", "flat", "goeswith"} and not _headless(token):
            return None
        if token.pos_ == "ADJ" and not (token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:agent"} and is_plural(token)):
            return None
        first, last = noun_span(token)
        first = max(first, sentence.first)
        found = self._descriptor(token, first)
        if found is None:
            return None
        noun, descriptor = found
        words = [token.doc[i] for i in range(first, last + 1)]
        before = words[: token.i - first]
        article = token.doc[first - 1].lower_ if first > sentence.first else ""
        children = {c.lower_ for c in token.lefts if c.dep_ in {"det", "nmod:poss"}}
        if children & _NONE or article in _NONE:
            return None
        numerals = [c for c in token.lefts if c.dep_ == "nummod"]
        start_token = next((w for w in words if w.dep_ != "nummod" and w.pos_ not in {"NUM", "DET", "PUNCT"} and not _of_number(w, token)), token)
        start, end = sentence.char(words[0]), sentence.char(words[-1]) + len(words[-1])
        tail = of_tail(token)
        end_name = end
        if tail is not None and descriptor.number != "members":
            edge = token.doc[min(noun_span(tail)[1], sentence.last - 1)]
            end = end_name = sentence.char(edge) + len(edge)
        group, of_group = self._group(sentence, token, words, noun, descriptor, anchors)
        country = self._country(sentence, token, start, end)
        loose = [w for w in before if w.lower_ not in _LOOSE and w.pos_ not in {"NUM", "DET", "PUNCT", "ADV"} and w.lower_ not in noun.split()]
        name = self.text.document.text[sentence.char(start_token) : end_name]
        plural = is_plural(token) or noun in self.data.plurals
        return Described(
            start, end, sentence.char(token), sentence.index, name, noun, descriptor, plural,
            bool(children & _DEFINITE) or article in _DEFINITE, bool(numerals), not loose, country, group, of_group, token.i,
        )  # fmt: skip

    def _descriptor(self, token: Token, first: int) -> tuple[str, Descriptor] | None:
        doc = token.doc
        for size in (4, 3, 2, 1):
            begin = token.i - size + 1
            if begin < first and size > 1:
                continue
            phrase = fold_name(doc[max(begin, 0) : token.i + 1].text)
            found = self.data.descriptors.get(phrase)
            if found is not None:
                return phrase, found
        return None

    def _group(
        self, sentence: Sentence, token: Token, words: Sequence[Token], noun: str, descriptor: Descriptor, anchors: Sequence[tuple[int, Anchor]]
    ) -> tuple[int | None, bool]:
        """The named group that a phrase speaks of, and whether it means the group's own people."""
        start, end = sentence.char(words[0]), sentence.char(words[-1]) + len(words[-1])
        inside = [(i, a) for i, a in anchors if start <= a.start and a.end <= end and a.kind not in {"country", "person"}]
        if not inside and (noun in _PARTS or descriptor.number != "person"):
            tail = next((c for c in token.rights if c.dep_.startswith("nmod") and any(g.lower_ == "of" for g in c.lefts)), None)
            if tail is not None:
                char = sentence.char(tail)
                inside = [(i, a) for i, a in anchors if a.start <= char < a.end and a.kind not in {"country", "person"}]
                if inside and noun not in _MEMBERS and noun not in _PARTS and descriptor.id not in {"armed-members", "force-members"}:
                    return inside[-1][0], False
        if not inside:
            return None, False
        index, anchor = inside[-1]
        own = descriptor.id in {"armed-members", "armed-collectives", "lone-attackers", "force-members", "forces", "forces-either", "groups", "media", "ngo"}
        own = own or (noun in _PARTS and is_plural(token))
        kinds = {"armed_group": {"armed_group", "political_party"}, "state_force": {"state_force", "armed_group", "international_organization"}}
        fits = anchor.kind in kinds.get(descriptor.kind, {descriptor.kind}) or descriptor.id in {"groups", "forces-either"} or noun in _PARTS
        singular = descriptor.number == "members" and not is_plural(token)
        return index, own and fits and not singular and noun not in _NOT_MEMBERS

    def _country(self, sentence: Sentence, token: Token, start: int, end: int) -> str | None:
        for name in self.known:
            if name.start >= sentence.end:
                break
            if name.end <= sentence.start or name.weak:
                continue
            inside = start <= name.start and name.end <= end
            if inside or _attached(sentence, token, name):
                entry = _national(name.entries)
                if entry is not None:
                    return entry.country
        return None


def _national(entries: Sequence[Entry]) -> Entry | None:
    return next((e for e in entries if e.type in {"country", "adjective", "people"} and e.country), None)


def _attached(sentence: Sentence, token: Token, name: Labelled) -> bool:
    """Whether a place name hangs on the noun: "officials in Chad", "Chad's officials"."""
    at = sentence.token_at(name.start)
    if at is None:
        return False
    while at.dep_ in {"compound", "flat", "amod"} and at.head.i != at.i:
        at = at.head
    return at.head.i == token.i and at.dep_.split(":")[0] in {"nmod", "amod", "compound"}


def _headless(token: Token) -> bool:
    """A modifier by the parser's word that no noun follows: the parser is wrong."""
    return token.head.i < token.i or token.head.i == token.i


def _of_number(word: Token, head: Token) -> bool:
    """Whether a word belongs to a numeral of the phrase ("at least ten")."""
    while word.i != head.i and word.head.i != word.i:
        if word.dep_ == "nummod":
            return True
        word = word.head
    return False
