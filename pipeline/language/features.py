"""What the network sees of a word: its form, its shape, its Brown cluster and the inflections it can be.

The word table (see `pipeline.language.clusters`) lies beside the weights and is read once a process.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from pipeline.language.tokenizer import ACRONYM_NORMS

WORD_TABLE = "words.npz"
WEIGHTS = Path(__file__).parent / "weights"
#: While training, the table lies in the directory of the run.
TABLE_VARIABLE = "CONFLICT_LEDGER_WORD_TABLE"

Ids = npt.NDArray[np.uint64]

#: Written forms whose own row in the table belongs to another word ("IS" to "is").
_MISLEADING = np.array(sorted(get_string_id(form) for form in ACRONYM_NORMS), dtype="uint64")


@lru_cache(maxsize=1)
def _table() -> tuple[Ids, Ids, Ids]:
    path = Path(os.environ.get(TABLE_VARIABLE, WEIGHTS / WORD_TABLE))
    with np.load(path) as table:
        return table["word"], table["cluster"].astype("uint64"), table["forms"].astype("uint64")


def _rows(words: Ids, keys: Ids) -> npt.NDArray[np.int64]:
    """The row of each key in the sorted words, -1 where it is not among them."""
    rows = np.searchsorted(words, keys)
    rows[rows == len(words)] = 0
    return np.where(words[rows] == keys, rows, -1)


def word_knowledge(orth: Ids, norm: Ids, lower: Ids) -> tuple[Ids, Ids]:
    """Cluster and inflection class of each word, 0 where unknown.

    The cluster is looked up as written, then by NORM: an acronym that looks like a word is known by its NORM alone.
    """
    words, clusters, forms = _table()
    as_written = _rows(words, orth)
    as_written[np.isin(orth, _MISLEADING)] = -1
    by_norm = _rows(words, norm)
    found = np.where(as_written >= 0, as_written, by_norm)
    by_lower = _rows(words, lower)
    cluster = np.where(found >= 0, clusters[found], 0)
    inflections = np.where(by_lower >= 0, forms[by_lower], 0)
    return cluster.astype("uint64"), inflections.astype("uint64")


def word_features(attributes: list[str], masks: list[int]) -> Model[list[Doc], list[Ids]]:
    """A layer that turns documents into columns of ids: attributes, cluster prefixes, inflection class."""
    columns: list[int | str] = [*attributes, "ORTH", "NORM", "LOWER"]

    def forward(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Ids], Callable[..., list[Doc]]]:
        output = []
        for doc in docs:
            base = doc.to_array(columns).astype("uint64").reshape(-1, len(columns))
            cluster, inflections = word_knowledge(base[:, -3], base[:, -2], base[:, -1])
            known = cluster > 0
            extra = [
                ((cluster & np.uint64(mask)) + np.uint64(1000003 * (k + 1))) * known for k, mask in enumerate(masks)
            ]
            extra.append(inflections + np.uint64(77003))
            features = np.concatenate([base[:, :-3], np.stack(extra, axis=1)], axis=1)
            output.append(model.ops.asarray(features, dtype="uint64"))
        return output, lambda gradient: []

    return Model("ledger_word_features", forward)


@registry.architectures("ledger.WordEmbed.v1")
def word_embed(
    width: int, attributes: list[str], rows: list[int], masks: list[int], cluster_rows: list[int], form_rows: int
) -> Model[list[Doc], list[Any]]:
    """Hashed embeddings of every feature, mixed into one vector a word."""
    tables = [*rows, *cluster_rows, form_rows]
    embeddings: list[Any] = [
        HashEmbed(width, size, column=column, seed=8 + column, dropout=0.0) for column, size in enumerate(tables)
    ]
    mix: Any = with_array(Maxout(width, width * len(embeddings), nP=3, dropout=0.0, normalize=True))
    layers: Any = chain(
        cast(Any, word_features(attributes, masks)),
        cast(Any, list2ragged()),
        cast(Any, with_array(concatenate(*cast(Any, embeddings)))),
        cast(Any, mix),
        cast(Any, ragged2list()),
    )
    return cast("Model[list[Doc], list[Any]]", layers)
