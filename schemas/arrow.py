"""The Arrow schema of a table, derived from its columns. Descriptions travel in it and survive in Parquet."""

from __future__ import annotations

import pyarrow as pa

from schemas.model import Field, Kind, Table

TYPES: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "strings": pa.list_(pa.field("item", pa.string(), nullable=False)),
    "integers": pa.list_(pa.field("item", pa.int64(), nullable=False)),
}


def arrow_field(field: Field) -> pa.Field:
    """One column with its nullability, its description and its unit."""
    metadata = {"description": field.description}
    if field.unit:
        metadata["unit"] = field.unit
    return pa.field(field.name, TYPES[field.kind], nullable=field.nullable, metadata=metadata)


def arrow_schema(table: Table) -> pa.Schema:
    """All columns of a table, with the table's description and key as metadata."""
    return pa.schema(
        [arrow_field(f) for f in table.fields],
        metadata={"title": table.title, "description": table.description, "primary_key": ",".join(table.key)},
    )
