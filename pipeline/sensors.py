"""Dagster's sensors: what starts a job of itself."""

import hashlib
from pathlib import Path

import dagster as dg

from pipeline.jobs import BUILD
from pipeline.resources import Ledger


def state_of(raw: Path) -> str:
    """What tells one state of a folder from another: names, sizes and times of its texts and its TOML files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in raw.rglob("*") if p.suffix.lower() in (".txt", ".toml")):
        try:
            status = path.lstat()
        except OSError:
            continue
        digest.update(
            f"{path.relative_to(raw)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
        )
    return digest.hexdigest()


@dg.sensor(
    job=BUILD,
    default_status=dg.DefaultSensorStatus.STOPPED,
    minimum_interval_seconds=30,
    description="Builds when a text is added to raw/, changed or removed. Stopped until somebody starts it.",
)
def raw_changed(context: dg.SensorEvaluationContext, ledger: Ledger) -> dg.RunRequest | dg.SkipReason:
    """One run for each new state of raw/."""
    state = state_of(ledger.settings.raw)
    if state == context.cursor:
        return dg.SkipReason("raw/ is as it was")
    context.update_cursor(state)
    return dg.RunRequest(run_key=state)
