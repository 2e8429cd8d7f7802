"""Actors described but not named: noun phrases whose head says what they are ("the militants", "six Somali fishermen").

Here belong finding such phrases, their kind, country and the group they belong to. Not here: which named actor a
phrase stands for later in a text (`coreference`), names (`persons`, `actor_organisations`), or which of them make a
row (`pipeline.reading.actors.keep_actors`).

A phrase about members of a named group is a mention of the group ("Boko Haram fighters", "members of the Red
Column"); its prisoners, families, supporters and leaders are not the group. Each member of a coordination is an
actor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.reading.actor_data import ActorData, Descriptor, listed
from pipeline.reading.actor_phrases import full_phrase, is_plural, noun_span, numeral_start, of_tail, without_time
from pipeline.reading.actor_runs import DAYS
from pipeline.reading.lexicon import Entry, load_lexicon
from pipeline.reading.lexicon_text import fold_name, fold_word
from pipeline.reading.person_titles import Labelled
from pipeline.reading.records import Sentence, Text

_DEFINITE = frozenset({"the", "these", "those", "this", "that", "both"})
_TITLE_TAIL = re.compile(
    r"[ .\u00a0]{1,2}|\s*\([A-Z]{2,6}\)\s*|\s+(?:of|for|to)(?:\s+the)?(?:\s+(?:and|[A-Z][\w’'-]+))+\s+"
)
_OWN = frozenset({"its", "their", "his", "her", "our", "my", "your"})
_UNFIT = frozenset({"VBD", "VBZ", "VBP", "WP$"})  # a verb or "whose" before a noun is no part of its phrase
_NONE = frozenset({"no", "any"})
_LOOSE = listed("loose")
# Descriptors whose phrases mean a group's own people: with the group before the noun, and with "of" and the group
# behind it.
_OWN_MEMBERS = frozenset({"armed-members", "force-members"})
_OWN_PEOPLE = _OWN_MEMBERS | {
    "armed-collectives", "lone-attackers", "forces", "forces-either", "groups", "media", "ngo", "international",
}  # fmt: skip
_PEOPLE_OF = {
    "armed_group": frozenset({"armed_group", "political_party", "state_force"}),
    "state_force": frozenset({"state_force", "armed_group", "international_organization"}),
}
# What may stand between a describing phrase and the name it explains: "the militant group X", "X, a monitoring group".
_BEFORE_NAME = frozenset({" ", ", ", " the ", ", the "})
_BEHIND_NAME = frozenset({" ", ", a ", ", an ", ", the ", " a ", " an ", ", "})
_REPORTERS = listed("reporters")
_PARTS = listed("parts")


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
    owned: bool = False  # "its troops", "their leader"
    same_as: int | None = None  # index of the named mention that an apposition says it is
    full: str = ""  # the name with what "of", "in" or "from" adds to it


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
        self.known = sorted((k for k in known if not k.weak), key=lambda k: k.start)
        self.here: list[Labelled] = []  # known names of the sentence in hand

    def of_sentence(self, sentence: Sentence) -> Iterator[Described]:
        first, last = _between(self.anchors, sentence)
        anchors = [(i, self.anchors[i]) for i in range(first, last)]
        self.here = self.known[slice(*_between(self.known, sentence))]
        for token in sentence.tokens:
            if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or fold_word(token.text) not in self.data.nouns:
                continue
            char = sentence.char(token)
            if any(a.start <= char < a.end for _, a in anchors):
                continue
            found = self._phrase(sentence, token, anchors)
            if found is not None:
                yield found

    def _phrase(self, sentence: Sentence, token: Token, anchors: Sequence[tuple[int, Anchor]]) -> Described | None:
        if token.dep_ in {"compound", "amod", "flat", "goeswith", "nmod:desc"} and not _headless(token):
            return None
        if token.pos_ == "ADJ" and not (token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:agent"} and is_plural(token)):
            return None
        first, last = noun_span(token)
        first, last = max(first, sentence.first), min(last, sentence.last - 1)
        found = self._descriptor(token, first)
        if (
            found is None
            or _inside_name(sentence, token, first, found[1])
            or self._titles_somebody(sentence, token, last, anchors)
        ):
            return None
        noun, descriptor = found
        article = token.doc[first - 1].lower_ if first > sentence.first else ""
        children = {c.lower_ for c in token.lefts if c.dep_ in {"det", "nmod:poss"}}
        if children & _NONE or article in _NONE:
            return None
        numerals = [
            t.i
            for t in token.doc[first : token.i]
            if t.pos_ == "NUM" and (t.head.i == token.i or t.dep_ in {"nummod", "compound"})
        ]
        begin = (
            numeral_start(token, first)
            if numerals
            else _skip(
                token.doc,
                first,
                token.i,
                lambda t: t.is_punct or t.lower_ in DAYS or t.tag_ in _UNFIT or t.pos_ in {"DET", "PART"},
            )
        )
        begin = without_time(token, begin)
        words = [token.doc[i] for i in range(begin, last + 1)]
        start, end = sentence.char(words[0]), sentence.char(words[-1]) + len(words[-1])
        tail = of_tail(token)
        if tail is not None and descriptor.number != "members":
            edge = token.doc[min(noun_span(tail)[1], sentence.last - 1)]
            end = sentence.char(edge) + len(edge)
        group, of_group = self._group(sentence, token, words, noun, descriptor, anchors)
        country = self._country(sentence, token, start, end)
        bare = begin == token.i - len(noun.split()) + 1
        if (
            country is None
            and bare
            and any(t.pos_ == "CCONJ" for t in token.doc[max(sentence.first, begin - 2) : begin])
        ):
            for first_member in (token, token.head):
                if country is None and (first_member.i < begin or first_member is token):
                    country, start = self._shared_country(sentence, first_member, start)
        size = len(noun.replace("-", " ").split())
        core = max(begin, token.i - size + 1)
        name_first = _skip(
            token.doc,
            begin,
            core,
            lambda t: _adds_nothing(t) or (t.dep_ == "nmod:poss" and t.pos_ == "NOUN") or t.tag_ == "POS",
        )
        if begin + 1 < len(token.doc) and token.doc[begin].pos_ == "NUM" and token.doc[begin + 1].text == "-":
            name_first = begin  # "3-year-old girl"
        linked = [a.end for _, a in anchors if start <= a.start < end and self._gap(a.end, end)[:1] == "-"]
        if linked:  # "the X-linked group" tells no more than "the group"
            core_start = sentence.char(token.doc[core])
            begin = core if all(e < core_start for e in linked) else begin
        loose = [t for t in token.doc[begin:core] if not _adds_nothing(t)]
        return Described(
            start, end, sentence.char(token), sentence.index,
            self.text.document.text[sentence.char(token.doc[name_first]) : end],
            noun, descriptor, is_plural(token) or noun in self.data.plurals,
            bool(children & _DEFINITE) or article in _DEFINITE, bool(numerals), not loose,
            country, group, of_group,
            bool(children & _OWN), self._same_as(sentence, token, descriptor, (start, end), anchors),
            full_phrase(self.text, sentence, token, token.doc[name_first]),
        )  # fmt: skip

    def _titles_somebody(
        self, sentence: Sentence, token: Token, last: int, anchors: Sequence[tuple[int, Anchor]]
    ) -> bool:
        """Whether the phrase is the title of the person whose name it holds or who follows at once."""
        start, end = sentence.char(token), sentence.char(token.doc[last]) + len(token.doc[last])
        follows = sentence.char(token) + len(token)
        raw = self.text.document.text
        for _, anchor in anchors:
            if anchor.kind != "person":
                continue
            if start <= anchor.start < end or (
                0 < anchor.start - follows <= 60 and _TITLE_TAIL.fullmatch(raw, follows, anchor.start)
            ):
                return True
        return False

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
        self,
        sentence: Sentence,
        token: Token,
        words: Sequence[Token],
        noun: str,
        descriptor: Descriptor,
        anchors: Sequence[tuple[int, Anchor]],
    ) -> tuple[int | None, bool]:
        """The named group that a phrase speaks of, and whether it means the group's own people."""
        groups = [(i, a) for i, a in anchors if a.kind not in {"country", "person"}]
        start, end = sentence.char(words[0]), sentence.char(words[-1]) + len(words[-1])
        inside = [g for g in groups if start <= g[1].start and g[1].end <= end and self._gap(g[1].end, end)[:1] != "-"]
        inside = inside or [g for g in groups if g[1].end == start - 1 and self._gap(g[1].end, start) == " "]
        behind = not inside
        if behind:
            inside = _of(sentence, token, groups)
        if not inside:
            return None, False
        index, anchor = inside[-1]
        if anchor.kind == "media" and noun in _REPORTERS:
            return index, True
        own = descriptor.id in (_OWN_MEMBERS if behind else _OWN_PEOPLE) or noun in _PARTS
        if descriptor.id == "officers-single":  # "ISIS leaders" speak for the group, its spokesman for himself
            own = anchor.kind == "armed_group" and not behind
        several = is_plural(token) or descriptor.number == "collective"
        return index, own and several and _same_sort(noun, descriptor, anchor)

    def _shared_country(self, sentence: Sentence, first: Token, start: int) -> tuple[str | None, int]:
        """The country before a coordination, which its last member shares ("Chad's army and police"): its code, and
        where the words begin that say so."""
        for child in first.lefts:
            if child.dep_ in {"nmod:poss", "amod", "compound"}:
                char = sentence.char(child)
                name = next((k for k in self.here if k.start <= char < k.end), None)
                country = next((e.country for e in name.entries if e.country), None) if name is not None else None
                if name is not None and country is not None and "\n" not in self.text.document.text[name.start : start]:
                    return country, name.start
        return None, start

    def _same_as(
        self,
        sentence: Sentence,
        token: Token,
        descriptor: Descriptor,
        span: tuple[int, int],
        anchors: Sequence[tuple[int, Anchor]],
    ) -> int | None:
        """The named mention that stands in apposition to the phrase, on either side of it."""
        partners = [token.head] if token.dep_ == "appos" else []
        partners += [c for c in token.rights if c.dep_ == "appos"]
        heads = {sentence.char(p) for p in partners}
        collective = descriptor.number == "collective" and not is_plural(token)
        for index, anchor in anchors:
            if not _can_be(descriptor, anchor.kind, is_plural(token)):
                continue
            if any(anchor.start <= char < anchor.end for char in heads):
                return index
            if collective and anchor.start >= span[1] and self._gap(span[1], anchor.start) in _BEFORE_NAME:
                return index
            if collective and anchor.end <= span[0] and self._gap(anchor.end, span[0]) in _BEHIND_NAME:
                return index
        return None

    def _gap(self, start: int, end: int) -> str:
        return self.text.document.text[start : min(end, start + 8)] if end >= start else ""

    def _country(self, sentence: Sentence, token: Token, start: int, end: int) -> str | None:
        for name in self.here:
            inside = start <= name.start and name.end <= end
            if inside or _attached(sentence, token, name):
                entry = _national(name.entries)
                if entry is not None:
                    return entry.country
                if capital := load_lexicon().capital_of(self.text.document.text[name.start : name.end]):
                    return capital
        return None


def _between(spans: Sequence[Anchor] | Sequence[Labelled], sentence: Sentence) -> tuple[int, int]:
    """Indexes (last exclusive) of the spans, sorted by start, that begin in a sentence."""
    return (
        bisect_left(spans, sentence.start, key=lambda s: s.start),
        bisect_left(spans, sentence.end, key=lambda s: s.start),
    )


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


def _inside_name(sentence: Sentence, token: Token, first: int, descriptor: Descriptor) -> bool:
    """Whether a capitalised noun belongs to a name nobody knows ("Nahr al-Imam") and so describes nobody."""
    if not token.text[:1].isupper() or token.i == sentence.first or token.is_upper:
        return False
    before = token.doc[token.i - 1]
    if (
        before.text[:1].isupper()
        and before.i > sentence.first
        and before.ent_type_ not in {"NORP", "PLACE", "ORG", "GPE", "LOC"}
    ) or before.text == "-":
        return True
    if descriptor.id == "officers-single":
        return before.pos_ != "DET" and before.ent_type_ != "NORP" and before.text[:1].isupper()
    return descriptor.number == "members" and not is_plural(token)


def _skip(doc: Doc, first: int, stop: int, idle: Callable[[Token], bool]) -> int:
    """The first index from `first`, before `stop`, whose word is not idle."""
    while first < stop and idle(doc[first]):
        first += 1
    return first


def _of(sentence: Sentence, token: Token, groups: Sequence[tuple[int, Anchor]]) -> list[tuple[int, Anchor]]:
    """The groups that an "of" phrase behind a noun names ("members of the Red Column")."""
    tail = next((c for c in token.rights if c.dep_.startswith("nmod") and any(g.lower_ == "of" for g in c.lefts)), None)
    char = sentence.char(tail) if tail is not None else -1
    return [g for g in groups if g[1].start <= char < g[1].end]


def _same_sort(noun: str, descriptor: Descriptor, anchor: Anchor) -> bool:
    """Whether people of a descriptor's kind can be those of a group."""
    kinds = _PEOPLE_OF.get(descriptor.kind, frozenset({descriptor.kind}))
    return anchor.kind in kinds or descriptor.id in {"groups", "forces-either", "officers-single"} or noun in _PARTS


def _adds_nothing(token: Token) -> bool:
    return (
        token.lower_ in _LOOSE or token.is_punct or token.pos_ in {"NUM", "DET", "ADV", "PART"} or token.lower_ in _OWN
    )


def _can_be(descriptor: Descriptor, kind: str, plural: bool) -> bool:
    if kind == "person":
        return descriptor.number != "collective" and not plural
    if descriptor.number != "collective":
        return False
    return (
        kind == descriptor.kind
        or kind in descriptor.refers
        or descriptor.id in {"groups", "ngo", "think-tank", "international"}
    )
