"""Reading the training data, varying it, and making our own."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

from spacy.vocab import Vocab

from pipeline.language import augment, augment_entities, drills, silver
from pipeline.language.treebanks import NamedText, Passage, read_syntax

CONLLU = """# newdoc id = a
# newpar id = a-p1
# text = They don't.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# text = Gunmen fled
1\tGunmen\tgunman\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tfled\tflee\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\tfled\tflee\tVERB\tVBD\t_\t_\t_\t_\t_

# newpar id = a-p2
# text = Later
1\tLater\tlate\tADV\tRB\t_\t0\troot\t_\t_

"""


def passages(tmp_path: Path) -> list[Passage]:
    path = tmp_path / "x.conllu.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(CONLLU)
    return read_syntax(path)


def test_paragraphs_become_running_text(tmp_path: Path) -> None:
    first, second = passages(tmp_path)
    assert first.doc(Vocab()).text.strip() == "They don't. Gunmen fled"
    assert first.sentences() == 2
    assert second.words == ["Later"]


def test_variation_keeps_the_number_of_words(tmp_path: Path) -> None:
    for seed in range(50):
        for passage in augment.vary_all(passages(tmp_path), random.Random(seed)):
            assert len(passage.words) == len(passage.heads) == len(passage.spaces)
            assert all(0 <= head < len(passage.words) for head in passage.heads)


def test_long_passages_are_cut_at_sentences(tmp_path: Path) -> None:
    first, _ = passages(tmp_path)
    assert [piece.words for piece in augment.pieces(first, 4)] == [["They", "do", "n't", "."], ["Gunmen", "fled"]]


def test_names_are_swapped_for_names_of_their_kind() -> None:
    text = NamedText(["In", "Mosul", "today"], [True, True, False], [(1, 2, "LOC")])
    pool = {"LOC": [(["Deir", "Ezzor"], [True])]}
    swapped = {tuple(augment_entities.swap_names(text, pool, random.Random(seed)).words) for seed in range(20)}
    assert swapped == {("In", "Mosul", "today"), ("In", "Deir", "Ezzor", "today")}


def test_own_sentences_are_trees() -> None:
    rng = random.Random(0)
    for _ in range(400):
        tree = drills.sentence(rng)
        assert sum(head == index for index, head in enumerate(tree.heads)) == 1
        assert all(tree.deps)
        reached = 0
        for index in range(len(tree.words)):
            seen = set()
            while tree.heads[index] != index:
                assert index not in seen
                seen.add(index)
                index = tree.heads[index]
            reached += 1
        assert reached == len(tree.words)


def test_a_known_name_nobody_marked_is_unknown() -> None:
    text = NamedText(["In", "Iraq", "and", "Syria"], [True, True, True, False], [(3, 4, "LOC")])
    completed = silver.complete(text, lambda _: [(3, 7, "PLACE"), (12, 17, "PLACE")])
    assert completed.unknown == ((1, 2),)
    assert completed.entities == [(3, 4, "LOC")]
