"""Accuracy and speed on the sets of ../shared/bench and on our own: laid out, built, scored, all in one run.

    make bench                                   every set, the language pipeline, merging as the corpus grows
    BENCH_SETS="seeds news" make bench           those sets; a path in place of a name is a set of your own
    BENCH_PARTS="sets" make bench                of the parts sets, speed, language, growth

Figures are printed, and written to .bench/results.json. A set that is not there is said. Not here: scoring (bench.py of
the sets does it), or anything that a build needs.
"""

from __future__ import annotations

import ast
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pipeline.reading.ingest import read_folder
from pipeline.reading.records import Document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "bench" / "bench.py"
WORK = ROOT / ".bench"
#: Our own texts with gold, and the sets beside the project.
OWN_NAMES = ("reports", "later_reports", "mixed_reports", "short_reports")
OWN = {name: ROOT / "tests" / "accuracy" / name for name in OWN_NAMES}
SETS = ("seeds", "news", "muc4", "gva", *OWN)
PARTS = ("sets", "speed", "language", "growth")
WORDS = 600
_FIGURE = re.compile(
    r"^(?P<name>.+?)\s{2,}(?:P\s+(?P<p>[\d.]+)\s+R\s+(?P<r>[\d.]+)\s+F\s+(?P<f>[\d.]+)|(?P<value>-?[\d.]+)\b)"
)


def _run(*command: str, accept: int = 0) -> str:
    """Runs a command and gives what it printed. Raises RuntimeError with what it said where it ends with a status that
    is neither 0 nor `accept`.
    """
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode not in (0, accept):
        raise RuntimeError(f"{' '.join(command[:4])} … ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return done.stdout


def figures(printed: str) -> dict[str, Any]:
    """The figures of a score sheet: JSON as it is, else the lines that name a figure."""
    try:
        return dict(json.loads(printed))
    except ValueError:
        found: dict[str, Any] = {}
        for line in printed.splitlines():
            name, _, rest = line.strip().partition(" ")
            if rest.strip()[:1] in ("[", "{"):
                found |= _literal(name, rest.strip())
            elif m := _FIGURE.match(line.rstrip()):
                name = m["name"].strip()
                found[name] = float(m["value"]) if m["value"] else {k: float(m[k]) for k in "prf"}
        return found


def _literal(name: str, written: str) -> dict[str, Any]:
    """A figure as Python prints it: three numbers are precision, recall and F; names with numbers stay as they are."""
    try:
        value = ast.literal_eval(written)
    except (ValueError, SyntaxError):
        return {}
    if isinstance(value, list):
        return {name: dict(zip("prf", value, strict=True))} if len(value) == 3 else {}
    return {name: value}


BRIEF = ("relevance.any_template", "role_fillers_head", "templates_head.event", "templates_head.counts.killed")
"""What is shown of a nested score sheet; all of it stands in results.json."""


def brief(scores: dict[str, Any], path: str = "") -> list[str]:
    """The lines that are shown of a nested score sheet."""
    lines = []
    for key, value in scores.items():
        here = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            if {"P", "R", "F"} <= value.keys() and here.startswith(BRIEF):
                lines.append(f"{here:40s} P {value['P']:6.2f}  R {value['R']:6.2f}  F {value['F']:6.2f}")
            else:
                lines += brief(value, here)
        elif here.startswith(BRIEF):
            lines.append(f"{here:40s} {value}")
    return lines


def flat(figures: dict[str, Any], path: str = "") -> list[str]:
    """One line for each innermost group of figures."""
    lines = []
    plain = {k: v for k, v in figures.items() if not isinstance(v, dict)}
    if plain:
        lines.append(f"{path or 'all':34s} " + "  ".join(f"{k} {v}" for k, v in plain.items()))
    for key, value in figures.items():
        if isinstance(value, dict):
            lines += flat(value, f"{path} {key}".strip())
    return lines


def available(name: str) -> bool:
    """Whether a set can be laid out."""
    gold = {"seeds": SHARED / "seeds", "news": SHARED / "bench" / "texts" / "news", **OWN}
    return SCORER.is_file() and (gold.get(name, SHARED / "bench" / name).exists() or Path(name).exists())


def bench_set(name: str) -> dict[str, Any]:
    """Lays one set out, builds it from nothing with two workers and scores it."""
    folder = WORK / re.sub(r"\W+", "_", name)
    raw, outputs = folder / "raw", folder / "outputs"
    shutil.rmtree(folder, ignore_errors=True)
    place = str(OWN.get(name, name))
    _run(sys.executable, str(SCORER), "prepare", place, str(raw))
    started = time.monotonic()
    _run(sys.executable, "-m", "pipeline.cli", "build", "--raw", str(raw), "--outputs", str(outputs), "--workers", "2")
    seconds = time.monotonic() - started
    printed = _run(sys.executable, str(SCORER), "score", place, str(raw), str(outputs))
    documents = read_folder(raw).documents
    words = sum(len(d.text.split()) for d in documents)
    print(f"\n== {name}: {len(documents)} texts, {words} words, built in {seconds:.1f} s with two workers")
    scores = figures(printed)
    print("\n".join(brief(scores)) if printed.lstrip().startswith("{") else printed.rstrip(), flush=True)
    return {"documents": len(documents), "words": words, "build_seconds": round(seconds, 1), "scores": scores}


def speed(documents: list[Document]) -> dict[str, float]:
    """Reading in one process, and a blank spaCy pipeline on the same texts, both after a first text that is not
    counted."""
    import spacy

    started = time.monotonic()
    from pipeline.language import load
    from pipeline.language.evaluate import memory
    from pipeline.reading.reader import read

    nlp = load()
    read(documents[0], nlp)
    loaded = time.monotonic() - started
    words = sum(len(d.text.split()) for d in documents)
    started = time.process_time()
    for document in documents:
        read(document, nlp)
    reading = time.process_time() - started
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.max_length = max(len(d.text) for d in documents) + 1
    started = time.process_time()
    for document in documents:
        blank(document.text)
    plain = time.process_time() - started
    return {
        "words": words,
        "ms a document of 600 words": round(1000 * reading / words * WORDS, 1),
        "words a second": round(words / reading),
        "blank spaCy, ms": round(1000 * plain / words * WORDS, 2),
        "ratio to blank spaCy": round(reading / plain, 1),
        "load and first text, s": round(loaded, 1),
        "peak memory, MiB": round(memory()),
    }


def growth(names: list[str]) -> list[str]:
    """Merging 1,000, 10,000 and 100,000 reports, made by perturbing the readings of the sets just built."""
    readings = []
    for name in names:
        kept = WORK / name / "outputs" / ".work" / "readings.pickle"
        if kept.is_file():
            readings += pickle.loads(kept.read_bytes()).readings
    if not readings:
        return ["not measured: no set was built"]
    file = WORK / "readings.pickle"
    file.write_bytes(pickle.dumps(readings))
    return _run(sys.executable, "-m", "pipeline.resolving.scale", str(file), accept=1).splitlines()


def main() -> int:
    """Measures what the environment asks for; 0 where everything that is there was measured."""
    wanted = os.environ.get("BENCH_SETS", " ".join(SETS)).split()
    parts = os.environ.get("BENCH_PARTS", " ".join(PARTS)).split()
    WORK.mkdir(exist_ok=True)
    results: dict[str, Any] = {"sets": {}, "missing": [name for name in wanted if not available(name)]}
    status = 0
    for name in results["missing"]:
        print(f"== {name}: not there ({SHARED / 'bench'}): not measured")
    there = [name for name in wanted if name not in results["missing"]]
    if "sets" in parts:
        for name in there:
            try:
                results["sets"][name] = bench_set(name)
            except RuntimeError as error:
                status = 1
                print(f"\n== {name}: failed\n{error}", flush=True)
    documents = [d for n in there if (WORK / n / "raw").is_dir() for d in read_folder(WORK / n / "raw").documents][:120]
    if "speed" in parts and documents:
        results["speed"] = speed(documents)
        print("\n== speed, one process, one core")
        print("\n".join(f"{k:34s} {v}" for k, v in results["speed"].items()), flush=True)
    if "growth" in parts:
        print("\n== merging as the corpus grows", flush=True)
        results["growth"] = growth(there)
        print("\n".join(results["growth"]), flush=True)
    if "language" in parts:
        print("\n== language pipeline", flush=True)
        printed = _run(sys.executable, "-m", "pipeline.language.evaluate")
        results["language"] = json.loads(printed) if printed.strip() else "not measured: no treebanks"
        print("\n".join(flat(results["language"])) if printed.strip() else results["language"])
    (WORK / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\nwritten to {WORK / 'results.json'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
