"""Who speaks: the noun phrase of a speaker, its name, its title, and the actor behind it.

Here belongs what is known of a speaker once a token of the speaker is found (`statement_acts` finds it): the phrase
around it, coordinated speakers, the maker of a report, and pronouns. Not here: what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import is_person, singular, units
from pipeline.reading.records import ActorMention, Sentence
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_words import speech

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "who", "his", "her", "their", "its", "him", "them", "whose"}
)
_ARTICLES = {"the", "a", "an", "one", "some", "this", "that", "these", "those", "both", "another"}
_LIMIT = 16
_MAKERS = {"by", "from", "of", "for"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: canonical or stated name, the actor's key (None where unknown), title as stated, the phrase's offsets.

    name is None for a pronoun that nothing resolves; pronoun is "report" for a text whose maker stands elsewhere.
    """

    name: str | None
    key: str | None
    title: str | None
    start: int
    end: int
    person: bool = False
    plural: bool = False
    pronoun: str = ""


def phrase(head: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase of a head: modifiers, "of" and "for" phrases.

    Relative clauses, participles and coordinated heads stay outside.
    """
    first = last = head.i
    for child in head.lefts:
        if child.dep_ in ("cc", "punct", "cop", "mark", "advmod", "aux", "nsubj", "case") or child.is_punct:
            continue
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "WP", "WDT") for t in child.subtree):
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
    """A head and the nouns coordinated with it by nothing but "and" and commas."""
    yield head
    before = phrase(head)[1]
    for child in head.rights:
        if child.dep_ != "conj" or child.pos_ not in ("NOUN", "PROPN") or child.i - before > 10:
            continue
        between = [t for t in head.doc[before + 1 : phrase(child)[0]] if not t.is_punct]
        if [t.lower_ for t in between if t.dep_ != "det"] not in (["and"], ["or"], ["as", "well", "as"], ["&"]):
            continue
        yield child
        before = phrase(child)[1]


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
        or (low.endswith(("ies", "officials")) and is_person(lemma))
        or low in ("wounded", "dead", "many", "some", "others", "most", "few", "one", "two", "several", "both", "all")
    )


def speakers(sentence: Sentence, head: Token, cast: Cast, least: int = 0) -> tuple[Speaker, ...]:
    """The speakers that a head token names: one for each coordinated noun, the maker where a text speaks.

    least: document offset before which no speaker's phrase begins (behind "according to").
    """
    split = _split_adjectives(sentence, head, cast)
    heads = [*_both(sentence, head), *conjuncts(head)]
    return split or tuple(_speaker(sentence, token, cast, least) for token in heads)


def _both(sentence: Sentence, head: Token) -> list[Token]:
    """The first of two speakers ("…, residents and a rebel group said"), where the tree parts them."""
    first = phrase(head)[0]
    low = max(sentence.first, first - 12)
    if first - 2 < low or head.doc[first - 1].lower_ != "and":
        return []
    both = next((t.i for t in head.doc[low:first] if t.lower_ == "both"), None)
    noun = head.doc[first - 2]
    if noun.pos_ not in ("NOUN", "PROPN"):
        return []
    begin = phrase(noun)[0]
    opens = begin == sentence.first or head.doc[begin - 1].text in (",", "”", '"')
    return [noun] if both is not None or (opens and (is_person(noun.lower_) or is_name(noun))) else []


def _split_adjectives(sentence: Sentence, head: Token, cast: Cast) -> tuple[Speaker, ...]:
    """Two speakers in "both Iraqi and Kurdish authorities": one for each adjective."""
    doc = head.doc
    i = head.i
    pair = i >= 3 and doc[i - 2].lower_ == "and" and {doc[i - 1].pos_, doc[i - 3].pos_} <= {"ADJ", "PROPN"}
    if not pair or not (doc[i - 1].text[0].isupper() and doc[i - 3].text[0].isupper()) or head.pos_ == "PROPN":
        return ()
    start, end = sentence.char(doc[i - 3]), sentence.char(head) + len(head)
    title = cast.raw[start:end]
    found = []
    for adjective in (doc[i - 3], doc[i - 1]):
        mention = cast.headed(sentence.char(adjective))
        key = mention.actor_key if mention is not None and mention.form != "pronoun" else None
        a = sentence.char(adjective)
        found.append(Speaker(f"{adjective.text} {head.text}", key, title, a, a + len(adjective), False, True))
    return tuple(found)


def _speaker(sentence: Sentence, head: Token, cast: Cast, least: int = 0) -> Speaker:
    offset = sentence.offset
    first, last = phrase(head)
    while first < head.i and _outside(head.doc[first], offset, least):
        first += 1
    start, end = offset + head.doc[first].idx, offset + head.doc[last].idx + len(head.doc[last])
    low = head.lower_
    plural = head.tag_ in ("NNS", "NNPS") or low == "they"
    mention = cast.headed(offset + head.idx)
    if low in PRONOUNS:
        name = cast.name(mention.actor_key) if mention is not None and mention.form == "pronoun" else None
        key = mention.actor_key if name and mention is not None else None
        return Speaker(name, key, None, start, end, low in ("he", "she"), plural, low)
    if singular(low) in speech().source_nouns and not is_person(low):
        maker = maker_of(sentence, head, cast)
        words = _clean(cast.raw[start:end])
        if maker is not None:
            return Speaker(maker.name, maker.key, words, start, end, False, maker.plural, maker.pronoun)
        return Speaker(words, None, None, start, end, False, False, "report")
    named = _named_twin(sentence, head, mention, cast)
    if named is not None:
        return Speaker(named.name, named.key, _clean(cast.raw[start:end]), start, max(end, named.end), True)
    other = appositive(head)
    title = _title(sentence, head, first, mention, other, cast)
    inner = _group_inside(sentence, head, first, mention, cast)
    if inner is not None:
        return Speaker(cast.name(inner.actor_key) or inner.text, inner.actor_key, None, start, end, False, plural)
    if mention is not None:
        name = cast.name(mention.actor_key) or mention.text
        if mention.form == "description" and not mention.actor_key.startswith("k:") and name in cast.raw[start:end]:
            name = _clean(cast.raw[start:end])
        a, b = min(start, mention.start), max(end, mention.end)
        return Speaker(name, mention.actor_key, title, a, b, cast.kind(mention.actor_key) == "person", plural)
    name = _name_of(head, first, last) if is_name(head) and not is_person(low) else _clean(cast.raw[start:end])
    return Speaker(name, None, title, start, end, head.pos_ == "PROPN" or is_person(low), plural)


def _outside(token: Token, offset: int, least: int) -> bool:
    """Whether a token left of a speaker's phrase is none of it: an article, a day, what stands before `least`."""
    low = token.lower_
    return low in _ARTICLES or low in _DAYS or token.is_punct or offset + token.idx < least


_DAYS = general("weekdays") | {"today", "yesterday", "late", "early"}


def _named_twin(sentence: Sentence, head: Token, mention: ActorMention | None, cast: Cast) -> Speaker | None:
    """The person's name in apposition to a description ("its spokesman, Ali Asad", "rice farmer Awa Diop")."""
    if is_person(head.lower_) and (beside := _beside(sentence, head, cast)) is not None:
        return beside
    if head.pos_ == "PROPN" and mention is not None and mention.form == "name":
        return None
    if head.pos_ == "PROPN" and not is_person(head.lower_):
        return None
    for other in head.rights:
        if (
            other.dep_ not in ("appos", "flat", "parataxis", "nmod:desc")
            or other.pos_ != "PROPN"
            or other.i - head.i > 14
        ):
            continue
        twin = cast.headed(sentence.char(other))
        if twin is not None and twin.form == "name" and cast.kind(twin.actor_key) in ("person", ""):
            return Speaker(cast.name(twin.actor_key) or twin.text, twin.actor_key, None, twin.start, twin.end)
        if twin is None and not other.text.isupper():
            a, b = phrase(other)
            start, stop = sentence.char(head.doc[a]), sentence.char(head.doc[b]) + len(head.doc[b])
            return Speaker(_name_of(other, a, b), None, None, start, stop)
    return None


def _beside(sentence: Sentence, head: Token, cast: Cast) -> Speaker | None:
    """The person named right behind a description, or right before it, by order: "the governor of the south, X"."""
    first, last = phrase(head)
    end = sentence.char(head.doc[last]) + len(head.doc[last])
    start = sentence.char(head.doc[first])
    for m in cast.at(max(0, start - 60), end + 60):
        if m.form != "name" or not (cast.kind(m.actor_key) == "person" or m.actor_key[0] == "u"):
            continue
        behind = m.start > end and _HONOURED.fullmatch(cast.raw, end, m.start) and cast.raw[m.end : m.end + 1] == ","
        before = cast.raw[m.end : start] if sentence.start <= m.start < start else ""
        if behind or before.lower() in (", ", ", a ", ", an ", ", the "):
            return Speaker(cast.name(m.actor_key) or m.text, m.actor_key, None, m.start, m.end)
    return None


_HONOURED = re.compile(r", (?:[A-Z][\w.]* ){0,3}")
_GROUPS = {"armed_group", "company", "media", "political_party", "international_organization", "ngo", "think_tank"}


def _group_inside(
    sentence: Sentence, head: Token, first: int, mention: ActorMention | None, cast: Cast
) -> ActorMention | None:
    """The name in front of a noun for a body ("the Shabab militant group", "the Xinhua news agency")."""
    if singular(head.lower_) not in speech().bodies or (mention is not None and mention.form == "name"):
        return None
    inside = cast.at(sentence.offset + head.doc[first].idx, sentence.char(head))
    named = (m for m in inside if m.form == "name" and cast.kind(m.actor_key) in _GROUPS)
    return next((m for m in named if cast.raw[m.end : m.end + 1] not in ("-", "–")), None)


def _clean(words: str) -> str:
    return " ".join(words.split())


def _name_of(head: Token, first: int, last: int) -> str:
    """The run of capitalised words around a name's head, titles before it left out."""
    doc = head.doc
    a = b = head.i
    while a > 0 and (is_name(doc[a - 1]) or (a - 1 > first and doc[a - 1].lower_ in _PARTICLES)):
        a -= 1
    while b < max(last, head.i + 4) and b + 1 < len(doc) and is_name(doc[b + 1]) and doc[b + 1].head.i >= a:
        b += 1
    while a < b and (doc[a].lower_ in units().person_nouns or doc[a].lower_ in _DAYS or not doc[a].is_alpha):
        a += 1
    return _clean(doc[a : b + 1].text)


_PARTICLES = {"-", "al", "el", "bin", "bint", "ibn", "de", "la", "van", "von", "da", "dos", "ul", "abu", "ould"}


def is_name(token: Token) -> bool:
    """Whether a token looks like a part of a name: tagged so, or capitalised inside its sentence."""
    if token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS"):
        return token.text[0].isupper()
    return token.text[0].isupper() and token.is_alpha and not token.is_stop and not token.is_sent_start


def _title(
    sentence: Sentence,
    head: Token,
    first: int,
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
        if actor is not None and actor.kind != "person":
            before = ""
    parts = [_clean(before.strip(" ,"))] if before.strip(" ,") else []
    if other is not None and other.i > head.i and not other.text.isupper():
        a, b = phrase(other)
        while a < other.i and head.doc[a].lower_ in ("a", "an", "the"):
            a += 1
        parts.append(_clean(cast.raw[offset + head.doc[a].idx : offset + head.doc[b].idx + len(head.doc[b])]))
    return ", ".join(parts) or None


_PEOPLES = {"country", "ethnic_or_religious_group", "civilians", ""}


def maker_of(sentence: Sentence, head: Token, cast: Cast) -> Speaker | None:
    """Who made a text that speaks: "a U.N. report", "figures from Amnesty", "their findings"."""
    for child in [*head.lefts, *head.rights]:
        low = child.lower_
        if low == "whose" and head.head.dep_.startswith("acl") and head.head.head.pos_ in ("NOUN", "PROPN"):
            return _speaker(sentence, head.head.head, cast)
        if child.dep_ == "nmod:poss" and low in PRONOUNS:
            return Speaker(
                None, None, None, sentence.char(child), sentence.char(child) + len(child), False, low == "their", low
            )
        about = child.dep_ in ("nmod", "obl") and _case(child) not in _MAKERS
        if child.dep_ in ("compound", "amod", "nmod:poss", "nmod", "obl", "nmod:unmarked", "nmod:desc") and not about:
            mention = cast.headed(sentence.char(child))
            if mention is not None and not (child.dep_ == "amod" and cast.kind(mention.actor_key) in _PEOPLES):
                name = cast.name(mention.actor_key) or mention.text
                return Speaker(name, mention.actor_key, None, mention.start, mention.end)
            if (
                (child.dep_ != "amod" and child.pos_ == "PROPN")
                or singular(low) in speech().bodies
                or (is_person(low) and child.pos_ == "NOUN")
            ):
                a, b = phrase(child)
                start, end = sentence.char(head.doc[a]), sentence.char(head.doc[b]) + len(head.doc[b])
                words = _clean(cast.raw[start:end])
                return Speaker(words.removeprefix("the ").removeprefix("The "), None, None, start, end)
        if child.dep_ == "acl:relcl" and (who := _by_relative(child)) is not None:
            return _speaker(sentence, who, cast)
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


def _by_relative(verb: Token) -> Token | None:
    """Who made a text by the clause behind it: "figures which the mission made public"."""
    own = [c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "PROPN"]
    return own[-1] if own else None
