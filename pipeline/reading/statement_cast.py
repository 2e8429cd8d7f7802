"""The actors and mentions of one text, looked up by offset: who can be a speaker.

Here belongs the look-up. Not here: phrases, titles and pronouns of speakers (`statement_speakers`).
"""

from __future__ import annotations

from bisect import bisect_right

from pipeline.reading.records import ActorMention, LocalActor, Text


class Cast:
    """The actors and mentions of one text, looked up by offset."""

    def __init__(self, text: Text) -> None:
        self.raw = text.document.text
        self.actors: dict[str, LocalActor] = {a.key: a for a in text.actors}
        self.mentions = sorted(text.mentions, key=lambda m: (m.start, -m.end))
        self._written: dict[str, str] = {}
        for m in self.mentions:
            if m.form == "name" and len(m.text) > len(self._written.get(m.actor_key, "")):
                self._written[m.actor_key] = " ".join(m.text.split())
        self._starts = [m.start for m in self.mentions]

    def at(self, start: int, end: int) -> list[ActorMention]:
        """Mentions that overlap a stretch, in order."""
        i = bisect_right(self._starts, end - 1)
        found = []
        while i > 0 and self._starts[i - 1] > start - 120:
            i -= 1
            if self.mentions[i].end > start:
                found.append(self.mentions[i])
        return found[::-1]

    def headed(self, char: int) -> ActorMention | None:
        """The mention whose head token stands at an offset, the longest of several; else the one that covers it."""
        here = [m for m in self.at(char, char + 1) if m.start <= char < m.end]
        heads = [m for m in here if m.head == char]
        return max(heads or here, key=lambda m: m.end - m.start, default=None)

    def name(self, key: str) -> str | None:
        """The fullest name that the text writes for an actor; the listed one where it only describes him."""
        actor = self.actors.get(key)
        if actor is None or key[0] != "k":
            return actor.name if actor else None
        written = self._written.get(key)
        return written or actor.name

    def kind(self, key: str | None) -> str:
        actor = self.actors.get(key) if key else None
        return actor.kind if actor else ""
