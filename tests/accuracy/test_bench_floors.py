"""Floors of accuracy on the two sets with full gold. They only rise; one that falls is a loss to be mended.

The sets stand beside the project; where they are missing these tests say so and are skipped. `make bench` measures all.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline import bench

FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The score sheets of the sets, each built once."""
    missing = [name for name in FLOORS if not bench.available(name)]
    if missing:
        pytest.skip(f"no texts with gold beside the project: {', '.join(missing)}")
    patch = pytest.MonkeyPatch()
    patch.setattr(bench, "WORK", tmp_path_factory.mktemp("bench"))
    try:
        return {name: bench.bench_set(name)["scores"] for name in FLOORS}
    finally:
        patch.undo()


@pytest.mark.parametrize(("name", "figure"), [(n, f) for n, floors in FLOORS.items() for f in floors])
def test_floor(sheets: dict[str, dict[str, Any]], name: str, figure: str) -> None:
    got = sheets[name][figure]
    assert got["f"] >= FLOORS[name][figure], f"{name}, {figure}: {got}"
