"""Who the victims and the attackers of an event turn out to be: "police identified the gunman as A B".

Here belongs naming people of a draft in a sentence that tells of no event itself. Not here: the arguments of trigger
words (`pipeline.reading.roles`), or names in apposition to them (`pipeline.reading.event_rows`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Grammar
from pipeline.reading.classes import Scene
from pipeline.reading.event_drafts import ATTACKS, Draft
from pipeline.reading.records import Sentence
from pipeline.reading.roles import Argument

_NAMING = frozenset({"identify", "name"})
_ROLES = {
    "victim": "victim",
    "deceased": "victim",
    "dead": "victim",
    "casualty": "victim",
    "fatality": "victim",
    "body": "victim",
    "suspect": "perpetrator",
    "gunman": "perpetrator",
    "shooter": "perpetrator",
    "attacker": "perpetrator",
    "assailant": "perpetrator",
    "bomber": "perpetrator",
    "killer": "perpetrator",
    "assassin": "perpetrator",
    "hijacker": "perpetrator",
    "kidnapper": "perpetrator",
}
_KINDS = ATTACKS | {"harm", "abduction", "hostage_taking"}
_NEAR = 4  # sentences between the telling of an event and the names of its people


def identify(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Adds the people that a later sentence names to the event told last before it."""
    told = sorted((m.sentence.index, i) for i, d in enumerate(drafts) if d.event_type in _KINDS for m in d.mentions)
    for sentence in scene.text.sentences:
        last = bisect_right(told, (sentence.index, len(drafts))) - 1
        if last >= 0 and sentence.index - told[last][0] <= _NEAR:
            drafts[told[last][1]].identified.extend(_named(scene, sentence))


def _named(scene: Scene, sentence: Sentence) -> Iterator[Argument]:
    for token in sentence.tokens:
        if token.pos_ != "VERB" or token.lemma_.lower() not in _NAMING:
            continue
        found = Grammar().of_verb(token)
        role = next((r for o in found.objects if (r := _ROLES.get(counted(o).lemma_.lower()))), None)
        names = [t for preposition, t in found.obliques if preposition == "as"]
        for name in names if role else ():
            mention = scene.mention(sentence, name)
            if role and mention is not None and mention.form == "name" and scene.kind(mention) == "person":
                yield _argument(scene, sentence, name, role)


def _argument(scene: Scene, sentence: Sentence, name: Token, role: str) -> Argument:
    start, end, text, mention = scene.phrase(sentence, name)
    return Argument(role, sentence, name, start, end, text, mention, scene.classes(sentence, name))
