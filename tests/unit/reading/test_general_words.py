"""The classes of words that several readers share, and what is said of a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.general_words import general

WEEK = '[[class]]\nid = "week"\nsays = "days"\nwords = ["monday"]\n'


def test_classes_are_joined() -> None:
    assert general("weekdays") >= {"monday", "sunday"}
    assert general("people", "assailants") == general("people") | general("assailants")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (WEEK + WEEK, "the id stands twice"),
        ('[[class]]\nid = "week"\nwords = ["monday"]\n', "needs id, says and words"),
        ('[[class]]\nid = "week"\nsays = "days"\nwords = []\n', "needs id, says and words"),
        (WEEK, "no class 'month'"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: str, complaint: str) -> None:
    source = tmp_path / "general_words.toml"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        general("month", source=source)
