"""Quantities without a cardinal: people behind an article ("a soldier") and counts that an ordinal states.

Here belong indefinite articles before people (kind "article": one person for a toll, never a statistic), "the second
such attack this month" (2 attacks) and "in their third week" (2 to 3 weeks). Not here: cardinals (`quantities`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.quantity_filters import at, is_ordinal_word
from pipeline.reading.quantity_nouns import counted_after
from pipeline.reading.quantity_units import singular, unit_of, units
from pipeline.reading.quantity_words import Lexeme
from pipeline.reading.records import Quantity, Sentence
from pipeline.reading.token_search import lower_words

_ARTICLES = {"a", "an", "another"}


def articles(sentence: Sentence, taken: list[tuple[int, int]]) -> list[Quantity]:
    """Single people behind an indefinite article: "a police officer", "another soldier"."""
    found = []
    words = lower_words(sentence.doc)
    for i in range(sentence.first, sentence.last):
        if words[i] not in _ARTICLES:
            continue
        token = sentence.doc[i]
        start = sentence.char(token)
        if any(a <= start < b for a, b in taken):
            continue
        counted = counted_after(sentence, _past_age(sentence, token))
        head = counted.head
        if head is None or counted.unit != "persons" or counted.by != "follows" or not _single(head.lower_, head.tag_):
            continue
        found.append(
            Quantity(
                start,
                start + len(token),
                start,
                start + len(token),
                1,
                1,
                "exact",
                "article",
                "persons",
                sentence.char(head),
                counted.start,
                counted.end,
                sentence=sentence.index,
            )
        )
    return found


def _past_age(sentence: Sentence, article: Token) -> int:
    """Where the noun phrase goes on behind an article and an age ("a 24-year-old man" goes on at "man")."""
    tail = sentence.doc[article.i + 1 : min(article.i + 8, sentence.last)]
    if len(tail) and tail[0].like_num:
        old = next((t for t in tail if t.lower_ == "old" or t.lower_.endswith("-old")), None)
        return sentence.char(old) + len(old) if old is not None else sentence.char(article) + len(article)
    return sentence.char(article) + len(article)


def _single(noun: str, tag: str) -> bool:
    return noun not in units().person_plurals and tag not in ("NNS", "NNPS") and singular(noun) == noun


def ordinals(sentence: Sentence, items: list[Lexeme]) -> list[Quantity]:
    """Counts that an ordinal states: "the second such attack this month" (2), "in their third week" (2 to 3)."""
    found = []
    u = units()
    for i in range(len(items)):
        value = is_ordinal_word(items, i)
        if not value:
            continue
        k = i + (2 if items[i].text.isdigit() else 1)
        word = singular(at(items, k))
        unit = u.by_word.get(word)
        start, end = sentence.start + items[i].start, sentence.start + items[min(k, len(items) - 1)].end
        if (
            unit
            and unit[1] == "time"
            and at(items, i - 1) in ("its", "their", "his", "her", "a")
            and at(items, i - 2) in ("in", "into", "entered", "enters", "entering", "for")
        ):
            found.append(
                Quantity(
                    start,
                    end,
                    start,
                    end,
                    value - 1,
                    value,
                    "range",
                    "ordinal",
                    unit[0],
                    None,
                    None,
                    None,
                    sentence=sentence.index,
                )
            )
            continue
        head = _repeated(items, k)
        if head is not None:
            stop = sentence.start + items[head].end
            name = unit_of(singular(items[head].text))[0]
            found.append(
                Quantity(
                    start,
                    stop,
                    start,
                    end,
                    value,
                    value,
                    "exact",
                    "ordinal",
                    name,
                    sentence.start + items[head].start,
                    sentence.start + items[i].start,
                    stop,
                    sentence=sentence.index,
                )
            )
    return found


def _repeated(items: list[Lexeme], k: int) -> int | None:
    """The event noun of "second such attack", "fifth bombing this month": only where a span of time closes it."""
    u = units()
    such = at(items, k) == "such"
    for j in range(k, min(k + 4, len(items))):
        if u.by_word.get(singular(items[j].text), ("", ""))[1] == "event":
            tail = " ".join(x.text for x in items[j + 1 : j + 3])
            timed = tail.split(" ")[0] in ("this", "since", "in", "within") and (
                such or tail.split(" ")[-1] in _SPANS or tail.startswith("since")
            )
            return j if timed or such else None
    return None


_SPANS = {
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "a",
    "two",
    "three",
    "as",
    "less",
    "under",
    "recent",
    "four",
    "five",
    "six",
}
