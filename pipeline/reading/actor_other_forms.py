"""Other forms of names that a text explains: acronyms it defines, and "the Observatory" for the one it has named.

Here belong mentions that lean on a name found before. Not here: how definitions are written (`actor_organisations`),
or short forms of people's names (`actor_short_names`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.reading import actor_organisations as organisations
from pipeline.reading.actor_runs import Page, Run
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.person_titles import Labelled
from pipeline.reading.records import LocalActor


@dataclass(frozen=True, slots=True)
class NameMention:
    """A naming of an actor: offsets, the actor's key, form (name | description)."""

    start: int
    end: int
    key: str
    form: str = "name"


class OtherForms:
    """Adds to the mentions of one document those that stand for a name by an acronym or by its head."""

    def __init__(self, page: Page, mentions: Sequence[NameMention], actors: Mapping[str, LocalActor]) -> None:
        self.page, self.actors = page, actors
        self.mentions = list(mentions)

    def acronyms(self, entities: Sequence[Labelled]) -> list[NameMention]:
        """Acronyms that the text defines, there and wherever they stand afterwards."""
        spans = {(m.start, m.end): m.key for m in self.mentions}
        defined = organisations.acronyms(self.page, spans)
        starts = {m.start: m.end for m in self.mentions}
        shorts = [(e.start, e.end) for e in entities if e.label == "ORG"] + list(spans)
        defined += organisations.long_forms(self.page, shorts, starts)
        meaning: dict[str, str] = {}
        for start, end, long_start, long_end in defined:
            key = spans.get((long_start, long_end))
            if key is not None and end - start < long_end - long_start and self.actors[key].kind != "person":
                meaning[self.page.raw[start:end]] = key
        if not meaning:
            return self.mentions
        joined = {
            start: end
            for start, end, long_start, long_end in defined
            if (long_start, long_end) in spans and long_start < start
        }
        self.mentions = [replace(m, key=meaning.get(self.page.raw[m.start : m.end], m.key)) for m in self.mentions]
        self._join_brackets(
            {(ls, le): e for s, e, ls, le in defined if s in joined and self.page.raw[le:s].strip() in {"(", "["}}
        )
        self._join_brackets({(s, e): le for s, e, ls, le in defined if ls > e})
        taken = self._words()
        for i, word in enumerate(self.page.words):
            key = meaning.get(self.page.raw[word.start : word.end]) or meaning.get(
                self.page.raw[word.start : word.stem_end]
            )
            if key is not None and i not in taken and self.page.sentence_at(word.start) is not None:
                self.mentions.append(NameMention(word.start, word.stem_end, key))

        return self.mentions

    def _join_brackets(self, ends: dict[tuple[int, int], int]) -> None:
        """A name and its acronym in brackets are one mention: "Luran Defence Union (LDU)"."""
        for i, mention in enumerate(self.mentions):
            end = ends.get((mention.start, mention.end))
            if end is not None and self.page.raw[end : end + 1] in {")", "]"}:
                self.mentions[i] = replace(mention, end=end + 1)

    def heads(self, runs: Sequence[Run]) -> list[NameMention]:
        """ "The Observatory": a capitalised word that heads the name of one organisation of the text."""
        heads: dict[str, set[str]] = {}
        for mention in self.mentions:
            if self.actors[mention.key].kind in {"person", "country"}:
                continue
            words = fold_name(self.actors[mention.key].name).split()
            for head in {*words[-1:], *words[:2]} & set(self.page.data.organisations):
                heads.setdefault(head, set()).add(mention.key)
        taken = self._words()
        for run in runs:
            for i in range(run.first, run.last):
                keys = heads.get(self.page.words[i].stem, set())
                if (
                    len(keys) != 1
                    or i in taken
                    or (i > run.first and i - 1 not in taken)
                    or not self._stands_alone(i, run.last)
                ):
                    continue
                word = self.page.words[i]
                self.mentions.append(NameMention(word.start, word.stem_end, next(iter(keys))))

        return self.mentions

    def _stands_alone(self, i: int, last: int) -> bool:
        """Whether the word is the whole name: nothing capitalised follows but a title ("Observatory director X")."""
        return i + 1 >= last or self.page.words[i + 1].key in self.page.data.titles

    def _words(self) -> set[int]:
        """The words that mentions take."""
        return {i for m in self.mentions for i in range(*self.page.between(m.start, m.end))}
