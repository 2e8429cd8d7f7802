"""The release that is committed stands in the texts that are committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.releasing import promote
from pipeline.releasing.verify import verify

ROOT = Path(__file__).parents[2]


def test_the_committed_release_verifies_against_raw() -> None:
    if promote.newest(ROOT / "outputs") is None:
        pytest.skip("no release lies in outputs/: make build")
    verdict = verify(ROOT / "raw", ROOT / "outputs", "latest")
    assert verdict.problems == ()


def test_latest_is_the_newest_release() -> None:
    newest = promote.newest(ROOT / "outputs")
    if newest is None:
        pytest.skip("no release lies in outputs/: make build")
    assert (ROOT / "outputs" / "latest").resolve() == newest
