"""The DuckDB database of a release: rebuilt from its Parquet files, with types, keys, comments and views.

Here belongs how the file is made and how it is opened for reading. Not here: what tables and columns are (`schemas`),
or when the file takes its place (`promote`).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.releasing.storage import sha256_of
from schemas import TABLES
from schemas.ddl import comments, create, name, quoted

STORAGE = "v1.2.0"
"""The storage version: DuckDB 1.2 and every later one reads it."""

BLOCK = 16384
"""Small blocks: a small release stays small, and no block holds bytes that nobody wrote."""

VIEWS = Path(__file__).with_name("views.sql")
SUMS = "SHA256SUMS"


def fingerprint(release: Path) -> str:
    """What tells one release from another: its version, and the hash of its list of hashes."""
    return f"{release.name} {sha256_of(release / SUMS)}"


def build(release: Path, path: Path) -> None:
    """Writes the database of a release to `path`, which must not exist. Raises duckdb.Error where a key does not
    hold."""
    path.unlink(missing_ok=True)
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        con.execute("SET preserve_insertion_order = true")
        con.execute(f"ATTACH {quoted(str(path))} AS ledger (STORAGE_VERSION {quoted(STORAGE)}, BLOCK_SIZE {BLOCK})")
        con.execute("USE ledger")
        for table in TABLES:
            con.execute(create(table))
            for comment in comments(table):
                con.execute(comment)
            columns = ", ".join(name(c) for c in table.columns)
            parquet = quoted(str(release / f"{table.name}.parquet"))
            con.execute(f"INSERT INTO {name(table.name)} ({columns}) SELECT {columns} FROM read_parquet({parquet})")
        con.execute(VIEWS.read_text(encoding="utf-8"))
        con.execute("CREATE TABLE release (version VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)")
        con.execute("COMMENT ON TABLE release IS 'The release that this database shows.'")
        con.execute("INSERT INTO release VALUES (?, ?)", [release.name, fingerprint(release)])
        con.execute("CHECKPOINT ledger")
        con.execute("USE memory")
        con.execute("DETACH ledger")


def open_for_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that cannot write, neither to the database nor to any other file. Raises duckdb.Error."""
    return duckdb.connect(
        str(path), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )


def release_of(path: Path) -> str | None:
    """The fingerprint of the release that a database shows; nothing where it is missing or cannot be opened."""
    if not path.is_file():
        return None
    try:
        with open_for_reading(path) as con:
            found = con.execute("SELECT fingerprint FROM release").fetchone()
    except duckdb.Error:
        return None
    return str(found[0]) if found else None
