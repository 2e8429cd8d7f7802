"""The sidecar raw/sources.toml: every error names file, table, key, line and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.records import Source
from pipeline.reading.sources import SourcesError, read_sources


def sidecar(folder: Path, text: str | bytes) -> Path:
    path = folder / "sources.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_no_sidecar_says_nothing(tmp_path: Path) -> None:
    assert read_sources(tmp_path / "sources.toml", {"a.txt"}) == {}


def test_values_are_trimmed_and_empty_ones_left_out(tmp_path: Path) -> None:
    path = sidecar(tmp_path, '["a.txt"]\ntitle = " Dam bursts "\npublisher = ""\npublished = 2030-02-11\n')
    assert read_sources(path, {"a.txt"}) == {"a.txt": Source(title="Dam bursts", published="2030-02-11")}


@pytest.mark.parametrize("published", ["1999", "1999-07", "1999-07-31"])
def test_a_date_may_be_a_year_a_month_or_a_day(tmp_path: Path, published: str) -> None:
    path = sidecar(tmp_path, f'["a.txt"]\npublished = "{published}"\n')
    assert read_sources(path, {"a.txt"})["a.txt"].published == published


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('["a.txt"]\ntitle = "x"\nauthor = "y"\n', 3, ["a.txt", "author", "no known key", "byline"]),
        ('# one\n\n["b.txt"]\ntitle = "x"\n', 3, ["b.txt", "not there"]),
        ('["a.txt"]\npublished = "31 July 1999"\n', 2, ["a.txt", "published", "no date", "1999"]),
        ('["a.txt"]\npublished = "1999-02-30"\n', 2, ["published", "no date"]),
        ('["a.txt"]\ntitle = 7\n', 2, ["title", "int", "quotes"]),
        ('title = "x"\n', 1, ["title", "outside any table"]),
        ('["a.txt"]\ntitle = "x\n', 2, ["not TOML"]),
        (b'["a.txt"]\ntitle = "\xe9"\n', 2, ["not UTF-8"]),
    ],
)
def test_errors_name_file_line_and_mend(tmp_path: Path, text: str | bytes, line: int, words: list[str]) -> None:
    path = sidecar(tmp_path, text)
    with pytest.raises(SourcesError) as raised:
        read_sources(path, {"a.txt"})
    message = str(raised.value)
    assert str(path) in message
    assert raised.value.line == line
    assert f"line {line}" in message
    for word in words:
        assert word in message


def test_a_key_is_found_in_its_own_table(tmp_path: Path) -> None:
    path = sidecar(tmp_path, '["a.txt"]\ntitle = "x"\n\n["b.txt"]\ntitle = 3\n')
    with pytest.raises(SourcesError) as raised:
        read_sources(path, {"a.txt", "b.txt"})
    assert (raised.value.table, raised.value.key, raised.value.line) == ("b.txt", "title", 5)
