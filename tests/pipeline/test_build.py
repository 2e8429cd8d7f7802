"""The whole way, from a folder of texts to a release, as a user walks it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import corpus
import pyarrow.parquet as pq
import pytest

from pipeline import build as building
from pipeline.build import Built, Failed, build
from pipeline.configuration import Settings
from pipeline.releasing import database, promote
from pipeline.releasing.verify import verify
from schemas import TABLES


class Heard:
    """Progress that a test can look at."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        self.steps.append(name)

    def documents(self, done: int, total: int) -> None:
        self.steps.append(f"{done}/{total}")

    def say(self, text: str) -> None:
        self.lines.append(text)

    def close(self) -> None: ...


def built(raw: Path, outputs: Path, **more: Any) -> Built:
    return build(Settings(raw, outputs, **more), Heard())  # type: ignore[arg-type]


def rows(outputs: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(outputs / "latest" / f"{table}.parquet").to_pylist()


def contents(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Built]:
    """The corpus, built once: raw/, outputs/, and what the build said. Tests that change anything copy it."""
    folder = tmp_path_factory.mktemp("once")
    raw = corpus.write(folder / "raw")
    return raw, folder / "outputs", built(raw, folder / "outputs")


@pytest.fixture
def copied(once: tuple[Path, Path, Built], tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(once[0], tmp_path / "raw")
    shutil.copytree(once[1], tmp_path / "outputs", symlinks=True)
    return tmp_path / "raw", tmp_path / "outputs"


def test_a_folder_of_texts_becomes_a_release(once: tuple[Path, Path, Built]) -> None:
    raw, outputs, said = once
    assert (said.version, said.new, said.documents, said.kept, said.quarantine) == ("v1", True, 3, 0, ())
    folder = outputs / "latest"
    for schema in TABLES:
        assert pq.read_schema(folder / f"{schema.name}.parquet").names == list(schema.columns)
    assert verify(raw, outputs).problems == ()
    for table in (
        "documents",
        "actors",
        "actor_mentions",
        "events",
        "event_reports",
        "statistics",
        "statements",
        "places",
    ):
        assert rows(outputs, table), f"{table} is empty"
    assert {d["publisher"] for d in rows(outputs, "documents")} >= {"River Herald", "Sahel Monitor"}
    assert [t["text"] for t in rows(outputs, "texts")] == [corpus.ARTICLES["herald/ferry.txt"]]


def test_nothing_but_releases_and_the_database_is_left_in_sight(once: tuple[Path, Path, Built]) -> None:
    seen = {p.name for p in once[1].iterdir() if not p.name.startswith(".")}
    assert seen == {"releases", "latest", promote.DATABASE}
    assert not (once[1] / promote.CANDIDATE).exists()


def test_building_again_reads_nothing_and_publishes_nothing(copied: tuple[Path, Path]) -> None:
    before = contents(copied[1] / "releases")
    said = built(*copied)
    assert (said.version, said.new, said.kept) == ("v1", False, 3)
    assert contents(copied[1] / "releases") == before


def test_one_more_text_costs_one_reading_and_changes_no_other_identifier(copied: tuple[Path, Path]) -> None:
    raw, outputs = copied
    before = {t: rows(outputs, t) for t in ("event_reports", "actor_mentions", "statistics", "statements")}
    (raw / "later.txt").write_text(
        "Flood in Sikasso\n\nJune 2, 2031\n\nRain destroyed 40 houses in Sikasso on Sunday.\n"
    )
    said = built(raw, outputs)
    assert (said.version, said.new, said.documents, said.kept) == ("v2", True, 4, 3)
    for table, old in before.items():
        known = {r["document_id"] for r in before["event_reports"]}
        key = next(iter(old[0]))
        new = {r[key] for r in rows(outputs, table) if r["document_id"] in known}
        assert new == {r[key] for r in old if r["document_id"] in known}, table


def test_a_renamed_text_is_not_read_again(copied: tuple[Path, Path]) -> None:
    raw, outputs = copied
    (raw / "herald" / "deployment.txt").rename(raw / "moved.txt")
    said = built(raw, outputs)
    assert (said.kept, said.new) == (3, True)
    assert "moved.txt" in {d["file"] for d in rows(outputs, "documents")}


def test_a_damaged_kept_reading_is_read_again(copied: tuple[Path, Path]) -> None:
    raw, outputs = copied
    kept = sorted((outputs / ".readings").rglob("*.reading"))
    assert len(kept) == 3
    kept[0].write_bytes(kept[0].read_bytes()[:-20])
    said = built(raw, outputs)
    assert (said.kept, said.new) == (2, False)


@pytest.mark.slow
def test_the_same_texts_give_the_same_bytes_however_many_processes_read_them(tmp_path: Path) -> None:
    raw = corpus.write(tmp_path / "raw", notices=24)
    built(raw, tmp_path / "one", workers=1)
    built(raw, tmp_path / "two", workers=2)
    one, two = (contents(tmp_path / n / "releases") for n in ("one", "two"))
    assert one == two
    data = [(tmp_path / n / promote.DATABASE).read_bytes() for n in ("one", "two")]
    assert data[0] == data[1]


def test_hostile_files_are_set_aside_each_with_its_reason_and_the_rest_is_built(tmp_path: Path) -> None:
    raw = corpus.write(tmp_path / "raw")
    (tmp_path / "outside.txt").write_text("A text that lies elsewhere.")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "binary.txt").write_bytes(b"PK\x03\x04\x00\x00\x01\x02" * 40)
    (raw / "legacy.txt").write_bytes(b"\x81\x8d\x8f\x90\x9d\xfe\xff\x81" * 9)
    (raw / "large.txt").write_text("The road is long. " * 5000)
    (raw / "second.txt").write_text(corpus.ARTICLES["herald/ferry.txt"])
    (raw / "link.txt").symlink_to(tmp_path / "outside.txt")
    (raw / os.fsdecode(b"bad-\xff-name.txt")).write_text("The name is no text.")
    (raw / "folder.txt").mkdir()
    said = built(raw, tmp_path / "outputs", max_bytes=50_000)
    reasons = {file: reason for file, reason, _ in said.quarantine}
    assert reasons == {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "legacy.txt": "encoding",
        "large.txt": "too_large",
        "second.txt": "duplicate",
        "link.txt": "outside",
        "bad-\\xff-name.txt": "invalid_name",
    }
    assert said.documents == 3
    assert {(r["file"], r["reason"]) for r in rows(tmp_path / "outputs", "quarantine")} == set(reasons.items())
    assert all(detail for _, _, detail in said.quarantine)


def test_texts_of_every_form_keep_offsets_into_the_file_as_it_stands(tmp_path: Path) -> None:
    text = corpus.ARTICLES["herald/ferry.txt"]
    forms = {
        "crlf.txt": text.replace("\n", "\r\n").encode(),
        "mark.txt": b"\xef\xbb\xbf" + text.replace("seven", "eight").encode(),
        "hard-spaces.txt": text.replace("seven traders", "eleven\u00a0traders").encode(),
        "decomposed.txt": text.replace("Moussa Keita", "Ren\u0065\u0301 Keita").encode(),
        "curly.txt": text.replace('"', "\u201c").replace("seven", "ten").encode(),
    }
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, data in forms.items():
        (raw / name).write_bytes(data)
    said = built(raw, tmp_path / "outputs")
    assert said.documents == len(forms)
    assert said.quarantine == ()
    assert verify(raw, tmp_path / "outputs").problems == ()
    found = {d["document_id"] for d in rows(tmp_path / "outputs", "event_reports")}
    assert found == {d["document_id"] for d in rows(tmp_path / "outputs", "documents")}


def test_a_text_on_which_the_reader_fails_is_set_aside_with_the_cause(
    copied: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, outputs = copied
    (raw / "later.txt").write_text("Flood in Sikasso\n\nRain destroyed 40 houses in Sikasso on Sunday.\n")

    def fails(document: object, nlp: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("pipeline.reading.reader.read", fails)
    said = built(raw, outputs)
    assert said.documents == 3
    assert [(f, r) for f, r, _ in said.quarantine] == [("later.txt", "failed")]
    assert "RuntimeError: a fault of ours" in said.quarantine[0][2]


def test_a_check_that_fails_blocks_the_release_and_says_what_it_found(
    copied: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, outputs = copied
    (raw / "monitor" / "landing.txt").unlink()
    (raw / "sources.toml").unlink()
    before = contents(outputs / "releases")
    monkeypatch.setattr("pipeline.tables.evidence_hash", lambda text: "0" * 16)
    with pytest.raises(Failed, match=r"every row says what stands there[^\0]*event_reports \[report_id=report-"):
        built(raw, outputs)
    assert contents(outputs / "releases") == before
    assert not (outputs / promote.CANDIDATE).exists()


def test_a_folder_without_texts_builds_an_empty_release(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    said = built(tmp_path / "raw", tmp_path / "outputs")
    assert (said.documents, said.version) == (0, "v1")
    assert rows(tmp_path / "outputs", "events") == []


def test_a_second_build_waits_for_the_first(once: tuple[Path, Path, Built], tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    code = (
        "import sys, time; from pathlib import Path; from pipeline.releasing.promote import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(3)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(outputs)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    heard = Heard()
    begun = time.monotonic()
    build(Settings(once[0], outputs), heard)  # type: ignore[arg-type]
    child.wait()
    assert time.monotonic() - begun > 1
    assert heard.lines == [f"another build is at work in {outputs}: waiting for it"]


@pytest.mark.slow
def test_killed_at_any_moment_the_last_release_is_whole_and_the_next_build_succeeds(copied: tuple[Path, Path]) -> None:
    raw, outputs = copied
    kills = int(os.environ.get("CONFLICT_LEDGER_KILLS", "3"))
    command = [sys.executable, "-m", "pipeline.cli", "build", "--raw", str(raw), "--outputs", str(outputs)]
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    takes = time.monotonic() - began
    for n in range(kills):
        (raw / f"more-{n}.txt").write_text(
            f"Flood in Gao\n\nRain destroyed {n + 40} houses in Gao on June {n + 1}, 2031.\n"
        )
        before = contents(promote.release_folder(outputs))
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(takes * (n + 1) / (kills + 0.2))
        child.send_signal(signal.SIGKILL)
        child.wait()
        newest = promote.release_folder(outputs)
        assert contents(newest) == before or verify(raw, outputs).problems == ()
        with database.open_for_reading(outputs / promote.DATABASE) as con:
            assert con.execute("SELECT count(*) > 0 FROM events").fetchone() == (True,)
        said = built(raw, outputs)
        assert said.documents == 4 + n
        assert verify(raw, outputs).problems == ()
        aside = [p.name for p in outputs.rglob(".*") if re.fullmatch(r"\.candidate|\..+\.\d+(\.wal)?", p.name)]
        assert aside == []


def test_the_home_folder_stays_as_it_is(once: tuple[Path, Path, Built], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DAGSTER")} | {"HOME": str(home)}
    command = [sys.executable, "-m", "pipeline.cli", "build", "--raw", str(once[0]), "--outputs", str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == []
    assert "released" in done.stdout
    assert "3 of 3 documents" in done.stderr


def test_a_terminal_gets_a_bar_and_a_file_gets_lines(capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal:
        def __init__(self) -> None:
            self.written = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.written += text

        def flush(self) -> None: ...

    screen = Terminal()
    told = building.Told(screen)  # type: ignore[arg-type]
    told.step("readings")
    told.documents(1, 2)
    told.documents(2, 2)
    told.close()
    assert "100%" in screen.written
    told = building.Told(sys.stdout)
    told.step("readings")
    told.documents(2, 2)
    assert capsys.readouterr().out == "reading\n  2 of 2 documents\n"
