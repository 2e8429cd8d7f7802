"""What class of thing a noun phrase denotes: people, armed forces, a place, a site, a thing, a weapon, an event.

Here belongs the look-up of a token among the actors, places, quantities and common nouns of a document. Not here: how
those are found, or what role the phrase plays.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted, participant_phrase
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.records import ActorMention, Figure, LocalActor, PlaceMention, Quantity, Sentence, Text
from pipeline.reading.triggers import Sense, Triggers, noun_classes

_PEOPLE = frozenset({"person", "civilians", "ethnic_or_religious_group", "political_party", "ngo", "media"})
_FORCE = frozenset({"armed_group", "state_force"})
_STATE = frozenset({"government", "country", "international_organization"})
_PERSONAL = frozenset(
    [
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "who",
        "whom",
        "himself",
        "herself",
        "themselves",
        "we",
        "us",
        "i",
        "me",
        "you",
    ]
)
_GENERAL = frozenset(
    ["people", "person", "others", "one", "someone", "somebody", "anyone", "everyone", "nobody", "none"]
)
_MEASURES = general("measures-of-stuff")


@dataclass(slots=True)
class Scene:
    """A text in hand with its actors, places and quantities indexed by the offset of their head token."""

    text: Text
    triggers: Triggers
    weapon_words: frozenset[str]
    person_words: frozenset[str]
    actors: dict[str, LocalActor] = field(default_factory=dict)
    mention_at: dict[int, ActorMention] = field(default_factory=dict)
    place_at: dict[int, PlaceMention] = field(default_factory=dict)
    quantity_at: dict[int, Quantity] = field(default_factory=dict)
    number_at: dict[int, Quantity] = field(default_factory=dict)
    longest_name: int = 0  # characters
    told: dict[tuple[int, int, str], list[Figure]] = field(default_factory=dict)  # figures, by trigger: asked often
    classed: dict[int, frozenset[str]] = field(default_factory=dict)  # classes, by offset of the head: asked often

    def __post_init__(self) -> None:
        self.actors = {a.key: a for a in self.text.actors}
        for mention in self.text.mentions:
            known = self.mention_at.get(mention.head)
            if known is None or mention.end - mention.start > known.end - known.start:
                self.mention_at[mention.head] = mention
        self.longest_name = max((m.end - m.start for m in self.text.mentions), default=0)
        self.place_at = {p.head: p for p in self.text.places}
        for quantity in self.text.quantities:
            if quantity.head is not None:
                self.quantity_at.setdefault(quantity.head, quantity)
            self.number_at[quantity.number_start] = quantity

    def mention(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """The actor mentioned with this token, or with what it counts, as head."""
        return self.mention_at.get(sentence.char(token)) or self.mention_at.get(sentence.char(counted(token)))

    def kind(self, mention: ActorMention | None) -> str:
        """The actor kind of a mention; empty, if none."""
        actor = self.actors.get(mention.actor_key) if mention else None
        return actor.kind if actor else ""

    def phrase(self, sentence: Sentence, token: Token) -> tuple[int, int, str, ActorMention | None]:
        """Start, end and text of the noun phrase headed by a token, and the actor mentioned there."""
        start, end, text, mention = participant_phrase(self.text, sentence, token)
        stuff = self.measured(token) if mention is None else None
        if stuff is not None:
            end = max(end, sentence.char(stuff) + len(stuff))
            text = self.text.document.text[start:end]
        return start, end, text, mention

    def classes(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Every class that the phrase headed by a token may belong to."""
        char = sentence.char(token)
        if char not in self.classed:
            self.classed[char] = self._classes(sentence, token)
        return self.classed[char]

    def _classes(self, sentence: Sentence, token: Token) -> frozenset[str]:
        found: set[str] = set()
        if token.pos_ == "PRON" and token.lower_ not in _GENERAL:
            found.add("pronoun")
            if token.lower_ in _PERSONAL:
                found.add("people")
            return frozenset(found | self._of_kind(self.mention_at.get(sentence.char(token))))
        head = counted(token)
        char = sentence.char(head)
        mention = self.mention_at.get(char)
        kind = self.kind(mention)
        found |= self._of_kind(mention)
        place = self.place_at.get(char)
        if place is not None and (mention is None or kind == "country"):
            found.add("site" if place.precision == "site" else "place")
        common = self._common(head)
        found |= common
        if not found and (token.pos_ == "NUM" or char in self.quantity_at or sentence.char(token) in self.number_at):
            found |= {"quantity"}
        if head.i != token.i and found:  # "one of the bullets"; "tens of thousands" of nothing else are people
            return frozenset(found | {"people"} if found == {"quantity"} else found)
        if token.pos_ == "NUM" or (sentence.char(token) in self.number_at and head.i == token.i):
            found |= {"quantity", "people"}
        named = name_behind(head) is not None and not common & {"place", "site"}  # "the village Karem"
        if not found & {"people", "force"} and (head.ent_type_ == "PERSON" or named):
            found = (found - {"site", "thing", "place"}) | {"people"}
        return frozenset(found)

    def _of_kind(self, mention: ActorMention | None) -> set[str]:
        """The classes that an actor's kind gives."""
        kind = self.kind(mention)
        found: set[str] = set()
        if kind in _PEOPLE:
            found.add("people")
        if kind in _FORCE:
            found |= {"people", "force"}
        if kind == "armed_group":
            found.add("group")
        if kind in _STATE:
            found |= {"government", "people"} if kind != "country" else {"government", "force"}
        if kind == "person" and mention is not None and self.actors[mention.actor_key].title:
            found.add("leader")
        return found

    def _common(self, head: Token) -> set[str]:
        lemma = head.lemma_.lower()
        found: set[str] = set()
        nouns = noun_classes()
        if head.pos_ == "PROPN" and head.is_sent_start and not head.ent_type_:
            lemma = lemma.removesuffix("s")  # "Tanks rolled in": a noun that was taken for a name
        if lemma in nouns["armed-body"]:
            found |= {"people", "force"}
        if lemma in nouns["body"]:
            found.add("people")
        if lemma in self.person_words or lemma in _GENERAL or head.lower_ in _GENERAL:
            found.add("people")
        for name in ("place", "site", "thing", "troops", "government", "leader", "time", "control"):
            if lemma in nouns[name]:
                found.add(name)
        if "troops" in found:
            found.add("force")
        charged = lemma == "charge" and preposition(head) in ("on", "of")  # "arrested on charges"
        if (lemma in self.weapon_words and not charged) or self.measured(head) is not None:
            found.add("weapon")
        if lemma in nouns["gatherer"] or any(names_event(match.sense) for match in self.triggers.at(head)):
            found.add("event")
        return found

    def measured(self, head: Token) -> Token | None:
        """The explosive or weapon that a noun measures: "5 kg of dynamite", "sticks of dynamite"."""
        if head.lower_ not in _MEASURES and head.lemma_.lower() not in _MEASURES:
            return None
        of = [c for c in head.rights if relation(c) == "nmod" and preposition(c) == "of"]
        return next((c for c in of if c.lemma_.lower() in self.weapon_words), None)


def names_event(sense: Sense) -> bool:
    """Whether a noun names an event by itself; "hands", "cell" or "demonstrator" tell of one in company alone."""
    return sense.pos == "NOUN" and not (sense.case or sense.verb or sense.frame == "agent-noun")


def name_behind(noun: Token) -> Token | None:
    """The name that follows at once on a noun for a person ("her companion Rosa Diaz"), whatever else it may mean."""
    if noun.pos_ != "NOUN":
        return None
    names = [c for c in noun.rights if c.ent_type_ == "PERSON" and c.dep_ in ("appos", "flat", "nmod:desc")]
    return next((c for c in names if not noun.doc[c.left_edge.i - 1].is_punct), None)
