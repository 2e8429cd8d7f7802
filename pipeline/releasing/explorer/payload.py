"""What the explorer's page needs, from a release's tables: rows that refer to each other by number, texts cut to size.

Here belongs which columns go into the page and how they are linked. Not here: HTML, or reading Parquet.

Every table is {"columns": [...], "rows": [[...], ...]}; a column named "document", "event", "report", "actor" or
"whole" holds the number of a row in that table. Dates are ISO strings. Text appears only where the release holds it
(`texts`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.releasing.about import SUMMARY, TITLE, Release
from pipeline.releasing.explorer.evidence import Segment, Span, pieces, segments, sentence_around
from pipeline.releasing.tables import Row, count_rows, present, read_rows, read_texts
from schemas.codes import OUTCOMES, event_types

FORMAT = 1
"""Raised when the page can no longer read what an older payload holds."""

MOST_APART = 8
"""Links that keep reports apart, shown for each report: those that came closest to a merge."""

EVENT_COLUMNS = [
    "id",
    "type",
    "status",
    "start",
    "end",
    "precision",
    "place",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "at",
    "killed",
    "wounded",
    "publishers",
    "disputed",
    "summary",
    "confidence",
    "central",
    "roles",
    "reports",
]
REPORT_COLUMNS = [
    "id",
    "event",
    "document",
    "type",
    "status",
    "central",
    "start",
    "end",
    "precision",
    "basis",
    "place",
    "counts",
    "weapons",
    "by",
    "rule",
    "confidence",
    "offsets",
    "hash",
    "evidence",
    "said",
]
STATISTIC_COLUMNS = [
    "id",
    "document",
    "low",
    "high",
    "unit",
    "qualifier",
    "measures",
    "by",
    "actor",
    "place",
    "from",
    "to",
    "whole",
    "report",
    "outcome",
    "offsets",
    "hash",
    "evidence",
]
DOCUMENT_COLUMNS = [
    "id",
    "file",
    "title",
    "publisher",
    "byline",
    "start",
    "end",
    "precision",
    "words",
    "licence",
    "citation",
    "url",
    "shown",
]
ACTOR_COLUMNS = ["id", "name", "kind", "country", "parent"]
LINK_COLUMNS = ["a", "b", "same", "score", "reasons"]


def payload(release: Release) -> dict[str, Any]:
    """The page's data. Reads the release's Parquet files, and `accuracy.json` if it is there."""
    folder = release.folder
    texts = read_texts(folder)
    documents = read_rows(folder, "documents")
    actors = read_rows(folder, "actors")
    reports = read_rows(folder, "event_reports")
    events = read_rows(folder, "events")
    numbers = _Numbers(documents, actors, events, reports)
    participants = _grouped(read_rows(folder, "report_participants"), "report_id")
    statistics = read_rows(folder, "statistics")
    figures = _grouped((s for s in statistics if s["report_id"]), "report_id")
    statements = _grouped(read_rows(folder, "statements"), "document_id")
    return {
        "format": FORMAT,
        "release": {
            "title": TITLE,
            "summary": SUMMARY,
            "version": release.version,
            "code": release.code_version,
            "citation": release.citation,
        },
        "counts": {t.name: count_rows(folder, t.name) for t in present(folder)},
        "types": [
            {"id": t.event_type, "label": t.label, "family": t.family, "definition": t.definition}
            for t in event_types()
        ],
        "documents": _table(DOCUMENT_COLUMNS, [_document(d, d["document_id"] in texts) for d in documents]),
        "actors": _table(ACTOR_COLUMNS, [_actor(a, numbers) for a in actors]),
        "events": _table(EVENT_COLUMNS, _events(events, reports, read_rows(folder, "event_participants"), numbers)),
        "reports": _table(
            REPORT_COLUMNS,
            [
                _report(
                    r,
                    participants[r["report_id"]],
                    figures[r["report_id"]],
                    statements[r["document_id"]],
                    texts,
                    numbers,
                )
                for r in reports
            ],
        ),
        "statistics": _table(STATISTIC_COLUMNS, _statistics(statistics, reports, texts, numbers)),
        "links": _table(LINK_COLUMNS, _links(read_rows(folder, "event_links"), numbers)),
        "accuracy": _accuracy(folder),
    }


class _Numbers:
    """From identifiers to the numbers of rows."""

    def __init__(
        self, documents: Sequence[Row], actors: Sequence[Row], events: Sequence[Row], reports: Sequence[Row]
    ) -> None:
        self.document = _numbers(documents, "document_id")
        self.actor = _numbers(actors, "actor_id")
        self.event = _numbers(events, "event_id")
        self.report = _numbers(reports, "report_id")


def _numbers(rows: Sequence[Row], key: str) -> dict[str, int]:
    return {row[key]: n for n, row in enumerate(rows)}


def _table(columns: Sequence[str], rows: Iterable[list[Any]]) -> dict[str, Any]:
    return {"columns": list(columns), "rows": list(rows)}


def _grouped(rows: Iterable[Row], key: str) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _day(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def _document(d: Row, shown: bool) -> list[Any]:
    return [
        d["document_id"],
        d["file"],
        d["title"],
        d["publisher"],
        d["byline"],
        _day(d["published_start"]),
        _day(d["published_end"]),
        d["published_precision"],
        d["words"],
        d["licence"],
        d["citation"],
        d.get("url"),
        shown,
    ]


def _actor(a: Row, numbers: _Numbers) -> list[Any]:
    return [a["actor_id"], a["name"], a["kind"], a["country"], numbers.actor.get(a["parent_actor_id"])]


def _events(
    events: Sequence[Row], reports: Sequence[Row], participants: Sequence[Row], numbers: _Numbers
) -> list[list[Any]]:
    told = _grouped(reports, "event_id")
    roles = _grouped(participants, "event_id")
    found = []
    for e in events:
        mine = told[e["event_id"]]
        found.append(
            [
                e["event_id"],
                e["event_type"],
                e["status"],
                _day(e["date_start"]),
                _day(e["date_end"]),
                e["date_precision"],
                e["place"],
                e["admin1"],
                e["country"],
                e["latitude"],
                e["longitude"],
                e["place_precision"],
                _toll(e, "killed"),
                _toll(e, "wounded"),
                e["publishers"],
                e["disputed"],
                e["summary"],
                max((r["confidence"] for r in mine), default=0),
                any(r["central"] for r in mine),
                [[p["role"], numbers.actor[p["actor_id"]], p["reports"]] for p in roles[e["event_id"]]],
                [numbers.report[r["report_id"]] for r in mine],
            ]
        )
    return found


def _toll(event: Row, outcome: str) -> list[int | None] | None:
    values = [event[f"{outcome}_{bound}"] for bound in ("low", "best", "high")]
    return None if values == [None, None, None] else values


def _report(
    r: Row,
    participants: Sequence[Row],
    figures: Sequence[Row],
    statements: Sequence[Row],
    texts: Mapping[str, str],
    numbers: _Numbers,
) -> list[Any]:
    stretches = list(zip(r["span_starts"], r["span_ends"], strict=True)) or [(r["start"], r["end"])]
    text = texts.get(r["document_id"])
    counts = {
        o: [r[f"{o}_low"], r[f"{o}_high"]]
        for o in OUTCOMES.values
        if r[f"{o}_low"] is not None or r[f"{o}_high"] is not None
    }
    return [
        r["report_id"],
        numbers.event.get(r["event_id"]),
        numbers.document[r["document_id"]],
        r["event_type"],
        r["status"],
        r["central"],
        _day(r["date_start"]),
        _day(r["date_end"]),
        r["date_precision"],
        r["date_basis"],
        r["place"],
        counts,
        r["weapons"],
        r["attributed_to"],
        f"{r['extractor']}: {r['rule']}",
        r["confidence"],
        [list(s) for s in stretches],
        r["evidence_hash"] if text is None else None,
        pieces(text, stretches, _spans(r, participants, figures)) if text is not None else None,
        [_said(s, text) for s in statements if any(a < s["end"] and b > s["start"] for a, b in stretches)],
    ]


def _said(s: Row, text: str | None) -> list[Any]:
    """A statement: who, with which title, whether in quotation marks, the verb, and the words if they can be shown."""
    return [s["speaker"], s["speaker_title"], s["direct"], s["verb"], text[s["start"] : s["end"]] if text else None]


def _spans(r: Row, participants: Sequence[Row], figures: Sequence[Row]) -> list[Span]:
    spans: list[Span] = [(r["trigger_start"], r["trigger_end"], "trigger")]
    spans += [(p["start"], p["end"], p["role"]) for p in participants]
    spans += [(f["start"], f["end"], "count") for f in figures]
    for kind, start, end in (
        ("place", r["place_start"], r["place_end"]),
        ("date", r["date_text_start"], r["date_text_end"]),
    ):
        if start is not None and end is not None:
            spans.append((start, end, kind))
    return spans


def _statistics(
    statistics: Sequence[Row], reports: Sequence[Row], texts: Mapping[str, str], numbers: _Numbers
) -> list[list[Any]]:
    number = _numbers(statistics, "statistic_id")
    told = {r["report_id"]: list(zip(r["span_starts"], r["span_ends"], strict=True)) for r in reports}
    found = []
    for s in statistics:
        text = texts.get(s["document_id"])
        found.append(
            [
                s["statistic_id"],
                numbers.document[s["document_id"]],
                s["value_low"],
                s["value_high"],
                s["unit"],
                s["qualifier"],
                s["measures"],
                s["attributed_to"],
                numbers.actor.get(s["actor_id"]),
                s["place"],
                _day(s["as_of_start"]),
                _day(s["as_of_end"]),
                number.get(s["part_of"]),
                numbers.report.get(s["report_id"]),
                s["outcome"],
                [s["start"], s["end"]],
                s["evidence_hash"] if text is None else None,
                _sentence(s, text, told.get(s["report_id"], [])),
            ]
        )
    return found


def _sentence(s: Row, text: str | None, told: Sequence[tuple[int, int]]) -> list[Segment] | int | None:
    """The sentence of a figure; 0 where its report shows it, none where the release does not hold the text."""
    if text is None:
        return None
    if any(start <= s["start"] and s["end"] <= end for start, end in told):
        return 0
    return segments(text, *sentence_around(text, s["start"], s["end"]), [(s["start"], s["end"], "count")])


def _links(links: Sequence[Row], numbers: _Numbers) -> list[list[Any]]:
    """All merges, and of the pairs kept apart those that came closest, for each report."""
    apart: dict[str, int] = defaultdict(int)
    kept = []
    for k in sorted(links, key=lambda x: (x["decision"] != "same", -x["score"], x["report_a"], x["report_b"])):
        a, b = k["report_a"], k["report_b"]
        if k["decision"] != "same":
            if apart[a] >= MOST_APART and apart[b] >= MOST_APART:
                continue
            apart[a] += 1
            apart[b] += 1
        kept.append([numbers.report[a], numbers.report[b], k["decision"] == "same", round(k["score"], 3), k["reasons"]])
    return kept


def _accuracy(folder: Path) -> dict[str, Any] | None:
    path = folder / "accuracy.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
