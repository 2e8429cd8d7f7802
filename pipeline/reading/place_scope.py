"""Where an event is: the place mention that the syntax ties to a trigger, else what the story carries over.

Here belong choices among the place mentions of a text. Not here: finding them (`places`), what a story as a whole is
about (`place_story`), or events.
Ties are paths in the dependency tree, not distance: "in Kunduz" after another verb is that verb's place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.place_anaphora import definite_nouns
from pipeline.reading.place_nation import NATION
from pipeline.reading.place_story import (
    LOCAL,
    PLACED,
    SPECIFIC,
    dominant_country,
    is_parsed,
    lead_town,
    name_of,
    reported_from,
    standing_places,
)
from pipeline.reading.place_words import place_words
from pipeline.reading.records import PlaceMention, Sentence, Text, within

#: A path dearer than this ties nothing.
LIMIT = 7.0
#: "the prison", without a name, has to be nearer than that.
POINTING = 2.6
_VERBAL = frozenset({"VERB", "AUX"})
# What one step of a path costs, by the relation that is crossed.
_UP = {
    "acl": 1.5,
    "acl:relcl": 1.0,
    "advcl": 2.0,
    "ccomp": 3.0,
    "xcomp": 0.5,
    "conj": 1.5,
    "parataxis": 3.0,
    "csubj": 1.0,
}
_DOWN = {
    "acl": 2.5,
    "acl:relcl": 4.0,
    "advcl": 2.5,
    "ccomp": 3.5,
    "xcomp": 0.7,
    "conj": 2.0,
    "parataxis": 4.0,
    "csubj": 2.0,
    "appos": 1.5,
}
_PARTIES = frozenset({"between", "with", "against"})  # of a country: those who fight or agree
_ORIGIN = frozenset({"from"})
_GOAL = frozenset({"to", "toward", "towards", "for"})
_DATELINE = re.compile(r"(?:, [^\W\d]+)?(?: ?\([^)\n]{2,30}\))?(?::| ?[-–—]{1,2}) ")


def places_in(text: Text, sentence: Sentence) -> list[PlaceMention]:
    """The place mentions of a sentence; not its bodies of state ("Moroccan police"), which only lend their country, nor
    a dateline that the layout left in its paragraph."""
    return [m for m in _mentions_in(text, sentence) if m.relation != NATION and not _opens_story(text, sentence, m)]


def _opens_story(text: Text, sentence: Sentence, m: PlaceMention) -> bool:
    """Whether a town stands before the first words of a report, as "TELLIN (Osta Press) -" or "Tellin:" do."""
    block = sentence.block
    if m.start - block.start > 1 or block.kind != "paragraph" or m.country in LOCAL:
        return False
    if not _DATELINE.match(text.document.text, m.end):
        return False
    return next(b for b in text.layout.blocks if b.kind == "paragraph" and b.story == block.story) is block


def _mentions_in(text: Text, sentence: Sentence) -> list[PlaceMention]:
    return within(text.places, sentence.start, sentence.end)


def place_for(text: Text, sentence: Sentence, char: int) -> PlaceMention | None:
    """The place of the event whose trigger stands at a document offset; None where the sentence ties none to it."""
    trigger = sentence.token_at(char)
    if trigger is None:
        return None
    costs = [(cost, m) for m in places_in(text, sentence) if (cost := tie(text, sentence, trigger, m)) <= LIMIT]
    back = _pointed_at(text, sentence, trigger)
    if not costs:
        return located(text, back) if back is not None else None
    least = min(c for c, _ in costs)
    tied = [(c, m) for c, m in costs if c <= least + 1.0]
    best = min(tied, key=lambda x: (x[0] + 0.6 * SPECIFIC[x[1].precision], abs(x[1].start - char)))[1]
    best = most_specific(text, best, {id(m) for _, m in costs})
    if back is not None and _inside(back, best):
        best = back
    return located(text, best, [m for _, m in sorted(costs, key=lambda x: x[0])])


def _pointed_at(text: Text, sentence: Sentence, trigger: Token) -> PlaceMention | None:
    """What "the prison" or "the village" near a trigger stands for."""
    if not is_parsed(sentence):
        return None
    found = [(_path(trigger, token), m) for token, m in definite_nouns(text, sentence) if token.i != trigger.i]
    near = [(cost + 0.3 * SPECIFIC[m.precision], m) for cost, m in found if cost <= POINTING]
    return min(near, key=lambda x: x[0])[1] if near else None


def _inside(small: PlaceMention, large: PlaceMention) -> bool:
    """Whether one mention may lie in another: it is more precise, and nothing known of the two differs."""
    if SPECIFIC[small.precision] >= SPECIFIC[large.precision] or large.precision not in ("country", "admin1"):
        return False
    if small.country != large.country:
        return False
    return large.precision == "country" or small.admin1 == large.admin1


def located(text: Text, mention: PlaceMention, others: Sequence[PlaceMention] = ()) -> PlaceMention:
    """The mention itself, or where it names a site or street that no list knows, the town that the text puts it in: its
    container, else another place tied to the same event, else the town of the story's beginning."""
    local = mention.country in LOCAL
    if local and (mention.precision in ("admin1", "area") or (mention.precision == "town" and mention.place is None)):
        return _local(text, mention)
    if mention.precision != "site" or mention.place is not None:
        return _city(text, mention)
    here = mention
    while here.within is not None:
        here = text.places[here.within]
        if here.precision in ("town", "area") and (here.place is not None or here.country not in LOCAL):
            return here
    town = next((m for m in others if m.precision in ("town", "area") and m.place is not None), None)
    if town is not None:
        return town
    lead = lead_town(text, text.sentences[mention.sentence].block.story)
    if lead is not None and (lead.country in LOCAL or dominant_country(text) in (None, *LOCAL)):
        return lead
    return mention


def _local(text: Text, mention: PlaceMention) -> PlaceMention:
    """Local news says "Ohio" or "a county" at its beginning for the town that it then names."""
    sentence = text.sentences[mention.sentence]
    lead = lead_town(text, sentence.block.story)
    if lead is None or lead.admin1 not in (None, mention.admin1):
        return mention
    unlisted = mention.precision in ("town", "area") and mention.place is None and lead.place is not None
    return lead if unlisted or mention.sentence <= lead.sentence + 3 else mention


def _city(text: Text, mention: PlaceMention) -> PlaceMention:
    """In local news, the city that a neighbourhood is said to be in: it names both, and tells places by the city."""
    if mention.country not in LOCAL or mention.precision not in ("town", "area", "site"):
        return mention
    told = [mention, *(m for m in text.places if m.text == mention.text)]
    number = next((m.within for m in told if m.within is not None), None)
    outer = text.places[number] if number is not None else mention
    return outer if outer.precision == "town" and outer.place is not None else mention


def most_specific(text: Text, mention: PlaceMention, among: set[int]) -> PlaceMention:
    """The smallest place that lies within a mention and is itself among those that may be chosen."""
    number = next((i for i, m in enumerate(text.places) if m is mention), None)
    inner = [
        m
        for m in text.places
        if m.within == number and number is not None and id(m) in among and m.sentence == mention.sentence
    ]
    return most_specific(text, min(inner, key=lambda m: SPECIFIC[m.precision]), among) if inner else mention


def tie(text: Text, sentence: Sentence, trigger: Token, mention: PlaceMention) -> float:
    """How dear the path from a trigger to a place mention is; above LIMIT they have nothing to do with each other."""
    head = sentence.token_at(mention.head)
    if head is None:
        return LIMIT + 1
    if head.i == trigger.i:
        return 0.0
    if not is_parsed(sentence):
        return 1.0 + abs(head.i - trigger.i) / 6.0
    cost = _path(trigger, head) + _standing(text, sentence, head, mention, trigger)
    return cost


def _path(trigger: Token, head: Token) -> float:
    above = [trigger, *trigger.ancestors]
    numbers = {t.i: n for n, t in enumerate(above)}
    down: list[Token] = []
    here = head
    while here.i not in numbers:
        down.append(here)
        if here.head.i == here.i:
            return LIMIT + 5
        here = here.head
    cost = sum(_UP.get(t.dep_, 0.6 if t.pos_ not in _VERBAL else 1.5) for t in above[: numbers[here.i]])
    for t in down:
        cost += _DOWN.get(t.dep_, 0.5)
    # Another event's noun between them keeps its own place: "the raid that followed the blast in X".
    return cost


def _standing(text: Text, sentence: Sentence, head: Token, mention: PlaceMention, trigger: Token) -> float:
    """What the preposition and the word a place hangs on say of it as the place of an event."""
    words = place_words()
    cases = {c.lower_ for c in head.children if c.dep_ == "case"}
    governor = head.head
    if cases & PLACED:
        cost = 0.0
    elif cases & _ORIGIN:
        cost = 1.5
    elif cases & _GOAL:
        cost = 1.2 if mention.precision != "site" else LIMIT  # "was taken to the hospital": away from the scene
    elif cases & words.locative:
        cost = 0.6
    elif head.dep_ in ("obj", "nsubj:pass", "conj", "appos", "root", "ROOT", "obl", "nmod"):
        cost = 0.8
    elif head.dep_ == "nsubj":
        cost = 2.5 if mention.precision == "country" else 2.0
    else:
        cost = 1.0
    if (
        head.dep_ in ("compound", "nmod", "nmod:poss", "flat", "amod", "nmod:desc")
        and governor.i != trigger.i
        and governor.pos_ not in _VERBAL
    ):
        if (
            governor.lemma_.lower() in words.people
            or governor.lower_ in words.people
            or _is_actor(text, sentence, governor)
        ):
            cost += 2.0 if cases & PLACED else 4.0
    if (
        mention.precision == "country"
        and not cases & words.locative
        and head.dep_ not in ("obj", "nsubj:pass", "appos")
    ):
        cost += 6.0  # who acts, or whose something is: no place
    elif mention.precision == "country" and (cases & _PARTIES or (cases & _ORIGIN and head.dep_ == "nmod")):
        cost += 2.0 if governor.i == trigger.i and cases & _ORIGIN else 6.0
    elif mention.precision == "country" and cases & _ORIGIN:
        cost += 2.0
    elif _is_government(mention, head, cases):
        cost += 6.0
    if mention.place is not None and mention.place.kind == "region" and mention.country is None:
        cost += 1.5  # a continent
    if mention.relation and mention.relation != "between":
        cost += 0.8  # "in X, near Y": Y only says where X is
    return cost


def _is_government(mention: PlaceMention, head: Token, cases: set[str]) -> bool:
    """Whether a capital stands for those who govern in it: "Khartoum answered", "a truce brokered by Oslo"."""
    if mention.precision != "town" or mention.country is None:
        return False
    if load_lexicon().capital_of(mention.text) != mention.country:
        return False
    return "by" in cases or (head.dep_ in ("nsubj", "iobj", "nmod:poss") and not cases - {"'s", "’s", "'", "’"})


def _is_actor(text: Text, sentence: Sentence, token: Token) -> bool:
    char = sentence.char(token)
    return any(m.head == char for m in within(text.mentions, sentence.start, sentence.end))


def narrative_place(text: Text, sentence: Sentence) -> tuple[PlaceMention | None, str]:
    """What a sentence without a place takes over, and where from: nation | paragraph | story | dateline | none."""
    nation = next((m for m in _mentions_in(text, sentence) if m.relation == NATION), None)
    carried, basis = _carried(text, sentence)
    if nation is not None and (carried is None or carried.country != nation.country):
        return nation, "nation"
    return carried, basis


def _carried(text: Text, sentence: Sentence) -> tuple[PlaceMention | None, str]:
    """What the story carries over: paragraph | story | dateline | none."""
    standing, story = standing_places(text), sentence.block.story
    earlier = standing[: bisect_right(standing, sentence.start, key=lambda m: m.end)]
    same = [m for m in earlier if text.sentences[m.sentence].paragraph == sentence.paragraph]
    if same:
        last = [m for m in same if m.sentence == same[-1].sentence]
        return located(text, min(last, key=lambda m: (SPECIFIC[m.precision], m.start)), same), "paragraph"
    here = [m for m in earlier if text.sentences[m.sentence].block.story == story]
    here = [m for m in here if m.precision != "country"]
    told = [m for m in here if m.country in LOCAL or not reported_from(text, m)]
    country = dominant_country(text)
    told = [m for m in told if m.country == country] or told
    if told:
        counts = Counter(name_of(m) for m in told)
        lead = [m for m in told if m.sentence <= told[0].sentence + 1]
        best = max(lead, key=lambda m: (counts[name_of(m)], -SPECIFIC[m.precision], -m.start))
        return located(text, best, lead), "story"
    if here and here[0].country == country:
        return here[0], "dateline"
    town = lead_town(text, story)  # named later in the text
    towns = {name_of(m) for m in text.places if m.precision == "town" and m.place is not None}
    if town is not None and (town.country in LOCAL or len(towns) == 1) and not (here and town is here[0]):
        return town, "story"
    whole = next((m for m in text.places if m.precision == "country" and m.country == country), None)
    return (whole, "story") if whole is not None else (None, "none")


def smallest(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The most specific of some mentions, the first of equals."""
    return min(mentions, key=lambda m: (SPECIFIC[m.precision], m.start), default=None)
