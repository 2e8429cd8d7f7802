"""Dagster's checks: one a table, from its Pandera schema, and those across tables. All block the release.

Not here: what is checked (`schemas.frames`, `pipeline.releasing.checks`).
"""

import dagster as dg
import pandas as pd

from pipeline.assets.release import Made
from pipeline.reading.ingest import Ingest
from pipeline.releasing import checks, parquet
from pipeline.releasing.promote import CANDIDATE
from pipeline.resources import Ledger
from schemas import TABLES, Table
from schemas.frames import InvalidTable, validate

_SHOWN = 20


def table_check(schema: Table) -> dg.AssetChecksDefinition:
    """The check that a table is as its schema says."""

    @dg.asset_check(
        asset=schema.name,
        name="every_row_is_as_the_schema_says",
        blocking=True,
        description=f"Columns, types, closed lists, patterns, bounds and the key of {schema.name} hold in every row.",
    )
    def check(table: pd.DataFrame) -> dg.AssetCheckResult:
        try:
            validate(schema, table)
        except InvalidTable as error:
            shown = [str(v) for v in error.violations[:_SHOWN]]
            return _result(False, len(error.violations), shown)
        return _result(True, 0, [])

    return check


def cross_check(question: checks.Check) -> dg.AssetChecksDefinition:
    """The check that a question across tables finds nothing wrong."""

    @dg.asset_check(
        asset="candidate",
        name=question.__name__,
        blocking=True,
        description=question.__doc__,
        additional_ins={"ingest": dg.AssetIn("ingest")},
    )
    def check(ledger: Ledger, candidate: Made, ingest: Ingest) -> dg.AssetCheckResult:
        tables = parquet.read_all(ledger.settings.outputs / CANDIDATE)
        found = sorted(question(tables, {d.document_id: d.text for d in ingest.documents}))
        return _result(not found, len(found), [str(f) for f in found[:_SHOWN]])

    return check


def _result(passed: bool, count: int, shown: list[str]) -> dg.AssetCheckResult:
    listed = "\n".join(f"- {line}" for line in shown)
    return dg.AssetCheckResult(
        passed=passed,
        description="\n".join(shown) or None,
        metadata={"found": count, **({"findings": dg.MetadataValue.md(listed)} if shown else {})},
    )


CHECKS: tuple[dg.AssetChecksDefinition, ...] = (
    *(table_check(t) for t in TABLES),
    *(cross_check(question) for question in checks.CHECKS),
)
