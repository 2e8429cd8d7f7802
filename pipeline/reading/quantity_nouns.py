"""The noun that a number counts.

Here belongs the way from a number to its noun phrase by the tokens that follow, which is robust against wrong trees.
Not here: what is counted where no noun follows (`quantity_clauses`), numbers (`quantity_words`), units
(`quantity_units`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import is_person, plural, singular, unit_of, units
from pipeline.reading.records import Sentence

_INSIDE = {"ADJ", "NOUN", "PROPN", "NUM", "X"}
DETERMINERS = {
    *("the", "a", "an", "this", "that", "these", "those", "all"),
    *("its", "their", "his", "her", "our", "my", "your"),
}
_ANAPHORS = {"them", "these", "those", "whom", "which", "us", "you"}
_MORE = {"more", "other", "others", "additional", "further", "fewer", "new", "such", "own", "less"}
_JOINTS = {"-", "–", "'s", "’s", "'", "’"}
_LIMIT = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the head token (None where no noun follows), the phrase's document offsets, and its unit.

    by: follows (a noun follows) | state ("30 injured") | pronoun ("nine of them") | clause (see
    `quantity_clauses`) | none.
    """

    head: Token | None
    start: int | None
    end: int | None
    unit: str
    kind: str
    by: str


NOTHING = Counted(None, None, None, "", "", "none")


def counted_after(sentence: Sentence, end: int, one: bool = True) -> Counted:
    """What is counted by a number that ends at a document offset, by the words that follow it.

    one: the number can count a singular; else a plural (or a noun without one) must follow.
    """
    tokens = sentence.over(end, sentence.end)
    tokens = tokens[1:] if tokens and tokens[0].idx + sentence.offset < end else tokens  # "50km" in one token
    i = 0
    of = False
    while i < len(tokens) and i < 4:
        low = tokens[i].lower_
        if low in ("of",) and not of:
            of = True
        elif (
            (low in _JOINTS and i == 0)
            or (of and low in DETERMINERS and _next(tokens, i) not in ("", "of"))
            or (low == "more" and not of)
        ):
            pass
        else:
            break
        i += 1
    if i < len(tokens) and of and tokens[i].lower_ in _ANAPHORS:
        char = sentence.char(tokens[i])
        person = tokens[i].lower_ in ("whom", "them", "us", "you")
        return Counted(
            None, char, char + len(tokens[i]), "persons" if person else "", "persons" if person else "", "pronoun"
        )
    return _plural_only(noun_phrase(sentence, tokens[i:], of), one)


def _plural_only(counted: Counted, one: bool) -> Counted:
    """Nothing, where a number above one stands before a noun in the singular (a verb, or another phrase)."""
    head = counted.head
    if one or head is None or counted.by != "follows" or not head.pos_ or head.tag_ in ("NNS", "NNPS"):
        return counted
    low = head.lower_
    fixed = low in units().person_plurals or singular(low) != low or plural(low) == low
    return counted if fixed or head.pos_ == "PROPN" or is_person(low) else NOTHING


def _next(tokens: Sequence[Token], i: int) -> str:
    return tokens[i + 1].lower_ if i + 1 < len(tokens) else ""


def _inside(token: Token, after: Token | None, started: bool) -> bool:
    """Whether a token can stand in a counted noun phrase before or as its head."""
    low = token.lower_
    if low in _MORE or token.pos_ in ("NOUN", "PROPN") or _acronym(token):
        return True
    if low in units().function_words:
        return False
    if token.pos_ in _INSIDE or not token.pos_:
        return bool(low[0].isalnum())
    nominal = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
    if token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG", "VBD"):
        return (not started and nominal) or is_person(low)
    if token.pos_ == "ADV":
        return not started and nominal and (after is not None and after.lower_ not in units().function_words)
    return is_person(low) and token.pos_ != "AUX" and low not in units().function_words


def _acronym(token: Token) -> bool:
    """Whether a word in capitals is a name that looks like a small word ("IS fighters", "US troops")."""
    return len(token) > 1 and token.text.isupper() and token.text.isalpha() and not token.sent.text.isupper()


def noun_phrase(sentence: Sentence, tokens: Sequence[Token], of: bool) -> Counted:
    """The noun phrase that opens a list of tokens."""
    u = units()
    last: Token | None = None
    first: Token | None = None
    state: Token | None = None
    for k, token in enumerate(tokens[:_LIMIT]):
        low = token.lower_
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        if low in _JOINTS and after is not None:
            if low not in ("-", "–") or token.idx + len(token) == after.idx:
                if low not in ("-", "–"):
                    last = None  # "one of the group's fighters": the owner is not counted
                continue
            break
        if low in u.states and state is None and last is None and not _attributive(token, after):
            state = token
            first = first or token
            break
        if last is not None and _tail_starts(token, last):
            break
        if (
            low in (",", "and", "or")
            and last is None
            and first is not None
            and after is not None
            and after.pos_ in ("ADJ", "NOUN", "VERB")
        ):
            continue
        if not _inside(token, after, last is not None):
            break
        first = first or token
        if (
            token.pos_ in ("NOUN", "PROPN")
            or is_person(low)
            or low in u.by_word
            or (not token.pos_ and low not in _MORE)
        ):
            last = token
    if last is None and state is None:
        return NOTHING if first is None or first.lower_ not in ("other", "others", "more") else _others(sentence, first)
    head = last if last is not None else state
    assert head is not None
    assert first is not None
    start, end = sentence.char(first), sentence.char(head) + len(head)
    if last is None:
        return Counted(head, start, end, "persons", "persons", "state")
    unit, kind = unit_of(head.lower_, head.text[0].isupper() and (head.pos_ == "PROPN" or not head.is_sent_start))
    return Counted(head, start, end, unit, kind, "follows")


def _others(sentence: Sentence, token: Token) -> Counted:
    char = sentence.char(token)
    return Counted(token, char, char + len(token), "persons", "persons", "follows")


def _attributive(token: Token, after: Token | None) -> bool:
    """Whether a participle stands before a noun ("30 injured soldiers") and is not itself what is counted."""
    if after is None or not after.is_alpha:
        return False
    return (after.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ in ("amod", "")) or is_person(after.lower_)


def _tail_starts(token: Token, last: Token) -> bool:
    """Whether a token after a noun opens something else ("13 years Monday", "five people Friday night")."""
    u = units()
    low = token.lower_
    if (low in u.by_word and u.by_word[low][1] == "time") or low in _DAYS:
        return True
    if last.lower_ in u.person_plurals and not last.lower_.endswith("s") and token.tag_ == "NNS":
        return False  # "six police units"
    plural = last.lower_.endswith("s") or last.lower_ in u.person_plurals
    return plural and is_person(last.lower_) and not is_person(low)


_DAYS = general("weekdays") | {"yesterday", "today", "tomorrow", "overnight", "strong"}
