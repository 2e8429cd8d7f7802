"""Tables as Parquet files: written only when their schema allows every value, and always to the same bytes.

Not here: which tables make a release (`candidate`), or checks across tables (`checks`).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.releasing.storage import write_aside
from pipeline.tables import from_frame, to_frame
from schemas import TABLES, Table
from schemas.frames import validate


def write(schema: Table, frame: pd.DataFrame, folder: Path) -> Path:
    """Validates a frame and writes it to `folder`/<table>.parquet. Raises schemas.frames.InvalidTable."""
    return write_unchecked(schema, validate(schema, frame), folder)


def write_unchecked(schema: Table, frame: pd.DataFrame, folder: Path) -> Path:
    """Writes a frame that is still to be checked; types and columns must fit all the same."""
    path = folder / f"{schema.name}.parquet"
    arrow = from_frame(schema, frame)
    write_aside(path, lambda aside: pq.write_table(arrow, aside, compression="zstd", version="2.6", store_schema=True))
    return path


def read(schema: Table, folder: Path) -> pa.Table:
    """One table of a release, as it stands in the file. Raises FileNotFoundError, or pyarrow.ArrowInvalid for a
    damaged file."""
    return pq.read_table(folder / f"{schema.name}.parquet")


def read_frame(schema: Table, folder: Path) -> pd.DataFrame:
    """One table of a release as a frame."""
    return to_frame(read(schema, folder))


def read_all(folder: Path) -> dict[str, pa.Table]:
    """Every table of a release, by name."""
    return {schema.name: read(schema, folder) for schema in TABLES}
