"""What the README shows of the newest release: the answers to its queries, and the tour of the tables.

    python -m pipeline.readme [--check]      writes them; with --check only says that they are stale (exit status 1)

Not here: the README's own words, or the generated parts of docs/ (`docs`).
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.query import answer
from pipeline.releasing import database
from pipeline.releasing.database import SUMS
from pipeline.releasing.storage import write_text
from pipeline.releasing.tables import count_rows
from schemas import TABLES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
RELEASE = ROOT / "outputs" / "latest"
_ASKED = re.compile(r'```console\n(\$ conflict-ledger query "(.*?)"\n).*?```', re.S)
_TOUR = re.compile(r"(<!-- tables -->\n).*?(<!-- end -->)", re.S)


def tour(release: Path) -> str:
    """Every table with its rows in the release and what it holds."""
    lines = ["| table | rows | what it holds |", "|---|---:|---|"]
    lines += [f"| `{t.name}` | {count_rows(release, t.name):,} | {t.description} |" for t in TABLES]
    return "\n".join(lines)


def filled(text: str, release: Path) -> str:
    """The README with the answers of that release. Raises configuration.Unusable for a query that does not run."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "ledger.duckdb"
        database.build(release.resolve(), built)

        def answered(match: re.Match[str]) -> str:
            shown = io.StringIO()
            answer(built, " ".join(match[2].split()), "table", shown)
            return f"```console\n{match[1]}{shown.getvalue()}```"

        text = _ASKED.sub(answered, text)
    return _TOUR.sub(lambda m: f"{m[1]}{tour(release)}\n{m[2]}", text)


def main(arguments: Sequence[str]) -> int:
    """Writes the README's generated parts, or says that they are stale."""
    if not (RELEASE / SUMS).is_file():
        print("no release in outputs/: make build", file=sys.stderr)
        return 1
    old = README.read_text(encoding="utf-8")
    new = filled(old, RELEASE)
    if new == old:
        return 0
    if "--check" in arguments:
        print("README.md is stale: run make docs", file=sys.stderr)
        return 1
    write_text(README, new)
    print("written: README.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
