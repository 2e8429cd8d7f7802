"""What an apposition behind a name says of it: somebody ("X, an elder from the place", "X, who ...") or a place.

Here belongs the reading of the few words behind the comma. Not here: titles before a name or which runs are people
(`persons`), or the places themselves (`places`).
"""

from __future__ import annotations

from pipeline.reading.actor_runs import Page
from pipeline.reading.place_words import place_words

_OPENING = frozenset({"a", "an", "the", "his", "her", "their", "its", "another", "one"})
_WHO = frozenset({"who", "whose", "whom"})
_WORDS = 6


def beside(page: Page, last: int) -> str:
    """What stands in apposition to the name that ends before word `last`: "person", "place" or "" where neither."""
    if last >= len(page.words) or page.gap(last - 1).strip(" \u00a0\r\n\"”'’") != ",":
        return ""
    if page.words[last].key in _WHO:
        return "person"
    if page.words[last].key not in _OPENING:
        return ""
    nouns = place_words().nouns
    found, i = "", last + 1
    while i < min(len(page.words), last + _WORDS):
        word = page.words[i]
        if word.stem_end != word.end:
            found = ""  # "the province's governor" is no province
        elif word.stem in nouns:
            found = "place"
        elif describes(page, word.stem):
            found = "person"
        elif found:
            break
        if page.gap(i) not in {" ", "-"}:
            break
        i += 1
    return found


def describes(page: Page, word: str) -> bool:
    """Whether a word says who somebody is: a title, or a noun for one person."""
    found = page.data.descriptors.get(word)
    plural = word in page.data.plurals
    return word in page.data.titles or (found is not None and found.number != "collective" and not plural)
