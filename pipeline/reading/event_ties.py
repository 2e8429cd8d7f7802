"""What ties a mention to a draft: features of a pair, and the probability that both speak of one event.

Here belong the features and the small logistic model over them (pipeline/knowledge/event_ties.json, trained by
`pipeline.reading.event_tie_training`). Not here: what settles the matter by itself, a shared clause or a contradiction
(`pipeline.reading.event_identity`), or the gathering (`pipeline.reading.event_gathering`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.event_identity import (
    ANYBODY,
    actors,
    same_date,
    same_place,
    shared_people,
    types_agree,
)
from pipeline.reading.event_models import forest
from pipeline.reading.general_words import general
from pipeline.reading.roles import Argument

_MODEL = "event_ties.json"
#: Types of which one document seldom tells two.
_ONCE = frozenset({"suicide_bombing", "prison_break", "assassination", "hostage_taking", "massacre", "abduction"})
_KNOWN_BY_DEED = general("known-by-deed")

Named = Iterator[tuple[str, float]]
Pair = tuple[Draft, Set[str]]  # a draft, and what speaks against it for the mention in hand


def ties(asked: Sequence[Pair], mention: Mention, drafts: Sequence[Draft]) -> list[dict[str, float]]:
    """Features of a mention with each of the drafts that are asked about; `drafts`: all that stand so far."""
    wording = tuple(_of_wording(mention)) if asked else ()
    rivals = [d for d in drafts if types_agree(d.event_type, mention.event_type)]
    return [_of_pair(pair, mention, drafts, rivals, wording) for pair in asked]


def _of_pair(
    pair: Pair,
    mention: Mention,
    drafts: Sequence[Draft],
    rivals: Sequence[Draft],
    wording: Iterable[tuple[str, float]],
) -> dict[str, float]:
    """Features of a mention and one draft; `rivals`: the drafts of a type that agrees with the mention's."""
    draft, against = pair
    found = chain(
        [("bias", 1.0)],
        _of_kind(draft, mention),
        _of_distance(draft, mention, drafts, rivals),
        wording,
        _of_facts(draft, mention),
        ((f"against: {reason}", 1.0) for reason in against),
    )
    return {name: float(value) for name, value in found if value}


def _of_kind(draft: Draft, mention: Mention) -> Named:
    kinds = {draft.event_type, mention.event_type}
    yield "same type", len(kinds) == 1
    yield "types agree", types_agree(draft.event_type, mention.event_type)
    yield "harm told of it", mention.event_type == "harm"
    yield "draft of harm", draft.event_type == "harm"
    yield "attack in general", "armed_attack" in kinds and len(kinds) > 1
    yield "other kind", len(kinds) > 1 and not kinds & {"harm", "armed_attack"}
    yield "once", len(kinds) == 1 and mention.event_type in _ONCE
    yield "an attack", mention.event_type in ATTACKS
    yield f"type={mention.event_type}", 1.0
    yield "status differs", mention.status != draft.mentions[0].status


def _of_distance(draft: Draft, mention: Mention, drafts: Sequence[Draft], rivals: Sequence[Draft]) -> Named:
    spot = mention.sentence.index
    distance = min(abs(spot - m.sentence.index) for m in draft.mentions)
    yield "same sentence", distance == 0
    yield "next sentence", distance == 1
    yield "two sentences on", distance == 2
    yield "distance", math.log1p(distance)
    yield "same paragraph", mention.sentence.paragraph == draft.last.sentence.paragraph
    yield "headline so far", all(m.title for m in draft.mentions)
    yield "told in headline", any(m.title for m in draft.mentions)
    yield "in headline", mention.title
    yield "mentions", math.log(len(draft.mentions))
    yield "last told", bool(rivals) and rivals[-1] is draft
    yield "first told", bool(rivals) and rivals[0] is draft
    yield "only one", len(rivals) == 1
    yield "rivals", math.log1p(len(rivals))
    yield "drafts", math.log1p(len(drafts))


def _of_wording(mention: Mention) -> Named:
    token = mention.trigger.token
    noun = mention.trigger.sense.pos == "NOUN"
    definite, plural = noun and is_definite(token), noun and is_plural(token)
    yield "verb", not noun
    yield "definite", definite and not plural
    yield "definite plural", definite and plural
    yield "bare plural", plural and not definite
    yield "indefinite", noun and any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in token.children)
    yield "another", mention.new
    people = mention.trigger.arguments
    yield "known people", any(is_definite(a.token) and a.token.lemma_.lower() in _KNOWN_BY_DEED for a in people)
    yield "pronoun", any("pronoun" in a.classes for a in people)
    yield "passive", mention.trigger.passive
    yield "bare", not people
    yield "background", mention.background


def _of_facts(draft: Draft, mention: Mention) -> Named:
    yield from _of_fact("place", mention.place is not None, bool(draft.places()), same_place(draft, mention))
    yield from _of_fact("date", mention.date is not None, bool(draft.dates()), same_date(draft, mention))
    for role in ("perpetrator", "victim"):
        mine, theirs = mention.trigger.having(role), draft.arguments(role)
        shared = bool(actors(mine) & actors(theirs))
        named, known = _named(mine), _named(theirs)
        yield f"same {role}", shared
        yield f"other {role} named", bool(named and known) and not named & known
        yield f"new {role}", bool(mine) and not theirs
        yield f"{role} named anew", bool(named - known)
    yield "shared people", shared_people(draft, mention)
    aims, aimed = _lemmas(mention.trigger.having("target")), _lemmas(draft.arguments("target"))
    yield "same target", bool(aims & aimed)
    yield "other target", bool(aims and aimed) and not aims & aimed
    yield "somebody new", _introduces(draft, mention)
    yield "same weapon", bool(_lemmas(mention.trigger.having("weapon")) & _lemmas(draft.arguments("weapon")))
    told, counted = _numbers(draft.arguments("victim")), _numbers(mention.trigger.having("victim"))
    yield "same number", bool(told & counted)
    yield "other number", bool(told and counted) and not told & counted


def _of_fact(name: str, mine: bool, theirs: bool, same: bool) -> Named:
    yield f"same {name}", same
    yield f"other {name}", mine and theirs and not same
    yield f"{name} added", mine and not theirs
    yield f"no {name} of its own", not mine and theirs


def _introduces(draft: Draft, mention: Mention) -> bool:
    """Somebody or something new on the scene: "gunmen attacked a post" where the draft knows neither."""
    known = _lemmas(draft.arguments("perpetrator", "victim", "target", "weapon"))
    return bool(known) and any(
        a.role in ("perpetrator", "victim", "target")
        and a.token.pos_ == "NOUN"
        and "quantity" not in a.classes
        and a.token.lemma_.lower() not in known | ANYBODY
        and not is_definite(a.token)
        for a in mention.trigger.arguments
    )


def _lemmas(arguments: Sequence[Argument]) -> set[str]:
    return {a.token.lemma_.lower() for a in arguments}


def _numbers(arguments: Sequence[Argument]) -> set[str]:
    """Numbers that count the people of an argument."""
    return {t.lower_ for a in arguments for t in (a.token, *a.token.children) if t.pos_ == "NUM"}


def _named(arguments: Sequence[Argument]) -> set[str]:
    """Keys of actors with a name; "the man" or "his uncle" may be anybody."""
    return {k for k in actors(arguments) if not k.startswith("d:")}


def tie(pairs: Sequence[dict[str, float]]) -> list[float]:
    """The probability (0 to 1) of each pair, given by its features, that it speaks of one event."""
    return forest(_MODEL).probabilities(pairs)


def threshold() -> float:
    """The probability from which a mention joins a draft."""
    return forest(_MODEL).threshold
