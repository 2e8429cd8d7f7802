"""Knowledge files, read and checked: actors, countries, templates, sites.

Here belong the shapes of pipeline/knowledge and the errors that name file, line and mend. Not here: matching
(`lexicon`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "knowledge"
ACTOR_KINDS = frozenset(
    [
        "armed_group",
        "state_force",
        "government",
        "international_organization",
        "ngo",
        "company",
        "media",
        "think_tank",
        "political_party",
        "ethnic_or_religious_group",
        "civilians",
        "person",
        "country",
    ]
)
SITE_KINDS = frozenset(["town", "site", "area", "admin1", "region", "water"])
_ID = re.compile(r"[A-Za-z0-9_.\-]+")


class KnowledgeError(ValueError):
    """A knowledge file is not as it should be; the message names file and line."""


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One row of actors_*.csv. `names`: the name and its aliases as written (case says how strictly they match)."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    parent: str | None
    wikidata: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """One row of countries.csv."""

    iso3: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryActor:
    """One row of country_actors.csv: an actor that every country has. heads: "Iraqi ...", of: "... of Iraq"."""

    suffix: str
    kind: str
    name: str
    parent: str | None
    heads: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownSite:
    """One row of sites_*.csv: a place that the gazetteer lacks. kind: town | site | area | admin1 | region | water."""

    place_id: str
    name: str
    kind: str
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    names: tuple[str, ...]


def rows(file: Path, fields: int) -> Iterator[tuple[int, list[str]]]:
    """The lines of a knowledge file, split at |; blank lines and lines that start with # are left out."""
    if not file.is_file():
        raise KnowledgeError(f"{file}: not found")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        parts = [p.strip() for p in line.split("|")]
        if len(parts) != fields:
            raise KnowledgeError(
                f"{file.name}, line {number}: {fields} fields separated by | are needed, not {len(parts)}"
            )
        yield number, parts


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (p.strip() for p in text.split(";")))))


def read_countries(file: Path = FOLDER / "countries.csv") -> tuple[Country, ...]:
    """Every country, with its names, adjectives, people and seats of government."""
    found: dict[str, Country] = {}
    for number, (iso3, name, aliases, adjectives, people, capitals) in rows(file, 6):
        if not re.fullmatch("[A-Z]{3}", iso3) or iso3 in found:
            raise KnowledgeError(f"{file.name}, line {number}: {iso3!r} is no ISO 3166-1 alpha-3 code, or stands twice")
        found[iso3] = Country(iso3, name, (name, *_list(aliases)), _list(adjectives), _list(people), _list(capitals))
    return tuple(found.values())


def read_country_actors(file: Path = FOLDER / "country_actors.csv") -> tuple[CountryActor, ...]:
    """What every country has: a government, an army, a police."""
    found: list[CountryActor] = []
    for number, (suffix, kind, name, parent, heads, of) in rows(file, 6):
        if kind not in ACTOR_KINDS:
            raise KnowledgeError(
                f"{file.name}, line {number}: kind {kind!r} is none of {', '.join(sorted(ACTOR_KINDS))}"
            )
        if "{country}" not in name and "{adjective}" not in name:
            raise KnowledgeError(f"{file.name}, line {number}: the name needs {{country}} or {{adjective}}")
        found.append(CountryActor(suffix, kind, name, parent or None, _list(heads), _list(of)))
    known = {a.suffix for a in found}
    for a in found:
        if a.parent and a.parent not in known:
            raise KnowledgeError(f"{file.name}: parent {a.parent!r} of {a.suffix!r} is no suffix of this file")
    return tuple(found)


def read_actors(folder: Path = FOLDER) -> tuple[KnownActor, ...]:
    """The actors of all actors_*.csv. Identifiers are unique; parents and countries exist."""
    countries = {c.iso3 for c in read_countries(folder / "countries.csv")}
    suffixes = {a.suffix for a in read_country_actors(folder / "country_actors.csv")}
    found: dict[str, tuple[KnownActor, str]] = {}
    for file in sorted(folder.glob("actors_*.csv")):
        for number, (actor_id, name, kind, country, parent, wikidata, aliases) in rows(file, 7):
            where = f"{file.name}, line {number}"
            if not _ID.fullmatch(actor_id):
                raise KnowledgeError(f"{where}: id {actor_id!r} may hold letters, digits, _ . and - only")
            if actor_id in found:
                raise KnowledgeError(f"{where}: id {actor_id!r} stands already in {found[actor_id][1]}")
            if kind not in ACTOR_KINDS:
                raise KnowledgeError(f"{where}: kind {kind!r} is none of {', '.join(sorted(ACTOR_KINDS))}")
            if country and country not in countries:
                raise KnowledgeError(f"{where}: country {country!r} is not in countries.csv")
            if wikidata and not re.fullmatch(r"Q\d+", wikidata):
                raise KnowledgeError(f"{where}: {wikidata!r} is no Wikidata id")
            if not name:
                raise KnowledgeError(f"{where}: the name is empty")
            row = KnownActor(
                actor_id, name, kind, country or None, parent or None, wikidata or None, (name, *_list(aliases))
            )
            found[actor_id] = row, where
    for row, where in found.values():
        if row.parent and row.parent not in found and not _templated(row.parent, countries, suffixes):
            raise KnowledgeError(f"{where}: parent {row.parent!r} is no actor's id")
    return tuple(row for row, _ in found.values())


def _templated(actor_id: str, countries: set[str], suffixes: set[str]) -> bool:
    country, _, suffix = actor_id.partition(".")
    return country in countries and (not suffix or suffix in suffixes)


def read_sites(folder: Path = FOLDER) -> tuple[KnownSite, ...]:
    """The places of all sites_*.csv."""
    countries = {c.iso3 for c in read_countries(folder / "countries.csv")}
    found: dict[str, KnownSite] = {}
    for file in sorted(folder.glob("sites_*.csv")):
        for number, (name, kind, admin1, country, latitude, longitude, aliases) in rows(file, 7):
            where = f"{file.name}, line {number}"
            if kind not in SITE_KINDS:
                raise KnowledgeError(f"{where}: kind {kind!r} is none of {', '.join(sorted(SITE_KINDS))}")
            if country and country not in countries:
                raise KnowledgeError(f"{where}: country {country!r} is not in countries.csv")
            point = _point(latitude, longitude, where)
            slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            place_id = f"site:{country or 'world'}.{slug}" + (
                f".{re.sub('[^a-z0-9]+', '-', admin1.lower())}" if kind == "town" else ""
            )
            if place_id in found:
                raise KnowledgeError(f"{where}: {name!r} stands twice")
            found[place_id] = KnownSite(
                place_id, name, kind, admin1 or None, country or None, *point, (name, *_list(aliases))
            )
    return tuple(found.values())


def _point(latitude: str, longitude: str, where: str) -> tuple[float | None, float | None]:
    if not latitude and not longitude:
        return None, None
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        raise KnowledgeError(f"{where}: {latitude!r}, {longitude!r} is no point in degrees") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise KnowledgeError(f"{where}: {point} is not on the globe (latitude first)")
    return point


@lru_cache(maxsize=8)
def read_words(name: str, folder: Path = FOLDER) -> frozenset[str]:
    """A list of words, one or more a line, # for remarks."""
    file = folder / name
    if not file.is_file():
        raise KnowledgeError(f"{file}: not found")
    lines = (line.split("#")[0] for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())
