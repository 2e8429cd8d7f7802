"""The recipe: ``python -m pipeline.language.train --treebanks ../shared/treebanks --out pipeline/language/weights``.

From the treebanks to the shipped weights and their model card, with fixed seeds, within the hour on two cores that have
nothing else to do. Needs the ``train`` extra. Seven steps:

1. the word table (`clusters`);
2. syntax from the treebanks at an even learning rate;
3. syntax twice again, with sentences of our own (`drills`) among the treebanks' and the rate falling to nothing;
4. with ``--second`` only: a second network for parts of speech, trained apart (`second`);
5. names from the annotated sets and from our own annotation of news, blogs and exercise reports (`own_names`), starting
   from the word vectors of the syntax and beside them (`naming`);
6. names anew, with more of the treebanks' blogs, labelled by the round before and by knowledge (`silver`);
7. the parts put together, measured and described.

No document of a test set is read by steps 1 to 6. The development sets only watch.
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
from spacy.util import fix_random_seed
from thinc.api import NumpyOps, set_current_ops

from pipeline.language import (
    augment,
    drills,
    features,
    models,
    naming,
    own_names,
    own_reports,
    second,
    silver,
    training,
)
from pipeline.language.treebanks import NamedText, Passage, read_entities, read_syntax, read_texts

SYNTAX = ("ewt-train", "gum-open-train")
SYNTAX_DEV = ("ewt-dev", "gum-open-dev")
NAMES = ("wikigold", "uner_dev")
#: Annotated after habits of its own.
NAMES_GUM = "gum_train"
#: News in the public domain whose annotation has no stated licence: **only its text is read**, and annotated by us.
NEWS = "gmb_train"
BLOGS_SHARE = 0.5
#: The set that is nearest to our texts, and small.
NAMES_NEAR = "re3d_train"
NAMES_NEAR_TIMES = 3
OWN_TIMES = 1
NAMES_DEV = "gum_dev"
DRILLS = 250
NAMED_DRILLS = 300
LONGEST_SILVER = 200
NAMES_DROPOUT = 0.25
SECOND_SEED = 5


@dataclass(frozen=True)
class Steps:
    """How long each training runs."""

    syntax: int = 4500
    syntax_again: int = 3400
    syntax_last: int = 1500
    second: int = 3000
    names: int = 1500
    names_last: int = 5500


class Data:
    """What is read from the treebanks' directory for training."""

    def __init__(self, treebanks: Path) -> None:
        syntax, entities = treebanks / "syntax", treebanks / "entities"
        self.passages = [passage for name in SYNTAX for passage in read_syntax(syntax / f"{name}.conllu.gz")]
        self.development = {name: read_syntax(syntax / f"{name}.conllu.gz") for name in SYNTAX_DEV}
        self.named = [text for name in NAMES for text in read_entities(entities / f"{name}.jsonl.gz")]
        self.gum = read_entities(entities / f"{NAMES_GUM}.jsonl.gz")
        self.news = read_texts(entities / f"{NEWS}.jsonl.gz")
        self.near = read_entities(entities / f"{NAMES_NEAR}.jsonl.gz")
        self.named_development = read_entities(entities / f"{NAMES_DEV}.jsonl.gz")
        #: The blogs and newsgroups, some annotated by us, the others labelled by step 6.
        self.blogs = read_syntax(syntax / f"{SYNTAX[0]}.conllu.gz")
        ours: dict[str, Sequence[own_names.Words]] = {NEWS: self.news, SYNTAX[0]: self.blogs}
        ours.update(own_reports.passages(models.blank()))
        self.own = own_names.read(ours)


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


def train_second(data: Data, first: Path, out: Path, steps: int) -> Path:
    """Step 4: a second network for parts of speech and morphology, trained apart."""
    import spacy

    nlp = models.second_pipeline()
    pipe: Any = nlp.get_pipe(second.NAME)
    labels = spacy.load(first).get_pipe(second.FIRST).label_data  # type: ignore[attr-defined]
    fix_random_seed(SECOND_SEED)
    examples = [training.syntax_example(nlp, passage) for passage in data.passages]
    pipe.initialize(lambda: examples, nlp=nlp, labels=labels)
    return training.train(
        nlp,
        _syntax_epochs(nlp, data.passages, drills.Morphology(data.passages), SECOND_SEED),
        steps,
        out,
        dropout=0.25,
        peak=0.0015,
        words=(300.0, 700.0, 1.0005),
        level=steps // 2,
        check_every=500,
        check=lambda trained: part_of_speech_scores(trained, data.development),
    )


def part_of_speech_scores(nlp: Language, development: dict[str, list[Passage]]) -> dict[str, float]:
    """Parts of speech on the development sets."""
    scores: dict[str, float] = {}
    for name, passages in development.items():
        gold = [passage.doc(nlp.vocab) for passage in passages]
        result = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
        scores[f"{name} pos_acc"] = round(100 * (result.get("pos_acc") or 0.0), 2)
    return scores


def _syntax_epochs(
    nlp: Language, passages: list[Passage], morphology: drills.Morphology | None, seed: int
) -> Iterator[list[Example]]:
    rng = random.Random(seed)
    while True:
        own = drills.drills(DRILLS, morphology, rng) if morphology is not None else []
        yield [training.syntax_example(nlp, passage) for passage in augment.vary_all(passages + own, rng)]


def naming_texts(data: Data, find: silver.Finder) -> naming.Texts:
    """Step 5's texts: the annotated sets completed, with sentences of our own."""
    plain = [silver.complete(text, find) for text in data.named]
    plain += data.own * OWN_TIMES
    plain += [silver.complete(text, find) for text in data.near] * NAMES_NEAR_TIMES
    own = drills.drills(NAMED_DRILLS, drills.Morphology(data.blogs), random.Random(training.SEED + 8))
    plain += [drills.names(passage) for passage in own]
    return naming.Texts(plain, [silver.complete(text, find) for text in data.gum], [])


def labelled_texts(data: Data, find: silver.Finder, first: Language) -> list[tuple[list[NamedText], float]]:
    """Step 6's: the blogs that nobody has annotated, labelled by the round before."""
    annotated = {own_names.checksum(text.words) for text in data.own}
    others = [passage for passage in data.blogs if own_names.checksum(passage.words) not in annotated]
    blogs = [piece for passage in others for piece in augment.pieces(passage, LONGEST_SILVER)]
    return [([text for text in silver.label(blogs, find, first) if text.entities], BLOGS_SHARE)]


def run(treebanks: Path, out: Path, work: Path, steps: Steps, version: str, opinion: bool) -> None:
    """All steps; what lies in `work` already is not made again."""
    from pipeline import language
    from pipeline.language import assemble, card, clusters
    from pipeline.language.evaluate import knowledge

    out.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    table = out / features.WORD_TABLE
    if not table.exists():
        clusters.build(table)
    os.environ[features.TABLE_VARIABLE] = str(table)
    set_current_ops(NumpyOps(use_blis=False))
    data = Data(treebanks)
    paths = {name: work / name for name in ("syntax", "syntax_again", "syntax_last", "second", "names", "names_last")}
    if not paths["syntax"].exists():
        train_syntax(data, paths["syntax"], steps.syntax)
    if not paths["syntax_again"].exists():
        train_syntax_again(data, paths["syntax"], paths["syntax_again"], steps.syntax_again, 0.001, training.SEED + 1)
    if not paths["syntax_last"].exists():
        train_syntax_again(
            data, paths["syntax_again"], paths["syntax_last"], steps.syntax_last, 0.0007, training.SEED + 2
        )
    if opinion and not paths["second"].exists():
        train_second(data, paths["syntax_last"], paths["second"], steps.second)
    find = knowledge() or (lambda text: [])
    texts = naming_texts(data, find)
    rounds = (
        (None, "names", steps.names),
        ("names", "names_last", steps.names_last),
    )
    for before, after, count in rounds:
        if paths[after].exists():
            continue
        whole = work / "whole"
        assemble.assemble(
            paths["syntax_last"],
            paths["second"] if opinion else None,
            paths[before] if before else None,
            whole,
            version,
        )
        nlp = language.load(str(whole))
        texts.labelled = labelled_texts(data, find, nlp) if before else []
        naming.train_names(texts, data.named_development, nlp, find, paths[after], count, NAMES_DROPOUT)
    size = assemble.assemble(
        paths["syntax_last"], paths["second"] if opinion else None, paths["names_last"], out, version
    )
    print(f"weights: {size / 1e6:.1f} MB in {out}", flush=True)
    shipped = out.resolve() == features.WEIGHTS.resolve()
    card.write(treebanks, out, card.CARD if shipped else out / card.CARD.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, put together, measure and describe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=features.WEIGHTS)
    parser.add_argument("--work", type=Path, default=Path(".bench/language"), help="where the parts are kept")
    parser.add_argument("--version", default="1.3.0")
    parser.add_argument("--second", action="store_true", help="with a second opinion on parts of speech (step 4)")
    parser.add_argument("--scale", type=float, default=1.0, help="train for this share of the steps, to try the recipe")
    options = parser.parse_args(arguments)
    full = Steps()
    steps = Steps(**{name: max(2, int(value * options.scale)) for name, value in vars(full).items()})
    run(options.treebanks, options.out, options.work, steps, options.version, options.second)


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        # One thread: sums in another order would give other weights.
        if os.environ.get(variable) != "1":
            os.environ[variable] = "1"
            os.execv(sys.executable, [sys.executable, "-m", "pipeline.language.train", *sys.argv[1:]])
    main()
