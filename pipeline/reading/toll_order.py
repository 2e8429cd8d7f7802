"""Figures by the order of words, where the tree gives none: numbers right before or behind a verb of harm.

Here belong readings that hold whatever the parser made of the sentence. Not here: figures from a trigger's arguments
(`pipeline.reading.tolls`, `pipeline.reading.toll_sums`).
"""

from __future__ import annotations

from pipeline.reading.classes import Scene
from pipeline.reading.frames import TriggerMention
from pipeline.reading.people_in_front import counted_in_front
from pipeline.reading.records import Figure
from pipeline.reading.toll_sums import figure


def right_before(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "Police: 1 killed, 3 wounded": a headline's bare number in front of its participle."""
    token, sentence = mention.token, mention.sentence
    if mention.sense.pos != "VERB" or token.i == sentence.first or token.tag_ not in ("VBN", "VBD"):
        return []
    before = token.nbor(-1)
    quantity = scene.number_at.get(sentence.char(before))
    if before.i > sentence.first + 1 and before.nbor(-1).lower_ == "another":
        before = before.nbor(-1)
    opens = before.i == sentence.first or before.nbor(-1).text in (":", ",", ";", "-", "–", "—", "and", "with")
    if quantity is None or quantity.kind not in ("cardinal", "vague") or not opens:
        return []
    return [figure(outcome, quantity)]


def right_behind(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "killed at least nine and wounded dozens": a bare number behind the verb, before the next verb, whatever the
    tree says.
    """
    token = mention.token
    if mention.sense.pos != "VERB" or mention.passive or mention.sense.type != "harm":
        return []
    for following in token.doc[token.i + 1 : min(token.i + 5, mention.sentence.last)]:
        if following.text in (",", ";"):
            return []  # "the killing of a girl, 7"
        quantity = scene.number_at.get(mention.sentence.char(following))
        if quantity is None or quantity.kind not in ("cardinal", "vague"):
            continue
        after = mention.sentence.token_at(quantity.number_end + 1)
        bare = after is not None and after.lower_ in ("and", "but", ",", ".", ";", "in", "on", "at", "(")
        lost = not mention.having("victim") and mention.sense.frame == ""  # the tree hung them elsewhere
        bare = bare or (lost and quantity.unit == "persons")
        return [figure(outcome, quantity)] if bare else []
    return []


def in_front(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "on 3 May 40 farmers, most of them women, were killed": the people counted right in front of a verb whose
    subject came to harm, an aside left out.
    """
    token = mention.token
    suffers = mention.passive or mention.sense.frame == "subject-victim" or token.tag_ == "VBN"
    if mention.sense.pos != "VERB" or not suffers or any(c.dep_ == "obj" and c.i > token.i for c in token.children):
        if mention.sense.frame != "subject-victim":
            return []
    quantity = counted_in_front(scene, mention.sentence, token)
    return [figure(outcome, quantity)] if quantity is not None else []
