"""Whether a mention can speak of a draft's event: what ties them, and what keeps them apart.

Here belong the single tests over types, clauses, dates, places and sides. Not here: weighing them
(`pipeline.reading.event_gathering`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.frames import TriggerMention
from pipeline.reading.general_words import general
from pipeline.reading.records import DateMention, Place, PlaceMention
from pipeline.reading.roles import Argument

_COMPATIBLE = {
    frozenset(p.split())
    for p in (
        "bombing suicide_bombing",
        "shelling air_strike",
        "armed_clash raid",
        "massacre execution",
        "bombing assassination",
        "bombing massacre",
        "suicide_bombing massacre",
        "armed_clash shelling",
        "abduction hostage_taking",
        "air_strike massacre",
        "suicide_bombing assassination",
        "armed_clash massacre",
        "bombing air_strike",
        "shelling bombing",
        "prison_break armed_clash",
        "raid military_operation",
        "execution assassination",
        "massacre shelling",
        "prison_break hostage_taking",
    )
}
#: Beside attacks, what people are killed and hurt in.
_DEADLY = frozenset(
    ["abduction", "hostage_taking", "military_operation", "territory_seized", "territory_recaptured", "protest"]
)
_NEW = frozenset(
    [
        "another",
        "second",
        "third",
        "fourth",
        "separate",
        "other",
        "similar",
        "previous",
        "earlier",
        "past",
        "different",
        "subsequent",
        "new",
        "further",
        "additional",
    ]
)
_MOMENT = frozenset({"time", "moment", "day", "week", "month"})
ANYBODY = general("people", "other-people", "assailants", "sorts-of-people")


def types_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    if "harm" in (one, other):
        rest = other if one == "harm" else one
        return rest in ATTACKS or rest in _DEADLY
    if "armed_attack" in (one, other) and {one, other} <= ATTACKS:
        return True
    return frozenset((one, other)) in _COMPATIBLE


def causes(draft: Draft, mention: Mention) -> bool:
    """Harm in an operation, or in anything violent, where one sentence ties both."""
    return "harm" in (draft.event_type, mention.event_type) and "military_operation" in (
        draft.event_type,
        mention.event_type,
    )


def refers_back(draft: Draft, mention: Mention) -> bool:
    """ "the attack", "this attack" may stand for an abduction as well."""
    pointing = mention.trigger.sense.id == "attack.noun" and is_definite(mention.trigger.token)
    return pointing and draft.event_type in ("abduction", "hostage_taking") and not is_plural(mention.trigger.token)


def far_and_other(draft: Draft, mention: Mention) -> bool:
    """A raid and a battle told apart are two events, unless the later word points back ("the battle")."""
    kinds = {draft.event_type, mention.event_type}
    if len(kinds) == 1 or kinds & {"harm", "armed_attack"}:
        return False
    distance = min(abs(mention.sentence.index - m.sentence.index) for m in draft.mentions)
    if "prison_break" in kinds:
        return distance > 0  # those who escaped are not the battle told next, nor "the fight" of later
    pointing = mention.trigger.sense.pos == "NOUN" and is_definite(mention.trigger.token)
    return distance > 1 and not pointing


def is_new(trigger: TriggerMention) -> bool:
    """ "another attack", "a similar bombing", "in a separate incident"."""
    token = trigger.token
    if trigger.sense.pos == "NOUN":
        return any(c.lower_ in _NEW and c.dep_ in ("amod", "det", "nummod") for c in token.children)
    for child in token.children:
        if relation(child) == "obl" and preposition(child) in ("in", "during", "on"):
            if any(c.lower_ in _NEW for c in child.children):
                return True
    killed = trigger.having("victim") if trigger.sense.outcome == "killed" else []
    if any(c.lower_ in ("other", "another") for a in killed for c in a.token.children):
        return all(a.token.lemma_.lower() not in ANYBODY for a in killed)
    opening = trigger.sentence.tokens[:3].text.lower()
    return opening.startswith(("meanwhile", "elsewhere", "separately", "in another", "in a separate", "in other"))


def linked(earlier: Sequence[Mention], mention: Mention) -> float:
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
        if mention.event_type == other.event_type and token.head.i == base.i and relation(token) == "ccomp":
            return 3.0  # "announced that he would dissolve the council"
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
        above = holder(low)
        if above.i != low.head.i:
            return above.i == base.i
        if above.i == base.i:
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
        if above.i == low.i:
            return False
        low = above
    return False


def holder(token: Token) -> Token:
    """What a token hangs on; a relative clause behind "an uprising and a raid" tells of the raid."""
    if token.dep_ != "acl:relcl":
        return token.head
    listed = [c for c in token.head.subtree if c.i < token.left_edge.i and _beside(c, token.head)]
    return listed[-1] if listed else token.head


def _beside(token: Token, first: Token) -> bool:
    """Whether a token is coordinated with a noun; what is no date and hangs on the noun's date is so too."""
    if token.dep_ != "conj":
        return False
    dated = token.head.ent_type_ == "DATE" and token.ent_type_ != "DATE"
    return token.head.i == first.i or (dated and token.head.head.i == first.i)


def contradicts(draft: Draft, mention: Mention) -> bool:
    """A stated date, place or side that cannot be the draft's."""
    return any(True for _ in contradictions(draft, mention))


def contradictions(draft: Draft, mention: Mention) -> Iterator[str]:
    """What keeps a mention from speaking of the draft's event, by name."""
    if mention.sentence.block.story != draft.mentions[0].sentence.block.story:
        yield "story"
    statuses = {mention.status, draft.mentions[0].status}
    if len(statuses) > 1 and statuses & {"planned", "threatened", "denied", "foiled"} and not _says(draft, mention):
        yield "status"
    if statuses == {"ongoing", "occurred"} and mention.event_type not in ("harm", draft.event_type):
        yield "status"  # what goes on is not the deed that began it: an attack on a prison, hostages held in it
    elif statuses == {"ongoing", "occurred"} and mention.event_type in ATTACKS and _on_a_day(draft, mention):
        yield "status"  # nor one deed of those that go on: "an attack on 3 May", "they keep attacking"
    if mention.background and draft.mentions[0].title and not draft.dates():
        yield "old"  # a headline tells the news
    if mention.date is not None and any(_disjoint(mention.date, d) for d in draft.dates()):
        yield "date"
    if _series(draft) and not is_definite(mention.trigger.token) and mention.event_type != "harm":
        if mention.date is not None or mention.place is not None:
            yield "series"  # one attack among "several attacks"
    if mention.place is not None and draft.places() and all(_elsewhere(mention.place, p) for p in draft.places()):
        yield "place"
    if _other_side(draft, mention):
        yield "side"
    if mention.new or any(_at_the_same_time(m, mention) for m in draft.mentions):
        yield "another"


def _says(draft: Draft, mention: Mention) -> bool:
    """ "announced that he would dissolve the council": the announcement is the decision."""
    token = mention.trigger.token
    said = relation(token) == "ccomp" and mention.event_type == "government_decision"
    return said and any(
        m.trigger.token.i == token.head.i and m.event_type == mention.event_type for m in draft.mentions
    )


def _at_the_same_time(one: Mention, other: Mention) -> bool:
    """ "around the same time the siege began, fighters stormed a post": two events, for one is a date of the other."""
    if one.sentence.index != other.sentence.index:
        return False
    times = _same_times(one.trigger.token), _same_times(other.trigger.token)
    return times[0] != times[1]


def _same_times(token: Token) -> frozenset[int]:
    """The nouns "time" that are said to be the same and that a token's clause hangs on, or holds as its conjunction."""
    above = list(token.ancestors)
    held = [c for t in above if relation(t) == "advcl" for c in t.lefts]
    times = (t for t in (*above, *held) if t.lemma_.lower() in _MOMENT)
    return frozenset(t.i for t in times if any(c.lower_ == "same" for c in t.children))


def _series(draft: Draft) -> bool:
    """ "multiple attacks", "a wave of bombings": several events told as one."""
    first = draft.mentions[0].trigger
    return first.sense.pos == "NOUN" and is_plural(first.token) and not is_definite(first.token)


def _on_a_day(draft: Draft, mention: Mention) -> bool:
    """Whether that which has occurred, draft or mention, is dated to a day."""
    dates = draft.dates() if mention.status == "ongoing" else [mention.date] if mention.date is not None else []
    return any(d.precision == "day" for d in dates)


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
    mine = actors(mention.trigger.having("perpetrator"))
    theirs = actors(draft.arguments("perpetrator"))
    harmed = actors(mention.trigger.having("victim", "target"))
    states = any(
        "government" in a.classes for a in [*mention.trigger.having("perpetrator"), *draft.arguments("perpetrator")]
    )
    if mine and theirs and not mine & theirs and not states and mention.event_type not in ("harm", "armed_clash"):
        return all(k.startswith("k:") for k in mine | theirs)
    struck = actors(draft.arguments("victim", "target"))
    return bool(mine & struck and harmed & theirs) and draft.event_type != "armed_clash"


def actors(arguments: Sequence[Argument]) -> set[str]:
    return {a.mention.actor_key for a in arguments if a.mention is not None}


def shared_people(draft: Draft, mention: Mention) -> bool:
    """A victim or target that both name."""
    mine, theirs = mention.trigger.having("victim", "target"), draft.arguments("victim", "target")
    if actors(mine) & actors(theirs):
        return True
    heads = {a.token.lemma_.lower() for a in mine if a.token.pos_ in ("NOUN", "PROPN")}
    return bool(heads & {a.token.lemma_.lower() for a in theirs if a.token.pos_ in ("NOUN", "PROPN")})


def same_place(draft: Draft, mention: Mention) -> bool:
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


def same_date(draft: Draft, mention: Mention) -> bool:
    return (
        mention.date is not None
        and mention.date.date_start is not None
        and any(d.date_start == mention.date.date_start for d in draft.dates())
    )
