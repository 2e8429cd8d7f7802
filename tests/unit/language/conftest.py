"""What the tests of the language pipeline share: paragraphs analysed in full, and the treebanks where they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import language

TREEBANKS = Path(__file__).parents[4] / "shared" / "treebanks"


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """One paragraph, analysed in full."""

    def parse(text: str) -> Doc:
        doc = language.parse(nlp, [text])[0]
        assert doc.text == text
        return doc

    return parse


@pytest.fixture(scope="session")
def treebanks() -> Path:
    if not TREEBANKS.exists():
        pytest.skip("the treebanks are not here (../shared/treebanks)")
    return TREEBANKS
