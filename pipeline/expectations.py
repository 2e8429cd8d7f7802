"""Dagster's checks of a release against the one before it and against raw/: they tell, and do not block.

Not here: what is compared (`pipeline.releasing.expectations`), or the checks that block (`pipeline.checks`).
"""

import dagster as dg

from pipeline.assets.release import Made, Released
from pipeline.cache import reader_version
from pipeline.reading.ingest import read_folder
from pipeline.releasing import accuracy, promote
from pipeline.releasing.expectations import Moved, moved
from pipeline.releasing.tables import read_rows
from pipeline.resources import Ledger

_SHOWN = 20


@dg.asset_check(
    asset="candidate",
    name="no_table_lost_a_tenth_of_its_rows",
    description="From documents that the newest release holds too, no table has lost a tenth of its rows (fails) or "
    "doubled (warns).",
)
def rows_as_expected(ledger: Ledger, candidate: Made) -> dg.AssetCheckResult:
    """Compares the candidate with the newest release."""
    outputs = ledger.settings.outputs
    previous = promote.newest(outputs)
    found = list(moved(previous, outputs / promote.CANDIDATE)) if previous is not None else []
    lost = [m for m in found if m.fell]
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.ERROR if lost else dg.AssetCheckSeverity.WARN,
        description="\n".join(map(str, found)) or None,
        metadata={"compared with": previous.name if previous else "no release yet", **_listed(found)},
    )


def _listed(found: list[Moved]) -> dict[str, dg.MetadataValue]:
    return {"tables": dg.MetadataValue.md("\n".join(f"- {m}" for m in found))} if found else {}


@dg.asset_check(
    asset="release",
    name="the_release_shows_the_texts_that_are_in_raw",
    description="Every text in raw/ is in the newest release as it is now, and none of the release is gone from raw/.",
)
def release_is_fresh(ledger: Ledger, release: Released) -> dg.AssetCheckResult:
    """Can be run at any time: it reads raw/ again."""
    settings = ledger.settings
    folder = promote.release_folder(settings.outputs, release.version)
    shown = {r["file"]: r["sha256"] for r in read_rows(folder, "documents")}
    there = {d.file: d.sha256 for d in read_folder(settings.raw, settings.max_bytes).documents}
    failed = {r["file"] for r in read_rows(folder, "quarantine")}
    stale = sorted(f for f in shown.keys() | there.keys() if shown.get(f) != there.get(f) and f not in failed)
    return dg.AssetCheckResult(
        passed=not stale,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(stale)} texts differ: {', '.join(stale[:_SHOWN])}" if stale else None,
        metadata={"texts in raw": len(there), "texts in the release": len(shown), "differ": len(stale)},
    )


@dg.asset_check(
    asset="release",
    name="its_accuracy_was_measured_with_this_reader",
    description="The figures of accuracy that a release carries were measured with the reader that is installed.",
)
def accuracy_is_current(ledger: Ledger, release: Released) -> dg.AssetCheckResult:
    """Compares versions; says how to measure again."""
    mine, measured = reader_version(ledger.model), accuracy.measured()["reader"]
    return dg.AssetCheckResult(
        passed=mine == measured,
        severity=dg.AssetCheckSeverity.WARN,
        description=None
        if mine == measured
        else f"accuracy was measured with reader {measured}, this one is {mine}: run make bench, then make measured",
        metadata={"reader": mine, "measured": measured},
    )


EXPECTATIONS: tuple[dg.AssetChecksDefinition, ...] = (rows_as_expected, release_is_fresh, accuracy_is_current)
