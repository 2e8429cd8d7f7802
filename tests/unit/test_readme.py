"""The README shows what the release says, not what somebody typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import invent, write_release

from pipeline import readme
from pipeline.configuration import Unusable
from pipeline.releasing.candidate import write_sums
from schemas import TABLES

TEXT = """# A title

```console
$ conflict-ledger query "SELECT count(*) AS events
  FROM events"
an old answer
```

<!-- tables -->
an old tour
<!-- end -->
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = write_release(tmp_path / "v1", invent(5))
    write_sums(folder)
    return folder


def test_queries_are_answered_and_tables_counted(release: Path) -> None:
    text = readme.filled(TEXT, release)
    assert '  FROM events"\nevents\n──────\n     5\n(1 row)\n```' in text
    assert "| `events` | 5 |" in text
    assert "an old" not in text
    assert all(f"`{t.name}`" in text for t in TABLES)
    assert readme.filled(text, release) == text


def test_a_query_that_does_not_run_is_an_error(release: Path) -> None:
    with pytest.raises(Unusable, match="the query failed"):
        readme.filled(TEXT.replace("FROM events", "FROM nowhere"), release)


def test_the_readme_is_not_stale(capsys: pytest.CaptureFixture[str]) -> None:
    if not (readme.RELEASE / "SHA256SUMS").is_file():
        pytest.skip("no release lies in outputs/: make build")
    assert readme.main(["--check"]) == 0, capsys.readouterr().err
