"""datapackage.json: the release as a Data Package (version 2), derived from the schemas and the files themselves.

Not here: what a column means (`schemas`), or the other descriptions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.releasing import about
from pipeline.releasing.storage import sha256_of, write_text
from pipeline.releasing.tables import count_rows, parquet_file, present
from schemas.ddl import describe
from schemas.model import Field, Kind, Table

FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPE = "application/vnd.apache.parquet"

TYPES: dict[Kind, dict[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "strings": {"type": "array"},
    "integers": {"type": "array"},
}


def write_package(release: about.Release) -> Path:
    """Writes datapackage.json and returns its path."""
    path = release.folder / FILE
    write_text(path, json.dumps(package(release), ensure_ascii=False, indent=2) + "\n")
    return path


def package(release: about.Release) -> dict[str, Any]:
    """The descriptor. Sizes and hashes are those of the files as they stand."""
    licence = {"name": about.DATA_LICENCE, "title": about.DATA_LICENCE_TITLE, "path": about.DATA_LICENCE_URL}
    return {
        "$schema": PROFILE,
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "version": release.number,
        "licenses": [licence],
        "contributors": [{"title": name, "roles": ["creator"]} for name in about.CREATORS],
        "keywords": list(about.KEYWORDS),
        "resources": [resource(release, table) for table in present(release.folder)],
    }


def resource(release: about.Release, table: Table) -> dict[str, Any]:
    """One table: its file, its rows and its schema."""
    path = parquet_file(release.folder, table.name)
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "rowCount": count_rows(release.folder, table.name),
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table: columns, key and references. A reference into the table itself names no resource."""
    made: dict[str, Any] = {"fields": [field(f) for f in table.fields], "primaryKey": list(table.key)}
    links = [
        {
            "fields": [k.column],
            "reference": {"resource": "" if k.table == table.name else k.table, "fields": [k.references]},
        }
        for k in table.foreign_keys
    ]
    return made | ({"foreignKeys": links} if links else {})


def field(column: Field) -> dict[str, Any]:
    """One column. A list's constraints hold for its items, which a Table Schema cannot say: they stand in the
    description.
    """
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.codes and column.kind == "string":
        constraints["enum"] = list(column.codes.values)
    if column.pattern and column.kind == "string":
        constraints["pattern"] = column.pattern
    if column.kind in ("integer", "number"):
        for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
            if bound is not None:
                constraints[name] = int(bound) if column.kind == "integer" else bound
    made: dict[str, Any] = {"name": column.name, **TYPES[column.kind], "description": describe(column)}
    if column.unit:
        made["unit"] = column.unit
    return made | ({"constraints": constraints} if constraints else {})
