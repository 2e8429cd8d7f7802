"""Names that the grammar makes a place's, though the parser takes them for somebody's: "X lies on the river".

Here belongs what a verb or the other members of a list say of an unknown name. Not here: appositions
(`person_beside`), prepositions before a name (`persons`), or the places themselves (`places`).
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.reading.actor_data import listed
from pipeline.reading.actor_runs import Page
from pipeline.reading.person_titles import Labelled
from pipeline.reading.records import Sentence

_LIES, _TAKEN = listed("lies"), listed("taken")


def stands_as_place(
    page: Page, sentence: Sentence, head: Token, known: Mapping[int, Labelled], entity: Mapping[int, Labelled]
) -> bool:
    """Whether the name headed at a token is subject of a verb for places, or stands in a list with a place and with
    nobody of a given name."""
    first = head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    verb = first.head
    if first.dep_ == "nsubj" and verb.lemma_.lower() in _LIES and not any(c.dep_ == "obj" for c in verb.children):
        return True
    if first.dep_ == "nsubj" and verb.i != first.i and verb.lemma_.lower() in {"village", "town", "city", "district"}:
        return True
    if first.dep_ == "nsubj:pass" and verb.lemma_.lower() in _TAKEN:
        return True
    members = [first, *(c for c in first.children if c.dep_ == "conj")]
    if len(members) < 2:
        return False
    places = people = 0
    for member in members:
        if member.i == head.i or member.pos_ != "PROPN":
            continue
        i = page.at(sentence.char(member))
        word = known.get(i)
        if i < len(page.words) and page.words[i].key in page.data.given:
            people += 1
        elif word is not None and not word.weak:
            places += word.label in {"PLACE", "FACILITY"}
            people += word.label == "PERSON"
        else:
            places += (label := entity.get(i)) is not None and label.label in {"PLACE", "FACILITY"}
    return places > people
