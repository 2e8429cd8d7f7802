"""The recipe of the explorer's basemap: country outlines from Natural Earth, simplified and packed.

Run it once on `countries-50m.json` of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, public domain), whose
integrity is checked here; the result, `page/basemap.json`, is committed. Not here: how the page draws it
(`page/map.js`).

    python -m pipeline.releasing.explorer.basemap countries-50m.json

The packed form: `arcs` are polylines, each a string of zigzag deltas in hundredths of a degree (longitude, latitude),
five bits a character from "?" on, as in the encoded polyline format; `shapes` are countries with rings of arc numbers
(~n: arc n backwards), an ISO 3166-1 alpha-3 code where there is one, a name and a point for it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

SOURCE = "Natural Earth 4.1.0, 1:50m countries (public domain), by way of world-atlas 2.0.2"
SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
PACKED = Path(__file__).with_name("page") / "basemap.json"

UNITS = 100
"""Packed coordinates are hundredths of a degree: about a kilometre."""

TOLERANCE = 0.015
"""A point nearer than this (degrees) to the line through its kept neighbours is dropped."""

SMALLEST = 0.02
"""Islands of a country that has larger ones are dropped below this area (square degrees)."""

SOUTHERNMOST = -60.0
"""Antarctica has no place on a Mercator map of conflicts."""

Point = tuple[float, float]


def absolute(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised TopoJSON topology as (longitude, latitude) in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Douglas-Peucker; the ends stay, so that arcs which meet still meet. A closed arc keeps its farthest point as
    well.
    """
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        keep.add(far)
        stack = [(0, far), (far, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        i, distance = max(
            ((i, _distance(points[i], points[a], points[b])) for i in range(a + 1, b)), key=lambda x: x[1]
        )
        if distance > tolerance:
            keep.add(i)
            stack += [(a, i), (i, b)]
    return [points[i] for i in sorted(keep)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def pack(points: Iterable[Point], units: int = UNITS) -> str:
    """A polyline as text; points that fall together after rounding are written once."""
    out: list[str] = []
    last = (0, 0)
    for n, (x, y) in enumerate(points):
        here = (round(x * units), round(y * units))
        if n and here == last:
            continue
        for delta in (here[0] - last[0], here[1] - last[1]):
            value = ~(delta << 1) if delta < 0 else delta << 1
            while value >= 0x20:
                out.append(chr((0x20 | (value & 0x1F)) + 63))
                value >>= 5
            out.append(chr(value + 63))
        last = here
    return "".join(out)


def unpack(text: str, units: int = UNITS) -> list[Point]:
    """What `pack` wrote."""
    values, value, shift = [], 0, 0
    for character in text:
        bits = ord(character) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points, x, y = [], 0, 0
    for dx, dy in zip(values[::2], values[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / units, y / units))
    return points


def ring_points(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring, given as numbers of arcs (~n: backwards)."""
    points: list[Point] = []
    for i in ring:
        arc = arcs[i] if i >= 0 else list(reversed(arcs[~i]))
        points += arc[1:] if points else arc
    return points


def area(points: Sequence[Point]) -> float:
    """The area inside a ring, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))) / 2


def centroid(points: Sequence[Point]) -> Point:
    """The centroid of a ring; the mean of its points where it has no area."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))
    if twice == 0:
        return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in itertools.pairwise(points)) / (3 * twice)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in itertools.pairwise(points)) / (3 * twice)
    return (x, y)


def compact(topology: dict[str, Any]) -> dict[str, Any]:
    """The packed basemap of a topology: simplified, small islands and the far south left out, unused arcs dropped."""
    import pycountry  # only here: a release needs the packed map alone

    exact = absolute(topology)
    simple = [simplify(a) for a in exact]
    numbers: dict[int, int] = {}
    shapes = []
    for country in sorted(topology["objects"]["countries"]["geometries"], key=lambda g: str(g["properties"]["name"])):
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        sized = sorted(((area(ring_points(p[0], exact)), p) for p in polygons), key=lambda x: -x[0])
        label = centroid(ring_points(sized[0][1][0], exact))
        if label[1] < SOUTHERNMOST:
            continue
        rings = []
        for n, (size, polygon) in enumerate(sized):
            if n and size < SMALLEST:
                continue
            for ring in polygon:
                rings.append([_number(i, numbers) for i in ring])
        code = pycountry.countries.get(numeric=str(country.get("id") or "").zfill(3))
        shapes.append(
            {
                "code": code.alpha_3 if code else None,
                "name": country["properties"]["name"],
                "rings": rings,
                "label": [round(label[0], 2), round(label[1], 2)],
                "area": round(sized[0][0], 1),
            }
        )
    arcs = [""] * len(numbers)
    for old, new in numbers.items():
        arcs[new] = pack(simple[old])
    return {"source": SOURCE, "units": UNITS, "arcs": arcs, "shapes": shapes}


def _number(i: int, numbers: dict[int, int]) -> int:
    """The new number of an arc, its direction kept."""
    old = i if i >= 0 else ~i
    new = numbers.setdefault(old, len(numbers))
    return new if i >= 0 else ~new


def main(arguments: Sequence[str]) -> int:
    """Write `page/basemap.json` from the file named; 2 where it is not the file this recipe is for."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    data = Path(arguments[0]).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        print(
            f"{arguments[0]}: SHA-256 is {digest}, not {SHA256}: take countries-50m.json of world-atlas 2.0.2",
            file=sys.stderr,
        )
        return 2
    packed = json.dumps(compact(json.loads(data)), ensure_ascii=False, separators=(",", ":"))
    PACKED.write_text(packed + "\n", encoding="utf-8")
    print(f"{PACKED.name}: {len(packed):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
