"""A made-up text read as far as its actors: what tests of names, of descriptions and of rows start from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.language import Language

from pipeline.reading.actors import find_actors
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.places import find_places
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import ActorMention, Document, LocalActor, Published, Text
from pipeline.reading.sentences import cut


@dataclass(frozen=True)
class Found:
    """The actors of a text: by any name or mention, and the mentions of each."""

    text: Text

    @property
    def names(self) -> dict[str, str]:
        return {a.name: a.kind for a in self.text.actors}

    @property
    def people(self) -> set[str]:
        return {a.name for a in self.text.actors if a.kind == "person"}

    @property
    def words(self) -> set[str]:
        return {m.text for m in self.text.mentions}

    def actor(self, words: str) -> LocalActor:
        keys = {m.actor_key for m in self.text.mentions if m.text == words}
        keys |= {a.key for a in self.text.actors if a.name == words}
        assert len(keys) == 1, (words, keys, [(a.name, a.kind) for a in self.text.actors])
        return next(a for a in self.text.actors if a.key in keys)

    def mentions(self, words: str) -> list[str]:
        key = self.actor(words).key
        return [m.text for m in self.text.mentions if m.actor_key == key]

    def mention(self, words: str) -> ActorMention:
        return next(m for m in self.text.mentions if m.text == words)


def read(nlp: Language, body: str) -> Found:
    """The actors of a text of one headline and a body; the offsets and keys of its mentions are checked."""
    raw = "A report from the hills\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0" * 64, raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    text = replace(text, quantities=find_quantities(text))
    text = replace(text, places=find_places(text, known))
    actors, mentions = find_actors(text, known)
    for mention in mentions:
        assert raw[mention.start : mention.end] == mention.text
        assert mention.start <= mention.head < mention.end
    assert list(mentions) == sorted(mentions, key=lambda m: m.start)
    assert {m.actor_key for m in mentions} == {a.key for a in actors}
    assert len({m.mention_id for m in mentions}) == len(mentions)
    return Found(replace(text, actors=actors, mentions=mentions))
