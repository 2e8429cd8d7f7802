"""What the tests of language and of reading share: the shipped pipeline, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline import language


@pytest.fixture(scope="session")
def nlp() -> Language:
    return language.load()
