"""The layer of the release: the tables written aside with all that describes them, then promoted in one step.

Thin on purpose: `pipeline.releasing` does the work. The checks across tables stand between the two assets.
"""

from dataclasses import dataclass

import dagster as dg
import pandas as pd

from pipeline.assets.shape import CODE, OWNERS
from pipeline.reading.ingest import Ingest
from pipeline.releasing import candidate as making
from pipeline.releasing import pictures, promote
from pipeline.releasing.tables import read_rows
from pipeline.resources import Ledger, Progress
from schemas import TABLES


@dataclass(frozen=True, slots=True)
class Made:
    """A candidate that awaits its checks: the version it would have, and whether any row is new."""

    version: str
    new: bool


@dataclass(frozen=True, slots=True)
class Released:
    """The newest release after a build; `new` where this build made it."""

    version: str
    new: bool


@dg.asset(
    group_name="release",
    kinds={"parquet"},
    owners=OWNERS,
    code_version=CODE,
    ins={"ingest": dg.AssetIn("ingest"), **{t.name: dg.AssetIn(t.name) for t in TABLES}},
)
def candidate(
    ledger: Ledger, progress: dg.ResourceParam[Progress], ingest: Ingest, **frames: pd.DataFrame
) -> dg.MaterializeResult[Made]:
    """A release in the making: every table validated and written into a folder aside."""
    progress.step("writing")
    outputs = ledger.settings.outputs
    with promote.locked(outputs):
        made = making.write_tables(outputs, frames, {d.document_id: d for d in ingest.documents})
        new = making.is_new(made)
    return dg.MaterializeResult(value=Made(made.version, new), metadata={"version": made.version, "new rows": new})


@dg.asset(group_name="release", kinds={"parquet", "duckdb"}, owners=OWNERS, code_version=CODE)
def release(
    context: dg.AssetExecutionContext,
    ledger: Ledger,
    progress: dg.ResourceParam[Progress],
    ingest: Ingest,
    candidate: Made,
) -> dg.MaterializeResult[Released]:
    """The release people use: Parquet files with their description, and the DuckDB database. Nothing is published
    where no
    row has changed."""
    progress.step("release")
    outputs = ledger.settings.outputs
    with promote.locked(outputs):
        made = making.reopen(outputs, {d.document_id: d for d in ingest.documents})
        newest, new = making.publish(outputs, made)
    size = sum(p.stat().st_size for p in newest.rglob("*") if p.is_file())
    context.instance.add_run_tags(context.run_id, {"conflict-ledger/release": newest.name})
    events = read_rows(newest, "events")
    return dg.MaterializeResult(
        value=Released(newest.name, new),
        metadata={
            "version": newest.name,
            "new": new,
            "bytes": size,
            "folder": dg.MetadataValue.path(str(newest)),
            "explorer": dg.MetadataValue.path(str(newest / "explorer.html")),
            "map": dg.MetadataValue.md(pictures.markdown(pictures.map_svg(events), "Events on the map")),
            "timeline": dg.MetadataValue.md(pictures.markdown(pictures.timeline_svg(events), "Events along the years")),
        },
    )
