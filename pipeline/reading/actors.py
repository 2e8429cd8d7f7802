"""The actors of one document: everybody it names or describes, and every mention of them.

Here belongs the order of the steps; the steps are modules of their own (`actor_named`, `descriptions`,
`coreference`). Not here: which actors make a row (`actor_rows`), actors of other documents
(`pipeline.resolving.actors`), or roles in events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading import coreference, descriptions
from pipeline.reading.actor_data import actor_data, listed
from pipeline.reading.actor_named import NamedActors, from_entry, named_actors
from pipeline.reading.actor_phrases import head_of, is_plural
from pipeline.reading.actor_rows import forget, keep_actors
from pipeline.reading.coreference import Named
from pipeline.reading.descriptions import Anchor, Described
from pipeline.reading.identifiers import identifier
from pipeline.reading.lexicon import Entry, KnownName, load_lexicon
from pipeline.reading.lexicon_text import fold_name, words_of
from pipeline.reading.person_titles import Labelled
from pipeline.reading.pronouns import pronouns
from pipeline.reading.records import (
    ActorMention,
    LocalActor,
    Sentence,
    Text,
)

__all__ = ["find_actors", "forget", "keep_actors"]

_SUBJECT = ("nsubj", "obl:agent")
_NATIONAL = listed("national")
_RANKS = dict(pair.split("=") for pair in listed("ranks"))  # "gen" -> "general"
_MOST = 0.6
_MILITARY = (".army", ".armed_forces")
_AND = frozenset({"and", "or", "&"})


def find_actors(text: Text, known: Sequence[KnownName]) -> tuple[tuple[LocalActor, ...], tuple[ActorMention, ...]]:
    """All actors of a document and their mentions, by start; overlapping only where a coordination shares its head.

    `known`: names of the lexicon in the document, sorted by start. The sentences must be parsed.
    """
    return _Reading(text, known).read()


class _Reading:
    def __init__(self, text: Text, known: Sequence[KnownName]) -> None:
        self.text, self.data = text, actor_data()
        self.named: NamedActors = named_actors(text, known, words_of(text.document.text), self.data)
        self.actors: dict[str, LocalActor] = dict(self.named.actors)
        self.mentions: list[ActorMention] = []
        self.phrases: list[Described] = []
        spoken = [(k.start, e) for k in self.named.known if not k.weak for e in k.entries[:1] if e.country]
        self.countries = {e.country for _, e in spoken if e.kind not in {"media", "person"} and e.country}
        self.states = [
            (k.start, k.end, e.country)
            for k in self.named.known
            for e in k.entries[:1]
            if e.type == "country" and e.country
        ]
        raw = text.document.text
        self.located = [
            (start, e.country)
            for start, e in spoken
            if e.type == "country" and e.country and raw[max(0, start - 3) : start].lower() == "in "
        ]
        self.armies: dict[str, str] = {}
        self.home = _home(text, [e.country for _, e in spoken if e.kind not in {"media", "person"} and e.country])

    def read(self) -> tuple[tuple[LocalActor, ...], tuple[ActorMention, ...]]:
        anchors = [
            Anchor(m.start, m.end, self.actors[m.key].kind, self.actors[m.key].country) for m in self.named.mentions
        ]
        phrases = descriptions.describe(self.text, self.data, self.named.known, anchors)
        named = [n for m in self.named.mentions if (n := self._named(m.start, m.end, m.key)) is not None]
        by_anchor = self._index(named)
        phrases = [self._indexed(p, by_anchor) for p in phrases]
        keys = coreference.resolve(phrases, named, self._national)
        self.phrases = phrases
        swallowed = {
            (named[p.group].start, named[p.group].end)
            for p in phrases
            if p.group is not None and p.of_group and p.start <= named[p.group].start < p.end
        }
        for mention in self.named.mentions:
            if (mention.start, mention.end) not in swallowed:
                self._mention(mention.start, mention.end, mention.key, mention.form, None)
        for phrase, key in zip(phrases, keys, strict=True):
            assert key is not None
            self._describe(phrase, key, named)
        self._shared_heads(phrases, keys)
        self._pronouns()
        ordered = sorted(
            {(m.start, m.end, m.head, m.actor_key): m for m in self.mentions}.values(),
            key=lambda m: (m.start, -m.end, m.head),
        )
        present = {m.actor_key for m in ordered}
        return tuple(a for key, a in self.actors.items() if key in present), tuple(ordered)

    def _index(self, named: Sequence[Named]) -> dict[tuple[int, int], int]:
        return {(n.start, n.end): i for i, n in enumerate(named)}

    def _indexed(self, phrase: Described, by_anchor: dict[tuple[int, int], int]) -> Described:
        """The names that a phrase points to as indexes into the named mentions that lie in a sentence."""
        if phrase.group is None and phrase.same_as is None:
            return phrase

        def index(anchor: int | None) -> int | None:
            mention = self.named.mentions[anchor] if anchor is not None else None
            return by_anchor.get((mention.start, mention.end)) if mention is not None else None

        group = index(phrase.group)
        return replace(
            phrase, group=group, of_group=phrase.of_group and group is not None, same_as=index(phrase.same_as)
        )

    def _national(self, phrase: Described) -> str | None:
        """The body of the country that sends it, that the sentence lies in, or that the text alone speaks of."""
        if not phrase.bare or phrase.noun not in _NATIONAL:
            return None
        sentence = self.text.sentences[phrase.sentence]
        located = {c for start, c in self.located if sentence.start <= start < sentence.end}
        sender = phrase.country or self._sender(phrase)
        countries = {sender} if sender else located if len(located) == 1 else self.countries
        if len(countries) != 1:
            countries = {self.home} if self.home else set()
        if not countries:
            return None
        country = load_lexicon().countries[next(iter(countries))]
        adjective = country.adjectives[0] if country.adjectives else country.name
        before = set(self.actors)
        key = self._listed(f"{adjective} {phrase.noun}") or self._listed(f"{adjective} {phrase.noun.split()[-1]}")
        if key is None or not key.endswith(_MILITARY):
            return key
        known = self.armies.setdefault(country.iso3, self._army(country.iso3, before) or key)
        if known != key and key not in before:
            del self.actors[key]
        return known

    def _army(self, iso3: str, keys: set[str]) -> str | None:
        """The army or the armed forces of a country, by the name that the text has for them."""
        return next((f"k:{iso3}{end}" for end in _MILITARY if f"k:{iso3}{end}" in keys), None)

    def _sender(self, phrase: Described) -> str | None:
        """The country that is the subject of the verb whose object the phrase is ("Chad sent troops")."""
        token = self._token(phrase.sentence, phrase.head)
        while token is not None and token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        if token is None or token.dep_ != "obj":
            return None
        subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
        if subject is None:
            return None
        char = self.text.sentences[phrase.sentence].char(subject)
        return next((c for start, end, c in self.states if start <= char < end), None)

    def _listed(self, written: str) -> str | None:
        """The key of the listed actor that has exactly this name."""
        found = load_lexicon().find_names(written)
        actor = next(
            (e for name in found[:1] if name.end == len(written) for e in name.entries if e.type == "actor"), None
        )
        if actor is None:
            return None
        self.actors.setdefault(f"k:{actor.id}", from_entry(actor))
        return f"k:{actor.id}"

    # -- mentions ------------------------------------------------------------------------------------------------

    def _sentence(self, char: int) -> Sentence | None:
        low, high = 0, len(self.text.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.text.sentences[middle].end <= char:
                low = middle + 1
            else:
                high = middle
        found = self.text.sentences[low] if low < len(self.text.sentences) else None
        return found if found is not None and found.start <= char else None

    def _named(self, start: int, end: int, key: str) -> Named | None:
        sentence = self._sentence(start)
        head = head_of(sentence, start, end) if sentence else None
        if sentence is None or head is None:
            return None
        actor = self.actors[key]
        words = fold_name(actor.name).split()
        nouns = set(words[-1:]) if actor.kind != "person" else set()
        if actor.kind not in {"person", "country"} and words:
            nouns.add(words[0])
        if actor.title:
            titles = {_RANKS.get(word, word) for word in fold_name(actor.title).split()}
            nouns |= {word for word in titles if word in self.data.descriptors}
        subject = _is_subject(head)
        return Named(
            start,
            end,
            sentence.char(head),
            sentence.index,
            key,
            actor.kind,
            actor.country,
            frozenset(nouns),
            is_plural(head),
            subject,
        )

    def _mention(self, start: int, end: int, key: str, form: str, head: int | None, plural: bool = False) -> None:
        sentence = self._sentence(start)
        if sentence is None:
            return
        if head is None:
            token = head_of(sentence, start, end)
            if token is None:
                return
            head, plural = sentence.char(token), is_plural(token)
        document = self.text.document
        mention_id = identifier("mention", document.document_id, start, end, head, form, key)
        self.mentions.append(
            ActorMention(mention_id, start, end, document.text[start:end], key, form, sentence.index, head, plural)
        )

    def _describe(self, phrase: Described, key: str, named: Sequence[Named]) -> None:
        if key not in self.actors:
            first = next((p for p in self.phrases if key == f"d:{p.start}"), phrase)
            self.actors[key] = self._described_actor(first, key, named)
        self._mention(phrase.start, phrase.end, key, "description", phrase.head, phrase.plural)

    def _described_actor(self, phrase: Described, key: str, named: Sequence[Named]) -> LocalActor:
        descriptor = phrase.descriptor
        kind = descriptor.kind
        if descriptor.number == "members" and not phrase.plural:
            kind = "person"
        group = named[phrase.group].key if phrase.group is not None else None
        country = phrase.country or (self.actors[group].country if group else None)
        return LocalActor(key, " ".join((phrase.full or phrase.name).split()), kind, country, group)

    # -- "Iraqi and Kurdish authorities" -------------------------------------------------------------------------

    def _shared_heads(self, phrases: Sequence[Described], keys: Sequence[str | None]) -> None:
        """The first member of a coordination of adjectives: "Kenyan and Somali troops" speaks of Kenyan troops too."""
        starts = {m.start: m for m in reversed(self.mentions)}
        described = {p.start: p for p in phrases}
        raw = self.text.document.text
        for first, entry in self._before_and():
            rest = raw[first.end :]
            begin = first.end + len(rest) - len(rest.lstrip(" ,"))
            word = raw[begin : begin + 4].split(" ")[0]
            if word not in _AND:
                continue
            partner = starts.get(begin + len(word) + 1)
            if partner is None or "\n" in raw[first.end : partner.end]:
                continue
            phrase = described.get(partner.start)
            head = self._head_words(partner.text, phrase)
            sentence = self._sentence(first.start)
            token = sentence.token_at(first.start) if sentence else None
            if head and sentence is not None and token is not None:
                key = self._composed(raw[first.start : first.end], head, entry, first.start)
                if key is not None:
                    self._mention(first.start, partner.end, key, "description", sentence.char(token), partner.plural)

    def _before_and(self) -> Iterator[tuple[Labelled, Entry]]:
        for name in self.named.known:
            entry = name.entries[0]
            adjective = next((e for e in name.entries if e.type == "adjective" and e.country), None)
            if adjective is not None:
                yield name, entry if entry.country else adjective

    def _head_words(self, written: str, phrase: Described | None) -> str:
        """The words that a second member shares with the first: "security forces" of "Kurdish security forces"."""
        words = written.split()
        if phrase is not None:
            return " ".join(words[-len(phrase.noun.split()) :])
        for size in range(min(3, len(words) - 1), 0, -1):
            if fold_name(" ".join(words[-size:])) in self.data.descriptors:
                return " ".join(words[-size:])
        return ""

    def _composed(self, adjective: str, head: str, entry: Entry, start: int) -> str | None:
        written = f"{adjective} {head}"
        listed_key = self._listed(written)
        if listed_key is not None:
            return listed_key
        descriptor = self.data.descriptors.get(fold_name(head))
        if descriptor is None or descriptor.row == "never":
            return None
        key = f"d:{start}"
        self.actors[key] = LocalActor(key, written, descriptor.kind, entry.country)
        return key

    def _pronouns(self) -> None:
        mentions: list[Named] = []
        for m in self.mentions:
            actor = self.actors[m.actor_key]
            words = f"{actor.title or ''} {m.text if m.form == 'description' else ''}"
            mentions.append(
                Named(
                    m.start, m.end, m.head, m.sentence, m.actor_key, actor.kind, actor.country,
                    frozenset(fold_name(words).split()), m.plural, _is_subject(self._token(m.sentence, m.head)),
                )
            )  # fmt: skip
        for pronoun in pronouns(self.text, mentions):
            self._mention(pronoun.start, pronoun.end, pronoun.key, "pronoun", pronoun.start, pronoun.plural)

    def _token(self, sentence: int, char: int) -> Token | None:
        """The token that starts at an offset of a sentence."""
        found = self.text.sentences[sentence]
        token = found.token_at(char)
        return token if token is not None and found.char(token) == char else None


def _home(text: Text, named: Sequence[str]) -> str | None:
    """The country that most of what a text names lies in or belongs to; None where no country has so much of it."""
    times = Counter(named)
    times.update(p.country for p in text.places if p.country)
    if not times:
        return None
    first, most = times.most_common(1)[0]
    return first if most >= _MOST * times.total() else None


def _is_subject(token: Token | None) -> bool:
    """Whether a token is a subject or an agent, or coordinated with one."""
    if token is None:
        return False
    return token.dep_.startswith(_SUBJECT) or (token.dep_ == "conj" and token.head.dep_.startswith(_SUBJECT))
