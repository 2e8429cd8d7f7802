"""The gazetteer: names of towns, areas and first-level divisions, and the places they can mean.

Here belong loading pipeline/knowledge/gazetteer.npz and looking names up. Not here: which of several places a text
means (`places`), countries and conflict sites (`lexicon`), or how the file is made (`build_gazetteer`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import numpy as np

from pipeline.reading.records import Place

TOWN, AREA, DIVISION = 0, 1, 2
KINDS = ("town", "area", "admin1")
FILE = Path(__file__).resolve().parents[1] / "knowledge" / "gazetteer.npz"
_ARRAYS = frozenset(
    {
        "keys",
        "starts",
        "rows",
        "bones",
        "bone_starts",
        "bone_rows",
        "names",
        "kind",
        "division",
        "latitude",
        "longitude",
    }
    | {"people", "geonames", "area", "division_names", "areas"}
)
_ARTICLE = re.compile(r"^(?:al|ar|as|ash|ad|at|an|az|el|ez|es|er) ")
_BONES = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("ya", "ia"),
          ("gh", "g"), ("kh", "h"),
          ("dh", "d"), ("th", "t"), ("q", "k"), ("o", "u"), ("e", "i"), ("y", "i"), ("w", "u"), ("z", "s"),
          ("c", "k"), ("j", "g"))  # fmt: skip


@lru_cache(maxsize=8192)
def skeleton(key: str) -> str:
    """What is left of a folded name without the habits of transliteration: Hasakeh, al-Hasaka and Hassakah are one."""
    bare = _ARTICLE.sub("", key)
    for old, new in _BONES:
        bare = bare.replace(old, new)
    bare = re.sub(r"(.)\1+", r"\1", bare.replace(" ", ""))
    return re.sub(r"(?:h|a|i|ah|ih|ia|iah)$", "", bare)


class GazetteerError(ValueError):
    """gazetteer.npz is missing or is not what build_gazetteer writes."""


class Gazetteer:
    """Look-up by folded name (`lexicon_text.fold_name`). Rows are numbers; `place` makes a record of one."""

    def __init__(self, file: Path = FILE) -> None:
        if not file.is_file():
            raise GazetteerError(f"{file}: not found; make it with python -m pipeline.knowledge.build_gazetteer")
        with np.load(file) as data:
            if set(data.files) != _ARRAYS:
                raise GazetteerError(
                    f"{file}: holds {sorted(data.files)}; build it again with pipeline.knowledge.build_gazetteer"
                )
            arrays = {name: data[name] for name in data.files}
        lines = lambda name: arrays[name].tobytes().decode().split("\n")  # noqa: E731
        keys = lines("keys")
        self._index = dict(zip(keys, range(len(keys)), strict=True))
        self._starts, self._rows = arrays["starts"], arrays["rows"]
        self._bones_text, self._bones = arrays["bones"], None
        self._bone_index: dict[str, int] | None = None
        self._bone_starts, self._bone_rows = arrays["bone_starts"], arrays["bone_rows"]
        self._names = lines("names")
        self.kind, self.division, self.people, self.area = (arrays[n] for n in ("kind", "division", "people", "area"))
        self._latitude, self._longitude, self._geonames = (arrays[n] for n in ("latitude", "longitude", "geonames"))
        pairs = [line.split("|", 1) for line in lines("division_names")]
        self.division_country = [p[0] for p in pairs]
        self.division_name = [p[1] for p in pairs]
        self.areas = lines("areas")
        self._division_rows: dict[int, int] = {
            int(self.division[r]): int(r) for r in np.flatnonzero(self.kind == DIVISION)
        }

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, key: str) -> bool:
        return key in self._index

    def rows(self, key: str) -> list[int]:
        """The places of a folded name, in no order."""
        i = self._index.get(key)
        return [] if i is None else self._rows[self._starts[i] : self._starts[i + 1]].tolist()

    def similar(self, key: str, country: str) -> list[int]:
        """The places of a country whose names differ only by the habits of transliteration."""
        if self._bone_index is None:
            bones = self._bones_text.tobytes().decode().split("\n")
            self._bone_index = dict(zip(bones, range(len(bones)), strict=True))
        i = self._bone_index.get(skeleton(key))
        found = [] if i is None else self._bone_rows[self._bone_starts[i] : self._bone_starts[i + 1]].tolist()
        return [r for r in found if self.country(r) == country]

    def name(self, row: int) -> str:
        return self._names[row]

    def country(self, row: int) -> str:
        """ISO 3166-1 alpha-3."""
        return self.division_country[self.division[row]]

    def admin1(self, row: int) -> str | None:
        return self.division_name[self.division[row]] or None

    def division_row(self, country: str, admin1: str) -> int | None:
        """The row of a first-level division by its own name."""
        for division, row in self._division_rows.items():
            if self.division_name[division] == admin1 and self.division_country[division] == country:
                return row
        return None

    def place(self, row: int) -> Place:
        """The record of a row."""
        kind, gid = KINDS[self.kind[row]], int(self._geonames[row])
        latitude, longitude = round(float(self._latitude[row]), 3), round(float(self._longitude[row]), 3)
        known = (latitude, longitude) != (0.0, 0.0)
        country, admin1 = self.country(row), self.admin1(row)
        if kind == "town":
            place_id = f"gn:{gid}"
        elif kind == "admin1":
            place_id = f"adm1:{country}.{slug(self._names[row])}"
        else:
            place_id = f"adm2:{country}.{slug(admin1 or '')}.{slug(self._names[row])}"
        return Place(
            place_id,
            self._names[row],
            admin1,
            country,
            latitude if known else None,
            longitude if known else None,
            kind,
            gid or None,
        )


def slug(name: str) -> str:
    """A name as part of an identifier."""
    from pipeline.reading.lexicon_text import fold_name

    return fold_name(name).replace(" ", "-")


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process."""
    return Gazetteer()
