"""Measure the shipped pipeline: ``python -m pipeline.language.evaluate``.

Syntax is measured on running text, paragraph by paragraph as the reader sees it (PUD marks no paragraphs: document by
document); frames sentence by sentence; names alone and with the knowledge of `pipeline.reading.lexicon` joined in;
speed on news text on one core, beside a blank spaCy pipeline in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Span

SYNTAX = ("ewt-dev", "gum-open-dev", "ewt-test", "gum-open-test", "pud-test")
FRAMES = ("pud-test", "ewt-test")
NAMES = ("pud_test", "re3d_test", "ww_test", "uner_test", "gum_test", "gmb_test")
DEFAULT = Path("../shared/treebanks")

Name = tuple[int, int, str]
Finder = Callable[[str], list[Name]]


def knowledge() -> Finder | None:
    """The known names of a text, where the lexicon is there to find them."""
    try:
        from pipeline.reading.lexicon import load_lexicon
    except ImportError:
        return None
    lexicon = load_lexicon()
    return lambda text: [(name.start, name.end, name.label) for name in lexicon.find_names(text)]


def syntax(nlp: Language, path: Path) -> dict[str, float]:
    """Words, sentences, tags and arcs of one treebank."""
    from pipeline.language.parsing import parse
    from pipeline.language.scoring import SyntaxScores, aligned_figures
    from pipeline.language.treebanks import read_syntax

    scores = SyntaxScores()
    gold = [passage.doc(nlp.vocab) for passage in read_syntax(path)]
    parsed = parse(nlp, [doc.text for doc in gold])
    for ours, theirs in zip(parsed, gold, strict=True):
        scores.add(ours, theirs)
    return scores.figures() | aligned_figures(parsed, gold)


def frame_scores(nlp: Language, path: Path) -> dict[str, float]:
    """Whole frames of one treebank, each sentence by itself."""
    from pipeline.language.parsing import parse
    from pipeline.language.scoring import FrameScores
    from pipeline.language.treebanks import read_syntax

    scores = FrameScores()
    gold = [span.as_doc() for passage in read_syntax(path) for span in passage.doc(nlp.vocab).sents]
    for ours, theirs in zip(parse(nlp, [doc.text for doc in gold]), gold, strict=True):
        scores.add(ours, theirs)
    return scores.figures()


def names(nlp: Language, path: Path, find: Finder | None) -> dict[str, float]:
    """Persons, organisations and places of one set, with what is known if a finder is given."""
    from pipeline.language.parsing import parse
    from pipeline.language.scoring import NameScores, coarse
    from pipeline.language.treebanks import read_entities

    scores = NameScores()
    gold = [text.doc(nlp.vocab) for text in read_entities(path)]
    texts = [doc.text for doc in gold]
    known = [find(text) for text in texts] if find else None
    for ours, theirs in zip(parse(nlp, texts, known), gold, strict=True):
        scores.add(coarse(ours.ents), coarse(theirs.ents))
    return scores.figures()


def news(treebanks: Path) -> list[str]:
    """Paragraphs of news to measure speed on."""
    from pipeline.language.models import blank
    from pipeline.language.treebanks import read_syntax

    vocab = blank().vocab
    return [passage.doc(vocab).text for passage in read_syntax(treebanks / "syntax" / "pud-test.conllu.gz")]


def gate() -> Callable[[Span], bool]:
    """A gate like the reader's, for measuring: a sentence needs a word of conflict or of saying."""
    words = frozenset(
        """kill attack die wound injure bomb shoot seize capture arrest abduct kidnap fight war army military police
        soldier troop militant rebel force weapon strike raid explosion clash battle protest execute murder dead death
        victim government say tell announce claim""".split()  # noqa: SIM905
    )
    return lambda sentence: any(token.lemma_ in words for token in sentence)


def speed(nlp: Language, texts: list[str], find: Finder | None) -> dict[str, float]:
    """Words a second on one core: a blank pipeline, everything, and with a gate."""
    import spacy

    from pipeline.language.parsing import parse

    plain = spacy.blank("en")
    words = sum(len(doc) for doc in plain.pipe(texts))
    wanted = gate()
    known = [find(text) if find else [] for text in texts]
    runs: dict[str, Callable[[], object]] = {
        "blank": lambda: list(plain.pipe(texts)),
        "everything": lambda: parse(nlp, texts, known),
        "gated": lambda: parse(nlp, texts, known, wanted),
    }
    figures: dict[str, float] = {"words": words}
    for name, run in runs.items():
        taken = []
        for _ in range(3):
            started = time.process_time()
            run()
            taken.append(time.process_time() - started)
        figures[name] = round(words / min(taken))
        if name == "everything":  # before any word's vector is kept
            figures["everything_first"] = round(words / taken[0])
    sentences = [sentence for doc in parse(nlp, texts, known, wanted) for sentence in doc.sents]
    figures["parsed_share"] = round(sum(s[0]._.parsed for s in sentences) / max(1, len(sentences)), 2)
    return figures


def memory() -> float:
    """Peak memory of this process so far, in mebibytes. Where the system tells it, what the process that started this
    one once took is left out.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    peak = next((float(line.split()[1]) for line in lines if line.startswith("VmHWM")), None)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if peak is None else peak
    return round(kilobytes / 1024, 0)


def evaluate(treebanks: Path, model: str | None = None) -> dict[str, Any]:
    """All figures of the pipeline on the treebanks; percentages, words a second, megabytes, seconds."""
    started = time.monotonic()
    from pipeline import language

    nlp = language.load(model)
    loaded = time.monotonic() - started
    texts = news(treebanks)
    results: dict[str, Any] = {"version": language.VERSION, "load_seconds": round(loaded, 2)}
    results["speed"] = speed(nlp, texts, None)
    results["peak_memory_mb"] = memory()  # before the knowledge is loaded, which is another's
    find = knowledge()
    results["syntax"] = {name: syntax(nlp, treebanks / "syntax" / f"{name}.conllu.gz") for name in SYNTAX}
    results["frames"] = {name: frame_scores(nlp, treebanks / "syntax" / f"{name}.conllu.gz") for name in FRAMES}
    entities = treebanks / "entities"
    results["names"] = {name: names(nlp, entities / f"{name}.jsonl.gz", None) for name in NAMES}
    if find is not None:
        results["names_with_knowledge"] = {name: names(nlp, entities / f"{name}.jsonl.gz", find) for name in NAMES}
    return results


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=DEFAULT)
    parser.add_argument("--model", default=None, help="another spaCy pipeline to measure")
    options = parser.parse_args(arguments)
    if not options.treebanks.exists():
        print(f"no treebanks at {options.treebanks}: nothing measured", file=sys.stderr)
        return
    print(json.dumps(evaluate(options.treebanks, options.model), indent=1))


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        # One core: the figure that counts, since documents are read in as many processes as there are cores.
        if os.environ.get(variable) != "1":
            os.environ[variable] = "1"
            os.execv(sys.executable, [sys.executable, "-m", "pipeline.language.evaluate", *sys.argv[1:]])
    main()
