"""Training the component that finds names.

It sees of each word what the syntax sees, and what syntax and knowledge have said of it before: its tag, its relation,
and whether it is in a known name. So the texts it learns from are parsed first, and their known names marked; in a
third of them none, in a third only some, so that it can do without.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.training import Example
from thinc.api import Model

from pipeline.language import augment_entities, features, models, parsing, silver, training
from pipeline.language.entities import set_names
from pipeline.language.scoring import NameScores, coarse
from pipeline.language.treebanks import NamedText

WITHOUT_KNOWLEDGE, WITH_SOME = 0.35, 0.35
#: How many of the known names stay marked where only some do.
SOME = 0.75
#: Each text is varied so many times, and the variants seen again and again: parsing them anew takes too long.
VARIANTS = 2
#: The mark of texts whose names follow GUM's habit: titles and descriptions count as parts of names there.
GUM_HABIT = 1
_CLEAN_UP = 40


@dataclass
class Texts:
    """What is learned from: annotated texts by habit, and labelled ones with the share of them that a round sees."""

    plain: list[NamedText]
    gum: list[NamedText]
    labelled: list[tuple[list[NamedText], float]]


class Analyst:
    """Prepares texts as the component will see them: parsed, known names marked."""

    def __init__(self, syntax: Language, find: silver.Finder, rng: random.Random) -> None:
        self._syntax = syntax
        self._pipes = [
            pipe for name, pipe in syntax.pipeline if name not in {"ner", "ledger_entities", "ledger_lemmas"}
        ]
        self._find = find
        self._rng = rng

    def strings(self, nlp: Language) -> None:
        """Let another pipeline know the words for what ours says."""
        for string in self._syntax.vocab.strings:
            nlp.vocab.strings.add(string)

    def examples(
        self, nlp: Language, texts: list[tuple[NamedText, int]], knowledge: bool | None = None
    ) -> list[Example]:
        """The texts with their habits as examples; `knowledge` says whether known names are marked, None: as may be."""
        made = []
        for text, habit in texts:
            example = training.entity_example(nlp, text)
            set_names(example.predicted, self._known(example.predicted.text, knowledge))
            if habit:
                example.predicted.user_data[features.HABIT] = habit
            made.append(example)
        docs = [example.predicted for example in made]
        for start in range(0, len(docs), _CLEAN_UP):
            parsing.run(self._pipes, docs[start : start + _CLEAN_UP])
        return made

    def _known(self, text: str, knowledge: bool | None) -> list[tuple[int, int, str]]:
        draw = self._rng.random()
        if knowledge is False or (knowledge is None and draw < WITHOUT_KNOWLEDGE):
            return []
        known = self._find(text)
        if knowledge is None and draw < WITHOUT_KNOWLEDGE + WITH_SOME:
            return [name for name in known if self._rng.random() < SOME]
        return known


def _fits(example: Example) -> bool:
    """Whether no name runs over the end of a sentence, which the component cannot learn."""
    starts = [bool(token.is_sent_start) for token in example.predicted]
    tags = example.get_aligned_ner()
    return not any(start and tag is not None and tag[:1] in {"I", "L"} for start, tag in zip(starts, tags, strict=True))


def name_scores(nlp: Language, development: dict[str, list[Example]]) -> dict[str, float]:
    """Names on the development sets, and their sum."""
    scores: dict[str, float] = {}
    for name, examples in development.items():
        docs = []
        for example in examples:
            doc = example.predicted.copy()
            doc.user_data.update(example.predicted.user_data)
            docs.append(doc)
        parsing.run([nlp.get_pipe("ner")], docs)
        counted = NameScores()
        for doc, example in zip(docs, examples, strict=True):
            counted.add(coarse(doc.ents), coarse(example.reference.ents))
        scores[name] = counted.figures()["f"]
    return scores | {"names f": round(sum(scores.values()), 1)}


def train_names(
    texts: Texts,
    development: list[NamedText],
    syntax: Language,
    find: silver.Finder,
    out: Path,
    steps: int,
    dropout: float,
) -> Path:
    """Names, from word vectors that already know syntax."""
    rng = random.Random(training.SEED)
    analyst = Analyst(syntax, find, rng)
    nlp = models.entity_pipeline()
    analyst.strings(nlp)
    annotated = [(text, 0) for text in texts.plain] + [(text, GUM_HABIT) for text in texts.gum]
    pool = augment_entities.mentions(texts.plain + texts.gum)
    first = analyst.examples(nlp, rng.sample(annotated, min(len(annotated), 200)))
    training.initialise(nlp, [example for example in first if _fits(example)])
    _take_vectors(nlp, syntax)

    def variant() -> list[Example]:
        chosen = list(annotated)
        for labelled, share in texts.labelled:
            chosen += [(text, 0) for text in rng.sample(labelled, int(len(labelled) * share))]
        rng.shuffle(chosen)
        varied = [(augment_entities.vary_names(text, pool, rng), habit) for text, habit in chosen]
        return [example for example in analyst.examples(nlp, varied) if _fits(example)]

    variants = [variant() for _ in range(VARIANTS)]

    def epochs() -> Iterator[list[Example]]:
        while True:
            for made in variants:
                rng.shuffle(made)
                yield list(made)

    gold = [(text, 0) for text in development]
    watched = {
        "with knowledge": analyst.examples(nlp, gold, knowledge=True),
        "without": analyst.examples(nlp, gold, knowledge=False),
    }
    return training.train(
        nlp,
        epochs(),
        steps,
        out,
        dropout=dropout,
        words=(300.0, 1000.0, 1.001),
        level=steps // 3,
        check_every=300,
        check=lambda trained: name_scores(trained, watched),
    )


def _take_vectors(nlp: Language, syntax: Language) -> None:
    """Copy the syntax's word vectors into the recogniser, layer by layer, as far as both are of one shape."""
    source: Model[Any, Any] = syntax.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    target: Model[Any, Any] = nlp.get_pipe("ner").model.get_ref("tok2vec")  # type: ignore[attr-defined]
    for given, taken in zip(_layers(source), _layers(target), strict=False):
        if any(given.get_param(name).shape != taken.get_param(name).shape for name in given.param_names):
            break
        for name in given.param_names:
            taken.set_param(name, cast(Any, given.get_param(name)).astype("float32"))


def _layers(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    return [node for node in model.walk(order="dfs_pre") if node.param_names and node.name != features.SAID]
