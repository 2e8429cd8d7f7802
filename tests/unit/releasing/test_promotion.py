"""A release takes its place in one step, or not at all: whenever the process is killed, the last one is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import threading
from pathlib import Path

import duckdb
import pytest
from small import open_rows, release

from pipeline.releasing import candidate, database, promote
from schemas import TABLES


def contents(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def left_aside(outputs: Path) -> list[str]:
    return sorted(p.name for p in outputs.iterdir() if p.name.startswith(".") and p.name not in (".lock", promote.WORK))


@pytest.fixture(autouse=True)
def _tables_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The describing files have tests of their own."""
    monkeypatch.setattr("pipeline.releasing.extras.WRITERS", ())


def test_the_first_release_is_v1_with_every_table_a_link_and_a_database(tmp_path: Path) -> None:
    folder, new = release(tmp_path, open_rows())
    assert (folder.name, new) == ("v1", True)
    assert {p.name for p in folder.iterdir()} == {f"{t.name}.parquet" for t in TABLES} | {"SHA256SUMS"}
    assert (tmp_path / "latest").readlink() == Path("releases/v1")
    assert database.release_of(tmp_path / promote.DATABASE) == database.fingerprint(folder)
    assert left_aside(tmp_path) == []


def test_equal_rows_publish_nothing(tmp_path: Path) -> None:
    release(tmp_path, open_rows())
    before = contents(tmp_path)
    assert release(tmp_path, open_rows())[1] is False
    assert contents(tmp_path) == before


def test_other_rows_make_the_next_version_and_leave_the_last_as_it_is(tmp_path: Path) -> None:
    release(tmp_path, open_rows(4))
    before = contents(tmp_path / "releases" / "v1")
    folder, new = release(tmp_path, open_rows(6))
    assert (folder.name, new) == ("v2", True)
    assert contents(tmp_path / "releases" / "v1") == before
    assert (tmp_path / "latest").resolve() == folder.resolve()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    release(tmp_path / "a", open_rows())
    release(tmp_path / "b", open_rows())
    a, b = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert a == b
    assert promote.DATABASE in a


def test_a_reader_keeps_the_database_it_has_open(tmp_path: Path) -> None:
    release(tmp_path, open_rows(4))
    with database.open_for_reading(tmp_path / promote.DATABASE) as con:
        count = con.execute("SELECT count(*) FROM events").fetchone()
        release(tmp_path, open_rows(6))
        assert con.execute("SELECT version FROM release").fetchone() == ("v1",)
        assert con.execute("SELECT count(*) FROM events").fetchone() == count


def test_the_database_is_read_by_duckdb_as_it_was_released_and_writes_nothing(tmp_path: Path) -> None:
    rows = open_rows()
    release(tmp_path, rows)
    with database.open_for_reading(tmp_path / promote.DATABASE) as con:
        for schema in TABLES:
            assert con.execute(f'SELECT count(*) FROM "{schema.name}"').fetchone() == (len(rows[schema.name]),)
        views = [v for (v,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
        assert {
            "timeline",
            "evidence",
            "disputed_events",
            "events_by_actor",
            "events_by_place",
            "reports_of_events",
        } <= set(views)
        for view in views:
            con.execute(f'SELECT * FROM "{view}"').fetchall()
        lost = con.execute("SELECT count(*) FROM evidence WHERE text IS NULL").fetchone()
        assert lost == (0,)
        for wrong in ("DELETE FROM events", "COPY events TO 'x.csv'", "SELECT * FROM read_csv('/etc/passwd')"):
            with pytest.raises(duckdb.Error):
                con.execute(wrong)


def _killed_at(step: int, outputs: Path, events: int) -> bool:
    """Publishes in a child process that is killed as it is about to do its `step`th rename; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            done = 0

            def counted(real):  # type: ignore[no-untyped-def]
                def call(*arguments):  # type: ignore[no-untyped-def]
                    nonlocal done
                    done += 1
                    if done == step:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return real(*arguments)

                return call

            os.rename, os.replace = counted(os.rename), counted(os.replace)  # type: ignore[assignment]
            release(outputs, open_rows(events))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_before_any_rename_the_last_release_is_whole_and_the_next_build_clean(tmp_path: Path) -> None:
    base = tmp_path / "base"
    release(base, open_rows(4))
    whole = contents(base / "releases" / "v1")
    files = {p.name for p in (base / "releases" / "v1").iterdir()}
    release(tmp_path / "other", open_rows(6))
    wanted = contents(tmp_path / "other" / "releases" / "v1")
    step = 0
    while True:
        step += 1
        outputs = tmp_path / f"try{step}"
        shutil.copytree(base, outputs, symlinks=True)
        killed = _killed_at(step, outputs, 6)
        assert contents(outputs / "releases" / "v1") == whole
        newest = promote.release_folder(outputs)
        assert newest.name in ("v1", "v2")
        assert {p.name for p in newest.iterdir()} == files
        assert database.release_of(outputs / promote.DATABASE) is not None
        folder, _ = release(outputs, open_rows(6))
        assert folder.name == "v2"
        now = contents(folder)
        assert now == wanted
        assert left_aside(outputs) == []
        assert database.release_of(outputs / promote.DATABASE) == database.fingerprint(folder)
        if not killed:
            break
    assert step > len(TABLES), "the child was never killed while it wrote"


def test_a_second_build_waits_and_says_so(tmp_path: Path) -> None:
    held, told, order = threading.Event(), [], []
    child_may_go, parent_in = os.pipe()
    child = os.fork()
    if child == 0:
        with promote.locked(tmp_path):
            os.write(parent_in, b"1")
            threading.Event().wait(1.0)
        os._exit(0)
    os.read(child_may_go, 1)
    with promote.locked(tmp_path, lambda: told.append("waiting")):
        order.append("second")
        held.set()
    os.waitpid(child, 0)
    assert told == ["waiting"]
    assert held.is_set()
    assert order == ["second"]


def test_a_table_that_breaks_its_schema_is_not_released(tmp_path: Path) -> None:
    rows = open_rows()
    release(tmp_path, rows)
    before = contents(tmp_path / "releases")
    rows["events"][0]["status"] = "dreamt"
    with pytest.raises(ValueError, match=r"events.status, row \d+: 'dreamt'"):
        release(tmp_path, rows)
    assert contents(tmp_path / "releases") == before


def test_what_is_asked_for_and_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(promote.NoRelease, match="conflict-ledger build"):
        promote.release_folder(tmp_path)
    release(tmp_path, open_rows())
    with pytest.raises(promote.NoRelease, match="there are: v1"):
        promote.release_folder(tmp_path, "v7")


def test_versions_are_counted_not_spelled(tmp_path: Path) -> None:
    for name in ("v2", "v10", "v9", "draft"):
        (tmp_path / "releases" / name).mkdir(parents=True)
    assert promote.versions(tmp_path) == ["v2", "v9", "v10"]
    assert promote.next_version(tmp_path) == "v11"


def test_the_list_of_hashes_covers_every_other_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    candidate.write_sums(tmp_path)
    listed = dict(reversed(line.split("  ")) for line in (tmp_path / "SHA256SUMS").read_text().splitlines())
    assert listed == {n: hashlib.sha256(n[-5:-4].encode()).hexdigest() for n in ("a.txt", "deep/b.txt")}
