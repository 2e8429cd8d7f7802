"""Who the victims and the attackers of an event turn out to be: "police identified the gunman as A B".

Here belongs naming people of a draft in a sentence that tells of no event itself. Not here: the arguments of trigger
words (`pipeline.reading.roles`), or names in apposition to them (`pipeline.reading.event_rows`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Grammar
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.event_blame import blamed
from pipeline.reading.event_drafts import ATTACKS, Draft
from pipeline.reading.event_identity import same_place
from pipeline.reading.general_words import general
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
_HARMED = general("the-harmed")
_HARMING = frozenset({"kill", "wound", "injure", "hurt", "abduct", "kidnap", "murder", "shoot", "slay"})
_PEOPLE = frozenset({"people", "force"})
_KINDS = ATTACKS | {"harm", "abduction", "hostage_taking"}
_TAKING = frozenset({"territory_seized", "armed_attack"})
_JUST_TOLD = 2  # sentences between the telling of a deed and the word of who did it
_NEAR = 4  # sentences between the telling of an event and the names of its people


def identify(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Adds the people that a later sentence names to the event told last before it."""
    told = sorted((m.sentence.index, i) for i, d in enumerate(drafts) if d.event_type in _KINDS for m in d.mentions)
    for sentence in scene.text.sentences:
        last = bisect_right(told, (sentence.index, len(drafts))) - 1
        if last >= 0 and sentence.index - told[last][0] <= _NEAR:
            drafts[told[last][1]].identified.extend([*_named(scene, sentence), *_turned_out(scene, sentence)])
        if last >= 0 and sentence.index - told[last][0] <= _JUST_TOLD:
            _accuse(scene, sentence, drafts[told[last][1]])
    dispossess(drafts)


def _accuse(scene: Scene, sentence: Sentence, draft: Draft) -> None:
    """Adds whom a sentence gives the deed to, unless its doer goes by a name already."""
    known = [a for a in draft.arguments("perpetrator") if a.mention is not None]
    if any(a.mention is not None and a.mention.form == "name" for a in known):
        return
    victims = _keys(draft.arguments("victim"))
    found = [a for a in blamed(scene, sentence) if a.mention is None or a.mention.actor_key not in victims]
    draft.identified.extend(a for a in found if not known or (a.mention is not None and a.mention.form == "name"))


def dispossess(drafts: Sequence[Draft]) -> None:
    """Who had seized a place is the loser where it is told to have been won back."""
    for draft in drafts:
        if draft.event_type != "territory_recaptured" or draft.arguments("victim"):
            continue
        winners = _keys(draft.arguments("perpetrator"))
        for earlier in drafts:
            if (
                earlier.event_type in _TAKING
                and earlier.mentions[0].status == "occurred"
                and _one_place(earlier, draft)
            ):
                holders = earlier.arguments("perpetrator")
                if _keys(holders) and not _keys(holders) & winners:
                    draft.identified.extend(replace(a, role="victim") for a in holders if a.mention is not None)
                    break


def _one_place(one: Draft, other: Draft) -> bool:
    """Whether two drafts name one place, or one sentence tells both."""
    if any(same_place(one, m) for m in other.mentions):
        return True
    return bool({m.sentence.index for m in one.mentions} & {m.sentence.index for m in other.mentions})


def _keys(arguments: Sequence[Argument]) -> set[str]:
    return {a.mention.actor_key for a in arguments if a.mention is not None}


def _named(scene: Scene, sentence: Sentence) -> Iterator[Argument]:
    for token in sentence.tokens:
        if token.pos_ != "VERB" or token.lemma_.lower() not in _NAMING:
            continue
        found = Grammar().of_verb(token)
        role = next((r for o in found.objects if (r := _ROLES.get(counted(o).lemma_.lower()))), None)
        names = [m for preposition, t in found.obliques if preposition == "as" for m in coordinated(t)]
        for name in names if role else ():
            mention = scene.mention(sentence, name)
            if role and mention is not None and mention.form == "name" and scene.kind(mention) == "person":
                yield _argument(scene, sentence, name, role)


def _turned_out(scene: Scene, sentence: Sentence) -> Iterator[Argument]:
    """ "Among the dead was A", "The dead include A", "The attackers were soldiers", "the attackers, members of B": who
    they are to whom a noun for the harmed or for attackers points.
    """
    for token in sentence.tokens:
        role = _ROLES.get(token.lemma_.lower()) or ("victim" if token.lemma_.lower() in _HARMED else None)
        role = "victim" if role is None and token.lower_ == "those" and _came_to_harm(token) else role
        for who in _equated(token) if role else ():
            if role and scene.classes(sentence, who) & _PEOPLE and who.pos_ in ("NOUN", "PROPN"):
                yield _argument(scene, sentence, who, role)


def _came_to_harm(those: Token) -> bool:
    """ "those killed", however it was hung."""
    if those.dep_ == "nsubj:pass" and those.head.lemma_.lower() in _HARMING:
        return True
    return any(c.dep_.startswith("acl") and c.lemma_.lower() in _HARMING for c in those.children)


def _equated(noun: Token) -> list[Token]:
    """The phrases that a sentence puts in the place of a noun: its subject behind "among", its predicate, what it
    includes, what stands in apposition to it.
    """
    case, above = preposition(noun), noun.head
    if case == "among":
        heads = children(noun, "nsubj") or (children(above, "nsubj") if above.lemma_.lower() == "be" else [])
        return [m for h in heads for m in coordinated(h)]
    subject = noun.head if relation(noun) == "nmod" and case == "of" and noun.head.lower_ == "one" else noun
    if subject.dep_ == "nsubj":
        verb = subject.head
        if verb.lemma_.lower() == "include" and verb.pos_ == "VERB":
            return [m for o in children(verb, "obj") for m in coordinated(o)]
        said = any(c.dep_ == "cop" for c in verb.children)
        doubted = any(c.tag_ == "MD" or c.lower_ in ("not", "n't") for c in verb.children)
        if said and not doubted and not preposition(verb):
            return coordinated(verb)
    return [m for c in children(noun, "appos") if c.i > noun.i for m in coordinated(c)] if not case else []


def _argument(scene: Scene, sentence: Sentence, name: Token, role: str) -> Argument:
    start, end, text, mention = scene.phrase(sentence, name)
    return Argument(role, sentence, name, start, end, text, mention, scene.classes(sentence, name))
