"""Which trigger mentions of one document speak of one event.

Here belong drafts of reports (mentions gathered under one event) and the tests by which a mention joins a draft or opens
a new one. Not here: finding mentions (`pipeline.reading.frames`), the rows (`pipeline.reading.events`), or events
across documents (`pipeline.resolving`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.arguments import preposition, relation
from pipeline.reading.frames import Argument, TriggerMention
from pipeline.reading.records import DateMention, Place, PlaceMention, Sentence

ATTACKS = frozenset(
    ["armed_attack", "bombing", "suicide_bombing", "air_strike", "shelling", "assassination", "execution", "massacre", "raid", "armed_clash", "prison_break"]
)
#: The more exact of two types that one event is called by; types not listed stand for themselves.
_RANK = {
    "harm": 0, "armed_attack": 1, "armed_clash": 1, "raid": 3, "shelling": 4, "bombing": 4, "massacre": 4, "execution": 5,
    "air_strike": 5, "assassination": 5, "prison_break": 6, "suicide_bombing": 6,
}  # fmt: skip
_COMPATIBLE = {
    frozenset(p.split())
    for p in (
        "bombing suicide_bombing", "shelling air_strike", "armed_clash raid", "massacre execution", "bombing assassination",
        "bombing massacre", "suicide_bombing massacre", "armed_clash shelling", "abduction hostage_taking", "air_strike massacre",
        "suicide_bombing assassination", "armed_clash massacre", "bombing air_strike", "shelling bombing", "prison_break armed_clash",
        "raid military_operation", "execution assassination", "massacre shelling", "prison_break hostage_taking",
    )
}  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_NEW = frozenset(
    ["another", "second", "third", "fourth", "separate", "other", "similar", "previous", "earlier", "past", "different", "subsequent", "new", "further", "additional"]
)
_NEAR = 2  # sentences within which a mention of the same kind speaks of the same event


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger mention with what its own clause says of status, date and place."""

    trigger: TriggerMention
    status: str
    date: DateMention | None
    place: PlaceMention | None
    title: bool
    background: bool = False  # its own date lies well before publication

    @property
    def sentence(self) -> Sentence:
        return self.trigger.sentence

    @property
    def event_type(self) -> str:
        return self.trigger.event_type


@dataclass(slots=True)
class Draft:
    """The mentions of one event, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)
    claimants: list[Argument] = field(default_factory=list)  # who claimed it, elsewhere in the text
    belief: float = 0.5  # the probability that it is an event the document reports

    @property
    def event_type(self) -> str:
        best = max(self.mentions, key=lambda m: (_RANK.get(m.event_type, 7), m.trigger.sense.weight))
        return best.event_type

    @property
    def last(self) -> Mention:
        return self.mentions[-1]

    def dates(self) -> list[DateMention]:
        return [m.date for m in self.mentions if m.date is not None and m.date.date_start is not None]

    def places(self) -> list[PlaceMention]:
        return [m.place for m in self.mentions if m.place is not None]

    def arguments(self, *roles: str) -> list[Argument]:
        own = [a for m in self.mentions for a in m.trigger.having(*roles)]
        return own + self.claimants if "perpetrator" in roles else own


def gather(mentions: Sequence[Mention]) -> list[Draft]:
    """Drafts from the mentions of a document (in order); each mention joins the best draft that fits, or opens one."""
    drafts: list[Draft] = []
    for mention in mentions:
        scored = [(_score(draft, mention), -i, draft) for i, draft in enumerate(reversed(drafts[-40:]))]
        scored = [s for s in scored if s[0] > 0]
        if scored:
            max(scored, key=lambda s: s[:2])[2].mentions.append(mention)
        else:
            drafts.append(Draft([mention]))
    return drafts


def credit(drafts: Sequence[Draft]) -> None:
    """Who claims an attack is its perpetrator, as far as the text says: the attack told last before the claim, or in its sentence."""
    for claim in drafts:
        if claim.event_type != "claim_of_responsibility" or claim.mentions[0].status != "occurred":
            continue
        spot = claim.mentions[0].sentence.index
        told = [(abs(m.sentence.index - spot), i) for i, d in enumerate(drafts) for m in d.mentions if d.event_type in ATTACKS and m.sentence.index <= spot + 1]
        if told and not any(a.role == "perpetrator" and a.mention is not None for a in drafts[min(told)[1]].arguments("perpetrator")):
            drafts[min(told)[1]].claimants.extend(a for a in claim.arguments("perpetrator") if a.mention is not None)


def _score(draft: Draft, mention: Mention) -> float:
    """Above 0: the mention speaks of the draft's event."""
    same_sentence = [m for m in draft.mentions if m.sentence.index == mention.sentence.index]
    agree = _types_agree(draft.event_type, mention.event_type)
    if same_sentence and (agree or _causes(draft, mention)) and not _contradicts(draft, mention):
        if linked := _linked(same_sentence, mention):
            return linked
    if not (agree or _refers_back(draft, mention)) or _contradicts(draft, mention):
        return 0.0
    distance = mention.sentence.index - draft.last.sentence.index
    kindred = mention.event_type == draft.event_type or bool({"harm", "armed_attack"} & {mention.event_type, draft.event_type})
    score = -0.8 - 2.0 * _is_new(mention)
    score += _anaphoric(draft, mention, distance)
    if mention.event_type in _INCIDENTS and not _distinct(draft, mention):
        score += 0.9
    if not kindred and distance > 1 and _anaphoric(draft, mention, distance) <= 0:
        return 0.0
    if mention.event_type == "harm":
        score += 0.5
    if mention.event_type == draft.event_type and mention.event_type in _ONCE:
        score += 1.5 if mention.event_type in ("suicide_bombing", "prison_break") else 0.6
    if distance <= _NEAR:
        score += 0.7 - 0.2 * distance
    if draft.mentions[0].title and not any(not m.title for m in draft.mentions):
        score += 1.2
    score += 1.2 * _shared_people(draft, mention) + 1.0 * _same_place(draft, mention) + 0.8 * _same_date(draft, mention)
    if mention.status != draft.mentions[0].status and "ongoing" in (mention.status, draft.mentions[0].status):
        score -= 1.2
    return score


#: Types of which one document seldom tells two.
_ONCE = frozenset({"suicide_bombing", "prison_break", "assassination", "hostage_taking", "massacre", "abduction"})
_ANAPHORIC = frozenset("bomber attacker assailant gunman perpetrator victim shooter killer kidnapper hijacker explosion blast".split())


#: Types of single incidents: what a report goes on to tell of them is the same incident unless it says otherwise.
_INCIDENTS = ATTACKS | {"harm", "abduction", "hostage_taking", "arrest", "release"}


def _anaphoric(draft: Draft, mention: Mention, distance: int) -> float:
    """ "the attack", "these bombings": known already; "the bomber", "the victims" point back likewise.

    A definite phrase that brings its own date, place or side ("the 2003 invasion of X") points back only where the draft shares one.
    """
    token, score = mention.trigger.token, 0.0
    if mention.trigger.sense.pos == "NOUN":
        if is_definite(token):
            if _brings_its_own(mention) and not (_same_place(draft, mention) or _same_date(draft, mention) or _shared_side(draft, mention)):
                return 0.0
            score += 1.6 if distance <= 6 else 1.0
        elif is_plural(token):
            score -= 0.6
    if any(is_definite(a.token) and a.token.lemma_.lower() in _ANAPHORIC for a in mention.trigger.arguments):
        score += 1.2
    return score


def _brings_its_own(mention: Mention) -> bool:
    return mention.date is not None or mention.place is not None or bool(_named(mention.trigger.having("perpetrator")))


def _shared_side(draft: Draft, mention: Mention) -> bool:
    return bool(_named(mention.trigger.having("perpetrator")) & _named(draft.arguments("perpetrator")))


def _distinct(draft: Draft, mention: Mention) -> bool:
    """Whether the mention says anything of its own that the draft does not: another place, date, side or a plural."""
    if mention.place is not None and draft.places() and not _same_place(draft, mention):
        return True
    if mention.date is not None and draft.dates() and not _same_date(draft, mention):
        return True
    if mention.trigger.sense.pos == "NOUN" and is_plural(mention.trigger.token) and not is_definite(mention.trigger.token):
        return True
    indefinite = any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in mention.trigger.token.children)
    if mention.trigger.sense.pos == "NOUN" and indefinite and not all(m.title for m in draft.mentions):
        return True
    if mention.event_type != "harm" and (_introduces(draft, mention) or draft.mentions[0].status == "ongoing"):
        return True
    for role in ("perpetrator", "victim"):
        mine, theirs = _named(mention.trigger.having(role)), _named(draft.arguments(role))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _introduces(draft: Draft, mention: Mention) -> bool:
    """Somebody or something new on the scene: "gunmen attacked a post" where the draft knows neither."""
    if mention.place is None and mention.date is None:
        return False  # the same scene, told further
    known = {a.token.lemma_.lower() for a in draft.arguments("perpetrator", "victim", "target", "weapon")}
    return bool(known) and any(
        a.role in ("perpetrator", "victim", "target")
        and a.token.pos_ == "NOUN"
        and "quantity" not in a.classes
        and a.token.lemma_.lower() not in known | _ANYBODY
        and not is_definite(a.token)
        for a in mention.trigger.arguments
    )


_ANYBODY = frozenset("people person man woman child civilian victim bomber attacker gunman suspect other".split())


def _named(arguments: Sequence[Argument]) -> set[str]:
    """Keys of actors with a name; "the man" or "his uncle" may be anybody."""
    return {k for k in _actors(arguments) if not k.startswith("d:")}


def _types_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    if "harm" in (one, other):
        rest = other if one == "harm" else one
        return rest in ATTACKS or rest in ("abduction", "hostage_taking")
    if "armed_attack" in (one, other) and {one, other} <= ATTACKS:
        return True
    return frozenset((one, other)) in _COMPATIBLE


def _causes(draft: Draft, mention: Mention) -> bool:
    """Harm in an operation, or in anything violent, where one sentence ties both."""
    return "harm" in (draft.event_type, mention.event_type) and "military_operation" in (draft.event_type, mention.event_type)


def _refers_back(draft: Draft, mention: Mention) -> bool:
    """ "the attack", "this attack" may stand for an abduction as well."""
    pointing = mention.trigger.sense.id == "attack.noun" and is_definite(mention.trigger.token)
    return pointing and draft.event_type in ("abduction", "hostage_taking") and not is_plural(mention.trigger.token)


def is_definite(token: Token) -> bool:
    """ "the attack", "these bombings", "his murder"; "the attacks on A and B" with an own complement counts as well."""
    return any(c.lower_ in _DEFINITE and c.dep_ in ("det", "nmod:poss", "amod") for c in token.children)


def _is_new(mention: Mention) -> bool:
    """ "another attack", "a similar bombing", "in a separate incident"."""
    token = mention.trigger.token
    if mention.trigger.sense.pos == "NOUN":
        return any(c.lower_ in _NEW and c.dep_ in ("amod", "det", "nummod") for c in token.children)
    for child in token.children:
        if relation(child) == "obl" and preposition(child) in ("in", "during", "on"):
            if any(c.lower_ in _NEW for c in child.children):
                return True
    killed = mention.trigger.sense.outcome == "killed"
    if killed and any(c.lower_ in ("other", "another") for a in mention.trigger.having("victim") for c in a.token.children):
        return all(a.token.lemma_.lower() not in _ANYBODY for a in mention.trigger.having("victim"))
    opening = mention.sentence.tokens[:3].text.lower()
    return opening.startswith(("meanwhile", "elsewhere", "separately", "in another", "in a separate", "in other"))


def _linked(earlier: Sequence[Mention], mention: Mention) -> float:
    """Two mentions in one sentence: the same event, if one clause carries the other."""
    token = mention.trigger.token
    for other in earlier:
        base = other.trigger.token
        if token.i == base.i:
            return 3.0
        relative = token.dep_ == "acl:relcl" and base.i < token.i and other.trigger.sense.pos == "NOUN"
        if relative and mention.event_type == "harm" and not mention.trigger.having("perpetrator"):
            return 2.5  # "an attack on a post on 3 May, which killed five"
        if _carries(base, token) or _carries(token, base):
            return 3.0
        if "harm" in (mention.event_type, other.event_type) and _same_clause_chain(base, token):
            return 2.0
    return 0.0


def _carries(base: Token, token: Token) -> bool:
    """ "stormed a post, killing ten"; "the bombing that killed ten"; "killed in the bombing"; "launched an attack"."""
    if token.head.i == base.i:
        label = relation(token)
        if label == "advcl":
            return token.tag_ in ("VBG", "VBN", "VBD") or (base.pos_ == "VERB" and not token.children)
        if label in ("acl", "nsubj", "obl", "xcomp", "amod", "compound", "appos"):
            return label != "obl" or preposition(token) in ("in", "during", "by", "with", "from", "when", "of", "after")
        if label == "obj":
            return True
        if label == "nmod":
            return preposition(token) in ("of", "in", "by", "during", "from")
    return False


def _same_clause_chain(base: Token, token: Token) -> bool:
    """Coordinated verbs with one subject, or a clause under the other."""
    low = token
    for _ in range(4):
        if low.head.i == base.i:
            return relation(low) in (
                "conj",
                "advcl",
                "parataxis",
                "acl",
                "obl",
                "nmod",
                "nsubj",
                "obj",
                "ccomp",
                "xcomp",
                "appos",
            )
        if low.head.i == low.i:
            return False
        low = low.head
    return False


def _contradicts(draft: Draft, mention: Mention) -> bool:
    """A stated date, place or side that cannot be the draft's."""
    if mention.sentence.block.story != draft.mentions[0].sentence.block.story:
        return True
    statuses = {mention.status, draft.mentions[0].status}
    if len(statuses) > 1 and statuses & {"planned", "threatened", "denied", "foiled"}:
        return True
    if mention.background and draft.mentions[0].title and not draft.dates():
        return True  # a headline tells the news
    if mention.date is not None and any(_disjoint(mention.date, d) for d in draft.dates()):
        return True
    if _series(draft) and not is_definite(mention.trigger.token) and mention.event_type != "harm":
        if mention.date is not None or mention.place is not None:
            return True  # one attack among "several attacks"
    if mention.place is not None and draft.places() and all(_elsewhere(mention.place, p) for p in draft.places()):
        return True
    return _other_side(draft, mention)


def _series(draft: Draft) -> bool:
    """ "multiple attacks", "a wave of bombings": several events told as one."""
    first = draft.mentions[0].trigger
    return first.sense.pos == "NOUN" and is_plural(first.token) and not is_definite(first.token)


def _disjoint(one: DateMention, other: DateMention) -> bool:
    if one.date_start is None or other.date_start is None:
        return False
    slack = dt.timedelta(
        days=1 if one.precision == other.precision == "day" and "stated" not in (one.basis, other.basis) else 0
    )
    one_end, other_end = one.date_end or one.date_start, other.date_end or other.date_start
    return one.date_start > other_end + slack or other.date_start > one_end + slack


_FINE = ("site", "town")


def _elsewhere(one: PlaceMention, other: PlaceMention) -> bool:
    """Two places of which neither can hold the other."""
    if one.country and other.country and one.country != other.country:
        return True
    if one.admin1 and other.admin1 and one.admin1 != other.admin1:
        return True
    if one.place is None or other.place is None or one.precision not in _FINE or other.precision not in _FINE:
        return False
    return one.place.place_id != other.place.place_id and _kilometres(one.place, other.place) > _APART


_APART = 30.0  # kilometres beyond which two towns or sites are different scenes


def _kilometres(one: Place, other: Place) -> float:
    """Distance on the sphere; 0 where coordinates are unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    middle = math.cos(math.radians((one.latitude + other.latitude) / 2))
    east, north = (one.longitude - other.longitude) * middle, one.latitude - other.latitude
    return 111.2 * math.hypot(east, north)


def _other_side(draft: Draft, mention: Mention) -> bool:
    """Named perpetrators that differ, or sides that are swapped: a reprisal is another event."""
    mine = _actors(mention.trigger.having("perpetrator"))
    theirs = _actors(draft.arguments("perpetrator"))
    harmed = _actors(mention.trigger.having("victim", "target"))
    states = any("government" in a.classes for a in [*mention.trigger.having("perpetrator"), *draft.arguments("perpetrator")])
    if mine and theirs and not mine & theirs and not states and mention.event_type not in ("harm", "armed_clash"):
        return all(k.startswith("k:") for k in mine | theirs)
    struck = _actors(draft.arguments("victim", "target"))
    return bool(mine & struck and harmed & theirs) and draft.event_type != "armed_clash"


def _actors(arguments: Sequence[Argument]) -> set[str]:
    return {a.mention.actor_key for a in arguments if a.mention is not None}


def _shared_people(draft: Draft, mention: Mention) -> bool:
    """A victim or target that both name."""
    mine, theirs = mention.trigger.having("victim", "target"), draft.arguments("victim", "target")
    if _actors(mine) & _actors(theirs):
        return True
    heads = {a.token.lemma_.lower() for a in mine if a.token.pos_ in ("NOUN", "PROPN")}
    return bool(heads & {a.token.lemma_.lower() for a in theirs if a.token.pos_ in ("NOUN", "PROPN")})


def _same_place(draft: Draft, mention: Mention) -> bool:
    if mention.place is None:
        return False
    name = mention.place.text.casefold()
    return any(
        p.text.casefold() == name
        or (
            p.place is not None and mention.place.place is not None and p.place.place_id == mention.place.place.place_id
        )
        for p in draft.places()
    )


def _same_date(draft: Draft, mention: Mention) -> bool:
    return (
        mention.date is not None
        and mention.date.date_start is not None
        and any(d.date_start == mention.date.date_start for d in draft.dates())
    )
