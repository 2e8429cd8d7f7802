"""The quick way through the networks gives what thinc's layers and spaCy's loop give."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Maxout as TrainedMaxout
from thinc.api import NumpyOps, chain, clone, concatenate, expand_window, residual, use_ops, with_array
from thinc.layers import HashEmbed

from pipeline.language import transitions
from pipeline.language.networks import Encoder, Maxout, Mix

_TEXTS = (
    "Gunmen from the hills of Ostrel attacked a post near Vanneh on Monday, killing two soldiers.",
    "The governor, Ilan Motu, said the army had retaken the town. Nobody claimed the raid.",
    "“We heard three blasts,” a shopkeeper in Dorra said.",
)


@pytest.fixture(autouse=True)
def _numpy() -> object:
    with use_ops("numpy", use_blis=False):
        yield


def _layer(width: int, inputs: int) -> TrainedMaxout:
    layer = TrainedMaxout(width, inputs, nP=3, dropout=0.0, normalize=True)
    layer.initialize()
    return layer


def test_a_layer_of_maxout() -> None:
    layer = _layer(6, 4)
    given = NumpyOps().asarray2f(np.random.default_rng(1).normal(size=(5, 4)))
    assert np.allclose(Maxout(layer)(given), layer.predict(given), atol=1e-6)


@pytest.mark.parametrize("multiplied", [True, False])
def test_a_mix_is_a_sum_of_rows_whatever_stands_beside(multiplied: bool) -> None:
    tables = concatenate(*(HashEmbed(4, rows, column=column, seed=column) for column, rows in enumerate((30, 7))))
    tables.initialize()
    mix = _layer(6, 8)
    ids = np.array([[1, 2], [3, 4], [1, 5]], dtype="uint64")
    quick = Mix(multiplied)
    found = quick.vectors(ids, tables, mix)
    assert np.allclose(found, mix.predict(tables.predict(ids)), atol=1e-6)
    assert np.array_equal(found[1:2], quick.vectors(ids[1:2], tables, mix))
    weights = next(node for node in mix.walk() if node.has_param("W"))
    weights.set_param("W", weights.get_param("W") * 2 + 1)  # as training would
    assert np.allclose(quick.vectors(ids, tables, mix), mix.predict(tables.predict(ids)), atol=1e-5)


def test_an_encoder_keeps_texts_apart() -> None:
    cell = chain(expand_window(1), _layer(4, 12))
    encoder = with_array(clone(residual(cell), 2), pad=2)
    encoder.initialize()
    texts = [np.random.default_rng(n).normal(size=(n, 4)).astype("float32") for n in (3, 1, 7)]
    found = Encoder(encoder)(texts)
    for ours, theirs in zip(found, encoder.predict(texts), strict=True):
        assert np.allclose(ours, theirs, atol=1e-5)
    assert np.allclose(found[1], Encoder(encoder)(texts[1:2])[0], atol=1e-6)


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_steps_are_those_of_spacy(nlp: Language, read: Callable[[str], Doc], name: str) -> None:
    pipe = nlp.get_pipe(name)
    assert transitions.steps_by_itself(pipe)
    docs = [read(text) for text in _TEXTS]
    ours, theirs = [Doc.copy(doc) for doc in docs], [Doc.copy(doc) for doc in docs]
    pipe.set_annotations(ours, transitions.predict(pipe, ours))
    pipe.set_annotations(theirs, pipe.predict(theirs))
    for one, other in zip(ours, theirs, strict=True):
        assert [(t.head.i, t.dep_, t.ent_type_, t.ent_iob_) for t in one] == [
            (t.head.i, t.dep_, t.ent_type_, t.ent_iob_) for t in other
        ]


def test_other_components_go_their_own_way(nlp: Language) -> None:
    assert not any(transitions.steps_by_itself(pipe) for label, pipe in nlp.pipeline if label not in ("parser", "ner"))
