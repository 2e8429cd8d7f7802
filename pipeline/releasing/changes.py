"""CHANGES.md: what a release changes, told from the row-level diff with the release before it.

Here belongs the telling, and what only a telling needs: events that became one, and events that became several. Not
here: the comparison itself (`diff`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.releasing.about import TITLE, Release
from pipeline.releasing.diff import Change, Diff, compare_folders
from pipeline.releasing.markdown import plain
from pipeline.releasing.storage import write_text
from pipeline.releasing.tables import Row, count_rows, present, read_rows

FILE = "CHANGES.md"
SHOWN = 12
"""How many rows of a kind are named; `conflict-ledger diff` lists all."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Events that share reports across two releases, where the reports are grouped otherwise than before."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> str:
        """merged (several became one), split (one became several), or regrouped (several became several others)."""
        if len(self.after) == 1:
            return "merged"
        return "split" if len(self.before) == 1 else "regrouped"


def write_changes(release: Release, previous: Path | None) -> Path:
    """Writes CHANGES.md against the folder of the release before, or as that of a first release; returns its path."""
    path = release.folder / FILE
    lines = _first(release) if previous is None else _later(release, previous)
    write_text(path, "\n".join(lines) + "\n")
    return path


def regrouped(old: Sequence[Row], new: Sequence[Row]) -> list[Regrouped]:
    """Events whose reports are grouped otherwise in `new` than in `old`; both are rows of event_reports.

    Only reports that both hold are looked at: a new document that joins an event does not regroup it.
    """
    before, after = _groups(old), _groups(new)
    shared = before.keys() & after.keys()
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for report in shared:
        a, b = f"old {before[report]}", f"new {after[report]}"
        neighbours[a].add(b)
        neighbours[b].add(a)
    found, seen = [], set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        component, stack = set(), [start]
        while stack:
            node = stack.pop()
            if node not in component:
                component.add(node)
                stack += neighbours[node]
        seen |= component
        was = tuple(sorted(n[4:] for n in component if n.startswith("old ")))
        now = tuple(sorted(n[4:] for n in component if n.startswith("new ")))
        if len(was) > 1 or len(now) > 1:
            found.append(Regrouped(was, now))
    return found


def _groups(reports: Sequence[Row]) -> dict[str, str]:
    return {r["report_id"]: r["event_id"] for r in reports if r["event_id"] is not None}


def _first(release: Release) -> list[str]:
    return [
        f"# {TITLE} {release.version}",
        "",
        "The first release. It holds:",
        "",
        *(f"- {count_rows(release.folder, t.name):,} {t.title.lower()}" for t in present(release.folder)),
    ]


def _later(release: Release, previous: Path) -> list[str]:
    diff = compare_folders(previous, release.folder)
    return [
        f"# {TITLE} {release.version}",
        "",
        f"What changed since {previous.name}. All rows: `conflict-ledger diff {previous.name} {release.version}`.",
        "",
        *_counts(diff, release.folder),
        *_documents(diff, previous, release.folder),
        *_regroupings(previous, release.folder),
        *_events(diff, previous, release.folder),
        *_columns(diff),
        *_shape(diff),
    ]


def _counts(diff: Diff, folder: Path) -> Iterator[str]:
    yield "| Table | Rows | Added | Changed | Removed |"
    yield "|---|---:|---:|---:|---:|"
    tally = Counter((c.table, c.kind) for c in diff.changes)
    for table in present(folder):
        numbers = [tally[table.name, kind] for kind in ("added", "changed", "removed")]
        yield f"| {table.name} | {count_rows(folder, table.name):,} | " + " | ".join(f"{n:,}" for n in numbers) + " |"
    yield ""


def _documents(diff: Diff, old: Path, new: Path) -> Iterator[str]:
    names = {r["document_id"]: r["file"] for folder in (old, new) for r in read_rows(folder, "documents")}
    for kind, words in (("added", "New documents"), ("removed", "Documents that are gone")):
        found = [names[str(c.key[0])] for c in diff.of("documents", kind)]
        if found:
            yield f"## {words}"
            yield ""
            yield from _some([f"`{plain(name)}`" for name in found])


def _regroupings(old: Path, new: Path) -> Iterator[str]:
    found = regrouped(read_rows(old, "event_reports"), read_rows(new, "event_reports"))
    if not found:
        return
    was = {r["event_id"]: r["summary"] for r in read_rows(old, "events")}
    now = {r["event_id"]: r["summary"] for r in read_rows(new, "events")}
    titles = {
        "merged": "Events that became one",
        "split": "Events that became several",
        "regrouped": "Events whose reports were regrouped",
    }
    for kind, title in titles.items():
        lines = [
            f"{_ids(g.before)} → {_ids(g.after)}: {plain(' / '.join(now.get(e) or was.get(e) or '' for e in g.after))}"
            for g in found
            if g.kind == kind
        ]
        if lines:
            yield f"## {title} ({len(lines)})"
            yield ""
            yield from _some(lines)


def _events(diff: Diff, old: Path, new: Path) -> Iterator[str]:
    words: dict[str, str] = {}
    for folder in (old, new):
        words |= {r["event_id"]: r["summary"] for r in read_rows(folder, "events")}
    for kind, title in (("added", "New events"), ("changed", "Changed events"), ("removed", "Events that are gone")):
        changes = diff.of("events", kind)
        if changes:
            yield f"## {title} ({len(changes):,})"
            yield ""
            yield from _some([_event(c, words) for c in changes])


def _event(change: Change, words: Mapping[str, str]) -> str:
    identifier = str(change.key[0])
    told = f"`{identifier}` {plain(words.get(identifier, ''))}"
    moved = [f"{column} {_value(a)} → {_value(b)}" for column, (a, b) in change.columns.items() if column != "summary"]
    return told + (f" ({'; '.join(moved)})" if moved else "")


def _columns(diff: Diff) -> Iterator[str]:
    tally = Counter((c.table, column) for c in diff.changes for column in c.columns)
    if tally:
        yield "## Columns that changed most"
        yield ""
        yield from _some(
            [
                f"`{table}.{column}` in {n:,} rows"
                for (table, column), n in sorted(tally.items(), key=lambda x: (-x[1], x[0]))
            ]
        )


def _shape(diff: Diff) -> Iterator[str]:
    if diff.shape:
        yield "## Tables and columns"
        yield ""
        yield from (f"- {plain(line)}" for line in diff.shape)
        yield ""


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"- … and {len(lines) - SHOWN:,} more"
    yield ""


def _ids(identifiers: Sequence[str]) -> str:
    return " + ".join(f"`{i}`" for i in identifiers)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else plain(str(value))
