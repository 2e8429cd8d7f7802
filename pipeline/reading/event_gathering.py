"""Which trigger mentions of one document speak of one event.

Here belongs the gathering: each mention joins the draft that fits it best, or opens one. Not here: the single tests
(`pipeline.reading.event_identity`), finding mentions (`pipeline.reading.frames`), or events across documents
(`pipeline.resolving`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.event_identity import causes, contradictions, far_and_other, linked, refers_back, types_agree
from pipeline.reading.event_ties import threshold, tie, ties
from pipeline.reading.event_wars import operation_of

_CLAIMED = ATTACKS | {"harm", "abduction", "hostage_taking"}
_REACH = 40  # drafts that a mention is held against
_TOLD_HERE = 0.2  # the probability from which harm joins an event that its own sentence begins to tell of
_POINTED = 0.99
_DEMONSTRATIVE = frozenset({"this", "that"})
_JUST_BEFORE = 2  # sentences back that "that attack" may look for its event
#: Kinds of event of which a text seldom tells two.
_EXACT = frozenset({"prison_break", "hostage_taking", "suicide_bombing", "air_strike", "massacre", "assassination"})
#: What no likeness outweighs.
SETTLED = frozenset({"story", "status", "side", "old", "date", "place", "another"})


def gather(mentions: Sequence[Mention]) -> list[Draft]:
    """Drafts from the mentions of a document (in order); each mention joins the best draft that fits, or opens one."""
    drafts: list[Draft] = []
    for mention in mentions:
        meant = _told_just_before(mention, drafts) or operation_of(mention, drafts)
        if meant is not None:
            meant.mentions.append(mention)
            continue
        near = drafts[: -_REACH - 1 : -1]
        scored = [(score, -i, near[i]) for i, score in enumerate(_scores(near, mention, drafts))]
        here = [s for s in scored if s[0] >= _TOLD_HERE and _opens_in(s[2], mention)]
        if mention.event_type == "harm" and here:
            scored = here  # "a similar attack …, killing dozens": the harm of the attack that its sentence tells of
        else:
            scored = [s for s in scored if s[0] >= threshold()]
        if scored:
            max(scored, key=lambda s: s[:2])[2].mentions.append(mention)
        else:
            drafts.append(Draft([mention]))
    return drafts


def _told_just_before(mention: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """ "that attack", "this bombing": the event of its kind told last, in the same sentence or the two before it."""
    token = mention.trigger.token
    pointing = any(c.lower_ in _DEMONSTRATIVE for c in token.children)
    if mention.trigger.sense.pos != "NOUN" or not pointing or is_plural(token):
        return None
    spot = mention.sentence.index
    told = [
        (m.sentence.index, m.trigger.start, i)
        for i, d in enumerate(drafts)
        if types_agree(d.event_type, mention.event_type) and not set(contradictions(d, mention)) & SETTLED
        for m in d.mentions
        if spot - _JUST_BEFORE <= m.sentence.index <= spot
    ]
    return drafts[max(told)[2]] if told else None


def _opens_in(draft: Draft, mention: Mention) -> bool:
    return draft.mentions[0].sentence.index == mention.sentence.index


def credit(drafts: Sequence[Draft], claims: Sequence[Draft] | None = None) -> None:
    """Who claims an attack is its perpetrator, as far as the text says: the attack told last before the claim, or in
    its sentence. A claim that makes no row of its own counts as well.
    """
    for claim in drafts if claims is None else claims:
        if claim.event_type != "claim_of_responsibility" or claim.mentions[0].status != "occurred":
            continue
        spot = claim.mentions[0].sentence.index
        told = [
            (abs(m.sentence.index - spot), i)
            for i, d in enumerate(drafts)
            for m in d.mentions
            if d.event_type in _CLAIMED and m.sentence.index <= spot + 1
        ]
        claim.claimed = drafts[min(told)[1]] if told else None
        if told and not any(
            a.mention is not None and a.mention.form == "name" for a in drafts[min(told)[1]].arguments("perpetrator")
        ):
            drafts[min(told)[1]].claimants.extend(a for a in claim.arguments("perpetrator") if a.mention is not None)


def _scores(near: Sequence[Draft], mention: Mention, drafts: Sequence[Draft]) -> list[float]:
    """How far the mention speaks of each draft's event: a probability, above 1 where one clause holds both.

    The model is asked once for all drafts that nothing else settles.
    """
    settled = [_settled(draft, mention, drafts) for draft in near]
    asked = tie([ties(draft, mention, drafts) for draft, score in zip(near, settled, strict=True) if score is None])
    answers = iter(asked)
    return [next(answers) if score is None else score for score in settled]


def _settled(draft: Draft, mention: Mention, drafts: Sequence[Draft]) -> float | None:
    """The score of a draft, where a clause, a contradiction or a pointing word settles it."""
    same_sentence = [m for m in draft.mentions if m.sentence.index == mention.sentence.index]
    agree = types_agree(draft.event_type, mention.event_type)
    caused, pointed = same_sentence and causes(draft, mention), refers_back(draft, mention)
    if not (agree or caused or pointed):
        return 0.0
    against = set(contradictions(draft, mention))
    if same_sentence and (agree or caused) and not against:
        if strength := linked(same_sentence, mention):
            return strength
    if not (agree or pointed) or against & SETTLED or far_and_other(draft, mention) or _of_war_alone(draft, mention):
        return 0.0
    if _points_at(draft, mention, drafts):
        return _POINTED
    return None


def _of_war_alone(draft: Draft, mention: Mention) -> bool:
    """A war is no operation or battle of it, though both are told with the same words around them."""
    told = [m for m in draft.mentions if m.event_type != "harm"]
    if mention.event_type == "harm" or not told:
        return False  # people die in either
    return _is_war(mention) != any(_is_war(m) for m in told)


def _is_war(mention: Mention) -> bool:
    return mention.trigger.sense.id == "war.noun"


def _points_at(draft: Draft, mention: Mention, drafts: Sequence[Draft]) -> bool:
    """ "the prison break", said where the text has told of one prison break and no more: series and what lies long
    back aside, there is nothing else it could mean.
    """
    token = mention.trigger.token
    token = token.head if token.dep_ == "compound" else token  # "the prison break attempt"
    pointing = mention.trigger.sense.pos == "NOUN" and is_definite(token) and not is_plural(token)
    if not pointing or mention.event_type not in _EXACT or mention.event_type != draft.event_type:
        return False
    alike = [d for d in drafts if d.event_type == draft.event_type and not _general(d)]
    return alike == [draft]


def _general(draft: Draft) -> bool:
    first = draft.mentions[0]
    return first.background or (first.trigger.sense.pos == "NOUN" and is_plural(first.trigger.token))
