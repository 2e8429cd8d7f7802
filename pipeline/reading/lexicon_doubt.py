"""Whether a name means here what it is listed for: ambiguous acronyms, ordinary words, surnames, towns far away.

Here belong the rules of doubt. Not here: matching (`lexicon`), or the choice between places of one name
(`place_context`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.reading.gazetteer import Gazetteer
from pipeline.reading.lexicon_data import read_words
from pipeline.reading.lexicon_entries import Context, Entry
from pipeline.reading.lexicon_text import Word

LARGE = 100_000  # people: a town known without its country being named
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "gen", "col", "maj", "capt", "lt", "sgt", "sen", "rep", "gov", "prof", "rev", "msgr"}
)


def stretch_key(words: Sequence[Word], i: int, j: int) -> str:
    """The folded form of a stretch of words, without a possessive."""
    return " ".join([*(w.key for w in words[i:j]), words[j].stem])


class Doubts:
    """The lists that the rules go by, and the rules."""

    def __init__(self, gazetteer: Gazetteer, opening: Mapping[str, int]) -> None:
        """opening: first words of all listed names (with their longest name's length)."""
        self.never = read_words("not_places.txt")
        self.given = read_words("given_names.txt")
        self.plain = read_words("common_words.txt") | self.given
        self.ambiguous = read_words("ambiguous_names.txt")
        self.shout = read_words("word_acronyms.txt")
        self._gazetteer = gazetteer
        self._opening = opening

    def likely_actors(
        self, words: Sequence[Word], i: int, j: int, entries: list[Entry], context: Context
    ) -> list[Entry]:
        """Of several actors of one name the one whose country the text speaks of comes first; where the name is also
        something else, those go for which the text gives no ground."""
        actors = sorted(
            (e for e in entries if e.type == "actor"),
            key=lambda e: (e.id not in context.actors, -context.countries[e.country or ""]),
        )
        if stretch_key(words, i, j) in self.ambiguous:
            opens = i == 0 or words[i].start > words[i - 1].end + 1
            plain = i == j and opens and not words[i].upper
            actors = [e for e in actors if e.id in context.actors or (context.countries[e.country or ""] and not plain)]
        return [*actors, *(e for e in entries if e.type != "actor")]

    def far_away(self, words: Sequence[Word], i: int, j: int, entries: list[Entry], context: Context) -> bool:
        """Whether a listed town or site has a short name and lies in no country the text speaks of."""
        if any(context.countries[e.country or ""] for e in entries):
            return False
        return i == j and (len(words[i].stem) < 8 or words[i].stem in self.plain)

    def _may_be_name(self, word: Word) -> bool:
        """Whether a capitalised word beside a town's name may be a person's."""
        if word.key in self.never or word.stem_end != word.end or word.key in self._opening:
            return False
        return word.key not in self.plain or word.key in self.given

    def doubtful(
        self, text: str, words: Sequence[Word], i: int, j: int, entries: list[Entry], context: Context
    ) -> bool:
        """Whether a gazetteer's name may well be something else here."""
        if i == j and (words[i].stem in self.plain or words[i].stem in self.never):
            return True
        if i == j and words[i].upper and not words[i].shout and len(words[i].stem) < 5:
            return True  # an acronym
        if i > 0 and words[i - 1].key in _TITLES and words[i].start - words[i - 1].end <= 2:
            return True  # "Mr. Lagos"
        spoken_of = any(context.countries[e.country or ""] for e in entries)
        before = words[i - 1] if i > 0 and text[words[i - 1].end : words[i].start] == " " else None
        after = words[j + 1] if j + 1 < len(words) and text[words[j].end : words[j + 1].start] == " " else None
        for other in (before, after):
            if other and other.capital and not other.shout and self._may_be_name(other):
                if not spoken_of or other.key not in self._gazetteer:
                    return True
        if any(e.type == "admin1" for e in entries):
            return False
        return not any(e.people >= LARGE or (context.countries[e.country or ""] and e.people >= 500) for e in entries)
