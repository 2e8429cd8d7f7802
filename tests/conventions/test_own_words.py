"""Nobody else's sentences are in the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECK = ROOT.parent / "shared" / "checks" / "own_words.py"


@pytest.mark.skipif(not CHECK.is_file(), reason="the texts to compare with are not here (../shared)")
def test_no_run_of_ten_words_stands_in_a_text_of_the_benchmark() -> None:
    done = subprocess.run([sys.executable, str(CHECK), str(ROOT)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
