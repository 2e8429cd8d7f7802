"""What a name can mean, and a name found: the records that the lexicon passes on.

Here belong records and nothing that reads a text. Not here: matching (`lexicon`), or rules of doubt (`lexicon_doubt`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a name can mean.

    type: actor | country | adjective | people | town | area | admin1 | site | region | water.

    id: an actor's id, a country's ISO code (country, adjective, people) or a place id. kind: an actor's, else the type.
    form: how it stands for an actor: name, or description ("Iraqi soldiers").
    """

    id: str
    type: str
    name: str
    kind: str
    country: str | None = None
    parent: str | None = None
    wikidata: str | None = None
    form: str = "name"
    people: int = 0
    row: int = -1  # of the gazetteer


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known name in a text. entries: what it can mean, likeliest first. label: PERSON, ORG, NORP, PLACE or FACILITY.

    weak: a town's name that is also an ordinary word or a person's name, or a small town of a country that the text
    does not speak of.
    """

    start: int
    end: int
    text: str
    label: str
    entries: tuple[Entry, ...]
    weak: bool = False


# First and last word of a stretch, what it can mean, and the offset at which it ends (before a possessive 's).
Spans = dict[tuple[int, int], tuple[list[Entry], int]]


Chosen = tuple[int, int, list[Entry], int]


@dataclass(frozen=True, slots=True)
class Context:
    """What a text speaks of by names that have one meaning: countries with the number of mentions, and actors' ids."""

    countries: Counter[str]
    actors: set[str]


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a name: its entry and what each word's case must be (A all upper, C capital, l any)."""

    entry: Entry
    case: str


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Listed meanings before the gazetteer's, each meaning once."""
    found: dict[tuple[str, str], Entry] = {}
    for e in entries:
        found.setdefault((e.id, e.type), e)
    return sorted(found.values(), key=lambda e: e.row >= 0)


def label_of(entry: Entry) -> str:
    if entry.type == "actor":
        if entry.kind == "person":
            return "PERSON"
        return {"ethnic_or_religious_group": "NORP", "country": "PLACE"}.get(entry.kind, "ORG")
    if entry.type in ("adjective", "people"):
        return "NORP"
    return "FACILITY" if entry.type == "site" else "PLACE"
