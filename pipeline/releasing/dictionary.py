"""dictionary.md: every table, column and closed list of a release, generated from the schemas.

Not here: how a coder decides (`schemas/codebook.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.releasing.about import TITLE, Release
from pipeline.releasing.markdown import cell
from pipeline.releasing.storage import write_text
from pipeline.releasing.tables import count_rows, present
from schemas import TABLES
from schemas.codes import ENUMERATIONS
from schemas.ddl import TYPES
from schemas.model import Field, Table

FILE = "dictionary.md"

_RULES = (
    "`start` and `end` count Unicode code points in the decoded file, end exclusive: `text[start:end]` is the",
    "evidence. A date is two columns, the first and the last day it can be. A number is two columns, equal where one",
    "value is stated, one empty where the text gives only a bound. Empty means that the text does not say.",
)


def write_dictionary(release: Release) -> Path:
    """Writes dictionary.md with the number of rows of each table, and returns its path."""
    path = release.folder / FILE
    rows = {t.name: count_rows(release.folder, t.name) for t in present(release.folder)}
    write_text(path, dictionary(f"{TITLE}, release {release.version}", rows))
    return path


def dictionary(title: str = TITLE, rows: dict[str, int] | None = None) -> str:
    """The dictionary as Markdown; with the number of rows of each table, where that is given."""
    return "\n".join(
        [
            f"# {title}: data dictionary",
            "",
            "Generated from the schemas. How values are decided is in the codebook.",
            "",
            *_RULES,
            "",
            *_contents(rows),
            *(line for table in TABLES for line in _table(table, rows)),
            "## Closed lists",
            "",
            *(
                line
                for enumeration in ENUMERATIONS
                for line in _list(
                    enumeration.name, enumeration.description, [(c.value, c.description) for c in enumeration.codes]
                )
            ),
        ]
    )


def _contents(rows: dict[str, int] | None) -> Iterator[str]:
    yield "| Table | " + ("Rows | " if rows else "") + "What a row is |"
    yield "|---|" + ("---:|" if rows else "") + "---|"
    for table in TABLES:
        count = f"{rows.get(table.name, 0):,} | " if rows else ""
        yield f"| [{table.name}](#{table.name}) | {count}{cell(table.description)} |"
    yield ""


def _table(table: Table, rows: dict[str, int] | None) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield f"Key: {', '.join(f'`{k}`' for k in table.key)}. Sorted by {', '.join(f'`{o}`' for o in table.order)}."
    yield ""
    yield "| Column | Type | Empty? | Meaning |"
    yield "|---|---|---|---|"
    links = {k.column: f"`{k.table}.{k.references}`" for k in table.foreign_keys}
    for field in table.fields:
        empty = "can be" if field.nullable else "never"
        meaning = _meaning(field, links.get(field.name))
        yield f"| `{field.name}` | {TYPES[field.kind]} | {empty} | {meaning} |"
    yield ""


def _meaning(field: Field, link: str | None) -> str:
    parts = [field.description]
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    if field.codes:
        parts.append(f"One of the list [{field.codes.name}](#{field.codes.name}).")
    if field.minimum is not None or field.maximum is not None:
        low = f"from {field.minimum:g}" if field.minimum is not None else ""
        high = f"to {field.maximum:g}" if field.maximum is not None else ""
        parts.append(f"Bounds: {' '.join(x for x in (low, high) if x)}.")
    if link:
        parts.append(f"Refers to {link}.")
    return cell(" ".join(parts))


def _list(name: str, description: str, values: list[tuple[str, str]]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield description
    yield ""
    yield "| Value | Meaning |"
    yield "|---|---|"
    for value, meaning in values:
        yield f"| `{value}` | {cell(meaning)} |"
    yield ""
