"""Who speaks: the noun phrase of a speaker, its name, its title, and the actor behind it.

Here belongs what is known of a speaker once a token of the speaker is found (`statement_acts` finds it): the phrase
around it, coordinated speakers, the maker of a report, and pronouns. Not here: what was said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person, singular
from pipeline.reading.records import ActorMention, LocalActor, Sentence, Text
from pipeline.reading.statement_words import speech

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "his", "her", "their", "its", "him", "them"})
_TITLE_DEPS = {"compound", "amod", "nmod", "nmod:poss", "nmod:desc", "appos", "flat", "nmod:unmarked"}
_ARTICLES = {"the", "a", "an", "one", "some", "this", "that", "these", "those", "both", "another"}
_LIMIT = 16
_MAKERS = {"by", "from", "of", "for"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: canonical or stated name, key of the actor (None where unknown), title as stated, offsets of the phrase.

    name is None for a pronoun that nothing resolves.
    """

    name: str | None
    key: str | None
    title: str | None
    start: int
    end: int
    person: bool = False
    plural: bool = False
    pronoun: str = ""


class Cast:
    """The actors and mentions of one text, looked up by offset."""

    def __init__(self, text: Text) -> None:
        self.raw = text.document.text
        self.actors: dict[str, LocalActor] = {a.key: a for a in text.actors}
        self.mentions = sorted(text.mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self.mentions]

    def at(self, start: int, end: int) -> list[ActorMention]:
        """Mentions that overlap a stretch, in order."""
        i = bisect_right(self._starts, end - 1)
        found = []
        while i > 0 and self._starts[i - 1] > start - 120:
            i -= 1
            if self.mentions[i].end > start:
                found.append(self.mentions[i])
        return found[::-1]

    def headed(self, char: int) -> ActorMention | None:
        """The mention whose head token stands at an offset, the longest of several; else the one that covers it."""
        here = [m for m in self.at(char, char + 1) if m.start <= char < m.end]
        heads = [m for m in here if m.head == char]
        return max(heads or here, key=lambda m: m.end - m.start, default=None)

    def name(self, key: str) -> str | None:
        actor = self.actors.get(key)
        return actor.name if actor else None

    def kind(self, key: str | None) -> str:
        actor = self.actors.get(key) if key else None
        return actor.kind if actor else ""


def phrase(head: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase of a head: modifiers, "of" and "for" phrases, close appositions.

    Relative clauses, participles and coordinated heads stay outside.
    """
    first = last = head.i
    for child in head.lefts:
        if child.dep_ in ("cc", "punct", "cop", "mark", "advmod", "aux", "nsubj", "case") or child.is_punct:
            continue
        if head.i - child.left_edge.i <= _LIMIT:
            first = min(first, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in ("flat", "compound", "goeswith", "fixed", "flat:name", "nummod") and child.i - last <= 2:
            last = max(last, child.right_edge.i if child.right_edge.i - head.i < 6 else child.i)
        elif (
            child.dep_ == "nmod"
            and _case(child) in ("of", "for", "in", "to", "at", "from", "with")
            and child.left_edge.i <= last + 2
        ):
            last = max(last, _short_right(child))
    while last > head.i and head.doc[last].is_punct:
        last -= 1
    return first, last


def _short_right(token: Token) -> int:
    """The right edge of a modifier without its relative clauses and long tails."""
    edge = token.i
    for child in token.rights:
        if child.dep_ in ("flat", "compound", "nmod", "fixed", "flat:name", "nummod", "conj") and child.i - token.i < 8:
            edge = max(edge, _short_right(child))
    return edge


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def conjuncts(head: Token) -> Iterator[Token]:
    """A head and the nouns coordinated with it."""
    yield head
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and child.i - head.i < 12:
            yield from conjuncts(child)


def appositive(head: Token) -> Token | None:
    """The name in apposition to a description, or the description in apposition to a name."""
    return next(
        (
            c
            for c in head.rights
            if c.dep_ in ("appos", "parataxis") and c.pos_ in ("NOUN", "PROPN") and c.i - head.i < 14
        ),
        None,
    )


def speaks(head: Token, cast: Cast, offset: int) -> bool:
    """Whether a noun can speak: a person, a body, a name, an actor, or a text that speaks for its maker."""
    low = head.lower_
    if low in PRONOUNS or head.pos_ == "PROPN" or not head.pos_:
        return True
    lemma = singular(low)
    w = speech()
    return (
        is_person(low)
        or lemma in w.bodies
        or low in w.bodies
        or lemma in w.source_nouns
        or cast.headed(offset + head.idx) is not None
        or (low.endswith(("ies", "officials"))
        and is_person(lemma))
        or low in ("wounded", "dead", "many", "some", "others", "most", "few", "one", "two", "several", "both", "all")
    )


def speakers(sentence: Sentence, head: Token, cast: Cast) -> tuple[Speaker, ...]:
    """The speakers that a head token names: one for each coordinated noun, the maker where a text speaks."""
    found = [_speaker(sentence, token, cast) for token in conjuncts(head)]
    split = _split_adjectives(sentence, head, cast) if len(found) == 1 else ()
    return split or tuple(found)


def _split_adjectives(sentence: Sentence, head: Token, cast: Cast) -> tuple[Speaker, ...]:
    """Two speakers in "both Iraqi and Kurdish authorities": one for each mention of the phrase, if there are two."""
    first, last = phrase(head)
    words = [t.lower_ for t in head.doc[first : last + 1]]
    if "and" not in words or not any(t.lower_ == "both" for t in head.doc[max(0, first - 1) : head.i]):
        return ()
    start, end = sentence.offset + head.doc[first].idx, sentence.offset + head.idx + len(head)
    inside = [m for m in cast.at(start, end) if m.start >= start and m.form != "pronoun"]
    keys = {m.actor_key for m in inside}
    if len(keys) < 2:
        return ()
    return tuple(
        Speaker(cast.name(m.actor_key) or m.text, m.actor_key, cast.raw[start:end], m.start, m.end) for m in inside[:2]
    )


def _speaker(sentence: Sentence, head: Token, cast: Cast) -> Speaker:
    offset = sentence.offset
    first, last = phrase(head)
    while first < head.i and (head.doc[first].lower_ in _ARTICLES or head.doc[first].is_punct):
        first += 1
    start, end = offset + head.doc[first].idx, offset + head.doc[last].idx + len(head.doc[last])
    low = head.lower_
    plural = head.tag_ in ("NNS", "NNPS") or low == "they"
    mention = cast.headed(offset + head.idx)
    if low in PRONOUNS:
        resolved = mention is not None and mention.form == "pronoun"
        name = cast.name(mention.actor_key) if resolved and mention else None
        return Speaker(
            name, mention.actor_key if name and mention else None, None, start, end, low in ("he", "she"), plural, low
        )
    if singular(low) in speech().source_nouns and not is_person(low):
        maker = _maker(sentence, head, cast)
        if maker is not None:
            return Speaker(maker.name, maker.key, cast.raw[start:end], start, end, False, False, maker.pronoun)
        return Speaker(
            cast.raw[start:end],
            None,
            None,
            start,
            end,
            False,
            False,
            "report" if low in ("report", "study", "findings") else "",
        )
    other = appositive(head)
    if mention is None and other is not None:
        twin = cast.headed(offset + other.idx)
        if twin is not None and twin.form == "name":
            return Speaker(
                cast.name(twin.actor_key) or twin.text,
                twin.actor_key,
                _clean(cast.raw[start:end]),
                start,
                twin.end,
                True,
            )
        if other.pos_ == "PROPN" and head.pos_ == "NOUN":
            a, b = phrase(other)
            name = _name_of(other, a, b)
            stop = offset + other.doc[b].idx + len(other.doc[b])
            return Speaker(name, None, _clean(cast.raw[start:end]), start, stop, True)
    title = _title(sentence, head, first, last, mention, other, cast)
    if mention is not None and (mention.form != "description" or cast.name(mention.actor_key)):
        name = cast.name(mention.actor_key) or mention.text
        return Speaker(
            name,
            mention.actor_key,
            title,
            min(start, mention.start),
            max(end, mention.end),
            cast.kind(mention.actor_key) == "person",
            plural,
        )
    name = _name_of(head, first, last) if head.pos_ == "PROPN" else _clean(cast.raw[start:end])
    return Speaker(name, None, title, start, end, head.pos_ == "PROPN" or is_person(low), plural)


def _clean(words: str) -> str:
    return " ".join(words.split())


def _name_of(head: Token, first: int, last: int) -> str:
    """The run of capitalised words around a name's head ("Iraqi President Barham Salih" keeps the run without titles)."""
    a = b = head.i
    while a > first and (
        head.doc[a - 1].pos_ == "PROPN" or head.doc[a - 1].text in ("-", "al", "bin", "de", "la", "van")
    ):
        a -= 1
    while b < last and head.doc[b + 1].pos_ == "PROPN":
        b += 1
    while a < b and singular(head.doc[a].lower_) != head.doc[a].lower_ and is_person(head.doc[a].lower_):
        a += 1
    while a < b and is_person(head.doc[a].lower_):
        a += 1
    return _clean(head.doc[a : b + 1].text)


def _title(
    sentence: Sentence,
    head: Token,
    first: int,
    last: int,
    mention: ActorMention | None,
    other: Token | None,
    cast: Cast,
) -> str | None:
    """What stands before a name ("Observatory chief") or in apposition behind it ("director of the institute")."""
    offset = sentence.offset
    before = ""
    if mention is not None and mention.form == "name":
        before = (
            cast.raw[offset + head.doc[first].idx : mention.start]
            if mention.start > offset + head.doc[first].idx
            else ""
        )
        actor = cast.actors.get(mention.actor_key)
        if not before.strip() and other is None and actor is not None and actor.title:
            return actor.title
    parts = [_clean(before.strip(" ,"))] if before.strip(" ,") else []
    if other is not None and other.i > head.i:
        a, b = phrase(other)
        while a < other.i and head.doc[a].lower_ in ("a", "an", "the"):
            a += 1
        parts.append(_clean(cast.raw[offset + head.doc[a].idx : offset + head.doc[b].idx + len(head.doc[b])]))
    return ", ".join(parts) or None


def _maker(sentence: Sentence, head: Token, cast: Cast) -> Speaker | None:
    """Who made a text that speaks: "a U.N. report", "the ministry's statement", "figures from Amnesty", "their findings"."""
    for child in [*head.lefts, *head.rights]:
        low = child.lower_
        if child.dep_ == "nmod:poss" and low in PRONOUNS:
            return Speaker(
                None, None, None, sentence.char(child), sentence.char(child) + len(child), False, low == "their", low
            )
        about = child.dep_ in ("nmod", "obl") and _case(child) not in _MAKERS
        if child.dep_ in ("compound", "amod", "nmod:poss", "nmod", "obl", "nmod:unmarked", "nmod:desc") and not about:
            mention = cast.headed(sentence.char(child))
            if mention is not None:
                return Speaker(
                    cast.name(mention.actor_key) or mention.text, mention.actor_key, None, mention.start, mention.end
                )
            if (
                (child.dep_ != "amod"
                and child.pos_ == "PROPN")
                or singular(low) in speech().bodies
                or (is_person(low)
                and child.pos_ == "NOUN")
            ):
                a, b = phrase(child)
                start, end = sentence.char(head.doc[a]), sentence.char(head.doc[b]) + len(head.doc[b])
                words = _clean(cast.raw[start:end])
                return Speaker(words.removeprefix("the ").removeprefix("The "), None, None, start, end)
        if child.dep_ == "acl" and child.lower_ in (
            "released",
            "published",
            "issued",
            "compiled",
            "made",
            "provided",
            "prepared",
        ):
            agent = next(
                (c for c in child.rights if c.dep_ in ("obl", "obl:agent") and _case(c) in ("by", "from")), None
            )
            if agent is not None:
                return _speaker(sentence, agent, cast)
    return None
