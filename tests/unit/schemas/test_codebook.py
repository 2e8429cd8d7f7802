"""The codebook speaks of all that a coder meets: every type, status, role, basis and precision, and every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas import codes

TEXT = Path(codes.__file__).with_name("codebook.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "enumeration",
    [
        codes.EVENT_TYPES,
        codes.STATUSES,
        codes.ROLES,
        codes.DATE_BASES,
        codes.PUBLISHED_BASES,
        codes.PLACE_PRECISIONS,
        codes.MENTION_FORMS,
        codes.ACTOR_KINDS,
        codes.QUALIFIERS,
        codes.DATE_PRECISIONS,
    ],
    ids=lambda e: e.name,
)
def test_every_value_of_a_list_that_needs_judgement_is_in_the_codebook(enumeration: codes.Enumeration) -> None:
    missing = [v for v in enumeration.values if f"`{v}`" not in TEXT and f"| {v} |" not in TEXT]
    assert missing == []


@pytest.mark.parametrize("type_", codes.EVENT_TYPES.values)
def test_every_event_type_says_what_it_is_and_is_not(type_: str) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{type_}` |"))
    cells = [c.strip() for c in row.strip("|").split("|")]
    assert len(cells) == 3
    assert all(cells)


@pytest.mark.parametrize(
    "title",
    [
        "Documents",
        "Actors",
        "Places",
        "Dates",
        "Event reports",
        "Statistics",
        "Statements",
        "Events",
        "Participants",
        "Counts",
        "Hard cases",
    ],
)
def test_every_subject_has_a_section(title: str) -> None:
    assert any(line.lstrip("#").strip() == title for line in TEXT.splitlines() if line.startswith("#"))
