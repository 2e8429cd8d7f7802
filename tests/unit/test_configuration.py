"""Settings: the call goes before the environment, the environment before the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.configuration import MAX_BYTES, Settings, Unusable, processes, settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RAW", "OUTPUTS", "WORKERS", "MAX_BYTES", "MODEL"):
        monkeypatch.delenv(f"CONFLICT_LEDGER_{name}", raising=False)
    assert settings() == Settings(Path("raw"), Path("outputs"), 0, MAX_BYTES, None)


def test_the_environment_and_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICT_LEDGER_MAX_BYTES", "1000")
    monkeypatch.setenv("CONFLICT_LEDGER_MODEL", "theirs")
    monkeypatch.setenv("CONFLICT_LEDGER_WORKERS", "3")
    made = settings(workers="0", raw="texts")
    assert (made.max_bytes, made.model, made.workers, made.raw) == (1000, "theirs", 0, Path("texts"))


@pytest.mark.parametrize("bad", [{"workers": "two"}, {"workers": -1}, {"max_bytes": 0}, {"max_bytes": "5MB"}])
def test_what_is_no_number_is_refused(bad: dict[str, str]) -> None:
    with pytest.raises(Unusable, match=next(iter(bad))):
        settings(**bad)


def test_few_documents_are_read_in_one_process() -> None:
    assert processes(4, 3) == 1
    assert processes(2, 400) == 2
    assert processes(8, 50) == 3
    assert processes(0, 0) == 1
