"""What speaks for an actor of a document as the doer of an event whose sentence does not say it by its grammar.

Here belong the actors who may be meant (armed groups, and the states and forces named around the telling) and the
features of each that a reader would name as reasons. Not here: what they weigh (`pipeline.reading.event_roles`), or the
grammar that gives a phrase its role (`pipeline.reading.roles`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.event_drafts import Draft
from pipeline.reading.event_drafts import Mention as Telling
from pipeline.reading.general_words import general
from pipeline.reading.records import ActorMention, EventReport, LocalActor

_GROUP = "armed_group"
_SIDES = frozenset({_GROUP, "state_force", "government", "country"})
_NEAR = 1  # sentences around the telling in which any side may be meant
_FAR = 3  # armed groups of the document that are asked wherever they stand
_TITLES = frozenset({"title", "heading"})
_STEPS = 7  # steps of the tree that are counted between two words
_WORDS = 40
_BACK = 30
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PREPOSITIONS = frozenset({"by", "with", "against", "from", "of", "between", "in", "to", "on", "at"})
_BLAME = general("blaming", "suspicion", "answerable")

Told = Sequence[tuple[Draft, EventReport]]
Named = Iterator[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor with its mentions, in the order of the text, and how much of the document it fills."""

    actor: LocalActor
    mentions: tuple[ActorMention, ...]
    sentences: tuple[int, ...]
    features: tuple[tuple[str, float], ...]  # what holds of it for every event

    @property
    def described(self) -> bool:
        return self.actor.key.startswith("d:")

    def around(self, index: int) -> Iterator[ActorMention]:
        """Its mentions in a sentence and the sentences beside it."""
        i = bisect_left(self.sentences, index - _NEAR)
        while i < len(self.mentions) and self.sentences[i] <= index + _NEAR:
            yield self.mentions[i]
            i += 1


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the grammar says of the parties of one event."""

    does: frozenset[str]
    suffers: frozenset[str]
    harmed: frozenset[str]  # keys of the harmed, their parents and kinds; "people" for those who are no actors


class Company:
    """The sides of a text, and who does and suffers what by grammar, taken once."""

    def __init__(self, scene: Scene, told: Told) -> None:
        self.scene, self.told = scene, told
        self.parties = {p.actor.key: p for p in _parties(scene)}
        self.roles = [_roles(scene, report) for _, report in told]
        self.deeds = Counter(key for roles in self.roles for key in roles.does)
        self.harms = Counter(key for roles in self.roles for key in roles.suffers)
        self.kinds = [report.event_type for _, report in told]
        self.spots = [frozenset(m.sentence.index for m in d.mentions) for d, _ in told]
        self.paragraphs = [frozenset(m.sentence.paragraph for m in d.mentions) for d, _ in told]
        self.places = [frozenset(filter(None, [report.place_id])) for _, report in told]
        self.foes: dict[str, Counter[str]] = {}
        for roles in self.roles:
            for key in roles.does:
                self.foes.setdefault(key, Counter()).update(roles.harmed)
        self._near: dict[int, list[str]] = {}
        for party in self.parties.values():
            for sentence in dict.fromkeys(party.sentences):
                self._near.setdefault(sentence, []).append(party.actor.key)
        groups = [p for p in self.parties.values() if p.actor.kind == _GROUP and not p.described]
        self.groups = len(groups)
        self._everywhere = [p.actor.key for p in sorted(groups, key=lambda p: -len(p.mentions))[:_FAR]]

    def candidates(self, number: int) -> list[Party]:
        """The actors who may have done the event of this number beside those of whom the grammar says it."""
        keys: dict[str, None] = {}
        for index in sorted(self.spots[number]):
            for near in range(index - _NEAR, index + _NEAR + 1):
                keys.update(dict.fromkeys(self._near.get(near, ())))
        keys.update(dict.fromkeys(self._everywhere))
        return [self.parties[key] for key in keys if key not in self.roles[number].does]


def _roles(scene: Scene, report: EventReport) -> _Roles:
    harmed: set[str] = set()
    suffers: set[str] = set()
    for p in report.participants:
        if p.role not in ("victim", "target"):
            continue
        actor = scene.actors.get(p.actor_key or "")
        if actor is None:
            harmed.add("people")
        else:
            suffers.add(actor.key)
            harmed.update(filter(None, [actor.key, actor.kind, actor.parent_key]))
    does = {p.actor_key for p in report.participants if p.role == "perpetrator" and p.actor_key is not None}
    return _Roles(frozenset(does), frozenset(suffers), frozenset(harmed))


def _parties(scene: Scene) -> Iterator[Party]:
    """The sides of a text; states and forces only by name."""
    said: dict[str, list[ActorMention]] = {}
    for mention in scene.text.mentions:
        kind = scene.kind(mention)
        if kind in _SIDES and (kind == _GROUP or not mention.actor_key.startswith("d:")):
            said.setdefault(mention.actor_key, []).append(mention)
    total = sum(map(len, said.values()))
    blocks = [s.block.kind for s in scene.text.sentences]
    first = blocks.index("paragraph") if "paragraph" in blocks else 0
    for key, mentions in said.items():
        actor, size = scene.actors[key], len(mentions)
        body = [m.sentence for m in mentions if blocks[m.sentence] == "paragraph"]
        features = {
            f"kind={actor.kind}": 1.0,
            "described": float(key.startswith("d:")),
            "listed": float(actor.knowledge_id is not None),
            "share": size / total,
            "said": float(size),
            "rank": float(sum(len(o) > size for k, o in said.items() if scene.actors[k].kind == actor.kind)),
            "in title": float(any(blocks[m.sentence] in _TITLES for m in mentions)),
            "opens": float(min(_BACK, body[0] - first)) if body else float(_BACK),
            "plural": float(mentions[0].plural),
            "has parent": float(actor.parent_key is not None),
        }
        yield Party(actor, tuple(mentions), tuple(m.sentence for m in mentions), tuple(features.items()))


def role_features(company: Company, number: int) -> list[tuple[Party, dict[str, float]]]:
    """Each actor who may have done the event of this number beside the rules' doers, with its features."""
    candidates = company.candidates(number)
    if not candidates:
        return []
    event = dict(_of_event(company, number))
    draft = company.told[number][0]
    cast = []
    for party in candidates:
        found = event | dict(party.features)
        found.update(_of_roles(company, number, party))
        found.update(_of_company(company, number, party))
        found.update(_of_nearness(company.scene, party, draft))
        cast.append((party, found))
    here = sum(party.actor.kind == _GROUP and found["distance"] == 0 for party, found in cast)
    for _, found in cast:
        found["groups here"], found["candidates"] = float(here), float(len(cast))
    return [(party, {name: float(value) for name, value in found.items() if value}) for party, found in cast]


def _of_event(company: Company, number: int) -> Named:
    draft, report = company.told[number]
    main = next((m for m in draft.mentions if not m.title), draft.mentions[0])
    done = [p for p in report.participants if p.role == "perpetrator"]
    yield f"type={report.event_type}", 1.0
    yield f"status={report.status}", 1.0
    yield "noun", float(main.trigger.sense.pos == "NOUN")
    yield "passive", float(main.trigger.passive)
    yield "mentions", float(len(draft.mentions))
    yield "titled event", float(any(m.title for m in draft.mentions))
    yield "background", float(any(m.background for m in draft.mentions))
    yield "groups", float(company.groups)
    yield "events", math.log(len(company.told))
    yield "rule doers", float(len(done))
    yield "rule doer named", float(any(p.actor_key and not p.actor_key.startswith("d:") for p in done))
    yield "rule doer without actor", float(any(p.actor_key is None for p in done))
    for p in report.participants:
        actor = company.scene.actors.get(p.actor_key or "")
        if p.role != "other":
            yield f"rule {p.role} is {actor.kind if actor is not None else 'none'}", 1.0


def _of_roles(company: Company, number: int, party: Party) -> Named:
    """How the actor stands to those of whom the grammar says something."""
    _, report = company.told[number]
    actor = party.actor
    for p in report.participants:
        if p.actor_key == actor.key:
            yield f"rule {p.role}", 1.0
            continue
        other = company.scene.actors.get(p.actor_key or "")
        if other is not None:
            if other.parent_key == actor.key or actor.parent_key == other.key:
                yield f"kin of {p.role}", 1.0
            elif actor.country and actor.country == other.country:
                yield f"country of {p.role}", 1.0
    speaker, name = (report.attributed_to or "").casefold(), actor.name.casefold()
    if speaker and (speaker in name or name in speaker):
        yield "speaker", 1.0
    if report.country and actor.country:
        yield ("home" if actor.country == report.country else "abroad"), 1.0


def _of_company(company: Company, number: int, party: Party) -> Named:
    """What the actor does and suffers in the other events of the text."""
    key, roles = party.actor.key, company.roles
    deeds, harms = company.deeds[key], company.harms[key] - (key in roles[number].suffers)
    others = max(1, len(roles) - 1)
    yield "deeds", float(deeds)
    yield "deeds of all", deeds / others
    yield "deeds of own", deeds / max(1, deeds + harms)
    yield "harms of all", harms / others
    alike = [i for i, kind in enumerate(company.kinds) if kind == company.kinds[number] and i != number]
    same = sum(key in roles[i].does for i in alike)
    yield "same deeds", float(same)
    yield "same deeds of all", same / max(1, len(alike))
    for step, name in ((-1, "before"), (1, "after"), (-2, "two before")):
        if 0 <= number + step < len(roles):
            yield f"does {name}", float(key in roles[number + step].does)
            yield f"suffers {name}", float(key in roles[number + step].suffers)
    for name, held in (("here", company.spots), ("in paragraph", company.paragraphs), ("in place", company.places)):
        beside = [roles[i] for i, other in enumerate(held) if i != number and not other.isdisjoint(held[number])]
        if beside:
            yield f"does {name}", float(sum(key in r.does for r in beside))
            yield f"suffers {name}", float(sum(key in r.suffers for r in beside))
    foes: Mapping[str, int] = company.foes.get(key, {})
    for own in roles[number].harmed:
        if own in foes:
            yield ("fights these" if ":" in own else "fights such"), float(foes[own])
        if key in company.foes.get(own, {}):
            yield "fought by these", 1.0
    back = next((roles[i] for i in range(number - 1, -1, -1) if roles[i].does), None)
    yield "last doer", float(back is not None and key in back.does)


def _of_nearness(scene: Scene, party: Party, draft: Draft) -> Named:
    """Where the actor stands to the telling, and what it does there."""
    yield from _of_subjects(scene, party, draft.mentions[0].sentence.index)
    best: tuple[float, ActorMention, Telling] | None = None
    here = around = 0
    for telling in draft.mentions:
        index, at = telling.sentence.index, telling.trigger.start
        for mention in party.around(index):
            apart = mention.sentence - index
            here += apart == 0
            around += apart != 0
            cost = abs(apart) * 1000 + abs(mention.start - at) + 5000 * telling.title
            if best is None or cost < best[0]:
                best = (cost, mention, telling)
    yield "said here", float(here)
    yield "said around", float(around)
    if best is None:
        first = draft.mentions[0].sentence.index
        i = bisect_left(party.sentences, first)
        yield "distance", 9.0
        yield "sentences back", float(min(_BACK, first - party.sentences[i - 1])) if i else _BACK + 10.0
        return
    _, mention, telling = best
    apart = mention.sentence - telling.sentence.index
    sentence = scene.text.sentences[mention.sentence]
    token = sentence.token_at(mention.head)
    yield "distance", float(abs(apart))
    yield "follows", float(apart > 0 or (apart == 0 and mention.start > telling.trigger.start))
    yield "same paragraph", float(sentence.paragraph == telling.sentence.paragraph)
    yield f"form={mention.form}", 1.0
    if token is None:
        return
    yield f"rel={token.dep_}", 1.0
    prep = preposition(token)
    if prep:
        yield f"prep={prep if prep in _PREPOSITIONS else 'rest'}", 1.0
    above = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if above is not None:
        yield "blamed", float(above.lemma_.lower() in _BLAME)
        yield "under root", float(above.dep_ == "ROOT")
    if apart == 0:
        yield from _of_path(token, telling.trigger.token)


def _of_subjects(scene: Scene, party: Party, index: int) -> Named:
    """Whether the actor is what a sentence, or one beside it, speaks of."""
    for mention in party.around(index):
        token = scene.text.sentences[mention.sentence].token_at(mention.head)
        if token is not None and token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT":
            apart = mention.sentence - index
            where = "here" if apart == 0 else "before" if apart < 0 else "after"
            yield f"main subject {where}", 2.0 if token.dep_ == "nsubj" else 1.0


def _of_path(token: Token, trigger: Token) -> Named:
    """How a mention hangs together with the trigger of its sentence: steps up to what holds both, and down."""
    yield "words between", float(min(_WORDS, abs(token.i - trigger.i)))
    up = {token.i: 0}
    top = low = token
    for step, above in enumerate(token.ancestors, 1):
        up[above.i] = step
    down, at = 0, trigger
    while at.i not in up and at.head.i != at.i:
        low, down, at = at, down + 1, at.head
    steps = up.get(at.i, _STEPS)
    for _ in range(steps - 1):
        top = top.head
    yield "up", float(min(steps, _STEPS))
    yield "down", float(min(down, _STEPS))
    yield f"top={relation(top)}", 1.0
    if down:
        yield f"trigger={relation(low)}", 1.0
