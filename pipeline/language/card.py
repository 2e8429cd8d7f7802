"""The model card: what was measured, on what, with what, under which licences. Written by the recipe, never by hand."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.language import own_names

CARD = Path(__file__).parent / "MODEL_CARD.md"
SCORES = "scores.json"
#: What each step gave, by trials on the development sets; the words are the recipe's, the figures of its runs.
STEPS = Path(__file__).with_name("steps.md")

_DATA = """| data | used for | licence |
|---|---|---|
| UD English-EWT, train | syntax; names, annotated by us or labelled by knowledge and agreement | CC BY-SA 4.0 |
| GMB, train: the text of its news, not the annotation | names, annotated by us | public domain |
| our own annotation of names, {passages:,} passages (`own_names.txt`) | names | CC BY-SA 4.0 |
| UD English-GUM, train, open genres only | syntax | annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain |
| names derived from GUM's entity layer, train | names | as GUM |
| Universal NER over EWT, dev | names | CC BY-SA 4.0 |
| WikiGold | names | CC BY 4.0 |
| re3d, train, without the non-commercial part | names | public domain, OGL, CC BY(-SA) |
| spacy-lookups-data, English cluster and probability tables | word table | MIT |
| lemminflect's dictionary | word table, lemmas | MIT |
| sentence patterns of our own (`drills.txt`) | syntax | ours |

Tests and development only: EWT dev and test, GUM dev and test, PUD, Universal NER over EWT test and over PUD, re3d
test, GUM names dev and test. Measured, never trained on, because their licence does not let us: the annotation of GMB,
and WW."""


def write(treebanks: Path, weights: Path, card: Path = CARD) -> dict[str, Any]:
    """Measure the weights in a fresh process's manner and write scores and card."""
    from pipeline.language.evaluate import evaluate

    results = evaluate(treebanks, str(weights) if weights.resolve() != _shipped() else None)
    (weights / SCORES).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    card.write_text(render(results, weights), encoding="utf-8")
    return results


def _shipped() -> Path:
    from pipeline.language import WEIGHTS

    return WEIGHTS.resolve()


def _table(rows: dict[str, dict[str, float]]) -> str:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    lines = [
        "| | " + " | ".join(column.replace("_", " ") for column in columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(str(row.get(column, "")) for column in columns) + " |")
    return "\n".join(lines)


def render(results: dict[str, Any], weights: Path) -> str:
    """The card as Markdown."""
    size = sum(path.stat().st_size for path in weights.rglob("*") if path.is_file()) / 1e6
    versions = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy", "lemminflect"))
    speed = results["speed"]
    parts = [
        "# Model card: the language pipeline",
        f"Version {results['version']}, measured {datetime.now(UTC):%d %B %Y} with {versions}, Python"
        f" {platform.python_version()}. Written by `pipeline.language.card`; measure again with"
        " `python -m pipeline.language.evaluate --treebanks ../shared/treebanks`.",
        "English news. Words, sentences, fine and universal parts of speech, morphology, lemmas, Universal"
        " Dependencies with subtypes, and entities (PERSON, ORG and PLACE by training; FACILITY, NORP, DATE and"
        " MONEY by pattern).",
        f"Size: {size:.1f} MB, half precision. Load: {results['load_seconds']} s with its libraries. Peak memory while"
        f" parsing: {results['peak_memory_mb']:.0f} MB.",
        "## Data and licences",
        _DATA.format(passages=own_names.count()),
        "The weights are shared under CC BY-SA 4.0 (see `weights/NOTICE.md`); the code keeps its own.",
        "## Syntax",
        "Percent, on running text through our own words and sentences: one text a paragraph (PUD: a document). Arcs"
        " without punctuation, except in the column that says so. The last three count as spaCy's scorer does, over the"
        " words that ours and the gold agree on; the others charge us for words split otherwise.",
        _table(results["syntax"]),
        "Whole frames: a verb with its logical subject and object, all right, sentence by sentence (`frames.py`).",
        _table(results["frames"]),
        "## Names",
        "Persons, organisations and places; statistics alone:",
        _table(results["names"]),
    ]
    if "names_with_knowledge" in results:
        parts += ["With the names of `pipeline.reading.lexicon` joined in:", _table(results["names_with_knowledge"])]
    parts += [
        "Most of these sets leave out names that are there (re3d leaves out many mentions of Iraq, Syria and"
        " ISIL), which bounds every precision above.",
        "## Speed",
        f"Words a second of CPU time on one core over {speed['words']:.0f} words of news (best of three, so that the"
        " vectors of words seen before are at hand, as within a corpus): blank spaCy"
        f" {speed['blank']:.0f}; everything {speed['everything']:.0f} (the first time"
        f" {speed['everything_first']:.0f}); with a gate that parses"
        f" {100 * speed['parsed_share']:.0f} % of the sentences {speed['gated']:.0f}.",
    ]
    if STEPS.exists():
        parts += ["## What each step gave", STEPS.read_text(encoding="utf-8").strip()]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Measure the shipped weights and write the card."""
    import argparse

    from pipeline.language import WEIGHTS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    write(parser.parse_args().treebanks, WEIGHTS)


if __name__ == "__main__":
    main()
