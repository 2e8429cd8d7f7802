"""A small invented release for the tests of releasing: rows, their frames, and the texts they came from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pandas as pd
from invented import invent

from pipeline import tables
from pipeline.reading.records import Document
from pipeline.releasing import candidate, promote

Rows = dict[str, list[dict[str, Any]]]


def texts(rows: Rows) -> dict[str, str]:
    """The texts of the invented documents: all of them, whatever their licence."""
    shown = {t["document_id"]: t["text"] for t in rows["texts"]}
    return {d["document_id"]: shown.get(d["document_id"], "") for d in rows["documents"]}


def open_rows(events: int = 6) -> Rows:
    """An invented release in which every document's text is known."""
    rows = invent(events)
    known = {t["document_id"] for t in rows["texts"]}
    unknown = {d["document_id"] for d in rows["documents"]} - known
    reports = {r["report_id"] for r in rows["event_reports"] if r["document_id"] in unknown}
    events_left = {r["event_id"] for r in rows["event_reports"] if r["report_id"] not in reports}
    for name, found in rows.items():
        rows[name] = [
            r
            for r in found
            if r.get("document_id") not in unknown
            and not reports & {r.get("report_id"), r.get("report_a"), r.get("report_b")}
            and (r.get("event_id") is None or r["event_id"] in events_left)
        ]
    counted = {e: sum(r["event_id"] == e for r in rows["event_reports"]) for e in events_left}
    for row in rows["events"]:
        row["reports"] = counted[row["event_id"]]
    for row in rows["event_participants"]:
        row["reports"] = min(row["reports"], counted[row["event_id"]])
    return rows


def frames(rows: Rows) -> dict[str, pd.DataFrame]:
    """The rows as frames."""
    return {name: tables.frame(name, found) for name, found in rows.items()}


def documents(rows: Rows) -> dict[str, Document]:
    """The documents as the ingest would give them."""
    known = texts(rows)
    return {
        d["document_id"]: Document(
            d["document_id"],
            d["file"],
            hashlib.sha256(known[d["document_id"]].encode()).hexdigest(),
            known[d["document_id"]],
        )
        for d in rows["documents"]
    }


def release(outputs: Path, rows: Rows) -> tuple[Path, bool]:
    """Builds and publishes a release of the rows, as the assets do."""
    with promote.locked(outputs):
        return candidate.publish(outputs, candidate.write_tables(outputs, frames(rows), documents(rows)))
