"""The docs: generated parts are as they would be generated now, queries run, links lead somewhere, examples work."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import duckdb
import invented
import pandas as pd
import pytest

from pipeline import docs
from pipeline.releasing import database
from pipeline.releasing.candidate import write_sums

PAGES = sorted(docs.DOCS.glob("*.md"))


def test_no_generated_part_is_stale() -> None:
    stale = [path.name for path, text in docs.pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run make docs"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = invented.write_release(tmp_path_factory.mktemp("r") / "v1", invented.invent(30))
    write_sums(folder)
    path = folder.parent / "ledger.duckdb"
    database.build(folder, path)
    return database.open_for_reading(path)


def test_there_are_ten_questions_and_each_runs(ledger: duckdb.DuckDBPyConnection) -> None:
    text = (docs.DOCS / "queries.md").read_text(encoding="utf-8")
    asked = docs.queries(text)
    assert len(asked) == 10
    assert len(re.findall(r"^## \d+\. ", text, flags=re.M)) == 10
    for sql in asked:
        ledger.execute(sql).fetchall()


def test_an_answer_is_replaced_and_not_added(ledger: duckdb.DuckDBPyConnection) -> None:
    page = "# Q\n\n```sql\nSELECT 1 AS one, 'a|b' AS two, DATE '2031-05-03' AS day, NULL AS nothing\n```\n\nmore\n"
    once = docs.answered(page, ledger)
    assert "| 1 | a\\|b | 2031-05-03 |  |" in once
    assert docs.answered(once, ledger) == once
    assert once.endswith("more\n")


def test_a_query_without_an_answer_says_so(ledger: duckdb.DuckDBPyConnection) -> None:
    assert "*Nothing in this release.*" in docs.answered("```sql\nSELECT 1 WHERE false\n```\n", ledger)


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invented.write_release(tmp_path / "outputs" / "latest", invented.invent(30))
    monkeypatch.chdir(tmp_path)
    code = re.findall(r"```python\nimport pandas as pd\n(.*?)```", (docs.DOCS / "queries.md").read_text("utf-8"), re.S)
    assert len(code) == 1
    found = eval(code[0], {"pd": pd})
    assert len(found) > 0
    assert found["killed_best"].min() >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith(("evil", "data:")):
            assert (page.parent / target).exists(), target


def test_every_page_is_in_the_index() -> None:
    index = (docs.DOCS / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in PAGES if p.name != "README.md" and f"({p.name})" not in index] == []


def test_a_part_that_nobody_generates_is_an_error() -> None:
    with pytest.raises(KeyError):
        docs.filled("<!-- generated: nosuch -->\n<!-- end -->")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_in_the_docs_exist(page: Path) -> None:
    from pipeline.cli import parser

    known = next(a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for command in re.findall(r"conflict-ledger ([a-z]+)", page.read_text(encoding="utf-8")):
        assert command in known, command
