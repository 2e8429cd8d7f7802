"""Dagster's side of a release: the job that publishes it, and the checks that tell and do not block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dagster as dg
import invented
import pytest

from pipeline.assets.release import Made, Released
from pipeline.definitions import defs
from pipeline.expectations import release_is_fresh, rows_as_expected
from pipeline.releasing import promote
from pipeline.releasing.candidate import write_sums
from pipeline.resources import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Settings of an outputs folder with one invented release, and an empty raw folder."""
    folder = invented.write_release(tmp_path / "outputs" / "releases" / "v1", invented.invent(20))
    write_sums(folder)
    (tmp_path / "outputs" / "latest").symlink_to("releases/v1")
    (tmp_path / "raw").mkdir()
    return Ledger(raw=str(tmp_path / "raw"), outputs=str(tmp_path / "outputs"))


def test_the_job_publishes_and_tags_its_run(ledger: Ledger, tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        result = defs.resolve_job_def("publish").execute_in_process(
            instance=instance,
            resources={"ledger": ledger},
            run_config={"ops": {"publish_release": {"config": {"target": str(tmp_path / "public")}}}},
        )
        assert result.success
        run = instance.get_run_by_id(result.run_id)
        assert run is not None
        assert run.tags["conflict-ledger/release"] == "v1"
    assert json.loads((tmp_path / "public" / "latest.json").read_text())["version"] == "v1"


def evaluate(check: Any, **values: Any) -> dg.AssetCheckResult:
    return check.op.compute_fn.decorated_fn(**values)


def test_a_candidate_that_lost_rows_fails_without_blocking(ledger: Ledger) -> None:
    rows = invented.invent(20)
    rows["statements"] = rows["statements"][:10]
    invented.write_release(ledger.settings.outputs / promote.CANDIDATE, rows)
    result = evaluate(rows_as_expected, ledger=ledger, candidate=Made("v2", True))
    assert not result.passed
    assert result.severity == dg.AssetCheckSeverity.ERROR
    assert "statements" in (result.description or "")
    assert not any(spec.blocking for spec in rows_as_expected.check_specs)


def test_a_candidate_that_doubled_only_warns(ledger: Ledger) -> None:
    rows = invented.invent(20)
    rows["statements"] += [s | {"statement_id": s["statement_id"].replace("-0", "-f")} for s in rows["statements"]]
    invented.write_release(ledger.settings.outputs / promote.CANDIDATE, rows)
    result = evaluate(rows_as_expected, ledger=ledger, candidate=Made("v2", True))
    assert not result.passed
    assert result.severity == dg.AssetCheckSeverity.WARN


def test_a_first_candidate_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    invented.write_release(tmp_path / promote.CANDIDATE, invented.invent(3))
    ledger = Ledger(raw=str(tmp_path), outputs=str(tmp_path))
    assert evaluate(rows_as_expected, ledger=ledger, candidate=Made("v1", True)).passed


def test_a_release_is_stale_when_raw_has_changed(ledger: Ledger) -> None:
    result = evaluate(release_is_fresh, ledger=ledger, release=Released("v1", True))
    assert not result.passed
    assert result.severity == dg.AssetCheckSeverity.WARN
    assert result.metadata["texts in raw"].value == 0
