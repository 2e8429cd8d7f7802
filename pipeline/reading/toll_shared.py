"""Figures that two outcomes share ("killed or injured 200" says of neither how many), and those put to one of two.

Here belongs telling them from a count for each. Not here: the figures of a mention (`pipeline.reading.tolls`).
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.reading.classes import Scene
from pipeline.reading.frames import TriggerMention
from pipeline.reading.records import Quantity

_HARM = frozenset({"kill", "wound", "injure", "hurt", "murder", "maim"})
_NUMBERING = frozenset({"put", "number", "total", "reach", "estimate", "count"})
_BEHIND = 9  # tokens from "the dead" to their number
_WORDS = frozenset({"dead", "wounded", "injured"})


def joined_harm(token: Token, place: int) -> bool:
    """Whether a word of the other outcome stands there, joined to this one by "and" or "or" and nothing else."""
    if not 0 <= place < len(token.doc) or token.doc[(place + token.i) // 2].lower_ not in ("and", "or", "&"):
        return False
    first, second = sorted((token, token.doc[place]), key=lambda t: t.i)
    doc = token.doc
    if any(_counts(t) for t in doc[max(0, first.i - 5) : first.i]) and any(
        _counts(t) for t in doc[second.i + 1 : second.i + 4]
    ):
        return False  # "three were killed and wounded five others": a count for each
    one, other = _harms(first), _harms(second)
    return one is not None and other is not None and one != other


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" or token.lower_ in ("several", "others", "dozens", "scores", "another", "many")


def _harms(token: Token) -> str | None:
    """The outcome of a word of harm, by its form alone."""
    lemma = token.lemma_.lower()
    if lemma in ("kill", "murder") or token.lower_ in ("dead", "killed"):
        return "killed"
    return "wounded" if lemma in _HARM or token.lower_ in _WORDS else None


def shares_its_count(mention: TriggerMention) -> bool:
    """ "killed or injured 200", "100 dead or injured": one number for both, so for neither."""
    token = mention.token
    if any(joined_harm(token, place) for place in (token.i + 2, token.i - 2)):
        return True
    sufferers = ("nsubj", "nsubj:pass") if mention.sense.frame == "subject-victim" else ("obj", "nsubj:pass")
    own = any(c.dep_ in sufferers for c in token.children)
    joined = [c for c in token.children if c.dep_ == "conj" and c.lemma_.lower() in _HARM]
    if joined and not own and not mention.passive:
        return True
    above = token.head if token.dep_ == "conj" and token.head.lemma_.lower() in _HARM else None
    return (
        above is not None and not mention.passive and not any(c.dep_ in ("obj", "nsubj:pass") for c in above.children)
    )


def put_at(scene: Scene, mention: TriggerMention, outcomes: Mapping[str, str]) -> tuple[str, Quantity] | None:
    """ "The dead are put at 25, and the injured at 40", "the wounded numbered 60": outcome and number; None, if the
    trigger is no such word or no number is put to it.
    """
    token, sentence = mention.token, mention.sentence
    outcome = outcomes.get(token.lower_)
    if outcome is None or token.i == sentence.first or token.nbor(-1).lower_ != "the":
        return None
    words: list[str] = []
    for following in token.doc[token.i + 1 : min(token.i + _BEHIND, sentence.last)]:
        quantity = scene.number_at.get(sentence.char(following))
        if quantity is not None and quantity.kind in ("cardinal", "vague"):
            put = bool(words) and (words[0] in ("at", "as") or bool(_NUMBERING.intersection(words)))
            return (outcome, quantity) if put else None
        if following.text in (",", ";", ".") or following.pos_ in ("CCONJ", "NOUN", "PROPN"):
            return None
        words.append(following.lemma_.lower())
    return None
