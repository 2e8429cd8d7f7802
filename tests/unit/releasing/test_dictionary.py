"""The dictionary holds every table, column and code, and its links lead somewhere."""

from __future__ import annotations

import re

from pipeline.releasing.dictionary import dictionary
from schemas import TABLES
from schemas.codes import ENUMERATIONS


def test_every_table_column_and_code_stands_in_it() -> None:
    text = dictionary()
    for table in TABLES:
        part = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert table.description in part
        for field in table.fields:
            assert f"| `{field.name}` |" in part, f"{table.name}.{field.name}"
    for enumeration in ENUMERATIONS:
        part = text.split(f"\n### {enumeration.name}\n")[1].split("\n### ")[0]
        for code in enumeration.codes:
            assert f"| `{code.value}` |" in part


def test_its_links_lead_somewhere() -> None:
    text = dictionary()
    anchors = {line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")}
    for target in re.findall(r"\]\(#([^)]+)\)", text):
        assert target in anchors, target


def test_every_line_of_a_table_has_the_same_number_of_cells() -> None:
    block: list[int] = []
    for line in [*dictionary("T", {"events": 3}).splitlines(), ""]:
        if line.startswith("|"):
            block.append(len(re.findall(r"(?<!\\)\|", line)))
        else:
            assert len(set(block)) <= 1
            block = []


def test_rows_are_counted_where_they_are_known() -> None:
    assert "| [events](#events) | 1,234 |" in dictionary("T", {"events": 1234})
    assert "1,234" not in dictionary("T")
