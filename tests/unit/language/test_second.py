"""The second opinion on parts of speech, and the vectors kept of words seen before."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import Maxout

from pipeline.language.features import REMEMBERED, Memory
from pipeline.language.second import part_of_speech, together
from pipeline.language.treebanks import NamedText, read_texts


def test_the_part_of_speech_of_a_label() -> None:
    assert part_of_speech("Number=Sing|POS=NOUN") == "NOUN"
    assert part_of_speech("POS=X") == "X"
    assert part_of_speech("") == "X"


def test_two_networks_agree_on_the_part_of_speech_before_the_label() -> None:
    # Labels 0 and 1 are nouns, label 2 is a verb: together the nouns outweigh the single likeliest label.
    first = np.log(np.array([[0.3, 0.3, 0.4]], dtype="float32"))
    second = np.log(np.array([[0.35, 0.25, 0.4]], dtype="float32"))
    assert together(first, second, np.array([0, 0, 1])).tolist() == [0]


def test_vectors_are_kept_until_the_weights_change() -> None:
    mix = Maxout(4, 3, nP=2)
    mix.initialize()
    memory, asked = Memory(), []

    def compute(ids: np.ndarray) -> np.ndarray:
        asked.append(len(ids))
        return ids[:, :1].astype("float32") * np.ones((1, 4), dtype="float32")

    ids = np.array([[1, 2, 3], [4, 5, 6], [1, 2, 3]], dtype="uint64")
    assert memory.vectors(ids, mix, compute)[:, 0].tolist() == [1, 4, 1]
    assert memory.vectors(ids[:2], mix, compute)[:, 0].tolist() == [1, 4]
    assert asked == [2]
    mix.set_param("W", mix.get_param("W") + 1)
    memory.vectors(ids, mix, compute)
    assert asked == [2, 2]
    many = np.arange(3 * (REMEMBERED + 5), dtype="uint64").reshape(-1, 3)
    assert len(memory.vectors(many, mix, compute)) == len(many)


def test_of_some_sets_only_the_words_are_read(tmp_path: pytest.TempPathFactory) -> None:
    import gzip
    import json
    from pathlib import Path

    path = Path(str(tmp_path)) / "set.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"words": ["In", "Iraq"], "spaces": [True, False], "entities": [[1, 2, "LOC"]]}) + "\n")
    assert read_texts(path) == [NamedText(["In", "Iraq"], [True, False], [])]
