"""The recipe: ``python -m pipeline.language.train --treebanks ../shared/treebanks --out pipeline/language/weights``.

From the treebanks to the shipped weights and their model card, with fixed seeds, within the hour on two cores that have
nothing else to do. Needs the ``train`` extra. Six steps:

1. the word table (`clusters`);
2. syntax from the treebanks at an even learning rate;
3. syntax twice again, with sentences of our own (`drills`) among the treebanks' and the rate falling to nothing;
4. names from the annotated sets, starting from the word vectors of the syntax;
5. names twice again, with the treebanks' own proper nouns labelled by knowledge and by the round before (`silver`);
6. the parts put together, measured and described.

No document of a test set is read by steps 1 to 5. The development sets only watch.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import Model, NumpyOps, set_current_ops

from pipeline.language import augment, augment_entities, drills, features, models, silver, training
from pipeline.language.treebanks import NamedText, Passage, read_entities, read_syntax

SYNTAX = ("ewt-train", "gum-open-train")
SYNTAX_DEV = ("ewt-dev", "gum-open-dev")
NAMES = ("gum_train", "wikigold", "uner_dev")
#: The set that is nearest to our texts, and small.
NAMES_NEAR = "re3d_train"
NAMES_NEAR_TIMES = 3
NAMES_DEV = "gum_dev"
DRILLS = 250
NAMED_DRILLS = 300
LONGEST_SILVER = 200


@dataclass(frozen=True)
class Steps:
    """How long each training runs."""

    syntax: int = 4500
    syntax_again: int = 3400
    syntax_last: int = 1500
    names: int = 3000
    names_again: int = 2000
    names_last: int = 2600


class Data:
    """What is read from the treebanks' directory for training."""

    def __init__(self, treebanks: Path) -> None:
        syntax, entities = treebanks / "syntax", treebanks / "entities"
        self.passages = [passage for name in SYNTAX for passage in read_syntax(syntax / f"{name}.conllu.gz")]
        self.development = {name: read_syntax(syntax / f"{name}.conllu.gz") for name in SYNTAX_DEV}
        self.named = [text for name in NAMES for text in read_entities(entities / f"{name}.jsonl.gz")]
        self.near = read_entities(entities / f"{NAMES_NEAR}.jsonl.gz")
        self.named_development = read_entities(entities / f"{NAMES_DEV}.jsonl.gz")
        #: The blogs and newsgroups, whose names step 5 labels.
        self.blogs = read_syntax(syntax / f"{SYNTAX[0]}.conllu.gz")


def syntax_scores(nlp: Language, development: dict[str, list[Passage]]) -> dict[str, float]:
    """Tags, arcs and sentences on the development sets."""
    scores: dict[str, float] = {}
    for name, passages in development.items():
        gold = [passage.doc(nlp.vocab) for passage in passages]
        result = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
        scores |= {
            f"{name} {key}": round(100 * (result.get(key) or 0.0), 2)
            for key in ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f")
        }
    return scores


def name_scores(nlp: Language, development: list[NamedText]) -> dict[str, float]:
    """Names on the development set."""
    gold = [text.doc(nlp.vocab) for text in development]
    result = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    return {"names f": round(100 * (result["ents_f"] or 0.0), 1)}


def train_syntax(data: Data, out: Path, steps: int) -> Path:
    """Step 2: treebanks alone, an even rate."""
    nlp = models.syntax_pipeline()
    training.initialise(nlp, [training.syntax_example(nlp, passage) for passage in data.passages])
    return training.train(
        nlp,
        _syntax_epochs(nlp, data.passages, None, training.SEED),
        steps,
        out,
        dropout=0.2,
        words=(200.0, 800.0, 1.0005),
        level=steps,
        check_every=750,
        check=lambda trained: syntax_scores(trained, data.development),
    )


def train_syntax_again(data: Data, first: Path, out: Path, steps: int, peak: float, seed: int) -> Path:
    """Step 3: on from there, our own sentences among the treebanks', the rate falling."""
    import spacy

    nlp = spacy.load(first)
    return training.train(
        nlp,
        _syntax_epochs(nlp, data.passages, drills.Morphology(data.passages), seed),
        steps,
        out,
        dropout=0.2,
        peak=peak,
        words=(700.0, 700.0, 1.0005),
        level=steps // 4,
        check_every=500,
        check=lambda trained: syntax_scores(trained, data.development),
    )


def _syntax_epochs(
    nlp: Language, passages: list[Passage], morphology: drills.Morphology | None, seed: int
) -> Iterator[list[Example]]:
    rng = random.Random(seed)
    while True:
        own = drills.drills(DRILLS, morphology, rng) if morphology is not None else []
        yield [training.syntax_example(nlp, passage) for passage in augment.vary_all(passages + own, rng)]


def train_names(
    gold: list[NamedText], extra: list[NamedText], data: Data, vectors: Path, out: Path, steps: int, dropout: float
) -> Path:
    """Steps 4 and 5: names, from word vectors that already know syntax."""
    import spacy

    nlp = models.entity_pipeline()
    training.initialise(nlp, [training.entity_example(nlp, text) for text in gold])
    _take_vectors(nlp, spacy.load(vectors))
    pool = augment_entities.mentions(data.named + data.near * (NAMES_NEAR_TIMES + 1))

    def epochs() -> Iterator[list[Example]]:
        rng = random.Random(training.SEED)
        while True:
            texts = gold + rng.sample(extra, len(extra) // 2)
            rng.shuffle(texts)
            yield [training.entity_example(nlp, augment_entities.vary_names(text, pool, rng)) for text in texts]

    return training.train(
        nlp,
        epochs(),
        steps,
        out,
        dropout=dropout,
        words=(300.0, 1000.0, 1.001),
        level=steps // 3,
        check_every=400,
        check=lambda trained: name_scores(trained, data.named_development),
        best_by="names f",
    )


def _take_vectors(nlp: Language, syntax: Language) -> None:
    """Copy the syntax's word vectors into the recogniser."""
    source: Model[Any, Any] = syntax.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    size = len(list(source.walk()))
    target = nlp.get_pipe("ner").model.get_ref("tok2vec")  # type: ignore[attr-defined]
    next(node for node in target.walk() if len(list(node.walk())) == size).from_dict(source.to_dict())


def silver_names(data: Data, first: Path) -> tuple[list[NamedText], list[NamedText]]:
    """The annotated sets completed, with sentences of our own, and the blogs labelled."""
    import spacy

    from pipeline.language.evaluate import knowledge

    find = knowledge() or (lambda text: [])
    gold = [silver.complete(text, find) for text in data.named]
    gold += [silver.complete(text, find) for text in data.near] * NAMES_NEAR_TIMES
    own = drills.drills(NAMED_DRILLS, drills.Morphology(data.blogs), random.Random(training.SEED + 8))
    gold += [drills.names(passage) for passage in own]
    pieces = [piece for passage in data.blogs for piece in augment.pieces(passage, LONGEST_SILVER)]
    labelled = [text for text in silver.label(pieces, find, spacy.load(first)) if text.entities]
    return gold, labelled


def run(treebanks: Path, out: Path, work: Path, steps: Steps, version: str) -> None:
    """All steps; what lies in `work` already is not made again."""
    from pipeline.language import assemble, card, clusters

    out.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    table = out / features.WORD_TABLE
    if not table.exists():
        clusters.build(table)
    os.environ[features.TABLE_VARIABLE] = str(table)
    set_current_ops(NumpyOps(use_blis=False))
    data = Data(treebanks)
    paths = {
        name: work / name for name in ("syntax", "syntax_again", "syntax_last", "names", "names_again", "names_last")
    }
    if not paths["syntax"].exists():
        train_syntax(data, paths["syntax"], steps.syntax)
    if not paths["syntax_again"].exists():
        train_syntax_again(data, paths["syntax"], paths["syntax_again"], steps.syntax_again, 0.001, training.SEED + 1)
    if not paths["syntax_last"].exists():
        train_syntax_again(
            data, paths["syntax_again"], paths["syntax_last"], steps.syntax_last, 0.0007, training.SEED + 2
        )
    if not paths["names"].exists():
        gold = data.named + data.near * NAMES_NEAR_TIMES
        train_names(gold, [], data, paths["syntax"], paths["names"], steps.names, 0.25)
    rounds = (("names", "names_again", steps.names_again, 0.3), ("names_again", "names_last", steps.names_last, 0.25))
    for before, after, count, dropout in rounds:
        if not paths[after].exists():
            completed, labelled = silver_names(data, paths[before])
            train_names(completed, labelled, data, paths["syntax"], paths[after], count, dropout)
    size = assemble.assemble(paths["syntax_last"], paths["names_last"], out, version)
    print(f"weights: {size / 1e6:.1f} MB in {out}", flush=True)
    shipped = out.resolve() == features.WEIGHTS.resolve()
    card.write(treebanks, out, card.CARD if shipped else out / card.CARD.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, put together, measure and describe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=features.WEIGHTS)
    parser.add_argument("--work", type=Path, default=Path(".bench/language"), help="where the parts are kept")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--scale", type=float, default=1.0, help="train for this share of the steps, to try the recipe")
    options = parser.parse_args(arguments)
    full = Steps()
    steps = Steps(**{name: max(2, int(value * options.scale)) for name, value in vars(full).items()})
    run(options.treebanks, options.out, options.work, steps, options.version)


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        # One thread: sums in another order would give other weights.
        if os.environ.get(variable) != "1":
            os.environ[variable] = "1"
            os.execv(sys.executable, [sys.executable, "-m", "pipeline.language.train", *sys.argv[1:]])
    main()
