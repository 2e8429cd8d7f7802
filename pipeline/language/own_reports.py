"""Our own exercise reports as passages to learn names from.

Here belongs cutting the texts of tests/accuracy/*reports into passages, the same ones each time. Not here: their names
(`own_names`), or the coding of their events.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from pipeline.language.treebanks import NamedText

_ACCURACY = Path(__file__).resolve().parents[2] / "tests" / "accuracy"
FOLDERS = tuple(_ACCURACY / name / "texts" for name in ("reports", "later_reports"))
#: Paragraphs are joined until a passage has as many words between blanks.
LONG_ENOUGH = 110


def passages(nlp: Language, folders: Sequence[Path] = FOLDERS) -> dict[str, list[NamedText]]:
    """The passages of each report, by "reports/" and the name of its file; `nlp`: whatever cuts text into words."""
    return {
        f"reports/{file.stem}": [_named_text(nlp, joined) for joined in _joined(file.read_text(encoding="utf-8"))]
        for folder in folders
        for file in sorted(folder.glob("*.txt"))
    }


def _joined(text: str) -> list[str]:
    """Paragraphs joined by blanks."""
    found: list[str] = []
    current: list[str] = []
    for paragraph in filter(None, text.split("\n")):
        current.append(paragraph)
        if sum(len(p.split()) for p in current) >= LONG_ENOUGH:
            found.append(" ".join(current))
            current = []
    return [*found, " ".join(current)] if current else found


def _named_text(nlp: Language, text: str) -> NamedText:
    doc = nlp.make_doc(text)
    return NamedText([token.text for token in doc], [bool(token.whitespace_) for token in doc], [])
