"""The training loop: the same for syntax and for entities.

spaCy's own loop shuffles and augments once; ours varies the text anew in every epoch, sets sentence boundaries on the
text to be parsed (as they are at reading time), lowers the learning rate to nothing over a fixed number of steps, and
keeps the averaged weights.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed
from thinc.api import Adam, compounding

from pipeline.language.treebanks import NamedText, Passage

SEED = 1
WARM_UP = 300


def syntax_example(nlp: Language, passage: Passage) -> Example:
    """A passage to be analysed, its sentence boundaries given as the sentence component will give them."""
    reference = passage.doc(nlp.vocab)
    example = Example(nlp.make_doc(reference.text), reference)
    starts = example.get_aligned_sent_starts()
    for index, (token, start) in enumerate(zip(example.predicted, starts, strict=True)):
        token.is_sent_start = bool(index == 0 or start == 1)
    return example


def entity_example(nlp: Language, text: NamedText) -> Example:
    """A text whose names are to be found."""
    reference = text.doc(nlp.vocab)
    return Example(nlp.make_doc(reference.text), reference)


def initialise(nlp: Language, examples: list[Example]) -> None:
    """Give a new pipeline its labels and its first weights."""
    fix_random_seed(SEED)
    nlp.initialize(lambda: examples)


def learning_rates(peak: float, steps: int, level: int) -> Iterator[float]:
    """Up in a few steps, level for some, then straight down to a fiftieth at the last."""
    for step in range(steps):
        if step < WARM_UP:
            yield peak * (step + 1) / WARM_UP
        elif step < level:
            yield peak
        else:
            yield peak * max(0.02, (steps - step) / (steps - level))
    while True:
        yield peak * 0.02


def train(
    nlp: Language,
    epochs: Iterator[list[Example]],
    steps: int,
    out: Path,
    *,
    dropout: float,
    peak: float = 0.001,
    level: int,
    words: tuple[float, float, float] = (100.0, 1000.0, 1.001),
    check_every: int = 0,
    check: Callable[[Language], dict[str, Any]] | None = None,
    best_by: str | None = None,
) -> Path:
    """Train an initialised pipeline for a number of steps and write it to disk; returns where.

    With `best_by` the weights that scored best by that figure of `check` are kept, without it the last.
    """
    fix_random_seed(SEED)
    optimizer = Adam(peak, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True, eps=1e-8)
    sizes = compounding(*words)
    rates = learning_rates(peak, steps, level)
    started, step, losses = time.monotonic(), 0, dict[str, float]()
    best = float("-inf")
    while step < steps:
        for batch in minibatch_by_words(next(epochs), size=cast(Any, sizes), tolerance=0.2, discard_oversize=False):
            optimizer.learn_rate = next(rates)
            nlp.update(batch, sgd=optimizer, losses=losses, drop=dropout)
            step += 1
            if (check_every and step % check_every == 0) or step == steps:
                with nlp.use_params(optimizer.averages):
                    scores = check(nlp) if check else {}
                    score = float(scores[best_by]) if best_by else float("inf")
                    if score >= best:
                        best = score
                        nlp.to_disk(out)
                minutes = (time.monotonic() - started) / 60
                report = {"step": step, "minutes": round(minutes, 1), **scores}
                report |= {f"loss_{name}": round(float(loss)) for name, loss in losses.items()}
                print(json.dumps(report), flush=True)
                losses = {}
            if step >= steps:
                break
    return out


def shuffled(items: list[Any], seed: int = SEED) -> Iterator[list[Any]]:
    """The items in a new order, for ever."""
    rng = random.Random(seed)
    while True:
        order = list(items)
        rng.shuffle(order)
        yield order


def parameters(nlp: Language) -> int:
    """How many numbers the pipeline's models hold."""
    total = 0
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else []:
            total += sum(int(np.size(node.get_param(name))) for name in node.param_names if node.has_param(name))
    return total
