"""The layers of tables: what the documents say row by row, and what is known across them.

Thin on purpose: `pipeline.resolving` decides, `pipeline.tables` says which field stands in which column.
"""

from collections.abc import Callable, Iterable
from typing import Any

import dagster as dg
import pandas as pd

from pipeline import tables
from pipeline.assets.shape import CODE, OWNERS, bars, column_schema, preview
from pipeline.readers import Read
from pipeline.reading.ingest import Ingest
from pipeline.resolving.records import Resolved
from pipeline.resolving.resolve import read_links, resolve
from pipeline.resources import Ledger, Progress
from schemas import table

Rows = Iterable[tables.Row]


@dg.asset(group_name="resolved", kinds={"python"}, owners=OWNERS, code_version=CODE)
def resolved(ledger: Ledger, progress: dg.ResourceParam[Progress], readings: Read) -> dg.MaterializeResult[Resolved]:
    """One actor for all its names, one event for all its reports, with the reason for every merge."""
    progress.step("resolving")
    found = resolve(readings.readings, read_links(ledger.settings.raw, readings.readings))
    return dg.MaterializeResult(
        value=found,
        metadata={
            "actors": len(found.actors),
            "events": len(found.events),
            "reports": len(found.event_of),
            "places": len(found.places),
        },
    )


def _shown(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    metadata: dict[str, Any] = {"dagster/row_count": len(frame), "preview": dg.MetadataValue.md(preview(frame))}
    if name == "events" and len(frame):
        years = frame["date_start"].dropna().map(lambda day: day.year).value_counts().sort_index()
        metadata["events by year"] = dg.MetadataValue.md(
            bars({str(y): int(n) for y, n in years.items()}, "Events by year")
        )
    return metadata


def _asset(name: str, group: str, make: Callable[..., Rows], *inputs: str) -> dg.AssetsDefinition:
    """The asset of one table: `make` is called with the values of the input assets, in their order."""
    schema = table(name)

    @dg.asset(
        name=name,
        group_name=group,
        kinds={"parquet"},
        owners=OWNERS,
        code_version=CODE,
        description=schema.description,
        ins={key: dg.AssetIn(key) for key in inputs},
        metadata={"dagster/column_schema": column_schema(schema)},
    )
    def built(**values: Any) -> dg.MaterializeResult[pd.DataFrame]:
        frame = tables.frame(name, make(*(values[key] for key in inputs)))
        return dg.MaterializeResult(value=frame, metadata=_shown(name, frame))

    return built


def _refused(ingest: Ingest, readings: Read) -> Rows:
    return tables.quarantine((*ingest.quarantined, *readings.failed))


def _of_both(make: Callable[..., Rows]) -> Callable[[Read, Resolved], Rows]:
    return lambda readings, resolved: make(readings.readings, resolved)


TABLE_ASSETS: tuple[dg.AssetsDefinition, ...] = (
    _asset("documents", "readings", lambda readings: tables.documents(readings.readings), "readings"),
    _asset("texts", "readings", lambda readings: tables.texts(readings.readings), "readings"),
    _asset("quarantine", "readings", _refused, "ingest", "readings"),
    _asset("event_types", "resolved", tables.types),
    _asset("places", "resolved", tables.places, "resolved"),
    _asset("actors", "resolved", tables.actors, "resolved"),
    _asset("actor_mentions", "resolved", _of_both(tables.actor_mentions), "readings", "resolved"),
    _asset("events", "resolved", tables.events, "resolved"),
    _asset("event_reports", "resolved", _of_both(tables.event_reports), "readings", "resolved"),
    _asset("report_participants", "resolved", _of_both(tables.report_participants), "readings", "resolved"),
    _asset("event_participants", "resolved", tables.event_participants, "resolved"),
    _asset("event_links", "resolved", tables.event_links, "resolved"),
    _asset("statistics", "resolved", _of_both(tables.statistics), "readings", "resolved"),
    _asset("statements", "resolved", _of_both(tables.statements), "readings", "resolved"),
)
