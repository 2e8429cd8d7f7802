"""The commands, their words, their errors and their exit status."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import corpus
import pytest

from pipeline.build import build
from pipeline.cli import main
from pipeline.configuration import Settings
from pipeline.releasing import promote


class Silent:
    def step(self, name: str) -> None: ...

    def documents(self, done: int, total: int) -> None: ...

    def say(self, text: str) -> None: ...

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """raw/ and outputs/ with two releases: the second has one text more."""
    folder = tmp_path_factory.mktemp("ledger")
    raw, outputs = corpus.write(folder / "raw"), folder / "outputs"
    build(Settings(raw, outputs), Silent())  # type: ignore[arg-type]
    corpus.write(raw, notices=1)
    build(Settings(raw, outputs), Silent())  # type: ignore[arg-type]
    return raw, outputs


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(a) for a in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_build_says_what_it_made(ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ran(capsys, "build", "--raw", ledger[0], "--outputs", ledger[1])
    assert status == 0
    assert "4 documents (4 readings kept)" in out
    assert "nothing new" in out
    assert "reading" in err


def test_query_prints_csv_where_there_is_no_terminal(
    ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = ran(capsys, "query", "SELECT file, words FROM documents ORDER BY file", "--outputs", ledger[1])
    found = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [r["file"] for r in found] == sorted([*corpus.ARTICLES, "notice-00.txt"])
    assert all(int(r["words"]) > 10 for r in found)


def test_query_prints_json_with_lists_dates_and_nulls(
    ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT DATE '2031-03-14' AS day, ['a', 'b'] AS list, NULL AS nothing, 7 AS number"
    status, out, _ = ran(capsys, "query", sql, "--outputs", ledger[1], "--format", "json")
    assert (status, json.loads(out)) == (0, [{"day": "2031-03-14", "list": ["a", "b"], "nothing": None, "number": 7}])


def test_query_prints_a_table_in_which_nothing_moves_the_cursor(
    ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "SELECT 'red' || chr(27) || '[31m' || chr(10) || 'line' AS text, repeat('long ', 60) AS more, 12 AS n"
    status, out, _ = ran(capsys, "query", sql, "--outputs", ledger[1], "--format", "table")
    assert status == 0
    assert "\x1b" not in out
    assert len(out.splitlines()) == 4
    assert "…" in out
    assert out.endswith("(1 row)\n")


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELEC 1", "the query failed"),
        ("SELECT * FROM nowhere", "the query failed"),
        ("DELETE FROM events", "read-only"),
        ("SELECT * FROM read_csv('/etc/hosts')", "the query failed"),
        ("ATTACH ':memory:' AS other", "the query failed"),
    ],
)
def test_a_query_that_cannot_be_answered_ends_with_2(
    ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str], sql: str, says: str
) -> None:
    before = (ledger[1] / promote.DATABASE).read_bytes()
    status, out, err = ran(capsys, "query", sql, "--outputs", ledger[1])
    assert (status, out) == (2, "")
    assert says in err
    assert (ledger[1] / promote.DATABASE).read_bytes() == before


def test_verify_passes_a_sound_release_and_fails_a_changed_text(
    ledger: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ran(capsys, "verify", "--raw", ledger[0], "--outputs", ledger[1])
    assert (status, err) == (0, "")
    assert "every row stands in its text" in out
    raw = tmp_path / "raw"
    shutil.copytree(ledger[0], raw)
    path = raw / "herald" / "ferry.txt"
    path.write_text(path.read_text().replace("seven", "eight"))
    status, out, err = ran(capsys, "verify", "--raw", raw, "--outputs", ledger[1])
    assert status == 1
    assert "herald/ferry.txt has other content now" in err


def test_diff_shows_what_one_more_text_added(ledger: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "diff", "v1", "v2", "--outputs", ledger[1])
    assert status == 0
    assert out.startswith("v1 -> v2\ndocuments: 1 added\n")
    assert ran(capsys, "diff", "v2", "latest", "--outputs", ledger[1])[:2] == (0, "v2 -> v2\nno row differs\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--raw", "nowhere"], "nowhere is no folder"),
        (["build", "--workers", "many"], "workers must be a whole number"),
        (["build", "--workers", "-1"], "workers must be at least 0"),
        (["query", "SELECT 1", "--outputs", "nowhere"], "conflict-ledger build"),
        (["verify", "--outputs", "nowhere"], "none yet; make one with: conflict-ledger build"),
        (["diff", "v1", "v2", "--outputs", "nowhere"], "no release 'v1'"),
    ],
)
def test_a_call_that_cannot_be_used_ends_with_2_and_names_the_mend(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    status, _, err = ran(capsys, *arguments)
    assert status == 2
    assert says in err
    assert "Traceback" not in err


def test_an_error_in_the_sidecar_stops_the_build_and_names_file_key_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = corpus.write(tmp_path / "raw")
    sidecar = raw / "sources.toml"
    sidecar.write_text(sidecar.read_text() + 'colour = "red"\n')
    status, _, err = ran(capsys, "build", "--raw", raw, "--outputs", tmp_path / "outputs")
    assert status == 2
    assert "sources.toml, line 8" in err
    assert "colour" in err
    assert not (tmp_path / "outputs" / "releases").exists()


def test_a_language_pipeline_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = corpus.write(tmp_path / "raw")
    status, _, err = ran(capsys, "build", "--raw", raw, "--outputs", tmp_path / "outputs", "--model", "no_such_model")
    assert status == 2
    assert "no_such_model cannot be loaded" in err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["query", "--help"], ["verify", "--help"], ["diff", "--help"]]
)
def test_help_shows_an_example(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert "  conflict-ledger " in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["bulid"], ["query"], ["diff", "v1"]])
def test_a_call_without_sense_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err
