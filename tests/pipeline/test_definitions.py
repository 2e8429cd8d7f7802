"""Dagster's graph: every asset says what it is, every table is checked, and nothing is released unchecked."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from pipeline.definitions import defs
from pipeline.releasing.checks import CHECKS
from pipeline.sensors import raw_changed, state_of
from schemas import TABLES


@pytest.fixture(scope="module")
def graph() -> dg.AssetGraph:
    return defs.resolve_asset_graph()


def test_the_definitions_load() -> None:
    dg.Definitions.validate_loadable(defs)


def test_every_table_is_an_asset_with_its_columns(graph: dg.AssetGraph) -> None:
    for table in TABLES:
        node = graph.get(dg.AssetKey(table.name))
        columns = node.metadata["dagster/column_schema"]
        assert [c.name for c in columns.columns] == list(table.columns)


def test_every_asset_has_a_group_a_description_an_owner_a_kind_and_a_code_version(graph: dg.AssetGraph) -> None:
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.group_name in ("documents", "readings", "resolved", "release"), key
        assert node.description, key
        assert node.owners, key
        assert node.kinds, key
        assert node.code_version, key


def test_every_table_and_every_question_across_tables_is_checked_and_blocks(graph: dg.AssetGraph) -> None:
    found = {(k.asset_key.to_user_string(), k.name): graph.get(k).blocking for k in graph.asset_check_keys}
    for table in TABLES:
        assert found[table.name, "every_row_is_as_the_schema_says"]
    for question in CHECKS:
        assert found["candidate", question.__name__]


def test_there_is_a_build_job_and_a_sensor_that_is_stopped() -> None:
    assert defs.resolve_job_def("build").name == "build"
    assert raw_changed.default_status == dg.DefaultSensorStatus.STOPPED


def test_the_sensor_sees_a_text_added_changed_and_removed(tmp_path: Path) -> None:
    states = [state_of(tmp_path)]
    path = tmp_path / "deep" / "a.txt"
    path.parent.mkdir()
    path.write_text("one")
    states.append(state_of(tmp_path))
    path.write_text("three")
    states.append(state_of(tmp_path))
    (tmp_path / "notes.md").write_text("not a text")
    assert state_of(tmp_path) == states[-1]
    path.unlink()
    assert state_of(tmp_path) == states[0]
    assert len(set(states)) == 3
