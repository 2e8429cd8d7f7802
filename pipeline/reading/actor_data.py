"""What the data files say of words that make actors: descriptors, titles, heads of organisations, parts of names.

Here belongs loading and checking
pipeline/knowledge/{descriptors,descriptors_organisations,titles,person_names}.toml. Not here: the grammar that uses
them, or known names (`pipeline.reading.lexicon`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.reading.lexicon_data import read_words
from pipeline.reading.lexicon_text import fold_name
from schemas.codes import ACTOR_KINDS

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
KINDS = frozenset(ACTOR_KINDS.values)
NUMBERS = frozenset({"members", "collective", "person"})
ROWS = frozenset({"always", "distinct", "never"})
CONNECTING = frozenset(
    {"of", "the", "for", "and", "to", "in", "on", "a", "an", "de", "la", "el", "los", "las", "del", "y"}
)
PLACES = frozenset({"first", "last", "any"})


class ActorDataError(ValueError):
    """A data file of the actors does not hold what it should; the message names file, entry and mend."""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A class of describing nouns; the fields are explained at the head of descriptors.toml."""

    id: str
    kind: str
    number: str
    refers: frozenset[str]
    row: str


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A word that makes a name an organisation; the fields are explained at the head of its file."""

    kind: str
    place: str
    site: bool


@dataclass(frozen=True, slots=True)
class ActorData:
    """All four files, indexed by folded form. Multi-word keys are joined by single spaces."""

    descriptors: dict[str, Descriptor]
    plurals: frozenset[str]
    nouns: frozenset[str]  # the last words of all descriptors
    titles: dict[str, str]
    organisations: dict[str, tuple[OrganisationWord, ...]]
    particles: frozenset[str]
    openers: frozenset[str]
    family: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    variants: frozenset[str]

    def descriptor(self, *phrases: str) -> tuple[str, Descriptor] | None:
        """The first of some folded phrases that describes an actor, with its class."""
        for phrase in phrases:
            found = self.descriptors.get(phrase)
            if found is not None:
                return phrase, found
        return None


@lru_cache(maxsize=1)
def actor_data(folder: Path = KNOWLEDGE) -> ActorData:
    """The data, read once a process.

    Raises:
        ActorDataError: a file is not TOML, or an entry has a wrong key, value or a word that another entry has.
    """
    descriptors, plurals = _descriptors(folder / "descriptors.toml")
    names = {
        entry["id"]: frozenset(entry["words"]) for entry in _entries(folder / "person_names.toml", "names", {"words"})
    }
    return ActorData(
        descriptors,
        plurals,
        frozenset(key.rpartition(" ")[2] for key in descriptors),
        _titles(folder / "titles.toml"),
        _organisations(folder / "descriptors_organisations.toml"),
        names["particles"],
        names["openers"],
        names["family"],
        names["given"],
        names["never"],
        names["variants"],
    )


def _entries(
    path: Path, table: str, keys: set[str], optional: frozenset[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ActorDataError(f"{path.name}: {error}; mend the file or restore it from the repository") from error
    if set(data) != {table}:
        raise ActorDataError(f"{path.name}: holds {sorted(data)}; only [[{table}]] entries belong there")
    seen: set[str] = set()
    for number, entry in enumerate(data[table], 1):
        name = entry.get("id", f"entry {number}")
        if name in seen:
            raise ActorDataError(f"{path.name}: id {name!r} stands there twice; give each entry its own")
        seen.add(name)
        wrong = (set(entry) ^ (keys | {"id"})) - optional
        if wrong:
            raise ActorDataError(
                f"{path.name}: {name}: {sorted(wrong)} missing or unknown; keys are {sorted(keys | {'id'})}"
            )
        yield entry


def _one_of(path: Path, entry: dict[str, Any], key: str, allowed: frozenset[str]) -> None:
    if entry[key] not in allowed:
        raise ActorDataError(f"{path.name}: {entry['id']}: {key} = {entry[key]!r}; use one of {sorted(allowed)}")


def _descriptors(path: Path) -> tuple[dict[str, Descriptor], frozenset[str]]:
    found: dict[str, Descriptor] = {}
    for entry in _entries(path, "descriptor", {"kind", "number", "refers", "row", "nouns"}):
        _one_of(path, entry, "kind", KINDS)
        _one_of(path, entry, "number", NUMBERS)
        _one_of(path, entry, "row", ROWS)
        described = Descriptor(entry["id"], entry["kind"], entry["number"], frozenset(entry["refers"]), entry["row"])
        if not described.refers <= KINDS:
            raise ActorDataError(f"{path.name}: {entry['id']}: refers = {entry['refers']}; use kinds of actors")
        for noun in entry["nouns"]:
            if found.setdefault(fold_name(noun), described) is not described:
                raise ActorDataError(f"{path.name}: {noun!r} stands in two entries, one is {entry['id']}; keep one")
    plurals: set[str] = set()
    for noun, described in list(found.items()):
        plural = plural_of(noun)
        found.setdefault(plural, described)  # a plural with an entry of its own keeps it
        if plural != noun:
            plurals.add(plural)
    return found, frozenset(plurals)


def _titles(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _entries(path, "title", {"sector", "before", "forms"}):
        for form in entry["forms"]:
            found.setdefault(fold_name(form), entry["sector"])
    return found


def _organisations(path: Path) -> dict[str, tuple[OrganisationWord, ...]]:
    found: dict[str, tuple[OrganisationWord, ...]] = {}
    for entry in _entries(path, "organisation", {"kind", "place", "words"}, frozenset({"site"})):
        _one_of(path, entry, "kind", KINDS)
        _one_of(path, entry, "place", PLACES)
        word = OrganisationWord(entry["kind"], entry["place"], bool(entry.get("site", False)))
        for form in entry["words"]:
            key = fold_name(form)
            found[key] = (*found.get(key, ()), word)
    return found


@lru_cache(maxsize=32)
def listed(name: str) -> frozenset[str]:
    """One of the small classes of words in descriptors_words.toml. Raises ActorDataError where there is none of that
    id."""
    classes = {e["id"]: e["words"] for e in _entries(KNOWLEDGE / "descriptors_words.toml", "class", {"says", "words"})}
    if name not in classes:
        raise ActorDataError(f"descriptors_words.toml: no class {name!r}; restore it from the repository")
    return frozenset(classes[name])


@lru_cache(maxsize=65536)
def generic(words: tuple[str, ...]) -> bool:
    """Whether every country could have a body of that name: folded words of organisations and of everyday use, no
    others."""
    data = actor_data()
    return all(w in CONNECTING or w in data.organisations or w in _everyday() or w.isdigit() for w in words)


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    return read_words("common_words.txt") | read_words("institution_words.txt")


def plural_of(noun: str) -> str:
    """The plural of a folded noun phrase, by its last word ("security guard" gives "security guards")."""
    for singular, plural in (
        ("man", "men"),
        ("child", "children"),
        ("person", "people"),
        ("wife", "wives"),
        ("thief", "thieves"),
    ):
        if noun.endswith(singular):
            return noun[: -len(singular)] + plural
    if noun.endswith(("s", "people", "men")) and not noun.endswith("ss"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ss", "x", "ch", "sh", "z")) else "s")
