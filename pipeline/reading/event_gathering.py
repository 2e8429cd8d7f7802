"""Which trigger mentions of one document speak of one event.

Here belongs the gathering: each mention joins the draft that fits it best, or opens one. Not here: the single tests
(`pipeline.reading.event_identity`), finding mentions (`pipeline.reading.frames`), or events across documents
(`pipeline.resolving`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite, told_last
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
            meant.add(mention)
            continue
        near = drafts[: -_REACH - 1 : -1]
        scored = [(score, -i, near[i]) for i, score in enumerate(_scores(near, mention, drafts))]
        here = [s for s in scored if s[0] > 1 or (s[0] >= _TOLD_HERE and _opens_in(s[2], mention))]
        if mention.event_type == "harm" and here:
            scored = here  # "a similar attack …, killing dozens": the harm of the attack that its sentence tells of
        else:
            scored = [s for s in scored if s[0] >= threshold()]
        if scored:
            max(scored, key=lambda s: s[:2])[2].add(mention)
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

    def meant(draft: Draft, told: Mention) -> bool:
        near = spot - _JUST_BEFORE <= told.sentence.index <= spot
        agree = near and types_agree(draft.event_type, mention.event_type)
        return agree and not set(contradictions(draft, mention)) & SETTLED

    last = told_last(drafts, meant)
    return last[0] if last is not None else None


def _opens_in(draft: Draft, mention: Mention) -> bool:
    return draft.mentions[0].sentence.index == mention.sentence.index


def credit(drafts: Sequence[Draft], claims: Sequence[Draft] | None = None) -> None:
    """Who claims an attack is its perpetrator, as far as the text says: the attack told last before the claim, or in
    its sentence. A claim that makes no row of its own counts as well.
    """
    for claim in drafts if claims is None else claims:
        if claim.event_type != "claim_of_responsibility" or claim.mentions[0].status != "occurred":
            continue
        claim.claimed = _attack_beside(claim.mentions[0].sentence.index, drafts)
        known = claim.claimed.arguments("perpetrator") if claim.claimed is not None else []
        if claim.claimed is not None and not any(a.mention is not None and a.mention.form == "name" for a in known):
            claim.claimed.claimants.extend(a for a in claim.arguments("perpetrator") if a.mention is not None)


def _attack_beside(spot: int, drafts: Sequence[Draft]) -> Draft | None:
    """The attack told nearest to a sentence, in the next one at the latest."""
    attacks = [d for d in drafts if d.event_type in _CLAIMED]
    found = told_last(attacks, lambda _, m: m.sentence.index <= spot + 1, lambda m: -abs(m.sentence.index - spot))
    return found[0] if found is not None else None


def _scores(near: Sequence[Draft], mention: Mention, drafts: Sequence[Draft]) -> list[float]:
    """How far the mention speaks of each draft's event: a probability, above 1 where one clause holds both.

    The model is asked once for all drafts that nothing else settles.
    """
    settled = [_settled(draft, mention, drafts) for draft in near]
    asked = [(draft, s) for draft, s in zip(near, settled, strict=True) if not isinstance(s, float)]
    answers = iter(tie(ties(asked, mention, drafts)))
    return [s if isinstance(s, float) else next(answers) for s in settled]


def _settled(draft: Draft, mention: Mention, drafts: Sequence[Draft]) -> float | set[str]:
    """The score of a draft, where a clause, a contradiction or a pointing word settles it; else what speaks against
    it.
    """
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
    return against


def _of_war_alone(draft: Draft, mention: Mention) -> bool:
    """A war is no operation or battle of it, though both are told with the same words around them."""
    if "harm" in (mention.event_type, draft.event_type):
        return False  # people die in either
    return mention.is_war != draft.is_war


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
