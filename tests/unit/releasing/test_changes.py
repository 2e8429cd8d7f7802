"""CHANGES.md tells the truth of constructed cases: rows added, changed and removed, events merged and split."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import invented
import pytest

from pipeline.releasing.about import Release
from pipeline.releasing.changes import Regrouped, regrouped, write_changes

Rows = dict[str, list[dict[str, Any]]]


def reports(**events: str) -> list[dict[str, Any]]:
    return [{"report_id": report, "event_id": event} for report, event in events.items()]


def test_two_events_that_became_one() -> None:
    found = regrouped(reports(r1="a", r2="b", r3="c"), reports(r1="a", r2="a", r3="c"))
    assert found == [Regrouped(("a", "b"), ("a",))]
    assert found[0].kind == "merged"


def test_one_event_that_became_two() -> None:
    found = regrouped(reports(r1="a", r2="a"), reports(r1="a", r2="x"))
    assert found == [Regrouped(("a",), ("a", "x"))]
    assert found[0].kind == "split"


def test_reports_that_changed_sides() -> None:
    found = regrouped(reports(r1="a", r2="a", r3="b"), reports(r1="a", r2="b", r3="b"))
    assert [g.kind for g in found] == ["regrouped"]


def test_an_event_that_only_changed_its_name_or_gained_a_report_is_not_regrouped() -> None:
    assert regrouped(reports(r1="a", r2="a"), reports(r1="z", r2="z")) == []
    assert regrouped(reports(r1="a"), reports(r1="a", r9="a")) == []
    assert regrouped(reports(r1="a", r2="b"), reports(r1="a")) == []


@pytest.fixture
def base() -> Rows:
    return invented.invent(10, hostile=False)


def changes(tmp_path: Path, old: Rows, new: Rows) -> str:
    before = invented.write_release(tmp_path / "v1", old)
    after = invented.write_release(tmp_path / "v2", new)
    return write_changes(Release(after, "v2"), before).read_text(encoding="utf-8")


def test_a_first_release_says_what_it_holds(tmp_path: Path, base: Rows) -> None:
    folder = invented.write_release(tmp_path / "v1", base)
    text = write_changes(Release(folder, "v1"), None).read_text(encoding="utf-8")
    assert "The first release" in text
    assert f"- {len(base['events'])} events" in text


def test_a_changed_value_names_column_and_both_values(tmp_path: Path, base: Rows) -> None:
    new = copy.deepcopy(base)
    new["events"][2] |= {"killed_low": 41, "killed_best": 42, "killed_high": 43}
    text = changes(tmp_path, base, new)
    old = base["events"][2]
    assert "## Changed events (1)" in text
    assert f"`{old['event_id']}`" in text
    assert f"killed\\_best {old['killed_best']} → 42" in text or f"killed_best {old['killed_best']} → 42" in text
    assert "| events | 10 | 0 | 1 | 0 |" in text
    assert "New events" not in text
    assert "became" not in text


def test_added_and_removed_documents_and_events(tmp_path: Path, base: Rows) -> None:
    new = copy.deepcopy(base)
    gone = new["events"].pop()
    lost = [r for r in new["event_reports"] if r["event_id"] == gone["event_id"]]
    new["event_reports"] = [r for r in new["event_reports"] if r["event_id"] != gone["event_id"]]
    names = {r["document_id"] for r in lost}
    files = [d["file"] for d in new["documents"] if d["document_id"] in names]
    new["documents"] = [d for d in new["documents"] if d["document_id"] not in names]
    text = changes(tmp_path, base, new)
    assert "## Events that are gone (1)" in text
    assert "## Documents that are gone" in text
    assert all(f"`{file}`" in text for file in files)
    back = changes(tmp_path / "back", new, base)
    assert "## New events (1)" in back
    assert "## New documents" in back


def test_a_merge_and_a_split_are_told(tmp_path: Path, base: Rows) -> None:
    new = copy.deepcopy(base)
    one, other = new["events"][0]["event_id"], new["events"][1]["event_id"]
    for report in new["event_reports"]:
        if report["event_id"] == other:
            report["event_id"] = one
    new["events"] = [e for e in new["events"] if e["event_id"] != other]
    text = changes(tmp_path, base, new)
    assert "## Events that became one (1)" in text
    assert f"`{one}` + `{other}` → `{one}`" in text
    back = changes(tmp_path / "back", new, base)
    assert "## Events that became several (1)" in back
    assert f"`{one}` → `{one}` + `{other}`" in back


def test_nothing_in_a_text_can_be_markup(tmp_path: Path, base: Rows) -> None:
    new = copy.deepcopy(base)
    new["events"][0]["summary"] = "[click](evil) <b>bold</b> \u202ehidden"
    text = changes(tmp_path, base, new)
    assert "[click](evil)" not in text
    assert "<b>" not in text
    assert "\u202e" not in text


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    text = changes(tmp_path, invented.invent(4, hostile=False), invented.invent(40, hostile=False))
    assert "… and " in text
