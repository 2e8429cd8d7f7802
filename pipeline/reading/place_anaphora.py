"""Places that a sentence only points back to: "the prison", "the village", "the country", "the capital", "there".

Here belong finding such a noun near a trigger and the mention it stands for. Not here: named places (`places`), or the
choice between a named place and these (`place_scope`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.place_nation import NATION
from pipeline.reading.place_words import place_words
from pipeline.reading.records import PlaceMention, Sentence, Text

_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_ROLES = frozenset({"obl", "nmod", "obj", "nsubj:pass", "compound", "conj", "nsubj"})


def definite_nouns(text: Text, sentence: Sentence) -> Iterator[tuple[Token, PlaceMention]]:
    """The sentence's nouns of places that carry no name, each with the earlier mention it stands for."""
    nouns = place_words().nouns
    for token in sentence.tokens:
        if token.pos_ != "NOUN":
            there = token.lower_ == "there" and token.dep_ == "advmod"
            back = _last_told(text, sentence) if there else None
            if back is not None:
                yield token, back
            continue
        noun = token.lemma_.lower()
        precision = "country" if noun == "country" else nouns.get(noun)
        if precision is None or token.dep_ not in _ROLES or not _points_back(token):
            continue
        found = _antecedent(text, sentence, sentence.char(token), noun, precision)
        if found is not None:
            yield token, found


def _last_told(text: Text, sentence: Sentence) -> PlaceMention | None:
    """The town or site that the sentence before names, if it names one alone: what "there" means."""
    before = [
        m
        for m in text.places
        if m.sentence == sentence.index - 1
        and m.precision in ("town", "site")
        and not m.relation
        and text.sentences[m.sentence].paragraph == sentence.paragraph
    ]
    return before[0] if len({m.text for m in before}) == 1 else None


def _capital(text: Text, earlier: list[PlaceMention]) -> PlaceMention | None:
    """ "the capital" is that of the country spoken of last, where the text has named it."""
    country = next((m.country for m in reversed(earlier) if m.country is not None), None)
    listed = load_lexicon().countries.get(country or "")
    named = listed.capitals if listed is not None else ()
    return next((m for m in text.places if m.text in named and m.country == country), None)


def _points_back(token: Token) -> bool:
    children = list(token.children)
    if any(c.pos_ == "PROPN" and not _is_apart(c) for c in children):
        return False
    if any(c.dep_ == "nmod" and any(g.dep_ == "case" and g.lower_ == "of" for g in c.children) for c in children):
        return False
    return any(c.lower_ in _DEFINITE for c in children if c.dep_ in ("det", "nmod:poss"))


def _is_apart(name: Token) -> bool:
    """Whether a name only follows the noun, as "on Sunday" does."""
    return any(c.dep_ == "case" and c.lower_ in ("on", "in", "at", "by", "after", "before") for c in name.children)


def _antecedent(text: Text, sentence: Sentence, char: int, noun: str, precision: str) -> PlaceMention | None:
    story = sentence.block.story
    earlier = [
        m
        for m in text.places
        if m.end <= char and m.relation != NATION and text.sentences[m.sentence].block.story == story
    ]
    if precision == "site":
        return next((m for m in reversed(earlier) if m.precision == "site" and _is_a(m, noun)), None)
    if noun == "capital":
        return _capital(text, earlier)
    if precision == "country":
        return next((m for m in reversed(earlier) if m.precision == "country"), None)
    near = [m for m in earlier if m.precision == precision and m.sentence >= sentence.index - 6]
    return next((m for m in reversed(near) if not m.relation), near[-1] if near else None)


def _is_a(mention: PlaceMention, noun: str) -> bool:
    """Whether a site is called by a noun in the text or by one of its known names."""
    if noun in mention.text.lower().split():
        return True
    site = load_lexicon().sites.get(mention.place.place_id) if mention.place else None
    return site is not None and any(noun in name.lower().split() for name in site.names)
