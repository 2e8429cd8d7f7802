"""Trees, gating and offsets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline import language

HARD = [
    "",
    " ",
    "\n",
    "  Two  spaces at\nline ends.\n",
    "No full stop",
    "“Quotes,” he said. (And a bracket.) [1]",
    "BAGHDAD, Iraq – Five people were killed on Monday.",
]


def arcs(doc: Doc) -> set[tuple[str, str, str]]:
    return {(token.head.text, token.dep_, token.text) for token in doc}


@pytest.mark.parametrize("text", HARD)
def test_the_text_stays_as_it_is(nlp: Language, text: str) -> None:
    for wanted in (None, lambda sentence: False, lambda sentence: sentence.start > 0):
        doc = language.parse(nlp, [text], wanted=wanted)[0]
        assert doc.text == text
        for sentence in doc.sents:
            assert sum(token.head.i == token.i for token in sentence) == 1
            assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_passive_with_agent(read: Callable[[str], Doc]) -> None:
    found = arcs(read("Three soldiers were killed by gunmen in Kirkuk."))
    assert {
        ("killed", "nsubj:pass", "soldiers"),
        ("killed", "obl:agent", "gunmen"),
        ("killed", "aux:pass", "were"),
    } <= found


def test_killed_and_wounded(read: Callable[[str], Doc]) -> None:
    found = arcs(read("Militants killed at least nine people and wounded dozens in an attack on a checkpoint."))
    assert {("killed", "nsubj", "Militants"), ("killed", "obj", "people"), ("killed", "conj", "wounded")} <= found


def test_participle_after_a_comma(read: Callable[[str], Doc]) -> None:
    found = arcs(read("A car bomb exploded near a mosque, killing ten soldiers and one officer."))
    assert {("exploded", "advcl", "killing"), ("killing", "obj", "soldiers")} <= found


def test_acronym_as_subject(read: Callable[[str], Doc]) -> None:
    doc = read("IS has claimed responsibility for the attack.")
    assert (doc[0].pos_, doc[0].dep_, doc[0].head.text) == ("PROPN", "nsubj", "claimed")


def test_the_gate_decides_what_is_parsed(nlp: Language) -> None:
    text = "The weather was fine. Gunmen killed nine people. Shops were open."
    asked = []

    def wanted(sentence: object) -> bool:
        asked.append(str(sentence))
        return "killed" in str(sentence)

    doc = language.parse(nlp, [text], wanted=wanted)[0]
    first, second, third = doc.sents
    assert asked == [first.text, second.text, third.text]
    assert [sentence[0]._.parsed for sentence in doc.sents] == [False, True, False]
    assert {token.dep_ for token in first} == {"ROOT", "dep"}
    assert all(token.tag_ and token.pos_ and token.lemma_ for token in doc)
    assert [token.text for token in second.root.children if token.dep_ == "nsubj"] == ["Gunmen"]


def test_a_sentence_is_parsed_alike_with_and_without_its_neighbours(nlp: Language) -> None:
    text = "The weather was fine. Gunmen killed nine people in the north. Shops were open."
    whole = list(language.parse(nlp, [text])[0].sents)[1]
    gated = list(language.parse(nlp, [text], wanted=lambda s: "killed" in s.text)[0].sents)[1]

    def tree(tokens: list[Token]) -> list[tuple[str, str, int]]:
        return [(token.text, token.dep_, token.head.i) for token in tokens]

    assert tree(list(whole)) == tree(list(gated))


def test_line_ends_do_not_change_the_tree(nlp: Language) -> None:
    flat, broken = language.parse(nlp, ["Gunmen killed nine people in Mosul.", "Gunmen killed nine\npeople in  Mosul."])
    words = [token for token in broken if not token.is_space]
    assert [(token.dep_, token.head.text) for token in flat] == [(token.dep_, token.head.text) for token in words]


def test_many_texts_keep_their_order(nlp: Language) -> None:
    texts = [f"In week {number}, gunmen killed {number} people." for number in range(300)]
    assert [doc.text for doc in language.parse(nlp, texts)] == texts


def test_another_pipeline_can_be_named(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "other")
    other = language.load(str(tmp_path / "other"))
    text = "Gunmen fled. The army followed them."
    doc = language.parse(other, [text], [[(0, 6, "ORG")]])[0]
    assert [sentence.text for sentence in doc.sents] == ["Gunmen fled.", "The army followed them."]
    assert [entity.text for entity in doc.ents] == ["Gunmen"]


def test_the_pipeline_is_loaded_once() -> None:
    assert language.load() is language.load()
    assert language.VERSION != "0"
