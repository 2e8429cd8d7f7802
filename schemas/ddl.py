"""The DuckDB definition of a table, derived from its columns: types, keys, closed lists, comments."""

from __future__ import annotations

from schemas.model import Field, Kind, Table

TYPES: dict[Kind, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "strings": "VARCHAR[]",
    "integers": "BIGINT[]",
}


def quoted(text: str) -> str:
    """A string literal."""
    return "'" + text.replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A quoted identifier: some columns are words of SQL ("end", "text")."""
    return '"' + identifier.replace('"', '""') + '"'


def describe(field: Field) -> str:
    """What a column's comment says: description, unit, closed list."""
    parts = [field.description]
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    if field.codes:
        parts.append(f"One of: {', '.join(field.codes.values)}.")
    return " ".join(parts)


def _column(field: Field) -> str:
    return f"{name(field.name)} {TYPES[field.kind]}" + ("" if field.nullable else " NOT NULL")


def create(table: Table) -> str:
    """CREATE TABLE with primary and foreign keys.

    A key into the table itself is left to the comment and to the checks: DuckDB tests it row by row while loading.
    """
    lines = [_column(f) for f in table.fields]
    lines.append(f"PRIMARY KEY ({', '.join(name(k) for k in table.key)})")
    lines += [
        f"FOREIGN KEY ({name(k.column)}) REFERENCES {name(k.table)} ({name(k.references)})"
        for k in table.foreign_keys
        if k.table != table.name
    ]
    return f"CREATE TABLE {name(table.name)} (\n    " + ",\n    ".join(lines) + "\n);"


def comments(table: Table) -> list[str]:
    """COMMENT ON statements for the table and each of its columns."""
    said = [f"COMMENT ON TABLE {name(table.name)} IS {quoted(table.description)};"]
    links = {k.column: f" Refers to {k.table}.{k.references}." for k in table.foreign_keys}
    said += [
        f"COMMENT ON COLUMN {name(table.name)}.{name(f.name)} IS {quoted(describe(f) + links.get(f.name, ''))};"
        for f in table.fields
    ]
    return said
