"""accuracy.json and accuracy.md: how often rows like these were right, and which rules wrote them.

The figures come from `measured.json` beside this file, which `pipeline.measured` writes from what `make bench` found:
no number in it is typed by hand. The rows per rule are counted in the release itself. Not here: measuring.

measured.json holds: reader (the version of the reader that was measured), code, sets (each with its name, title, gold
and figures: a name, and values such as precision, recall, f, share or count), reliability (bins of confidence with
the rows in each and how many were right), and weaknesses (cause, count, what would mend it).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.releasing.about import TITLE, Release
from pipeline.releasing.markdown import cell
from pipeline.releasing.storage import write_text
from pipeline.releasing.tables import read_rows

DATA = "accuracy.json"
PAGE = "accuracy.md"
MEASURED = Path(__file__).with_name("measured.json")
KEYS = ("reader", "code", "sets", "reliability", "weaknesses")
BINS = tuple(n / 10 for n in range(10))
"""The lower bounds of the bins of confidence; the last one holds 1.0 as well."""

NOTE = (
    "Measured on texts that were coded by hand, with the reader version named here. The sets are development sets: the "
    "reader's authors saw them. Other wars, years and publishers are read somewhat less well."
)


class BadResultsError(ValueError):
    """The results of a measurement do not have the form they should. The message says what is wrong."""


def write_accuracy(release: Release) -> tuple[Path, Path]:
    """Writes accuracy.json and accuracy.md, and returns their paths."""
    data = accuracy(release.folder, measured())
    write_text(release.folder / DATA, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    write_text(release.folder / PAGE, page(data, f"{TITLE}, release {release.version}"))
    return release.folder / DATA, release.folder / PAGE


def measured(path: Path = MEASURED) -> dict[str, Any]:
    """The committed measurement. Raises BadResultsError where a key is missing or a figure is no number."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise BadResultsError(
            f"{path}: line {error.lineno}: {error.msg}; run make bench and take its results over again"
        ) from None
    return check(data, str(path))


def check(data: Any, name: str) -> dict[str, Any]:
    """The data, if they have the form of a measurement. Raises BadResultsError."""
    if not isinstance(data, dict):
        raise BadResultsError(f"{name}: holds no object at its top")
    missing = [key for key in KEYS if key not in data]
    if missing:
        raise BadResultsError(f"{name}: lacks {', '.join(missing)}")
    for group in data["sets"]:
        for figure in group["figures"]:
            for key, value in figure.items():
                if key != "name" and value is not None and not isinstance(value, (int, float)):
                    raise BadResultsError(
                        f"{name}: set {group.get('set')}: {figure['name']}: {key} is {value!r}, no number"
                    )
    for part in data["reliability"]:
        if not 0 <= part["right"] <= part["rows"]:
            raise BadResultsError(
                f"{name}: reliability from {part['low']}: {part['right']} right of {part['rows']} rows"
            )
    return data


def accuracy(folder: Path, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The measurement, with what the release itself holds: rows per rule and per bin of confidence."""
    reports = read_rows(folder, "event_reports")
    rules = Counter((r["extractor"], r["rule"]) for r in reports)
    bins = Counter(_bin(r["confidence"]) for r in reports)
    return {
        "note": NOTE,
        **{key: figures[key] for key in KEYS},
        "rules": [
            {"extractor": e, "rule": r, "rows": n} for (e, r), n in sorted(rules.items(), key=lambda x: (-x[1], x[0]))
        ],
        "confidence": [{"low": low, "high": round(low + 0.1, 1), "rows": bins[low]} for low in BINS if bins[low]],
    }


def _bin(confidence: float) -> float:
    return BINS[min(len(BINS) - 1, int(confidence * 10 + 1e-9))]


def page(data: Mapping[str, Any], title: str) -> str:
    """The data as a page to read."""
    return "\n".join(
        [
            f"# {title}: how far to trust it",
            "",
            data["note"],
            "",
            f"Reader version `{data['reader']}`, code {data['code']}.",
            "",
            *(line for group in data["sets"] for line in _set(group)),
            *_reliability(data["reliability"]),
            *_weaknesses(data["weaknesses"]),
            *_rules(data),
        ]
    )


def _set(group: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {group['title']}"
    yield ""
    if group.get("gold"):
        yield group["gold"]
        yield ""
    columns = list(dict.fromkeys(key for f in group["figures"] for key in f if key != "name"))
    yield "| | " + " | ".join(columns) + " |"
    yield "|---|" + "---:|" * len(columns)
    for figure in group["figures"]:
        yield f"| {figure['name']} | " + " | ".join(shown(figure.get(c)) for c in columns) + " |"
    yield ""


def shown(value: float | None) -> str:
    """A figure as the page prints it: shares with three digits, counts as they are."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"


def _reliability(bins: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not bins:
        return
    yield "## Confidence, and how often it was right"
    yield ""
    yield "Event reports of the sets that are coded in full. A report is right if a coded event has its evidence and"
    yield "its family of types."
    yield ""
    yield "| Confidence | Reports | Right |"
    yield "|---|---:|---:|"
    for part in bins:
        right = f"{part['right'] / part['rows']:.0%}" if part["rows"] else ""
        yield f"| {part['low']:.1f}–{part['high']:.1f} | {part['rows']:,} | {right} |"
    yield ""


def _weaknesses(causes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not causes:
        return
    yield "## Known weaknesses"
    yield ""
    yield "| Cause | Count | What would mend it |"
    yield "|---|---:|---|"
    for cause in causes:
        yield f"| {cell(cause['cause'])} | {cause['count']:,} | {cell(cause.get('mend', ''))} |"
    yield ""


def _rules(data: Mapping[str, Any]) -> Iterator[str]:
    yield "## Rows of this release by rule"
    yield ""
    yield "| Extractor | Rule | Event reports |"
    yield "|---|---|---:|"
    for rule in data["rules"]:
        yield f"| {rule['extractor']} | {rule['rule']} | {rule['rows']:,} |"
    yield ""
    yield "| Confidence | Event reports |"
    yield "|---|---:|"
    for part in data["confidence"]:
        yield f"| {part['low']:.1f}–{part['high']:.1f} | {part['rows']:,} |"
    yield ""
