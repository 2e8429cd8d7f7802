"""A second opinion on parts of speech: two networks that were trained apart err in different places.

The component has word vectors of its own, half the size of the first's. What it writes is what the two think together:
their probabilities are added, the likeliest part of speech is chosen, then its likeliest morphology.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline.morphologizer import Morphologizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "ledger_second_morphologizer"
FIRST = "morphologizer"

Floats = npt.NDArray[np.float32]


def part_of_speech(label: str) -> str:
    """The part of speech in a label of the morphologizer: "Number=Sing|POS=NOUN" to "NOUN"."""
    return next((part.removeprefix("POS=") for part in label.split("|") if part.startswith("POS=")), "X")


def together(first: Floats, second: Floats, parts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The label that both score best: first its part of speech, given as a number for each label, then the label."""
    probability = _softmax(first) + _softmax(second)
    by_part = np.stack([probability[:, parts == part].sum(axis=1) for part in range(int(parts.max()) + 1)], axis=1)
    outside = parts[None, :] != by_part.argmax(axis=1)[:, None]
    probability[outside] = -1
    return probability.argmax(axis=1)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


class SecondMorphologizer(Morphologizer):
    """A morphologizer that asks the first one before it writes."""

    def __init__(self, vocab: Vocab, model: Any, name: str, nlp: Language) -> None:
        super().__init__(vocab, model, name, overwrite=True, extend=False)
        self._nlp = nlp
        self._parts: npt.NDArray[np.int64] | None = None

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The labels that both agree on, by number."""
        docs = list(docs)
        if not any(len(doc) for doc in docs) or FIRST not in self._nlp.pipe_names:
            return super().predict(docs)
        own = self.model.predict(docs)
        first = self._nlp.get_pipe(FIRST).model.predict(docs)  # type: ignore[attr-defined]
        if self._parts is None:
            names = [part_of_speech(label) for label in self.labels]
            self._parts = np.array([sorted(set(names)).index(name) for name in names])
        best = together(np.concatenate(first), np.concatenate(own), self._parts)
        return np.split(best, np.cumsum([len(doc) for doc in docs])[:-1])


@Language.factory(NAME, assigns=["token.morph", "token.pos"], default_score_weights={"pos_acc": 1.0})
def create_second_morphologizer(nlp: Language, name: str, model: Any) -> SecondMorphologizer:
    """The factory of the component."""
    return SecondMorphologizer(nlp.vocab, model, name, nlp)
