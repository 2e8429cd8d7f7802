"""What is known of an event draft before it is believed: features that a reader would name as reasons.

Here belong the features of wording, scene and company of a draft. Not here: their weights
(`pipeline.reading.event_belief`), gathering (`pipeline.reading.event_gathering`), or filling rows.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import relation
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.event_identity import contradicts, same_date, same_place, shared_people, types_agree
from pipeline.reading.records import Text
from pipeline.reading.roles import Argument
from pipeline.reading.token_search import lower_words
from pipeline.reading.tolls import outcome_of

_LEAD = 3
_BRIEF = 3  # body sentences of a note that holds nothing but its news
_FINE = ("site", "town", "area")
_FRESH = dt.timedelta(days=10)
_SELF = frozenset({"i", "we", "us", "our", "my", "me", "ourselves"})
_SOFT = frozenset({"people", "person", "one", "other", "man", "woman", "child", "many", "some", "civilian"})
#: Harm and force: what a report of an incident is about.
_VIOLENT = ATTACKS | {"harm", "abduction", "hostage_taking", "foiled_attack"}


class Company:
    """The drafts of a text with what each is held against the others by, and what holds for all, taken once."""

    def __init__(self, text: Text, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.body = [s.index for s in text.sentences if s.block.kind == "paragraph"]
        self.titled = any(b.kind == "title" for b in text.layout.blocks)  # a broadcast taken down has none
        self.share_of_self = _share_of_self(text)
        self.sentences = [{m.sentence.index for m in d.mentions} for d in drafts]
        self.kinds = [d.event_type for d in drafts]
        self.told = [_told(d) for d in drafts]
        self.violent = sum(kind in _VIOLENT for kind in self.kinds)


def features(scene: Scene, number: int, company: Company, counted: bool) -> dict[str, float]:
    """The features by name of the draft of this number; `counted`: whether it states a figure for its people."""
    found = {"bias": 1.0}
    draft = company.drafts[number]
    found |= dict(_of_place_in_text(number, company))
    found |= dict(_of_facts(scene.text, draft, counted))
    found |= dict(_of_people(scene, draft))
    found |= dict(_of_wording(scene, draft))
    found |= dict(_of_company(number, company))
    return {name: float(value) for name, value in found.items() if value}


Named = Iterator[tuple[str, float]]


def _of_place_in_text(number: int, company: Company) -> Named:
    draft, body, told_in = company.drafts[number], company.body, company.sentences[number]
    first = draft.mentions[0]
    yield "title", any(m.title for m in draft.mentions)
    yield "only title", all(m.title for m in draft.mentions)
    yield "lead", not told_in.isdisjoint(body[:_LEAD])
    yield "first sentence", not told_in.isdisjoint(body[:1])
    yield "position", (first.sentence.index - body[0]) / max(1, len(body)) if body else 0.0
    yield "brief note", len(body) <= _BRIEF
    yield "note", first.sentence.block.kind == "note"
    yield "first draft", number == 0
    yield "drafts", math.log(len(company.drafts))
    yield "sentences of text", math.log(1 + len(body))
    yield "titled", company.titled
    yield "text speaks for itself", company.share_of_self


def _share_of_self(text: Text) -> float:
    """The share of sentences that say "we" or "I": speeches, interviews, communiques."""
    said = sum(not _SELF.isdisjoint(lower_words(s.doc)[s.first : s.last]) for s in text.sentences)
    return said / max(1, len(text.sentences))


def _of_facts(text: Text, draft: Draft, counted: bool) -> Named:
    first = draft.mentions[0]
    places, dates = draft.places(), draft.dates()
    published = text.published.start
    yield f"type={draft.event_type}", 1.0
    yield f"status={first.status}", 1.0
    yield "weight", max(m.trigger.sense.weight for m in draft.mentions)
    yield "mentions", math.log(len(draft.mentions))
    yield "sentences", math.log(len({m.sentence.index for m in draft.mentions}))
    yield "dated", bool(dates)
    yield "dated to the day", any(d.precision == "day" for d in dates)
    if published is not None:
        ends = [d.date_end for d in dates if d.date_end]
        yield "dated before its year", any(e.year < published.year for e in ends)
        yield (
            "dated fresh",
            any(d.precision == "day" and d.date_end and published - d.date_end <= _FRESH for d in dates),
        )
    yield "background", any(m.background for m in draft.mentions)
    yield "placed", bool(places)
    yield "placed finely", any(p.precision in _FINE for p in places)
    yield "counted", counted
    yield "killed", any(outcome_of(m.trigger) == "killed" for m in draft.mentions)


def _of_people(scene: Scene, draft: Draft) -> Named:
    done, harmed, hit = draft.arguments("perpetrator"), draft.arguments("victim"), draft.arguments("target")
    yield "perpetrator", bool(done)
    yield "perpetrator named", any(_is_name(a) for a in done)
    yield "perpetrator state", any(scene.kind(a.mention) == "state_force" or "government" in a.classes for a in done)
    yield "perpetrator group", any(scene.kind(a.mention) == "armed_group" for a in done)
    yield "victim", bool(harmed)
    yield "target", bool(hit)
    yield "weapon", bool(draft.arguments("weapon"))
    yield "victim force", any("force" in a.classes for a in harmed)
    yield "victim person named", any(_is_name(a) and scene.kind(a.mention) == "person" for a in harmed)
    yield "victim pronoun", bool(harmed) and all("pronoun" in a.classes for a in harmed)
    yield "victims at large", bool(harmed) and all(_at_large(a) for a in harmed)
    yield "perpetrator at large", bool(done) and all(_at_large(a) for a in done)


def _is_name(argument: Argument) -> bool:
    return argument.mention is not None and argument.mention.form == "name"


def _at_large(argument: Argument) -> bool:
    """A bare plural: "peasants", "guerrillas", "civilians"; nobody in particular."""
    token = argument.token
    bare = not any(c.dep_ in ("det", "nummod", "nmod:poss") for c in token.children)
    return token.pos_ == "NOUN" and is_plural(token) and bare


def _of_wording(scene: Scene, draft: Draft) -> Named:
    first = next((m for m in draft.mentions if not m.title), draft.mentions[0])
    token = first.trigger.token
    noun = first.trigger.sense.pos == "NOUN"
    plural = noun and is_plural(token)
    yield f"sense={first.trigger.sense.id}", 1.0
    yield "noun", noun
    yield "bare plural", plural and not is_definite(token)
    yield "definite", noun and is_definite(token)
    yield "definite plural", plural and is_definite(token)
    yield "indefinite", noun and any(c.lower_ in ("a", "an") for c in token.children if c.dep_ == "det")
    verb = first.trigger.governor if noun else token
    yield "subordinate", relation(token) in ("acl", "advcl", "nmod", "obl", "compound", "conj")
    yield f"relation={token.dep_}" if token.dep_ in _RELATIONS else "relation=rest", 1.0
    if verb is not None:
        yield f"tense={_tense(verb)}", 1.0
        yield "passive", first.trigger.passive
    yield "says we", not _SELF.isdisjoint(lower_words(token.doc)[first.sentence.first : first.sentence.last])
    yield "quoted", _quoted(first)
    yield "asked", token.doc[first.sentence.last - 1].text.endswith("?")
    yield "long sentence", math.log(len(first.sentence.tokens))
    yield "in a list", any(c.dep_ == "conj" for c in token.children) or token.dep_ == "conj"
    yield "all nouns", all(m.trigger.sense.pos == "NOUN" for m in draft.mentions)
    yield "depth", _depth(token)


_RELATIONS = frozenset(
    [
        "ROOT",
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "nmod",
        "acl",
        "acl:relcl",
        "advcl",
        "ccomp",
        "xcomp",
        "conj",
        "parataxis",
        "amod",
        "compound",
        "appos",
    ]
)


def _depth(token: Token) -> float:
    low, steps = token, 0
    while low.head.i != low.i and steps < 8:
        low, steps = low.head, steps + 1
    return steps / 4


def _tense(verb: Token) -> str:
    auxiliaries = {c.lower_ for c in verb.children if relation(c) == "aux"}
    if auxiliaries & {"has", "have", "'ve", "\u2019ve"}:
        return "perfect"
    if auxiliaries & {"had"}:
        return "pluperfect"
    return verb.tag_


def _quoted(mention: Mention) -> bool:
    """Whether the trigger stands after an odd number of quotation marks of its sentence."""
    token = mention.trigger.token
    before = lower_words(token.doc)[mention.sentence.first : token.i]
    opened = sum(t in ("\u201c",) for t in before) - sum(t in ("\u201d",) for t in before)
    return opened > 0 or sum(t in ('"', "``") for t in before) % 2 == 1


def _of_company(number: int, company: Company) -> Named:
    draft, kind = company.drafts[number], company.kinds[number]
    before = company.kinds[:number]
    yield "same type before", kind in before
    yield "violence before", kind in ATTACKS and any(k in ATTACKS for k in before)
    yield "share of violence", company.violent / len(company.drafts)
    agreeing = [i for i, k in enumerate(company.kinds) if i != number and types_agree(k, kind)]
    others = [company.drafts[i] for i in agreeing]
    fitting = [d for i, d in zip(agreeing, others, strict=True) if i < number and not contradicts(d, draft.mentions[0])]
    yield "could be told before", bool(fitting)
    yield "shares people", any(shared_people(d, m) for d in others for m in draft.mentions)
    yield "shares place", any(same_place(d, m) for d in others for m in draft.mentions)
    yield "shares date", any(same_date(d, m) for d in others for m in draft.mentions)
    yield "richest of its kind", not any(company.told[i] > company.told[number] for i in agreeing)
    yield "nothing of its own", bool(fitting) and company.told[number] == 0
    yield "same sentence", any(company.sentences[number] & told_in for told_in in company.sentences[:number])


def _told(draft: Draft) -> int:
    """How much a draft tells: place, date, doer, harmed, and how often it is mentioned."""
    people = draft.arguments("perpetrator"), draft.arguments("victim", "target")
    return sum(map(bool, (draft.places(), draft.dates(), *people))) + len(draft.mentions)
