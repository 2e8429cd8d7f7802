"""The cards of a release: CITATION.cff, the README that a Hugging Face dataset shows, and Zenodo's metadata.

Each is derived from `about` and the tables. Not here: the data package and Croissant, which describe every column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.releasing import about
from pipeline.releasing.markdown import plain
from pipeline.releasing.storage import write_text
from pipeline.releasing.tables import TEXTS, count_rows, present, read_rows

CITATION = "CITATION.cff"
CARD = "README.md"
ZENODO = ".zenodo.json"
_TEMPLATE = Path(__file__).with_name("card.md")
_NAMED = 20
"""How many publishers the card names."""
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def write_cards(release: about.Release) -> tuple[Path, ...]:
    """Writes the three files and returns their paths."""
    files = {
        CITATION: citation(release),
        CARD: card(release),
        ZENODO: json.dumps(zenodo(release), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in files.items():
        write_text(release.folder / name, text)
    return tuple(release.folder / name for name in files)


def citation(release: about.Release) -> str:
    """CITATION.cff 1.2.0 for this release of the data."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this dataset, please cite it as below.",
        "type: dataset",
        f"title: {_quoted(about.TITLE)}",
        f"version: {_quoted(release.version)}",
        f"license: {about.DATA_LICENCE}",
        f"abstract: {_quoted(about.DESCRIPTION)}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in about.CREATORS),
        "keywords:",
        *(f"  - {_quoted(word)}" for word in about.KEYWORDS),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A YAML string: JSON's form is one of YAML's."""
    return json.dumps(text, ensure_ascii=False)


def zenodo(release: about.Release) -> dict[str, Any]:
    """What Zenodo takes as the metadata of an upload."""
    return {
        "upload_type": "dataset",
        "title": f"{about.TITLE}, release {release.version}",
        "version": release.number,
        "description": f"<p>{about.DESCRIPTION}</p>",
        "creators": [{"name": name} for name in about.CREATORS],
        "keywords": list(about.KEYWORDS),
        "license": about.DATA_LICENCE.lower(),
        "access_right": "open",
        "language": "eng",
        "notes": "Texts are included only where their licence allows it; all other rows hold offsets and hashes.",
    }


def card(release: about.Release) -> str:
    """The dataset card: front matter that the hub reads (one configuration a table), then what a reader needs."""
    return "\n".join([*_front(release), "", _body(release)])


def _front(release: about.Release) -> Iterator[str]:
    rows = sum(count_rows(release.folder, t.name) for t in present(release.folder))
    yield "---"
    yield f"pretty_name: {_quoted(about.TITLE)}"
    yield f"license: {about.DATA_LICENCE.lower()}"
    yield f"language: [{about.LANGUAGE}]"
    yield f"tags: [{', '.join(_quoted(word) for word in about.KEYWORDS)}]"
    yield f"size_categories: [{next((label for most, label in _SIZES if rows < most), 'n>1M')}]"
    yield "configs:"
    for table in present(release.folder):
        yield f"  - config_name: {table.name}"
        yield f"    data_files: {table.name}.parquet"
        if table.name == "events":
            yield "    default: true"
    yield "---"


def _body(release: about.Release) -> str:
    documents = read_rows(release.folder, "documents")
    publishers = sorted({d["publisher"] for d in documents if d["publisher"]})
    named = f" by {', '.join(plain(p) for p in publishers[:_NAMED])}" if publishers else ""
    return _TEMPLATE.read_text(encoding="utf-8").format(
        title=f"{about.TITLE}, release {release.version}",
        description=about.DESCRIPTION,
        tables="\n".join(
            f"| [{t.name}]({t.name}.parquet) | {count_rows(release.folder, t.name):,} | {t.description} |"
            for t in present(release.folder)
        ),
        licence=about.DATA_LICENCE_TITLE,
        documents=f"{len(documents):,}",
        publishers=named + (" and others" if len(publishers) > _NAMED else ""),
        shown=f"{count_rows(release.folder, TEXTS):,}",
        citation=release.citation,
    )
