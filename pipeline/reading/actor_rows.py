"""Which actors of a document make a row: the codebook of actors, in code.

Here belongs the choice, once events, statements and figures are known. Not here: finding actors (`actors`).

What makes a row:
  - every named person, group, force, organisation and medium, cited ones included; a hospital, a school or a prison
    only where it takes part;
  - a country where it acts, never where something merely happens in it;
  - a group or an official described, where a trade or arms tell it from others ("fishermen", "gunmen") and it takes
    part in an event, a statement or a figure; or where a country, a place, a people or a group does ("Somali
    officials", "ISIS prisoners") and it does something;
  - somebody described by arms, trade or office who says something ("a security official");
  - never those who are only counted ("two gunmen") or circumstance: people, victims, residents, worshippers,
    "officials" and no more, a lone attacker, somebody of whom only kinship or injury is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.reading.actor_data import actor_data, listed
from pipeline.reading.actor_phrases import ADDING, COUNTING
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.records import (
    ActorMention,
    EventReport,
    LocalActor,
    Participant,
    Statement,
    Statistic,
    Text,
)

_ARMED = frozenset({"armed_group", "state_force"})
_BODIES = _ARMED | {"government", "international_organization", "political_party"}
_TAKING_PART = frozenset({"nsubj", "nsubj:pass", "obl:agent", "obj"})
_WIDER = listed("wider")
_OFFICES = listed("offices")
_SPEAKERS = listed("speakers")
_OTHERS = frozenset({"another", "other", "others", "its", "their", "his", "her", "our", "my", "your"})


def keep_actors(
    text: Text, reports: Sequence[EventReport], statistics: Sequence[Statistic], statements: Sequence[Statement]
) -> tuple[tuple[LocalActor, ...], tuple[ActorMention, ...]]:
    """The actors of `text` that make a row (see the head of this module), with their mentions.

    Records may point to actors that make no row; `forget` takes such references out of them.
    """
    used = _used(reports, statistics, statements)
    speakers = {s.speaker_key for s in statements}
    written: dict[str, list[ActorMention]] = {}
    for mention in text.mentions:
        written.setdefault(mention.actor_key, []).append(mention)
    kept = {
        a.key
        for a in text.actors
        if _makes_row(a, (said := written.get(a.key, [])), a.key in used, a.key in speakers, _acting(text, said), text)
    }
    return tuple(a for a in text.actors if a.key in kept), tuple(m for m in text.mentions if m.actor_key in kept)


def forget(
    reports: Sequence[EventReport],
    statistics: Sequence[Statistic],
    statements: Sequence[Statement],
    mentions: Sequence[ActorMention],
) -> tuple[tuple[EventReport, ...], tuple[Statistic, ...], tuple[Statement, ...]]:
    """The same records without references to actors and mentions that are not among `mentions`."""
    keys, ids = {m.actor_key for m in mentions}, {m.mention_id for m in mentions}

    def person(participant: Participant) -> Participant:
        if participant.actor_key is None or (
            participant.actor_key in keys and (participant.mention_id is None or participant.mention_id in ids)
        ):
            return participant
        key = participant.actor_key if participant.actor_key in keys else None
        return replace(
            participant,
            actor_key=key,
            mention_id=participant.mention_id if key and participant.mention_id in ids else None,
        )

    return (
        tuple(replace(r, participants=tuple(person(p) for p in r.participants)) for r in reports),
        tuple(s if s.actor_key is None or s.actor_key in keys else replace(s, actor_key=None) for s in statistics),
        tuple(
            s if s.speaker_key is None or s.speaker_key in keys else replace(s, speaker_key=None) for s in statements
        ),
    )


def _used(
    reports: Iterable[EventReport], statistics: Iterable[Statistic], statements: Iterable[Statement]
) -> frozenset[str]:
    """Keys of the actors that take part in an event, say something, or are counted."""
    keys = {p.actor_key for r in reports for p in r.participants}
    keys |= {s.actor_key for s in statistics} | {s.speaker_key for s in statements}
    return frozenset(k for k in keys if k)


def _makes_row(
    actor: LocalActor, mentions: Sequence[ActorMention], used: bool, speaks: bool, acts: bool, text: Text
) -> bool:
    data = actor_data()
    written = [m for m in mentions if m.form != "pronoun"]
    if not written:
        return False
    words = fold_name(actor.name).split()
    if not actor.key.startswith("d:"):
        site = actor.knowledge_id is None and any(o.site for w in words[-1:] for o in data.organisations.get(w, ()))
        people = actor.kind == "ethnic_or_religious_group"
        unsure = actor.key.startswith("u:") and " " not in actor.name.strip()
        return used or (people and acts) or not (site or people or unsure)
    words = _own_words(words)
    for size in range(min(4, len(words)), 0, -1):
        for begin in range(len(words) - size, -1, -1):
            found = data.descriptors.get(" ".join(words[begin : begin + size]))
            if found is None:
                continue
            single = actor.kind == "person" and found.number == "members" and "sources" not in found.id
            if _distinct(actor, written, text):
                firm = found.row == "always" or found.kind in _BODIES or actor.parent_key is not None
                return found.row != "never" and (used or (acts and firm) or (found.kind in _ARMED and not single))
            if found.row == "distinct" and used and _told_apart(actor.name):
                return True
            if speaks and single and found.row == "always" and found.id != "officers-single":
                return True
            if speaks and not single and (found.id == "media" or " ".join(words[-1:]) in _SPEAKERS):
                return True
            anonymous = single or all(_counted(m.text) for m in written)
            if found.id == "officers-single" and fold_name(actor.name) not in _OFFICES and not speaks:
                return False
            office = found.id == "officers-single" and _with_article(written, text)
            body = (found.number == "collective" and found.kind in _BODIES) or office
            return found.row == "always" and not anonymous and (used or (acts and body))
    return False


def _own_words(words: list[str]) -> list[str]:
    """The words of a description without the prepositional phrases behind its noun."""
    stop = next((i for i, word in enumerate(words) if i and word in ADDING), len(words))
    return words[:stop]


def _told_apart(name: str) -> bool:
    """Whether what stands behind the noun names something: "a court in Tellin"."""
    words = name.split()
    return any(w[:1].isupper() for w in words[len(_own_words(words)) :])


def _distinct(actor: LocalActor, mentions: Sequence[ActorMention], text: Text) -> bool:
    """Whether a description says of which country, place, people or group somebody is."""
    words = _own_words(actor.name.split())
    if actor.country is not None or actor.parent_key is not None or words[0].lower() in _WIDER:
        return True
    if any(w[:1].isupper() for w in words[1:]):
        return True
    return (
        len(words) > 1 and words[0][:1].isupper() and any(m.start > text.sentences[m.sentence].start for m in mentions)
    )


def _acting(text: Text, mentions: Sequence[ActorMention]) -> bool:
    """Whether a description is subject, agent or object of a verb anywhere."""
    for mention in mentions:
        token = text.sentences[mention.sentence].token_at(mention.head)
        while token is not None and token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        if token is not None and token.dep_ in _TAKING_PART and token.head.pos_ in {"VERB", "AUX"}:
            return True
    return False


def _with_article(mentions: Sequence[ActorMention], text: Text) -> bool:
    """Whether a description is definite somewhere: "the prime minister"."""
    return any(text.document.text[max(0, m.start - 4) : m.start].lower() == "the " for m in mentions)


def _counted(written: str) -> bool:
    """Whether a phrase opens with a number or a vague one ("two gunmen", "several fishermen")."""
    first = written.split()[0].lower()
    return first[:1].isdigit() or first in COUNTING or first in _OTHERS
