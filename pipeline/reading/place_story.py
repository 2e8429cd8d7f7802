"""What a story as a whole says of its places: its country, the town it is about, the scene it is set in.

Here belong counts over the mentions of a story. Not here: the place that the syntax ties to an event, or what one
sentence takes over from another (`place_scope`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import cast

from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.place_context import kept_context
from pipeline.reading.place_nation import ABROAD, NATION
from pipeline.reading.place_words import place_words
from pipeline.reading.records import PlaceMention, Sentence, Text

#: Countries whose news in these texts is local: a report is of one town, its dateline is where it happened.
LOCAL = frozenset({"USA"})
SPECIFIC = {"site": 0, "town": 1, "area": 2, "admin1": 3, "country": 4, "none": 5}
_SCENE_TIMES = 3
_SCENE_SHARE = 0.5
_DIVISION_SHARE = 0.6
#: What stands before the place where something is.
PLACED = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "across", "within", "along", "off"}) | {
    *("north", "south", "east", "west")
}


def is_local(text: Text) -> bool:
    """Whether a text is news of a country whose reports are each of one town."""
    return dominant_country(text) in (None, *LOCAL)


def lead_town(text: Text, story: int = 0) -> PlaceMention | None:
    """The town that a story is about: its dateline's, else the one named most in its title and first sentences."""
    inside = [m for m in text.places if m.precision == "town" and text.sentences[m.sentence].block.story == story]
    line = next((m for m in inside if text.sentences[m.sentence].block.kind == "dateline"), None)
    if line is not None and (line.country in LOCAL or line.country == dominant_country(text)):
        return line
    inside = [m for m in inside if m is not line]
    known = [m for m in inside if m.place is not None or m.country is not None]
    if not known:
        return None
    first = known[0].sentence
    lead = [m for m in known if m.sentence <= first + 3]
    counts = Counter(name_of(m) for m in known)
    return max(lead, key=lambda m: (counts[name_of(m)], -m.start))


def country_of(text: Text, mention: PlaceMention) -> PlaceMention | None:
    """The country that a mention lies in, as the text names it; without a name of its own where the text has none."""
    if mention.precision in ("country", "none") or mention.country is None:
        return mention
    here = [
        m for m in text.places if m.precision == "country" and m.country == mention.country and m.relation != NATION
    ]
    if here:
        return here[0]
    place = load_lexicon().country_place(mention.country)
    return replace(
        mention, text="", place=place, precision="country", admin1=None, relation="", alternatives=(), within=None
    )


def scene_of(text: Text, story: int) -> PlaceMention | None:
    """The town or site that a story is set in: most of what it names of towns and sites is that one."""
    named = [
        m
        for m in standing_places(text)
        if m.precision in ("site", "town")
        and text.sentences[m.sentence].block.story == story
        and not reported_from(text, m)
    ]
    counts = Counter(name_of(m) for m in named)
    most = max(named, key=lambda m: (counts[name_of(m)], -m.start), default=None)
    return most if most is not None and counts[name_of(most)] >= max(_SCENE_TIMES, _SCENE_SHARE * len(named)) else None


def division_of(text: Text, story: int) -> PlaceMention | None:
    """The province that a story is set in, as it names it: most of the places that it names lie there."""
    here = [m for m in standing_places(text) if text.sentences[m.sentence].block.story == story]
    inside = [m for m in here if m.precision != "country" and not reported_from(text, m)]
    counts = Counter((m.country, m.admin1) for m in inside if m.admin1)
    most = max(counts, key=lambda k: counts[k], default=None)
    if most is None or counts[most] < max(_SCENE_TIMES, _DIVISION_SHARE * len(inside)):
        return None
    return next((m for m in inside if m.precision == "admin1" and (m.country, m.admin1) == most), None)


def dominant_country(text: Text) -> str | None:
    """The country that a text speaks of most (by its names, where they were just read; else by its places, the dateline
    left out); None where it names none.

    A country that is only named, not a place in it, counts less; least one whose forces and views are everywhere."""
    context = kept_context(text.document.text)
    if context is not None and context.main is not None:
        return context.main
    counts: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for m in text.places:
        if m.country:
            weight = 2 if m.precision != "country" else 1
            (lines if reported_from(text, m) else counts)[m.country] += weight * (1 if m.country in ABROAD else 2)
    return max(counts or lines, key=lambda c: (counts or lines)[c], default=None)


_kept: list[object] = [None, ()]


def standing_places(text: Text) -> tuple[PlaceMention, ...]:
    """The mentions that say where something is. Kept for the last text: every event asks."""
    if _kept[0] is not text.places:
        _kept[0] = text.places
        _kept[1] = tuple(m for m in text.places if m.precision != "none" and m.country is not None and _stands(text, m))
    return cast(tuple[PlaceMention, ...], _kept[1])


def reported_from(text: Text, m: PlaceMention) -> bool:
    """Whether a mention is the dateline, where the reporter was."""
    block = text.sentences[m.sentence].block
    if block.kind == "dateline":
        return True
    # A wire report's first line holds nothing but place and day.
    return (
        m.sentence == 0
        and block.kind in ("title", "publisher")
        and len(text.document.text[block.start : block.end].split()) < 7
    )


def name_of(m: PlaceMention) -> str:
    return m.place.place_id if m.place else m.text.lower()


def _stands(text: Text, m: PlaceMention) -> bool:
    """Whether a mention says where something is, not whose something is."""
    sentence = text.sentences[m.sentence]
    if sentence.block.kind in ("title", "dateline", "heading") or not is_parsed(sentence):
        return True
    head = sentence.token_at(m.head)
    if head is not None and head.dep_ == "compound" and head.head.lower_ in place_words().nouns:
        head = head.head  # "in Borno state"
    if m.precision == "country":
        return head is not None and any(c.dep_ == "case" and c.lower_ in PLACED for c in head.children)
    if head is None or head.dep_ in ("root", "ROOT", "obj", "nsubj:pass", "appos", "conj", "obl"):
        return True
    return any(c.dep_ == "case" and c.lower_ in PLACED for c in head.children)


def is_parsed(sentence: Sentence) -> bool:
    """Whether a sentence has a tree: one that nobody parsed hangs flat on its first word."""
    return any(t.dep_ not in ("", "ROOT", "parataxis") for t in sentence.tokens)
