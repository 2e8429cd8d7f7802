"""Asking the newest release: SQL in, a readable answer out. The database is opened so that nothing can be written.

Not here: the views that make questions short (`pipeline.releasing.views`).
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import duckdb

from pipeline.configuration import Unusable
from pipeline.releasing.database import open_for_reading
from pipeline.releasing.promote import DATABASE

_WIDEST = 48
_ROWS = 200


def run(outputs: Path, sql: str, style: str, to: TextIO) -> None:
    """Asks and prints: style is table, csv or json. Raises Unusable where there is no database or the SQL is wrong."""
    path = outputs / DATABASE
    if not path.is_file():
        raise Unusable(f"{path} is not there: make it with: conflict-ledger build --outputs {outputs}")
    answer(path, sql, style, to)


def answer(path: Path, sql: str, style: str, to: TextIO) -> None:
    """Asks one database and prints. Raises Unusable where the SQL is wrong."""
    try:
        with open_for_reading(path) as con:
            answer = con.execute(sql)
            names = [d[0] for d in answer.description or ()]
            rows = answer.fetchall()
    except duckdb.Error as error:
        raise Unusable(f"the query failed: {error}") from None
    {"table": _table, "csv": _csv, "json": _json}[style](names, rows, to)


def _csv(names: Sequence[str], rows: Sequence[tuple[Any, ...]], to: TextIO) -> None:
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([["" if v is None else _text(v) for v in row] for row in rows])


def _json(names: Sequence[str], rows: Sequence[tuple[Any, ...]], to: TextIO) -> None:
    json.dump([dict(zip(names, row, strict=True)) for row in rows], to, ensure_ascii=False, indent=1, default=_text)
    to.write("\n")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(v) for v in value)
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)


def shown(value: Any, widest: int) -> str:
    """A value in one line of at most `widest` columns, with nothing in it that moves the cursor."""
    if value is None:
        return ""
    line = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in _text(value))
    line = " ".join(line.split())
    if _width(line) <= widest:
        return line
    kept = widest - 1
    for at, c in enumerate(line):
        kept -= _width(c)
        if kept < 0:
            return line[:at].rstrip() + "…"
    return line


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _table(names: Sequence[str], rows: Sequence[tuple[Any, ...]], to: TextIO) -> None:
    if not names:
        return
    across = shutil.get_terminal_size((160, 24)).columns if to.isatty() else 160
    widest = max(8, min(_WIDEST, (across - 2 * len(names)) // len(names) * 2))
    cells = [[shown(v, widest) for v in row] for row in rows[:_ROWS]]
    widths = [max(_width(line[i]) for line in [list(names), *cells]) for i in range(len(names))]
    right = [
        any(isinstance(r[i], (int, float)) and not isinstance(r[i], bool) for r in rows[:_ROWS])
        for i in range(len(names))
    ]
    for line in [list(names), ["─" * w for w in widths], *cells]:
        padded = [
            " " * (w - _width(c)) + c if r else c + " " * (w - _width(c))
            for c, w, r in zip(line, widths, right, strict=True)
        ]
        print("  ".join(padded).rstrip(), file=to)
    more = f", the first {_ROWS} shown" if len(rows) > _ROWS else ""
    print(f"({len(rows)} row{'' if len(rows) == 1 else 's'}{more})", file=to)
