"""The word networks as they are used: the sums of thinc's layers, with fewer passes over memory.

Three things are saved. The mix of a word's features is linear, so each row of the syntax's tables of embeddings is
multiplied once, when the weights are loaded, and a word is a sum of rows. The pieces of a maxout lie side by side, so
that the largest is found block by block. And mean and deviation are taken in place. Here belongs running weights that
no longer change. Not here: what a word's features are (`pipeline.language.features`), or the shape of the networks
(`pipeline.language.models`), which stay thinc's while they are trained.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from thinc.api import Model

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.uint64]

_TINY = 1e-08  # what thinc adds to a variance
_BLOCK = 8
_HASHES = 4  # rows of a table that one id leads to


def _holding(model: Model[Any, Any], parameter: str) -> list[Any]:
    """The layers inside a model that have a parameter of this name, in their order."""
    return [node for node in model.walk(order="dfs_pre") if parameter in node.param_names]


class Maxout:
    """A layer of maxout and the normalisation that follows it."""

    def __init__(self, model: Model[Any, Any]) -> None:
        maxout, norm = _holding(model, "W")[0], _holding(model, "G")[0]
        weights = maxout.get_param("W")
        self.width, self.pieces, inputs = weights.shape
        self.weights: Floats = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs))
        self._bias: Floats = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._gain, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, given: Floats, room: Floats | None = None) -> Floats:
        """The layer's output for rows of input; `room` is memory for the sums, where there is some."""
        return self.settle(np.dot(given, self.weights.T, out=room))

    def room(self, rows: int) -> Floats:
        """Memory for the sums of so many rows."""
        return np.empty((rows, len(self.weights)), dtype="float32")

    def settle(self, sums: Floats) -> Floats:
        """The output, given the input times the weights; writes over the sums."""
        sums += self._bias
        width = self.width
        best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
        for piece in range(2, self.pieces):
            np.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
        best -= np.add.reduce(best, axis=1, keepdims=True) / width
        best *= (np.add.reduce(best * best, axis=1, keepdims=True) / width + _TINY) ** -0.5
        best *= self._gain
        best += self._shift
        return best


def fingerprint(model: Model[Any, Any]) -> bytes:
    """What changes when the weights of a layer do."""
    sample: bytes = _holding(model, "W")[0].get_param("W").ravel()[::503].tobytes()
    return sample


class Mix:
    """Hashed embeddings of several features, mixed into one vector.

    `multiplied`: each row of the tables is multiplied beforehand, so that a word is a sum of rows; that takes three
    times the memory of the tables.
    """

    def __init__(self, multiplied: bool) -> None:
        self._multiplied = multiplied
        self._weights = b""

    def _prepare(self, tables: Model[Any, Any], mix: Model[Any, Any]) -> None:
        self._maxout = Maxout(mix)
        self._hashing: list[tuple[int, int, int]] = []
        start, column = 0, 0
        embedded = _holding(tables, "E")
        size = sum(len(node.get_param("E")) for node in embedded) if self._multiplied else 0
        self._rows: Floats = np.empty((size, len(self._maxout.weights)), dtype="float32")
        for node in embedded:
            table = node.get_param("E")
            self._hashing.append((node.attrs["seed"], len(table), start))
            if self._multiplied:
                weights = self._maxout.weights[:, column : column + table.shape[1]]
                np.dot(table, weights.T, out=self._rows[start : start + len(table)])  # in place, for it is large
            start, column = start + len(table), column + table.shape[1]

    def vectors(self, ids: Ids, tables: Model[Any, Any], mix: Model[Any, Any]) -> Floats:
        """The vector of each row of ids. A word's sum never depends on its neighbours."""
        weights = fingerprint(mix)
        if weights != self._weights:  # in training they change
            self._prepare(tables, mix)
            self._weights = weights
        ops: Any = mix.ops
        keys = np.empty((len(ids), _HASHES * len(self._hashing)), dtype="uint32")
        for column, (seed, size, start) in enumerate(self._hashing):
            found = ops.hash(np.ascontiguousarray(ids[:, column]), seed) % np.uint32(size)
            keys[:, _HASHES * column : _HASHES * (column + 1)] = found + np.uint32(start if self._multiplied else 0)
        if self._multiplied:
            return self._maxout.settle(ops.gather_add(self._rows, keys))
        wide = [
            ops.gather_add(node.get_param("E"), np.ascontiguousarray(keys[:, _HASHES * i : _HASHES * (i + 1)]))
            for i, node in enumerate(_holding(tables, "E"))
        ]
        return self._in_blocks(np.concatenate(wide, axis=1))

    def _in_blocks(self, wide: Floats) -> Floats:
        """The mixed rows, always so many at a time: a product's last digits depend on how many it is taken of."""
        padded = np.zeros((-(-len(wide) // _BLOCK) * _BLOCK, wide.shape[1]), dtype="float32")
        padded[: len(wide)] = wide
        blocks = [self._maxout(padded[i : i + _BLOCK]) for i in range(0, len(padded), _BLOCK)]
        return np.concatenate(blocks)[: len(wide)]


class Encoder:
    """Layers that give each word a look at its neighbours; `pad` rows of nothing keep the texts apart."""

    def __init__(self, model: Model[Any, Any]) -> None:
        self._pad = int(model.attrs["pad"])
        self._layers = [Maxout(residual) for residual in model.layers[0].layers]

    def __call__(self, texts: Sequence[Floats]) -> list[Floats]:
        """The vectors of each text's words in their context."""
        width = texts[0].shape[1]
        ends = np.cumsum([len(text) + self._pad for text in texts])
        # One row more at either end, so that the first and the last have neighbours.
        rows = np.zeros((int(ends[-1]) + self._pad + 2, width), dtype="float32")
        spans = [(int(end) - len(text) + 1, int(end) + 1) for text, end in zip(texts, ends, strict=True)]
        for text, (start, end) in zip(texts, spans, strict=True):
            rows[start:end] = text
        inner = rows[1:-1]
        seen = np.lib.stride_tricks.as_strided(rows, (len(inner), 3 * width), rows.strides, writeable=False)
        wide, room = np.empty(seen.shape, dtype="float32"), self._layers[0].room(len(inner))
        for layer in self._layers:
            wide[...] = seen
            inner += layer(wide, room)
        return [rows[start:end] for start, end in spans]


def _is_encoder(model: Model[Any, Any]) -> bool:
    inner = model.layers[0].layers if model.name.startswith("with_array") else []
    return bool(inner) and all(layer.name.startswith("residual(expand_window>>maxout>>layernorm") for layer in inner)


def _is_maxout(model: Model[Any, Any]) -> bool:
    return model.name.startswith("with_array(maxout>>layernorm")


def _each(layer: Maxout) -> Callable[[Sequence[Floats]], list[Floats]]:
    """A layer applied to several texts at once."""

    def apply(texts: Sequence[Floats]) -> list[Floats]:
        return np.split(layer(np.concatenate(texts)), np.cumsum([len(text) for text in texts])[:-1])

    return apply


def hasten(nlp: Language) -> None:
    """Let the networks of a pipeline run in this way. Its weights must not change any more."""
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if _is_encoder(node):
                _run(node, Encoder(node))
            elif _is_maxout(node):
                _run(node, _each(Maxout(node)))


def _run(node: Any, quick: Callable[[Sequence[Floats]], list[Floats]]) -> None:
    as_trained = node._func

    def forward(model: Any, texts: Any, is_train: bool) -> Any:
        if is_train or not isinstance(texts, list) or not any(len(text) for text in texts):
            return as_trained(model, texts, is_train)
        return quick(texts), lambda gradient: []

    node._func = forward
