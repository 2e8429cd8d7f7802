"""Whom a pronoun, "the statement" or "a minister" means as a speaker, by what a text told before and goes on to tell.

Here belongs the memory of who spoke, who stood as subject and whose text is quoted. Not here: finding speakers
(`statement_heads`, `statement_speakers`), or rows (`statements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person
from pipeline.reading.records import Sentence
from pipeline.reading.statement_acts import Act
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_sources import citation
from pipeline.reading.statement_speakers import Speaker, speakers
from pipeline.reading.statement_words import speech
from pipeline.reading.token_search import lower_words

_SINGULAR = {"he", "she", "his", "her", "him", "i"}
_NEAR = 700  # characters within which a pronoun's speaker must have spoken
_TEXT = 1500  # characters within which "the statement" is the one that was told of


class Told:
    """What a text told up to a sentence: who spoke, who was the subject, who made a text that is quoted."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._history: list[Speaker] = []
        self._authors: list[Speaker] = []
        self._subject: tuple[Sentence, Speaker, list[Speaker]] | None = None

    def leave(self, sentence: Sentence, acts: Sequence[Act], quoted: Sequence[tuple[int, int]]) -> None:
        """Remember a sentence that was read: its subject where nobody speaks in it, and the maker of a text in it."""
        named = [s for a in acts for s in a.speakers if s.name is not None and s.pronoun != "report"]
        if named:
            nouns = speech().source_nouns
            words = lower_words(sentence.doc)[sentence.first : sentence.last]
            if any(word in nouns for word in words):
                self._authors.append(named[0])
        subject = self._goes_on(sentence) or _subject(sentence, self._cast, quoted)
        self._subject = (sentence, subject, named) if subject is not None else None

    def _goes_on(self, sentence: Sentence) -> Speaker | None:
        """The subject of the sentence before, where this one's is a pronoun that can mean it."""
        if self._subject is None or self._subject[0].index != sentence.index - 1:
            return None
        token = _subject_token(sentence)
        if token is None or token.lower_ not in ("he", "she", "it", "they"):
            return None
        return self._subject[1] if _fits(token.lower_, self._subject[1], self._cast) else None

    def resolved(self, act: Act) -> Act:
        """The act with pronouns and "the report" resolved to an earlier speaker; its speakers join the memory."""
        made = tuple(self._resolve(s, act.sentence) for s in act.speakers)
        self._history.extend(s for s in made if s.name is not None and s.pronoun != "report")
        return replace(act, speakers=made)

    def _resolve(self, speaker: Speaker, sentence: Sentence) -> Speaker:
        history, cast = self._history, self._cast
        if not speaker.pronoun:
            return speaker
        if speaker.pronoun == "report":
            return self._author(speaker, sentence)
        before = self._before(speaker, sentence)
        if before is not None:
            return before
        for earlier in reversed(history[-6:]):
            if speaker.start - earlier.end < _NEAR and _fits(speaker.pronoun, earlier, cast):
                named = speaker.key is not None and speaker.key[0] != "d"
                if named and earlier.end < _spoken_of(speaker, cast) < sentence.start:
                    return speaker  # somebody named since, and not in what was said
                title = speaker.title or earlier.title
                return replace(speaker, name=earlier.name, key=earlier.key, title=title, person=earlier.person)
        if speaker.name is not None and not sentence.start <= _spoken_of(speaker, cast) < sentence.end:
            return speaker
        speaker = replace(speaker, name=None, key=None)
        if speaker.pronoun in _SINGULAR:
            near = cast.at(max(0, sentence.start - _NEAR), speaker.start)
            people = [m for m in near if m.form == "name" and cast.kind(m.actor_key) == "person"]
            if people:
                name = cast.name(people[-1].actor_key) or people[-1].text
                return replace(speaker, name=name, key=people[-1].actor_key)
        if speaker.pronoun in ("their", "whose", "its"):
            return _owner(speaker, sentence, cast)
        return speaker

    def _before(self, speaker: Speaker, sentence: Sentence) -> Speaker | None:
        """The subject of the sentence before, where nobody spoke in it ("The king addressed the nation. He said …")."""
        if self._subject is None or speaker.pronoun in ("i", "we", "who", "whose"):
            return None
        told, subject, named = self._subject
        if told.index != sentence.index - 1 or not _fits(speaker.pronoun, subject, self._cast):
            return None
        if any(_fits(speaker.pronoun, s, self._cast) for s in named):
            return None
        return replace(speaker, name=subject.name, key=subject.key, title=speaker.title or subject.title)

    def _author(self, speaker: Speaker, sentence: Sentence) -> Speaker:
        """Who made a report that does not say it: the press citation, the maker of the one told of, or the body that
        spoke last."""
        cast = self._cast
        cited = citation(cast.raw, sentence.start, sentence.end, cast)
        if cited is not None:
            return replace(speaker, name=cited.name, key=cited.key, title=speaker.name)
        words = cast.raw[speaker.start - 4 : speaker.start].lower().strip()
        if words not in ("the", "this", "that", "its"):
            return speaker
        for earlier in reversed(self._authors[-1:]):
            if speaker.start - earlier.end < _TEXT:
                return replace(speaker, name=earlier.name, key=earlier.key, title=speaker.name)
        for earlier in reversed(self._history[-3:]):
            if speaker.start - earlier.end < _NEAR and _fits("it", earlier, cast):
                return replace(speaker, name=earlier.name, key=earlier.key, title=speaker.name)
        return speaker


def same_speaker(a: Speaker, b: Speaker) -> bool:
    """Whether two speakers are one: by where they stand, by the actor or by the name."""
    return a.start == b.start or (a.key is not None and a.key == b.key) or (a.name is not None and a.name == b.name)


def _subject_token(sentence: Sentence) -> Token | None:
    if sentence.first >= sentence.last:
        return None
    root = sentence.doc[sentence.first].sent.root
    return next((c for c in root.lefts if c.dep_ in ("nsubj", "nsubj:pass")), None)


def _subject(sentence: Sentence, cast: Cast, quoted: Sequence[tuple[int, int]]) -> Speaker | None:
    """The subject of a sentence's main verb as somebody who may speak next; None where it is nobody the text names."""
    token = _subject_token(sentence)
    if token is None or token.pos_ not in ("NOUN", "PROPN"):
        return None
    char = sentence.char(token)
    mention = cast.headed(char)
    if mention is None or mention.form == "pronoun" or any(a <= char < b for a, b in quoted):
        return None
    return speakers(sentence, token, cast)[0]


def named_later(act: Act, later: Sequence[Act], cast: Cast) -> Act:
    """The act with "a minister" as the person whom the text goes on to name as such ("X, the minister, said")."""
    first = act.speakers[0]
    single = first.name is not None and not first.plural and (first.key is None or first.key[0] == "d")
    if not single or cast.raw[max(0, first.start - 3) : first.start].split()[-1:] not in (["a"], ["A"], ["an"], ["An"]):
        return act
    noun = str(first.name).split(" of ")[0].split(" for ")[0].split()[-1].lower()
    if not is_person(noun):
        return act
    for other in later:
        for person in other.speakers:
            if cast.kind(person.key) != "person" or not person.key or person.key[0] == "d":
                continue
            before = cast.raw[max(0, person.start - 30) : person.start].rpartition(". ")[2]
            title = f"{person.title or cast.actors[person.key].title} {before}"
            if noun in title.lower().replace(",", "").split():
                named = replace(first, name=person.name, key=person.key, title=first.name)
                return replace(act, speakers=(named, *act.speakers[1:]))
    return act


def _spoken_of(speaker: Speaker, cast: Cast) -> int:
    """Where the actor of a resolved pronoun was named last before it; -1 where it was not."""
    named = [
        m.start for m in cast.mentions if m.actor_key == speaker.key and m.end <= speaker.start and m.form != "pronoun"
    ]
    return named[-1] if named else -1


def _owner(speaker: Speaker, sentence: Sentence, cast: Cast) -> Speaker:
    """The subject of the sentence, for a possessive before a text that speaks ("Scholars …, their findings show")."""
    subject = next((t for t in sentence.tokens if t.dep_ == "nsubj" and sentence.char(t) < speaker.start), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return speaker
    mention = cast.headed(sentence.char(subject))
    start, end = sentence.char(subject.left_edge), sentence.char(subject.right_edge) + len(subject.right_edge)
    if mention is not None:
        return replace(speaker, name=cast.name(mention.actor_key) or mention.text, key=mention.actor_key)
    words = " ".join(cast.raw[start:end].split())
    return replace(speaker, name=words if len(words) < 80 else subject.text)


def _fits(pronoun: str, earlier: Speaker, cast: Cast) -> bool:
    kind = cast.kind(earlier.key)
    if pronoun in _SINGULAR:
        return kind == "person" or (not kind and earlier.person and not earlier.plural)
    if pronoun in ("it", "its"):
        return kind not in ("person", "civilians") and not earlier.plural and not (earlier.person and not kind)
    return earlier.plural or kind not in ("person", "media", "")
