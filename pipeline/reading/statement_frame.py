"""The frame of an act of speech: time, setting and listener, which stand between the verb and what was said.

Here belongs taking it off. Not here: where what was said begins and ends otherwise (`statement_content`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import singular
from pipeline.reading.statement_words import Verb, speech

QUOTE_MARKS = frozenset("“”\"«»„‘’'")
_LISTENER_VERBS = frozenset({"tell", "inform", "notify", "remind", "assure", "brief", "warn"})
ANY_VERB = {"VERB", "AUX"}
_PRONOUNS = {"he", "she", "they", "it", "we", "i", "there", "his", "her", "their", "that", "its", "our", "my"}
DAYS = general("weekdays") | {"today", "yesterday", "week", "month", "night", "morning", "afternoon", "evening"}
_NEAR_DAYS = {"on", "late", "early", "earlier", "last", "this", "later"}
_ADVERBS = {
    "also",
    "later",
    "earlier",
    "separately",
    "recently",
    "today",
    "yesterday",
    "repeatedly",
    "again",
    "meanwhile",
    "afterwards",
}
_FRAMES = {"in", "at", "to", "via", "during", "on", "by", "through", "speaking"}
SECOND_SOURCE = {
    "according",
    "citing",
    "quoting",
    "adding",
    "calling",
    "speaking",
    "referring",
    "describing",
    "urging",
    "who",
    "whose",
}
_HEADS_OF_PHRASES = {"det", "compound", "amod", "flat", "nmod:poss", "nmod", "case", "nmod:unmarked"}


def behind_frame(behind: list[Token], verb: Verb) -> list[Token] | None:
    """The tokens said behind a verb, without time, setting and listener; None where too little stands there."""
    that = _that(behind) if "clause" in verb.takes else None
    if that is not None:
        rest = behind[that + 1 :]
        return rest if sum(not t.is_punct for t in rest) > 1 else None
    i = 0
    while i < len(behind) and (step := _step(behind, i, verb)):
        i += step
    rest = behind[i:]
    words = [t for t in rest if not t.is_punct]
    if not words or (words[0].lower_ in SECOND_SOURCE and "clause" in verb.takes):
        return None
    if words[0].pos_ in ANY_VERB and words[0].tag_ in ("VBD", "VBZ", "VBP", "MD") and rest[0] == behind[0]:
        return None  # "what the paper said is wrong"
    if words[0].lower_ == "to" and "infinitive" not in verb.takes and "clause" in verb.takes:
        return None  # "told the men to go" is no statement
    least = 1 if verb.takes & {"object", "for", "infinitive"} else 3
    return rest if len(words) >= least else None


def _that(behind: list[Token]) -> int | None:
    """The place of a "that" which opens what was said, if no other clause stands before it."""
    for i, token in enumerate(behind[:16]):
        if token.lower_ in ("but", "while", "although"):
            return None
        if token.lower_ == "that" and (i == 0 or token.pos_ == "SCONJ" or token.dep_ == "mark" or not token.pos_):
            return i
        if (token.pos_ in ANY_VERB and token.dep_ not in ("amod", "acl", "advcl")) or token.text in (":", "“", '"'):
            return None
    return None


def _step(behind: list[Token], i: int, verb: Verb) -> int:
    """How many tokens at i belong to the frame of speech and not to what was said."""
    token = behind[i]
    low = token.lower_
    after = behind[i + 1].lower_ if i + 1 < len(behind) else ""
    if low in (",", ":", "-", "–", "—") or token.text in QUOTE_MARKS or token.is_space:
        return 1
    if low in DAYS or (low in _NEAR_DAYS and after in DAYS) or (low in _ADVERBS and token.pos_ in ("ADV", "NOUN")):
        return 1
    if low in _FRAMES and "for" not in verb.takes and verb.takes != {"object"}:
        return _frame(behind, i)
    if verb.lemma in _LISTENER_VERBS and i < 8 and low not in _PRONOUNS and _listener(behind, i):
        return 1
    return 0


def _frame(behind: list[Token], i: int) -> int:
    """The length of a setting at i: "in a statement", "at a news conference", "to reporters"; 0 where it is none."""
    adjuncts = speech().adjuncts
    for j in range(i + 1, min(i + 8, len(behind))):
        low = behind[j].lower_
        if low in adjuncts or singular(low) in adjuncts:
            return j + 1 - i
        if low == "to" or behind[j].pos_ in ANY_VERB or behind[j].text == ",":
            return 0
    return 0


def _listener(behind: list[Token], i: int) -> bool:
    """Whether the token still belongs to the one who was told ("told the news agency AFP that")."""
    token = behind[i]
    if token.dep_ in ("nsubj", "nsubj:pass"):
        return False
    head = token
    while head.dep_ in _HEADS_OF_PHRASES and head.head.i != head.i:
        head = head.head
    return head.dep_ in ("obj", "iobj", "obl", "nmod") or (token.pos_ == "PROPN" and i < 3)
