"""The country that a sentence's own bodies of state put it in: "Moroccan security forces foiled an attack".

Here belong bodies that act at home: police, courts, parliaments, heads of government. Not here: armies and air forces, which
act abroad, and named places (`places`).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.reading.lexicon import KnownName, load_lexicon
from pipeline.reading.records import PlaceMention, Sentence, Text

_HOME = frozenset(
    {"security_forces", "police", "gendarmerie", "judiciary", "parliament", "ministry_interior", "ministry_justice"}
    | {"ministry_health", "civil_defence", "border_guards", "presidency", "government"}
)
_OFFICES = re.compile(
    r" (?:President|Prime Minister|Premier|Interior Minister|Supreme|Constitutional|High) |"
    r" (?:president|prime minister|premier|court|prosecutors?|judges?|voters|lawmakers|opposition|elections?)\b"
)
# Their heads of state and their governments act in other people's wars as often as at home.
_ABROAD = frozenset("USA RUS FRA GBR TUR IRN ISR SAU ARE CHN DEU QAT".split())


def home_nation(text: Text, sentence: Sentence) -> PlaceMention | None:
    """A mention of the country whose bodies the sentence speaks of, if it speaks of one country's."""
    found: dict[str, KnownName] = {}
    for name in _names(text, sentence):
        country = _home_of(text.document.text, name)
        if country:
            found.setdefault(country, name)
    if len(found) != 1:
        return None
    country, name = next(iter(found.items()))
    return PlaceMention(
        name.start, name.end, name.text, sentence.index, load_lexicon().country_place(country), "country", None, country,
        name.start,
    )  # fmt: skip


def _home_of(raw: str, name: KnownName) -> str | None:
    first = name.entries[0]
    if first.type == "actor":
        suffix = first.id.partition(".")[2]
        home = suffix in _HOME and not (suffix in ("government", "presidency") and first.country in _ABROAD)
        return first.country if home else None
    if first.type == "adjective" and first.country not in _ABROAD and _OFFICES.match(raw, name.end):
        return first.country
    return None


def _names(text: Text, sentence: Sentence) -> tuple[KnownName, ...]:
    raw = text.document.text
    if _kept[0] is not raw:
        names = load_lexicon().find_names(raw)
        _kept[:] = [raw, names, [n.start for n in names]]
    starts, names = _kept[2], _kept[1]
    return names[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]  # type: ignore[index, no-any-return, arg-type, type-var]


_kept: list[object] = ["", (), []]  # the names of the last text: every event asks
