"""Words by which the type of a found name is judged, from `pipeline/knowledge`.

Here belongs reading and checking them. Not here: the rules that use them (`pipeline.language.name_types`).
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
CLASSES = frozenset(
    {
        "bodies",
        "firms",
        "places",
        "place-openers",
        "in-front-of-places",
        "no-last-names",
        "town-verbs",
        "courtesy",
        "days",
        "done-to-people",
    }
)


class NameWordsError(ValueError):
    """A file of words does not hold what it should; the message names file and mend."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The classes of name_words.toml, and of other files the given names, titles and verbs of saying beside a name."""

    bodies: frozenset[str]
    firms: frozenset[str]
    places: frozenset[str]
    openers: frozenset[str]
    in_front: frozenset[str]
    no_last_names: frozenset[str]
    town_verbs: frozenset[str]
    courtesy: frozenset[str]
    days: frozenset[str]
    done_to_people: frozenset[str]
    given: frozenset[str]
    name_openers: frozenset[str]
    particles: frozenset[str]
    saying: frozenset[str]
    titles: frozenset[str]
    title_ends: frozenset[str]


def fold(word: str) -> str:
    """A word in lower case, without diacritics and full stops."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip(".")


@lru_cache(maxsize=1)
def name_words(folder: Path = KNOWLEDGE) -> NameWords:
    """The words, read once a process. Raises NameWordsError where a class is missing, unknown or says nothing."""
    found: dict[str, frozenset[str]] = {}
    for entry in _table(folder / "name_words.toml", "class"):
        if set(entry) != {"id", "says", "words"} or entry["id"] not in CLASSES or entry["id"] in found:
            raise NameWordsError(f"name_words.toml: {entry.get('id')!r}: one class each of {sorted(CLASSES)}")
        found[entry["id"]] = frozenset(fold(word) for word in entry["words"])
    if set(found) != CLASSES:
        raise NameWordsError(f"name_words.toml: {sorted(CLASSES - set(found))} missing; restore it")
    names = {entry["id"]: entry["words"] for entry in _table(folder / "person_names.toml", "names")}
    spoken = {entry["id"]: entry["words"] for entry in _table(folder / "descriptors_words.toml", "class")}
    titles = [
        " ".join(map(fold, form.split()))
        for entry in _table(folder / "titles.toml", "title")
        if entry.get("before")
        for form in entry["forms"]
    ]
    return NameWords(
        found["bodies"],
        found["firms"],
        found["places"],
        found["place-openers"],
        found["in-front-of-places"],
        found["no-last-names"],
        found["town-verbs"],
        found["courtesy"],
        found["days"],
        found["done-to-people"],
        frozenset(names["given"]),
        frozenset(names["openers"]),
        frozenset(names["particles"]),
        frozenset(spoken["saying"]),
        frozenset(titles),
        frozenset(title.rpartition(" ")[2] for title in titles),
    )


def _table(path: Path, name: str) -> list[dict[str, Any]]:
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise NameWordsError(f"{path.name}: {error}; restore it from the repository") from error
    return entries
