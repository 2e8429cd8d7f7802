"""The country that a sentence's own bodies of state put it in: "Moroccan security forces foiled an attack".

Here belong bodies that act at home: police, courts, parliaments, heads of government. Not here: armies and air forces,
which act abroad, and named places (`places`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.reading.lexicon import KnownName, load_lexicon
from pipeline.reading.records import PlaceMention, Text

NATION = "nation"  # the relation of such a mention: it names no place, it says whose bodies act

_HOME = frozenset(
    {"security_forces", "police", "gendarmerie", "judiciary", "parliament", "ministry_interior", "ministry_justice"}
    | {"ministry_health", "civil_defence", "border_guards", "presidency", "government"}
)
_OFFICES = re.compile(
    r" (?:President|Prime Minister|Premier|Interior Minister|Supreme|Constitutional|High) |"
    r" (?:president|prime minister|premier|court|prosecutors?|judges?|voters|lawmakers|opposition|elections?)\b"
)
# Their heads of state and their governments act in other people's wars as often as at home.
ABROAD = frozenset(["USA", "RUS", "FRA", "GBR", "TUR", "IRN", "ISR", "SAU", "ARE", "CHN", "DEU", "QAT"])


def home_nations(text: Text, known: Sequence[KnownName]) -> Iterator[PlaceMention]:
    """For each sentence that speaks of one country's bodies, a mention of that country (relation: nation)."""
    lexicon, starts = load_lexicon(), [n.start for n in known]
    for sentence in text.sentences:
        names = known[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found: dict[str, KnownName] = {}
        for name in names:
            country = _home_of(text.document.text, name)
            if country:
                found.setdefault(country, name)
        for country, name in found.items() if len(found) == 1 else ():
            place = lexicon.country_place(country)
            yield PlaceMention(
                name.start, name.end, name.text, sentence.index, place, "country", None, country, name.start, NATION
            )  # fmt: skip


def _home_of(raw: str, name: KnownName) -> str | None:
    first = name.entries[0]
    if first.type == "actor":
        suffix = first.id.partition(".")[2]
        home = suffix in _HOME and not (suffix in ("government", "presidency") and first.country in ABROAD)
        return first.country if home else None
    if first.type == "adjective" and first.country not in ABROAD and _OFFICES.match(raw, name.end):
        return first.country
    return None
