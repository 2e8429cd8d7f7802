"""The noun that a number counts.

Here belongs the way from a number to its noun phrase: by the tokens that follow (robust against wrong trees), by the
tree where the number is a modifier, and by the clause where no noun follows ("killed at least nine", "the toll stood at
84"). Not here: numbers (`quantity_words`) and units (`quantity_units`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person, plural, singular, unit_of, units
from pipeline.reading.records import Sentence

_INSIDE = {"ADJ", "NOUN", "PROPN", "NUM", "X"}
_DETERMINERS = {
    "the",
    "its",
    "their",
    "his",
    "her",
    "our",
    "these",
    "those",
    "this",
    "that",
    "all",
    "my",
    "your",
    "a",
    "an",
}
_ANAPHORS = {"them", "these", "those", "whom", "which", "us", "you"}
_MORE = {"more", "other", "others", "additional", "further", "fewer", "new", "such", "own", "less"}
_JOINTS = {"-", "–", "'s", "’s", "'", "’"}
_STOP = {
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "to",
    "and",
    "or",
    "but",
    "who",
    "that",
    "which",
    "were",
    "was",
    "are",
    "is",
    "had",
    "have",
    "has",
    "been",
    "be",
    "when",
    "as",
    "after",
    "before",
    "during",
    "while",
    "not",
    "than",
    "into",
    "near",
    "inside",
    "of",
    "if",
    "the",
    "a",
    "an",
    "since",
    "over",
    "under",
    "between",
    "against",
    "through",
    "because",
    "it",
    "they",
    "he",
    "she",
    "we",
    "i",
    "so",
    "will",
    "would",
    "could",
    "can",
    "may",
    "might",
    "must",
    "did",
    "do",
    "does",
    "also",
    "ago",
    "later",
    "earlier",
    "there",
    "this",
    "where",
    "across",
    "around",
    "about",
    "along",
    "among",
    "outside",
    "within",
    "without",
    "until",
    "including",
    "killed",
    "injured",
    "wounded",
    "dead",
    "away",
    "off",
    "apart",
    "each",
    "per",
    "said",
    "says",
    "remain",
    "remained",
    "took",
    "take",
    "now",
    "still",
    "out",
    "up",
    "down",
}
_LIMIT = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the head token (None where no noun follows), the phrase's document offsets, and its unit.

    by: follows (a noun follows) | state ("30 injured") | pronoun ("nine of them") | clause | none.
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
    tokens = [t for t in sentence.tokens if t.idx + sentence.offset + len(t) > end]
    tokens = tokens[1:] if tokens and tokens[0].idx + sentence.offset < end else tokens  # "50km" in one token
    i = 0
    of = False
    while i < len(tokens) and i < 4:
        low = tokens[i].lower_
        if low in ("of",) and not of:
            of = True
        elif (
            (low in _JOINTS and i == 0)
            or (of and low in _DETERMINERS and _next(tokens, i) not in ("", "of"))
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
    return _plural_only(_phrase(sentence, tokens[i:], of), one)


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
    if low in _STOP:
        return False
    if token.pos_ in _INSIDE or not token.pos_:
        return bool(low[0].isalnum())
    nominal = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
    if token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG", "VBD"):
        return (not started and nominal) or is_person(low)
    if token.pos_ == "ADV":
        return not started and nominal and (after is not None and after.lower_ not in _STOP)
    return is_person(low) and token.pos_ != "AUX" and low not in _STOP


def _acronym(token: Token) -> bool:
    """Whether a word in capitals is a name that looks like a small word ("IS fighters", "US troops")."""
    return len(token) > 1 and token.text.isupper() and token.text.isalpha() and not token.sent.text.isupper()


def _phrase(sentence: Sentence, tokens: Sequence[Token], of: bool) -> Counted:
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
    plural = last.lower_.endswith("s") or last.lower_ in u.person_plurals
    return plural and is_person(last.lower_) and not is_person(low)


_DAYS = {
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tomorrow",
    "overnight",
    "strong",
}


def counted_in_clause(sentence: Sentence, start: int, end: int) -> Counted:
    """What is counted where no noun follows: the verb of harm before or after, or the noun whose number is given.

    "killed at least nine" and "25 were wounded" count persons; "put the number of murders at 106" counts murders;
    "the death toll stands at 84" counts persons.
    """
    tokens = list(sentence.tokens)
    before = [t for t in tokens if sentence.char(t) + len(t) <= start]
    after = [t for t in tokens if sentence.char(t) >= end]
    for t in after[:6]:
        if t.lower_ in units().states:
            return Counted(t, None, None, "persons", "persons", "clause")
        if t.lower_ not in _AUXILIARIES and t.pos_ != "ADV":
            break
    if before and before[-1].lower_ in ("and", "or", ",") and len(before) > 1:
        before = before[:-1]
    if before and (before[-1].lower_ in units().states or _harms(before[-1])):
        return Counted(before[-1], None, None, "persons", "persons", "clause")
    if len(before) > 1 and before[-1].lower_ in ("another", "other", "some", "only", "just") and _harms(before[-2]):
        return Counted(before[-2], None, None, "persons", "persons", "clause")
    for t in reversed(before):
        if t.lower_ in ("number", "numbers", "total") and t.i + 1 < len(t.doc) and t.nbor().lower_ == "of":
            return _relabel(
                _phrase(sentence, [x for x in before if x.i > t.i + 1 and x.lower_ not in _DETERMINERS], True)
            )
        if t.lower_ in units().tolls:
            return Counted(t, None, None, "persons", "persons", "clause")
        if t.lower_ == "many" and t.i > sentence.first and t.nbor(-1).lower_ == "how":
            return _relabel(_phrase(sentence, [x for x in before if x.i > t.i], True))
    number = sentence.token_at(end - 1)
    if number is not None and number.dep_ in ("nsubj", "nsubj:pass") and number.head.pos_ == "VERB":
        return Counted(None, None, None, "persons", "persons", "clause")
    return NOTHING


def _relabel(counted: Counted) -> Counted:
    return (
        Counted(counted.head, counted.start, counted.end, counted.unit, counted.kind, "clause")
        if counted.unit
        else NOTHING
    )


_AUXILIARIES = {
    "were",
    "was",
    "are",
    "is",
    "had",
    "have",
    "has",
    "been",
    "being",
    "be",
    "got",
    "gets",
    "reported",
    "confirmed",
    "feared",
    "also",
    "more",
    "others",
    "other",
    "still",
    "seriously",
    "later",
    "critically",
    "believed",
    "said",
    "to",
}


def _harms(token: Token) -> bool:
    """Whether a verb form kills, wounds or takes people, so that a bare number after it counts people."""
    low = token.lower_
    return any(low.startswith(stem) for stem in _HARM_STEMS) and (
        token.pos_ in ("VERB", "ADJ", "NOUN", "") or low.endswith("ing")
    )


_HARM_STEMS = (
    "kill",
    "wound",
    "injur",
    "arrest",
    "detain",
    "captur",
    "kidnap",
    "abduct",
    "behead",
    "massacr",
    "murder",
    "slaughter",
    "slay",
    "slew",
    "execut",
    "maim",
    "hurt",
    "displac",
    "hospitali",
    "jail",
    "imprison",
    "deport",
    "evacuat",
    "rescu",
)
