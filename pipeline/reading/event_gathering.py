"""Which trigger mentions of one document speak of one event.

Here belongs the gathering: each mention joins the draft that fits it best, or opens one. Not here: the single tests
(`pipeline.reading.event_identity`), finding mentions (`pipeline.reading.frames`), or events across documents
(`pipeline.resolving`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.event_identity import (
    ANYBODY,
    actors,
    causes,
    contradicts,
    is_new,
    linked,
    refers_back,
    same_date,
    same_place,
    shared_people,
    types_agree,
)
from pipeline.reading.roles import Argument

_NEAR = 2  # sentences within which a mention of the same kind speaks of the same event


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
    """Who claims an attack is its perpetrator, as far as the text says: the attack told last before the claim, or in
    its sentence.
    """
    for claim in drafts:
        if claim.event_type != "claim_of_responsibility" or claim.mentions[0].status != "occurred":
            continue
        spot = claim.mentions[0].sentence.index
        told = [
            (abs(m.sentence.index - spot), i)
            for i, d in enumerate(drafts)
            for m in d.mentions
            if d.event_type in ATTACKS and m.sentence.index <= spot + 1
        ]
        if told and not any(
            a.mention is not None and a.mention.form == "name" for a in drafts[min(told)[1]].arguments("perpetrator")
        ):
            drafts[min(told)[1]].claimants.extend(a for a in claim.arguments("perpetrator") if a.mention is not None)


def _score(draft: Draft, mention: Mention) -> float:
    """Above 0: the mention speaks of the draft's event."""
    same_sentence = [m for m in draft.mentions if m.sentence.index == mention.sentence.index]
    agree = types_agree(draft.event_type, mention.event_type)
    if same_sentence and (agree or causes(draft, mention)) and not contradicts(draft, mention):
        if tie := linked(same_sentence, mention):
            return tie
    if not (agree or refers_back(draft, mention)) or contradicts(draft, mention):
        return 0.0
    distance = mention.sentence.index - draft.last.sentence.index
    kindred = mention.event_type == draft.event_type or bool(
        {"harm", "armed_attack"} & {mention.event_type, draft.event_type}
    )
    score = -0.8 - 2.0 * is_new(mention)
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
    score += 1.2 * shared_people(draft, mention) + 1.0 * same_place(draft, mention) + 0.8 * same_date(draft, mention)
    if mention.status != draft.mentions[0].status and "ongoing" in (mention.status, draft.mentions[0].status):
        score -= 1.2
    return score


#: Types of which one document seldom tells two.
_ONCE = frozenset({"suicide_bombing", "prison_break", "assassination", "hostage_taking", "massacre", "abduction"})
_ANAPHORIC = frozenset(
    [
        "bomber",
        "attacker",
        "assailant",
        "gunman",
        "perpetrator",
        "victim",
        "shooter",
        "killer",
        "kidnapper",
        "hijacker",
        "explosion",
        "blast",
    ]
)


#: Types of single incidents: what a report goes on to tell of them is the same incident unless it says otherwise.
_INCIDENTS = ATTACKS | {"harm", "abduction", "hostage_taking", "arrest", "release"}


def _anaphoric(draft: Draft, mention: Mention, distance: int) -> float:
    """ "the attack", "these bombings": known already; "the bomber", "the victims" point back likewise.

    A definite phrase that brings its own date, place or side ("the 2003 invasion of X") points back only where the
    draft shares one.
    """
    token, score = mention.trigger.token, 0.0
    if mention.trigger.sense.pos == "NOUN":
        if is_definite(token):
            if _brings_its_own(mention) and not (
                same_place(draft, mention) or same_date(draft, mention) or _shared_side(draft, mention)
            ):
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
    if mention.place is not None and draft.places() and not same_place(draft, mention):
        return True
    if mention.date is not None and draft.dates() and not same_date(draft, mention):
        return True
    if (
        mention.trigger.sense.pos == "NOUN"
        and is_plural(mention.trigger.token)
        and not is_definite(mention.trigger.token)
    ):
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
        and a.token.lemma_.lower() not in known | ANYBODY
        and not is_definite(a.token)
        for a in mention.trigger.arguments
    )


def _named(arguments: Sequence[Argument]) -> set[str]:
    """Keys of actors with a name; "the man" or "his uncle" may be anybody."""
    return {k for k in actors(arguments) if not k.startswith("d:")}
