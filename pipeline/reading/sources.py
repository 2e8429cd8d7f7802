"""What `raw/sources.toml` says of the files beside it: read, checked, and reported by file, key and line.

Here belongs the sidecar alone. Not here: reading the texts (`ingest`), or deciding what a sidecar's date means
(`publication`).
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path

from pipeline.reading.records import Source

FILE_NAME = "sources.toml"
KEYS = tuple(f.name for f in fields(Source))
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TOML_LINE = re.compile(r"\(at line (\d+)")


class SourcesError(ValueError):
    """`sources.toml` cannot be used as it stands. The message names file, table, key and line, and the mend."""

    def __init__(
        self,
        path: Path,
        problem: str,
        mend: str,
        table: str | None = None,
        key: str | None = None,
        line: int | None = None,
    ) -> None:
        self.path, self.table, self.key, self.line = path, table, key, line
        where = str(path) + (f", line {line}" if line else "")
        what = "".join([f' ["{table}"]' if table else "", f" {key}" if key else ""])
        super().__init__(f"{where}:{what} {problem}. {mend}.".replace(": ", ": ", 1))


def read_sources(path: Path, files: Collection[str]) -> dict[str, Source]:
    """The sidecar's tables by file name (path below raw/, forward slashes); empty where there is no sidecar.

    `files` are the text files that are there. Raises SourcesError for a file that is not TOML, a table for a file
    that is missing, an unknown key, a value that is not text, and a date that is none.
    """
    if not path.exists():
        return {}
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourcesError(path, f"cannot be read ({error.strerror})", "Make it readable or remove it") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SourcesError(path, "is not UTF-8", "Save it as UTF-8", line=line) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise SourcesError(path, f"is not TOML: {error}", "Mend the line", line=line) from error
    return {name: _source(path, text, name, table, files) for name, table in tables.items()}


def _source(path: Path, text: str, name: str, table: object, files: Collection[str]) -> Source:
    line = _table_line(text, name)
    if not isinstance(table, dict):
        raise SourcesError(
            path,
            "is a key outside any table",
            f'Give each file a table of its own: ["{name}"]',
            key=name,
            line=_key_line(text, None, name),
        )
    if name not in files:
        raise SourcesError(
            path,
            "names a file that is not there",
            "Correct the path (below raw/, with forward slashes) or remove the table",
            name,
            line=line,
        )
    values: dict[str, str] = {}
    for key, value in table.items():
        at = _key_line(text, name, key)
        if key not in KEYS:
            raise SourcesError(path, "is no known key", f"Known keys: {', '.join(KEYS)}", name, key, at)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime) and key == "published":
            value = value.isoformat()
        if not isinstance(value, str):
            raise SourcesError(path, f"is {type(value).__name__}, not text", "Put the value in quotes", name, key, at)
        if key == "published" and value and not _is_date(value):
            raise SourcesError(path, f"is no date: {value!r}", 'Write "2022-01-20", "2022-01" or "2022"', name, key, at)
        if value.strip():
            values[key] = value.strip()
    return Source(**values)


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    parts = [int(p) for p in value.split("-")]
    try:
        dt.date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True


def _table_line(text: str, name: str) -> int | None:
    """The line of a table's header, counted from 1."""
    spellings = {f"[{name}]", f"['{name}']", f'["{name}"]', f"[{json.dumps(name)}]"}
    for number, line in enumerate(text.splitlines(), 1):
        if re.sub(r"^\[\s*|\s*\]$", lambda m: m.group().strip(), line.split("#")[0].strip()) in spellings:
            return number
    return None


def _key_line(text: str, table: str | None, key: str) -> int | None:
    """The line of a key, counted from 1: in the table given, or anywhere."""
    first = (_table_line(text, table) or 0) if table else 0
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for number, line in enumerate(text.splitlines(), 1):
        if number > first and pattern.match(line):
            return number
    return first or None
