"""Small pictures of a release for the Dagster UI and the docs: its events on a map, and along the years.

Each is an SVG made from rows, with the explorer's outlines and colours. Not here: the explorer itself.
"""

from __future__ import annotations

import base64
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from pipeline.releasing.explorer import basemap
from pipeline.releasing.tables import Row
from schemas.codes import event_types

COLOURS = {"violence": "#b5402f", "custody": "#a8741a", "politics": "#2f6f9f", "troops": "#3b7a56", "other": "#77717f"}
WIDTH = 640
MARGIN = 4.0
"""Degrees around the outermost events."""

_FAMILIES = {t.event_type: t.family for t in event_types()}


def markdown(svg: str, title: str) -> str:
    """An SVG as a Markdown picture that carries its own data."""
    return f"![{escape(title)}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"


def map_svg(events: Iterable[Row]) -> str:
    """The events that have coordinates, on the outlines of the countries around them; area by number of events."""
    spots: Counter[tuple[float, float, str]] = Counter()
    for event in events:
        if event["latitude"] is not None and event["longitude"] is not None:
            family = _FAMILIES.get(event["event_type"], "other")
            spots[round(event["longitude"], 2), round(event["latitude"], 2), family] += 1
    west, south, east, north = _frame([(x, y) for x, y, _ in spots])
    scale = WIDTH / (east - west)
    top = _mercator(north)
    height = round((top - _mercator(south)) * scale)

    def at(x: float, y: float) -> str:
        return f"{(x - west) * scale:.1f} {(top - _mercator(y)) * scale:.1f}"

    pixel = 1 / scale
    land = []
    for box, points in _rings():
        inside = box[0] < east and box[2] > west and box[1] < north and box[3] > south
        if inside and max(box[2] - box[0], box[3] - box[1]) > 2 * pixel:
            land.append("M" + "L".join(at(x, y) for x, y in basemap.simplify(points, 0.7 * pixel)) + "Z")
    circles = []
    for (x, y, family), n in sorted(spots.items(), key=lambda s: (-s[1], s[0])):
        px, py = at(x, y).split()
        circles.append(
            f'<circle cx="{px}" cy="{py}" r="{3 + 2 * math.log2(n):.1f}" fill="{COLOURS[family]}" fill-opacity="0.75" '
            f'stroke="#fff"><title>{n} × {family}</title></circle>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#e6ebec"/>'
        f'<path d="{"".join(land)}" fill="#f8f6f0" stroke="#c6c1b2" stroke-width="0.7"/>{"".join(circles)}</svg>'
    )


def _frame(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The stretch of the world that holds all points, at least twenty degrees wide: west, south, east, north."""
    if not points:
        return -180.0, -55.0, 180.0, 75.0
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    spare = max(MARGIN, (20 - (max(xs) - min(xs))) / 2)
    return (
        max(-180.0, min(xs) - spare),
        max(-60.0, min(ys) - MARGIN),
        min(180.0, max(xs) + spare),
        min(80.0, max(ys) + MARGIN),
    )


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


@cache
def _rings() -> tuple[tuple[tuple[float, float, float, float], list[basemap.Point]], ...]:
    """Every ring of the basemap with its bounds; rings that jump across the date line are left out."""
    data = json.loads(basemap.PACKED.read_text(encoding="utf-8"))
    arcs = [basemap.unpack(a) for a in data["arcs"]]
    found = []
    for shape in data["shapes"]:
        for ring in shape["rings"]:
            points = basemap.ring_points(ring, arcs)
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            if max(xs) - min(xs) < 300:
                found.append(((min(xs), min(ys), max(xs), max(ys)), points))
    return tuple(found)


def timeline_svg(events: Iterable[Row]) -> str:
    """The dated events by year, or by month where they span less than four years, stacked by family."""
    days = [(e["date_start"], _FAMILIES.get(e["event_type"], "other")) for e in events if e["date_start"] is not None]
    if not days:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 20" width="{WIDTH}"></svg>'
    first, last = min(d for d, _ in days), max(d for d, _ in days)
    monthly = last.year - first.year < 4
    names = (
        [f"{y}-{m:02}" for y in range(first.year, last.year + 1) for m in range(1, 13)]
        if monthly
        else [str(y) for y in range(first.year, last.year + 1)]
    )
    counts = Counter((day.isoformat()[: 7 if monthly else 4], family) for day, family in days)
    most = max(sum(counts[name, f] for f in COLOURS) for name in names)
    tall, each = 110, WIDTH / len(names)
    marks = []
    for n, name in enumerate(names):
        y = float(tall)
        for family, colour in COLOURS.items():
            if count := counts[name, family]:
                height = tall * count / most
                y -= height
                marks.append(
                    f'<rect x="{n * each:.1f}" y="{y:.1f}" width="{max(1.0, each * 0.85):.1f}" height="{height:.1f}" '
                    f'fill="{colour}"><title>{name}: {count} {family}</title></rect>'
                )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall + 20}" width="{WIDTH}" '
        f'font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{tall + 20}" fill="#fffefb"/>{"".join(marks)}'
        f'<text x="0" y="{tall + 15}">{names[0]}</text>'
        f'<text x="{WIDTH}" y="{tall + 15}" text-anchor="end">{names[-1]}</text></svg>'
    )
