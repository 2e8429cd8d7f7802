"""The data package and the Croissant file: what they say is so, and their own validators accept them."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

import invented
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.releasing import parquet
from pipeline.releasing.about import Release
from pipeline.releasing.croissant import write_croissant
from pipeline.releasing.package import write_package
from pipeline.tables import frame
from schemas import TABLES, table


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return Release(invented.write_release(tmp_path_factory.mktemp("r") / "v3", invented.invent(12)), "v3", "9.9.9")


def test_each_table_is_a_resource_with_its_size_hash_and_rows(release: Release) -> None:
    package = json.loads(write_package(release).read_text(encoding="utf-8"))
    assert package["version"] == "3.0.0"
    assert [r["name"] for r in package["resources"]] == [t.name for t in TABLES]
    for resource in package["resources"]:
        data = (release.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["rowCount"] == pq.read_metadata(release.folder / resource["path"]).num_rows


def test_each_column_is_described_with_its_constraints(release: Release) -> None:
    package = json.loads(write_package(release).read_text(encoding="utf-8"))
    for schema, resource in zip(TABLES, package["resources"], strict=True):
        assert [f["name"] for f in resource["schema"]["fields"]] == list(schema.columns)
        assert all(f["description"] for f in resource["schema"]["fields"])
        assert resource["schema"]["primaryKey"] == list(schema.key)
        links = resource["schema"].get("foreignKeys", [])
        assert [k["fields"] for k in links] == [[k.column] for k in schema.foreign_keys]
    status = next(f for r in package["resources"] for f in r["schema"]["fields"] if f["name"] == "status")
    assert "foiled" in status["constraints"]["enum"]


def test_frictionless_finds_nothing_wrong(release: Release) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: pip install -e '.[dev]'")
    descriptor = json.loads(write_package(release).read_text(encoding="utf-8"))
    assert [str(e) for e in frictionless.Package.metadata_validate(descriptor)] == []
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "no such type"
    with pytest.raises(frictionless.FrictionlessException):
        list(frictionless.Package.metadata_validate(descriptor))


def test_mlcroissant_finds_nothing_wrong_and_reads_the_rows(release: Release, caplog: pytest.LogCaptureFixture) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed: pip install -e '.[dev]'")
    caplog.set_level(logging.ERROR)
    dataset = mlcroissant.Dataset(jsonld=str(write_croissant(release)))
    assert dataset.metadata.issues.errors == set()
    assert [r.id for r in dataset.metadata.record_sets] == [t.name for t in TABLES]
    rows = list(dataset.records("events"))
    there = pq.read_table(release.folder / "events.parquet").to_pylist()
    assert [r["events/event_id"].decode() for r in rows] == [r["event_id"] for r in there]
    assert [r["events/disputed"] for r in rows if r["events/disputed"]]


def test_the_same_release_gives_the_same_bytes(release: Release) -> None:
    first = (write_package(release).read_bytes(), write_croissant(release).read_bytes())
    assert (write_package(release).read_bytes(), write_croissant(release).read_bytes()) == first


def test_no_description_names_a_path_of_this_machine(release: Release) -> None:
    for path in (write_package(release), write_croissant(release)):
        assert str(Path(release.folder).parent) not in path.read_text(encoding="utf-8")


def test_a_table_that_went_through_a_frame_is_read_by_pandas(tmp_path: Path) -> None:
    """Guards against the note of Arrow-backed list types, which pandas.read_parquet fails on."""
    rows = invented.invent(5)["events"]
    path = parquet.write(table("events"), frame("events", rows), tmp_path)
    assert pd.read_parquet(path)["disputed"].map(len).sum() == sum(len(r["disputed"]) for r in rows)
    assert b"pandas" not in pq.read_schema(path).metadata
