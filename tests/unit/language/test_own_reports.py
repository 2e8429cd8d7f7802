"""The exercise reports as passages: the same each time, and those that the file of names speaks of."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from pipeline.language import models, own_names, own_reports


def blank() -> Language:
    return models.blank()


def test_paragraphs_are_joined_to_passages(tmp_path: Path) -> None:
    long = " ".join(["word"] * own_reports.LONG_ENOUGH)
    (tmp_path / "one.txt").write_text(f"Headline\n\nA first line.\n{long}\n\nThe rest.\n", encoding="utf-8")
    (found,) = own_reports.passages(blank(), [tmp_path]).values()
    assert [" ".join(p.words)[:10] for p in found] == ["Headline A", "The rest ."]


def test_the_names_belong_to_the_reports_as_they_are() -> None:
    passages = own_reports.passages(blank())
    lines = [line.split() for line in own_names.FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    ours = [(name, int(index), known) for name, index, known, *_ in lines if name.startswith("reports/")]
    assert len(ours) > 800
    assert all(own_names.checksum(passages[name][index].words) == known for name, index, known in ours)
