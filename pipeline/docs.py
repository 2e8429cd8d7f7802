"""The parts of docs/ that are generated: the dictionary, the commands, the answers to the queries, the figures.

    python -m pipeline.docs [--check]      writes them; with --check only says which are stale (exit status 1)

A page holds its generated parts between two comments, so that the rest stays free to edit. Not here: the pages' own
words, or what the README shows.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.releasing import accuracy, database
from pipeline.releasing.dictionary import dictionary
from pipeline.releasing.markdown import plain
from pipeline.releasing.storage import write_text
from schemas.codes import event_types

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
RELEASE = ROOT / "outputs" / "latest"
_SQL = re.compile(r"```sql\n(.*?)```\n(?:\n<!-- answer -->\n.*?<!-- end -->\n)?", re.S)
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.S)
_WIDE = 110


def queries(text: str) -> list[str]:
    """The SQL of every query on a page, in order."""
    return [m.group(1).strip() for m in _SQL.finditer(text)]


def answered(text: str, con: duckdb.DuckDBPyConnection) -> str:
    """The page with the answer behind each query. Raises duckdb.Error for a query that does not run."""

    def answer(match: re.Match[str]) -> str:
        return (
            f"```sql\n{match.group(1)}```\n\n<!-- answer -->\n{as_table(con.execute(match.group(1)))}\n<!-- end -->\n"
        )

    return _SQL.sub(answer, text)


def as_table(found: duckdb.DuckDBPyConnection) -> str:
    """What a query found, as a Markdown table; a long value is cut."""
    names = [d[0] for d in found.description or ()]
    rows = found.fetchall()
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(_shown(v) for v in row) + " |" for row in rows]
    return "\n".join(lines) if rows else "*Nothing in this release.*"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,.10g}"
    text = value.isoformat() if isinstance(value, date) else str(value)
    return plain(text if len(text) <= _WIDE else text[: _WIDE - 1] + "…")


def figures() -> str:
    """The measured figures, as the accuracy page of a release shows them, without what only a release has."""
    text = accuracy.page({**accuracy.measured(), "note": "", "rules": [], "confidence": []}, "Accuracy")
    body = text.split("\n\n", 1)[1].split("## Rows of this release by rule")[0]
    return re.sub(r"^## ", "### ", body.strip(), flags=re.M)


def types() -> str:
    """Every event type with its definition and the labels of other codebooks."""
    lines = ["| Type | Definition | PLOVER | ACLED | UCDP |", "|---|---|---|---|---|"]
    for t in event_types():
        plover = " / ".join(x for x in (t.plover_type, t.plover_mode) if x)
        acled = " / ".join(x for x in (t.acled_type, t.acled_sub_type) if x)
        lines.append(f"| `{t.event_type}` | {t.definition} | {plover} | {acled} | {t.ucdp_violence or ''} |")
    return "\n".join(lines)


def commands() -> str:
    """What each command says of itself when asked for help."""
    from pipeline.cli import parser

    made = parser()
    told = [made, *next(a.choices for a in made._actions if isinstance(a, argparse._SubParsersAction)).values()]
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"  # argparse breaks its lines by it
    try:
        return "\n\n".join(f"## {p.prog}\n\n```text\n{p.format_help().rstrip()}\n```" for p in told)
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


PARTS: dict[str, Callable[[], str]] = {"commands": commands, "figures": figures, "types": types}


def filled(text: str) -> str:
    """The page with its generated parts. Raises KeyError for a part that nobody generates."""
    return _PART.sub(lambda m: f"{m.group(1)}{PARTS[m.group(2)]()}\n{m.group(3)}", text)


def pages() -> dict[Path, str]:
    """Every page that has a generated part, as it should be. Queries are answered by the newest release, if there is
    one.
    """
    made = {DOCS / "dictionary.md": dictionary().rstrip("\n") + "\n"}
    for path in sorted(DOCS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if _PART.search(text):
            made[path] = filled(text)
    asked = DOCS / "queries.md"
    if (RELEASE / database.SUMS).is_file():
        with tempfile.TemporaryDirectory() as folder:
            built = Path(folder) / "ledger.duckdb"
            database.build(RELEASE.resolve(), built)
            with database.open_for_reading(built) as con:
                made[asked] = answered(asked.read_text(encoding="utf-8"), con)
    return made


def main(arguments: Sequence[str]) -> int:
    """Writes the generated parts, or says which are stale."""
    stale = [p for p, text in pages().items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run make docs", file=sys.stderr)
        return 1 if stale else 0
    for path, text in pages().items():
        if path in stale:
            write_text(path, text)
            print(f"written: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
