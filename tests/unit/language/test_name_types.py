"""The types of found names, by their words and by what stands beside them; the words themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.language.name_types import Piece, typed
from pipeline.language.name_words import KNOWLEDGE, NameWordsError, fold, name_words


def doc(nlp: Language, words: str, **layers: list[str]) -> Doc:
    """A paragraph with tags or relations by hand; of verbs and their subjects it needs the heads too."""
    made = Doc(nlp.vocab, words=words.split(), tags=layers.get("tags"))
    return made


def clause(nlp: Language, words: str, verb: int, subject: int, lemma: str, relation: str = "nsubj") -> Doc:
    """A clause: all words hang on the verb, the subject as such."""
    tokens = words.split()
    deps = [relation if i == subject else "ROOT" if i == verb else "dep" for i in range(len(tokens))]
    pos = ["VERB" if i == verb else "PROPN" if i == subject else "X" for i in range(len(tokens))]
    lemmas = [lemma if i == verb else word for i, word in enumerate(tokens)]
    return Doc(nlp.vocab, words=tokens, heads=[verb] * len(tokens), deps=deps, pos=pos, lemmas=lemmas)


def names(found: list[Piece], text: Doc) -> list[tuple[str, str]]:
    return [(Span(text, start, end).text, label) for start, end, label in found]


@pytest.mark.parametrize(
    ("words", "label", "right"),
    [
        ("Osta Ministry of Rivers", "PLACE", "ORG"),
        ("University of Korval", "PLACE", "ORG"),
        ("Korval Police", "PERSON", "ORG"),
        ("Korval Herald", "PLACE", "ORG"),
        ("Tellin River", "PERSON", "PLACE"),
        ("Lake Sarro", "ORG", "PLACE"),
        ("Mount Tellin", "PERSON", "PLACE"),
        ("Tellin Front", "ORG", "ORG"),
    ],
)
def test_the_head_of_a_name_says_what_it_is(nlp: Language, words: str, label: str, right: str) -> None:
    text = doc(nlp, words)
    assert typed(text, [(0, len(text), label)], []) == [(0, len(text), right)]


def test_a_given_name_opens_a_person(nlp: Language) -> None:
    text = doc(nlp, "John Tellin left", tags=["NNP", "NNP", "VBD"])
    assert typed(text, [(0, 2, "PLACE")], []) == [(0, 2, "PERSON")]
    prison = doc(nlp, "John Prison burned", tags=["NNP", "NNP", "VBD"])
    assert typed(prison, [(0, 2, "PLACE")], []) == [(0, 2, "PLACE")]
    town = doc(nlp, "in John Tellin", tags=["IN", "NNP", "NNP"])
    assert typed(town, [(1, 3, "PLACE")], []) == [(1, 3, "PLACE")]


def test_courtesy_makes_a_person_of_any_name(nlp: Language) -> None:
    text = doc(nlp, "Mr. Tellin left")
    assert typed(text, [(1, 2, "ORG")], [(1, 2, "PLACE")]) == [(1, 2, "PERSON")]


def test_who_does_what_people_do_is_a_person(nlp: Language) -> None:
    said = clause(nlp, "Orvane said so", 1, 0, "say")
    assert typed(said, [(0, 1, "PLACE")], []) == [(0, 1, "PERSON")]
    assert typed(said, [(0, 1, "PLACE")], [(0, 1, "PLACE")]) == [(0, 1, "PLACE")], "a known place stays one"
    assert typed(said, [(0, 1, "PLACE")], None) == [(0, 1, "PLACE")], "nobody looked whether it is known"
    assert typed(clause(nlp, "Orvane fell today", 1, 0, "fall"), [(0, 1, "PLACE")], []) == [(0, 1, "PLACE")]
    arrested = clause(nlp, "troops arrested Orvane", 1, 2, "arrest", "obj")
    assert typed(arrested, [(2, 3, "PLACE")], []) == [(2, 3, "PERSON")]
    assert typed(clause(nlp, "troops took Orvane", 1, 2, "take", "obj"), [(2, 3, "PLACE")], []) == [(2, 3, "PLACE")]


def test_who_speaks_or_stands_beside_an_office_is_a_person(nlp: Language) -> None:
    words = ["The", "mayor", "of", "Sarro", ",", "Aly", "Orvane", ",", "left"]
    text = Doc(
        nlp.vocab,
        words=words,
        heads=[1, 8, 3, 1, 5, 3, 5, 5, 8],
        deps=["det", "nsubj", "case", "nmod", "punct", "appos", "flat", "punct", "ROOT"],
        lemmas=words,
    )
    assert typed(text, [(5, 7, "PLACE")], []) == [(5, 7, "PERSON")]
    told = Doc(
        nlp.vocab,
        words=["So", "declared", "Aura", "Orvane"],
        heads=[1, 1, 3, 1],
        deps=["advmod", "ROOT", "compound", "obj"],
        tags=["RB", "VBD", "NNP", "NNP"],
    )
    assert typed(told, [(2, 4, "PLACE")], []) == [(2, 4, "PERSON")]
    assert typed(told, [(2, 4, "PLACE")], None) == [(2, 4, "PLACE")]


def test_a_firm_that_everybody_knows_is_no_person(nlp: Language) -> None:
    assert typed(clause(nlp, "Google said so", 1, 0, "say"), [(0, 1, "PERSON")], []) == [(0, 1, "ORG")]


def test_an_acronym_that_acts_is_a_body(nlp: Language) -> None:
    assert typed(clause(nlp, "TLF said so", 1, 0, "say"), [(0, 1, "PERSON")], []) == [(0, 1, "ORG")]
    assert typed(clause(nlp, "RUIZ SAID SO", 1, 0, "say"), [(0, 1, "PERSON")], []) == [(0, 1, "PERSON")]


def test_a_last_name_has_the_type_of_the_full_one(nlp: Language) -> None:
    text = doc(nlp, "Adan Rook left and of Rook nothing more")
    found = typed(text, [(0, 2, "PERSON"), (5, 6, "PLACE")], [])
    assert names(found, text) == [("Adan Rook", "PERSON"), ("Rook", "PERSON")]


def test_a_body_named_after_somebody_stays_one(nlp: Language) -> None:
    text = doc(nlp, "Adan Rook sold Rook and the debts of Rook")
    found = typed(text, [(0, 2, "PERSON"), (3, 4, "ORG"), (8, 9, "ORG")], [])
    assert [label for _, _, label in found] == ["PERSON", "ORG", "ORG"]


def test_titles_prepositions_and_days_are_no_part_of_a_name(nlp: Language) -> None:
    text = doc(nlp, "Prime Minister Adan Rook met General Orvane Tuesday")
    found = typed(text, [(0, 4, "PERSON"), (5, 8, "PERSON")], [])
    assert names(found, text) == [("Adan Rook", "PERSON"), ("Orvane", "PERSON")]
    office = doc(nlp, "of the Tellin Grain Association", tags=["IN", "DT", "NNP", "NNP", "NNP"])
    assert names(typed(office, [(0, 5, "PERSON")], []), office)[0][1] == "ORG"
    assert names(typed(office, [(0, 5, "ORG")], []), office) == [("the Tellin Grain Association", "ORG")]
    alone = doc(nlp, "Madam Speaker")
    assert typed(alone, [(0, 2, "PERSON")], []) == [(0, 2, "PERSON")], "two titles and no name"


def test_the_words_are_checked(tmp_path: Path) -> None:
    for file in ("name_words.toml", "person_names.toml", "titles.toml", "descriptors_words.toml"):
        shutil.copy(KNOWLEDGE / file, tmp_path / file)
    assert name_words.__wrapped__(tmp_path).bodies
    with (tmp_path / "name_words.toml").open("a", encoding="utf-8") as more:
        more.write('\n[[class]]\nid = "bodies"\nsays = "twice"\nwords = ["x"]\n')
    with pytest.raises(NameWordsError, match=r"name_words\.toml"):
        name_words.__wrapped__(tmp_path)
    (tmp_path / "name_words.toml").unlink()
    with pytest.raises(NameWordsError, match=r"name_words\.toml"):
        name_words.__wrapped__(tmp_path)


def test_folding() -> None:
    assert fold("Señor.") == "senor"
