"""Running the parser and the recogniser of names step by step: spaCy's networks and moves, a loop of our own.

spaCy's loop gives up the interpreter's lock and takes it back at nearly every call inside, to look for errors: more
than half of its time. The loop here keeps the lock and lets NumPy multiply; the states, the moves and the weights are
spaCy's. Here belongs nothing that decides: the moves of a sentence are those that spaCy would make.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc


def steps_by_itself(pipe: Any) -> bool:
    """Whether a component is one of those that this loop can run: greedy, with a layer of scores, all moves known."""
    model = getattr(pipe, "model", None)
    attributes = getattr(model, "attrs", {})
    return (
        hasattr(pipe, "transition_states")
        and pipe.cfg["beam_width"] == 1
        and bool(attributes.get("has_upper"))
        and not attributes.get("unseen_classes")
    )


def predict(pipe: Any, docs: Sequence[Doc]) -> list[Any]:
    """The final state of each document."""
    batch: list[Any] = pipe.moves.init_batch(docs)
    network = pipe.model.predict(docs)
    hidden, upper = network.state2vec.predict, network.vec2scores
    weights, bias = upper.get_param("W").T, upper.get_param("b")
    unfinished = [state for state in batch if not state.is_final()]
    while unfinished:
        scores = np.dot(hidden(network.get_token_ids(unfinished)), weights)
        scores += bias
        unfinished = pipe.transition_states(unfinished, scores)
    network.clear_memory()
    return batch
