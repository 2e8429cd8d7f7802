"""Our own annotation of names: read against the passages that it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.language import own_names
from pipeline.language.treebanks import NamedText

PASSAGE = NamedText(["Ana", "Roth", "left", "Velmar", "."], [True, True, True, False, False], [])


def written(tmp_path: Path, line: str) -> Path:
    file = tmp_path / "names.txt"
    file.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    return file


def test_names_are_words_of_their_passage(tmp_path: Path) -> None:
    file = written(tmp_path, f"news 0 {own_names.checksum(PASSAGE.words)} 0:2:PER 3:4:LOC")
    (found,) = own_names.read({"news": [PASSAGE]}, file)
    assert found.entities == [(0, 2, "PER"), (3, 4, "LOC")]
    assert found.words == PASSAGE.words


def test_other_text_than_was_annotated_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "news 0 00000000 0:2:PER")
    with pytest.raises(ValueError, match="line 3"):
        own_names.read({"news": [PASSAGE]}, file)


@pytest.mark.parametrize("passages", [{}, {"news": []}])
def test_a_passage_that_is_missing_is_refused(tmp_path: Path, passages: dict[str, list[NamedText]]) -> None:
    file = written(tmp_path, f"news 0 {own_names.checksum(PASSAGE.words)}")
    with pytest.raises(ValueError, match="other text"):
        own_names.read(passages, file)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, f"news 0 {own_names.checksum(PASSAGE.words)} 0:2:GOD")
    with pytest.raises(ValueError, match="GOD"):
        own_names.read({"news": [PASSAGE]}, file)


def test_the_file_names_words_and_holds_no_text() -> None:
    for line in own_names.FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, index, known, *names = line.split()
            assert name in {"gmb_train", "ewt-train"} or name.startswith("reports/")
            assert index.isdigit()
            assert len(known) == 8
            assert all(each.split(":")[2] in {"PER", "ORG", "LOC"} for each in names)
