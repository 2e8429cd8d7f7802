"""What the network sees of a word: its form, its shape, its Brown cluster and the inflections it can be.

The word table (see `pipeline.language.clusters`) lies beside the weights and is read once a process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, TAG
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, add, chain, concatenate, list2ragged, ragged2list, with_array

from pipeline.language.networks import Mix, fingerprint
from pipeline.language.tokenizer import ACRONYM_NORMS

WORD_TABLE = "words.npz"
WEIGHTS = Path(__file__).parent / "weights"
#: While training, the table lies in the directory of the run.
TABLE_VARIABLE = "CONFLICT_LEDGER_WORD_TABLE"

#: Where a document keeps which words are known, and after whose habits its names are marked (in training).
KNOWN = "ledger_known"
HABIT = "ledger_habit"
KNOWN_LABELS = ("", "PERSON", "ORG", "PLACE", "FACILITY", "NORP")
ANALYSIS_ROWS = (200, 200, 100, 10)
#: How many words' vectors are kept (half a kilobyte each), and the odd factors that make one key of a row of ids.
REMEMBERED = 12_000
_FACTORS = np.random.default_rng(7).integers(0, 2**63, 32, dtype="uint64") * np.uint64(2) + np.uint64(1)
#: The name of the layers that a network of names has beyond one of words.
SAID = "ledger_said"

Ids = npt.NDArray[np.uint64]

#: Written forms whose own row in the table belongs to another word ("IS" to "is").
_MISLEADING = np.array(sorted(get_string_id(form) for form in ACRONYM_NORMS), dtype="uint64")


@lru_cache(maxsize=1)
def _table() -> tuple[npt.NDArray[np.uint32], Ids, Ids]:
    path = Path(os.environ.get(TABLE_VARIABLE, WEIGHTS / WORD_TABLE))
    with np.load(path) as table:
        return table["word"], table["cluster"].astype("uint64"), table["forms"].astype("uint64")


def _rows(words: npt.NDArray[np.uint32], ids: Ids) -> npt.NDArray[np.int64]:
    """The row of each word in the sorted table, -1 where it is not in it; half of a word's id is kept there."""
    keys = (ids >> np.uint64(32)).astype("uint32")
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


@dataclass(frozen=True)
class Words:
    """What is read of each word: attributes, then prefixes of its cluster, then the class of its inflections."""

    attributes: list[str]
    masks: list[int]

    @property
    def width(self) -> int:
        """How many ids a word has."""
        return len(self.attributes) + len(self.masks) + 1

    def written(self, doc: Doc) -> Ids:
        """All that a word's ids follow from, a row a word."""
        columns: list[int | str] = [*self.attributes, "ORTH", "NORM", "LOWER"]
        return doc.to_array(columns).astype("uint64", copy=False).reshape(-1, len(columns))

    def ids(self, written: Ids) -> Ids:
        """The ids of words as written."""
        cluster, inflections = word_knowledge(written[:, -3], written[:, -2], written[:, -1])
        known = cluster > 0
        extra = [
            ((cluster & np.uint64(mask)) + np.uint64(1000003 * (k + 1))) * known for k, mask in enumerate(self.masks)
        ]
        extra.append(inflections + np.uint64(77003))
        return np.concatenate([written[:, :-3], np.stack(extra, axis=1)], axis=1)


def word_features(words: Words, with_analysis: bool = False) -> Model[list[Doc], list[Ids]]:
    """A layer that turns documents into columns of ids; with `with_analysis` the columns of `analysis` follow."""

    def forward(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Ids], Callable[..., list[Doc]]]:
        output = []
        for doc in docs:
            ids = words.ids(words.written(doc))
            if with_analysis:
                ids = np.concatenate([ids, analysis(doc)], axis=1)
            output.append(model.ops.asarray(ids, dtype="uint64"))
        return output, lambda gradient: []

    return Model("ledger_word_features", forward)


def mark_known(doc: Doc, names: Iterable[tuple[int, int, str]]) -> None:
    """Tell the networks which words are in known names, given over words: kind, and whether a name begins or ends."""
    known = np.zeros(len(doc), dtype="uint64")
    for start, end, label in names:
        number = KNOWN_LABELS.index(label) * 4 + 1 if label in KNOWN_LABELS else 1
        for index in range(start, end):
            known[index] = number + 2 * (index == start) + (index + 1 == end)
    doc.user_data[KNOWN] = known


def analysis(doc: Doc) -> Ids:
    """What the syntax and the knowledge say of each word: tag, relation, place in a known name, habit of the source."""
    columns = np.zeros((len(doc), 4), dtype="uint64")
    columns[:, :2] = doc.to_array([TAG, DEP]).reshape(-1, 2)
    known = doc.user_data.get(KNOWN)
    if known is not None and len(known) == len(doc):
        columns[:, 2] = known
    columns[:, 3] = doc.user_data.get(HABIT, 0)
    return columns


class Memory:
    """Vectors of words already seen: most of a text's words are, and mixing one costs as much as reading its context.

    They are forgotten when the weights change, and when there are too many.
    """

    def __init__(self) -> None:
        self._weights = b""
        self._slots: dict[int, int] = {}
        self._vectors: Any = None

    def vectors(self, ids: Ids, mix: Model[Any, Any], compute: Callable[[Ids], Any]) -> Any:
        """The vector of each row of ids; `compute` is asked for the unseen."""
        keys = (ids * _FACTORS[: ids.shape[1]]).sum(axis=1)
        keys ^= keys >> np.uint64(29)
        unique, first, places = np.unique(keys, return_index=True, return_inverse=True)
        weights = fingerprint(mix)
        if weights != self._weights or len(self._slots) + len(unique) > REMEMBERED:
            self._weights, self._slots, self._vectors = weights, {}, None
        found = [self._slots.get(key, -1) for key in unique.tolist()]
        missing = [index for index, slot in enumerate(found) if slot < 0]
        if missing:
            made = compute(ids[first[missing]])
            if self._vectors is None:
                self._vectors = np.zeros((max(REMEMBERED, len(unique)), made.shape[1]), dtype=made.dtype)
            start = len(self._slots)
            self._vectors[start : start + len(missing)] = made
            for number, index in enumerate(missing):
                found[index] = self._slots[int(unique[index])] = start + number
        return self._vectors[np.array(found, dtype="int64")[places.reshape(-1)]]


def _remember(
    layers: Any, words: Words, parts: Callable[[Any], tuple[Any, Any, Sequence[Any]]], multiplied: bool
) -> None:
    """Let a network keep the vectors of words while it is used; its layers and its training stay as they are.

    `parts` gives of the network the tables of embeddings, the layer that mixes them, and those that add what is said
    of a word in its place; `multiplied`: the tables are multiplied beforehand (`pipeline.language.networks.Mix`).
    """
    as_trained = layers._func
    memory, quick = Memory(), Mix(multiplied)

    def forward(model: Any, docs: list[Doc], is_train: bool) -> Any:
        if is_train or not any(len(doc) for doc in docs):
            return as_trained(model, docs, is_train)
        # Only the ids of unseen words are worked out: most of a text's words have been seen.
        tables, mix, said = parts(model)
        written = np.concatenate([words.written(doc) for doc in docs])
        vectors = memory.vectors(written, mix, lambda rows: quick.vectors(words.ids(rows), tables, mix))
        if said:
            columns = np.concatenate([analysis(doc) for doc in docs])
            for number, layer in enumerate(said):
                vectors = vectors + layer.layers[1].predict(columns[:, number])
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(vectors, ends), lambda gradient: []

    layers._func = forward


def _name_parts(layers: Sequence[Any]) -> tuple[Any, Any, Sequence[Any]]:
    tables, mix = layers[0].layers
    return tables, mix, layers[1:]


@registry.architectures("ledger.NameEmbed.v1")
def name_embed(
    width: int, attributes: list[str], rows: list[int], masks: list[int], cluster_rows: list[int], form_rows: int
) -> Model[list[Doc], list[Any]]:
    """The word's vector as in `word_embed`, plus what syntax and knowledge say of it."""
    words, tables = Words(attributes, masks), [*rows, *cluster_rows, form_rows]
    embeddings: list[Any] = [
        HashEmbed(width, size, column=column, seed=8 + column, dropout=0.0) for column, size in enumerate(tables)
    ]
    mix: Any = Maxout(width, width * len(embeddings), nP=3, dropout=0.0, normalize=True)
    word: Any = chain(cast(Any, concatenate(*cast(Any, embeddings))), mix)
    said: list[Any] = [
        HashEmbed(width, size, column=len(tables) + column, seed=40 + column, dropout=0.0)
        for column, size in enumerate(ANALYSIS_ROWS)
    ]
    for layer in said:
        layer.name = SAID
        for node in layer.walk():
            node.name = SAID
    layers: Any = chain(
        cast(Any, word_features(words, with_analysis=True)),
        cast(Any, list2ragged()),
        cast(Any, with_array(add(word, *said))),
        cast(Any, ragged2list()),
    )
    _remember(layers, words, lambda model: _name_parts(model.layers[2].layers[0].layers), multiplied=False)
    return cast("Model[list[Doc], list[Any]]", layers)


def syntax_vectors(width: int) -> Model[list[Doc], list[Any]]:
    """A layer that hands on the vectors which the syntax left with each word; they are not trained any further."""

    def forward(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[..., list[Doc]]]:
        given = [doc.tensor if len(doc.tensor) else np.zeros((len(doc), width), dtype="float32") for doc in docs]
        return [model.ops.asarray2f(vectors) for vectors in given], lambda gradient: []

    return Model("ledger_syntax_vectors", forward, dims={"nO": width})


@registry.architectures("ledger.NameEmbed.v2")
def name_embed_in_context(
    width: int,
    attributes: list[str],
    rows: list[int],
    masks: list[int],
    cluster_rows: list[int],
    form_rows: int,
    word_width: int,
) -> Model[list[Doc], list[Any]]:
    """The word's vector as in `name_embed`, mixed with the one that the syntax gave it in its context."""
    word = name_embed(word_width, attributes, rows, masks, cluster_rows, form_rows)
    mix: Any = Maxout(width, 2 * word_width, nP=3, dropout=0.0, normalize=True)
    return chain(concatenate(cast(Any, word), cast(Any, syntax_vectors(word_width))), cast(Any, with_array(mix)))


@registry.architectures("ledger.WordEmbed.v1")
def word_embed(
    width: int, attributes: list[str], rows: list[int], masks: list[int], cluster_rows: list[int], form_rows: int
) -> Model[list[Doc], list[Any]]:
    """Hashed embeddings of every feature, mixed into one vector a word."""
    words, tables = Words(attributes, masks), [*rows, *cluster_rows, form_rows]
    embeddings: list[Any] = [
        HashEmbed(width, size, column=column, seed=8 + column, dropout=0.0) for column, size in enumerate(tables)
    ]
    mix: Any = Maxout(width, width * len(embeddings), nP=3, dropout=0.0, normalize=True)
    layers: Any = chain(
        cast(Any, word_features(words)),
        cast(Any, list2ragged()),
        cast(Any, with_array(concatenate(*cast(Any, embeddings)))),
        cast(Any, with_array(mix)),
        cast(Any, ragged2list()),
    )
    _remember(layers, words, lambda model: (model.layers[2].layers[0], model.layers[3].layers[0], ()), multiplied=True)
    return cast("Model[list[Doc], list[Any]]", layers)
