"""People counted right in front of a word, and lists of people counted, by the order of words alone.

Here belongs what holds whatever the parser made of a sentence. Not here: what becomes of the numbers
(`pipeline.reading.toll_order`, `pipeline.reading.toll_sums`).
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from pipeline.reading.classes import Scene
from pipeline.reading.general_words import general
from pipeline.reading.records import Quantity, Sentence, within

_ASIDE = 16  # tokens of an aside between people and what befell them
_PHRASE = 9  # tokens from a verb back to the number that counts its people
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})
_INSIDE = frozenset({"of", "own", "his", "her", "its", "their", "the", "them", "or", "more", "on", "board", "-", "–"})
_OPENING, _CLOSING = frozenset({",", "(", "–", "—"}), frozenset({",", ")", "–", "—"})  # marks around an aside
_BEFALLEN = general("befallen")


def number_over(scene: Scene, sentence: Sentence, token: Token) -> Quantity | None:
    """The quantity whose number a token belongs to ("50" in "between 40 and 50")."""
    char = sentence.char(token)
    for i in range(token.i, max(sentence.first - 1, token.i - 4), -1):
        quantity = scene.number_at.get(sentence.char(token.doc[i]))
        if quantity is not None:
            return quantity if quantity.number_end >= char + len(token) else None
    return None


def counted_in_front(scene: Scene, sentence: Sentence, token: Token) -> Quantity | None:
    """The people counted right in front of a verb, its auxiliaries and an aside passed over; None, where they are
    only the last of several.
    """
    place = _behind_people(sentence, token)
    quantity = _counted_before(scene, sentence, token, place)
    if quantity is not None and token.dep_.startswith("acl"):
        inside = [t.lower_ for t in token.doc[max(0, place - _PHRASE) : place + 1]]
        if "of" in inside and "own" not in inside:
            return None  # "one of the men killed there": how many were killed, is not said
    return quantity


def _behind_people(sentence: Sentence, token: Token) -> int:
    """Index of the last word of the phrase in front of the verb."""
    doc, first = token.doc, sentence.first
    i = token.i - 1
    while i > first and (doc[i].pos_ in ("AUX", "ADV", "PART") and doc[i].lower_ not in ("more", "board")):
        i -= 1
    if i > first and doc[i].text in _CLOSING:
        back = range(i - 1, max(first, i - _ASIDE), -1)
        opened = next((k for k in back if doc[k].text in _OPENING and _opens(doc[k + 1])), None)
        opened = opened or next((k for k in back if doc[k].text in _OPENING), None)
        if opened is None or (not _opens(doc[opened + 1]) and _has_verb(doc[opened:i])):
            return first
        i = opened - 1
    return i


def _opens(word: Token) -> bool:
    """Whether an aside that opens with a word speaks of those just counted: "most of them", "all of one family"."""
    return word.lower_ in general("clauses-of-parts") or word.lower_ in ("all", "some", "one")


def _has_verb(words: object) -> bool:
    return any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in words)  # type: ignore[attr-defined]


def _counted_before(scene: Scene, sentence: Sentence, token: Token, place: int) -> Quantity | None:
    """The quantity whose noun phrase ends at a place; None, if it is one of several, or no count of people."""
    doc = token.doc
    for i in range(place, max(sentence.first - 1, place - _PHRASE), -1):
        word = doc[i]
        quantity = number_over(scene, sentence, word)
        if quantity is not None:
            fits = quantity.kind in ("cardinal", "vague") and quantity.unit in ("persons", "")
            alone = fits and not _one_of_several(sentence, quantity)
            return quantity if alone and not _of_things(scene, sentence, word, place) else None
        if word.pos_ not in _NOMINAL and word.lower_ not in _INSIDE:
            return None
    return None


def _one_of_several(sentence: Sentence, quantity: Quantity) -> bool:
    """ "a guard and 12 soldiers", "two of 12 soldiers"; "spoke of 12 soldiers" is none."""
    before = sentence.token_at(quantity.start - 1) or sentence.token_at(quantity.start - 2)
    if before is None or before.i >= (sentence.token_at(quantity.number_start) or before).i:
        return False
    if before.lower_ == "of" and before.i > sentence.first:
        return before.nbor(-1).pos_ != "VERB"
    return before.lower_ in ("and", "or")


def _of_things(scene: Scene, sentence: Sentence, number: Token, place: int) -> bool:
    """Whether what stands behind the number is a thing, a place or a time rather than people."""
    nouns = [t for t in number.doc[number.i + 1 : place + 1] if t.pos_ in ("NOUN", "PROPN")]
    kinds = scene.classes(sentence, nouns[-1]) if nouns else frozenset()
    return bool(kinds & {"site", "thing", "place", "time", "event", "weapon"}) and not kinds & {"people", "force"}


def row_of(scene: Scene, sentence: Sentence, quantity: Quantity) -> list[Quantity]:
    """The people counted one after the other in a row that a quantity stands in ("36 rebels, 12 members of the forces,
    and seven farmers"), if it is more than one.
    """
    here = [
        q
        for q in within(scene.text.quantities, sentence.start, sentence.end)
        if q.kind in ("cardinal", "vague", "article") and q.unit == "persons" and q.part_of is None
    ]
    if quantity not in here:
        return []
    between = [sentence.over(one.number_end, other.start) for one, other in pairwise(here)]
    first = last = here.index(quantity)
    while first > 0 and _joins(between[first - 1]) and _has_noun(scene, sentence, here[first - 1]):
        first -= 1
    while last < len(between) and _joins(between[last]) and _has_noun(scene, sentence, here[last]):
        last += 1
    if first == last:
        return []
    closed = any(t.lower_ == "and" for t in between[last - 1])
    closed = closed or sentence.block.kind in ("title", "heading")  # "2 adults, 2 children killed"
    return here[first : last + 1] if closed and _has_noun(scene, sentence, here[last]) else []


def _joins(between: list[Token]) -> bool:
    """Whether the words between two numbers are a noun phrase, a comma and "and", and nothing else."""
    words = between
    while words and words[-1].lower_ in ("and", ","):
        words = words[:-1]
    if not words or len(words) == len(between):
        return False
    plain = all(t.pos_ in _NOMINAL or t.lower_ in ("of", "and", "-", "–") or t.pos_ == "PRON" for t in words)
    return plain and not any(t.lower_ in _BEFALLEN or t.tag_ == "WP" for t in words)


def _has_noun(scene: Scene, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a noun for people follows on a number; "six die" has none, whatever its tag."""
    following = sentence.over(quantity.number_end, quantity.number_end + 60)[:4]
    nouns = [t for t in following if t.pos_ in ("NOUN", "PROPN")]
    if not nouns or any(t.pos_ in ("VERB", "AUX") for t in following[: following.index(nouns[0])]):
        return False
    return not any(match.sense.pos == "VERB" for match in scene.triggers.at(nouns[0]))
