"""How many people one event harmed: every figure its mentions state, and the one number for each outcome.

Here belong the choice among several tolls for one event, headlines, parts told one by one, and survivors. Not here: the
figures of a single mention (`pipeline.reading.tolls`), or tolls across documents (`pipeline.resolving`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.classes import Scene
from pipeline.reading.event_drafts import Draft, Mention
from pipeline.reading.general_words import general
from pipeline.reading.records import Figure, Sentence
from pipeline.reading.tolls import MULTIPLE, figures, outcome_of

OUTCOMES = ("killed", "wounded", "detained", "abducted", "surrendered", "released", "escaped", "displaced")
_MORE = frozenset({"another", "additional", "further"})
_GENERIC = general("people", "counted-dead", "tolls-alone") | {""}
_SPANS = ("year", "decade")  # a period that tolls are summed over
_FINE = ("day", "week", "month")
_HARMED = ("wounded", "shot")
#: Events in which the dead of either side are victims.
_TWO_SIDED = frozenset({"armed_clash", "military_operation", "territory_seized", "territory_recaptured"})
#: What an outcome is called in an event of a type, where verbs serve for several.
_MEANT = {
    "abduction": {"detained": "abducted"},
    "hostage_taking": {"detained": "abducted"},
    "arrest": {"abducted": "detained"},
    "prison_break": {"released": "escaped", "displaced": "escaped"},
}
_TAKING = frozenset({"abduction", "hostage_taking", "arrest", "surrender"})
_OF_STATE = frozenset({"state_force", "government", "country"})

Count = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one mention states it."""

    figure: Figure
    noun: str  # what it counts; "" where nothing in particular
    adds: bool  # it comes on top of what was said before ("another two")
    title: bool
    aside: bool = False  # in a heading further down, which may be another story's

    @property
    def value(self) -> int:
        return self.figure.low if self.figure.low is not None else self.figure.high or 0


def figures_of(scene: Scene, draft: Draft) -> list[Told]:
    """Every figure for the event's people, headlines first, then in the order of the text."""
    found: dict[tuple[str, int, int], Told] = {}
    ordered = sorted(draft.mentions, key=lambda m: (not m.title, m.trigger.start))
    fine = any(m.date is not None and m.date.precision in _FINE for m in ordered)
    dead = {k for m in ordered if outcome_of(m.trigger) == "killed" for k in _victims(m)}
    for mention in ordered:
        if fine and mention.date is not None and mention.date.precision in _SPANS:
            continue  # "44 homicides so far in 2015": the year's, not this event's
        died = bool(_victims(mention)) and _victims(mention) <= dead
        for figure in _of_type(draft, _of_victims(scene, draft, mention, figures(scene, mention.trigger))):
            if figure.outcome in _HARMED and figure.low == 1 and died:
                continue  # "a boy was shot ... the boy died": not one of the wounded
            noun, more = counted_noun(mention.sentence, figure), adds(mention.sentence, figure)
            found.setdefault(
                (figure.outcome, figure.start, figure.end),
                Told(figure, noun, more, mention.title, mention.sentence.block.kind == "heading"),
            )
    return list(found.values())


def _of_type(draft: Draft, told: Sequence[Figure]) -> list[Figure]:
    """Whom an armed group takes is abducted, whom the police takes detained, whatever the verb."""
    meant = _MEANT.get(draft.event_type, {})
    return [replace(f, outcome=meant.get(f.outcome, f.outcome)) for f in told]


def _of_victims(scene: Scene, draft: Draft, mention: Mention, told: Sequence[Figure]) -> list[Figure]:
    """The figures of one mention, each counting victims or attackers; "shot" is resolved where the dead are meant."""
    if any(f.outcome == "shot" for f in told) and _shot_dead(scene, draft, mention):
        told = [replace(f, outcome="killed") if f.outcome == "shot" else f for f in told]
    sides = {f.of for f in told}
    attackers = {"attackers", "irregulars"} if _by_irregulars(scene, draft) else {"attackers"}
    if draft.event_type in _TWO_SIDED or (len(sides) > 1 and not sides & attackers):
        return _together(told)
    return [replace(f, of="attackers" if f.of in attackers else "victims") for f in told]


def _together(told: Sequence[Figure]) -> list[Figure]:
    """The dead of both sides as one figure for each outcome."""
    found: list[Figure] = []
    for outcome in dict.fromkeys(f.outcome for f in told):
        ours = [f for f in told if f.outcome == outcome]
        lows = [f.low for f in ours if f.low is not None]
        high = None if any(f.high is None for f in ours) else sum(f.high or 0 for f in ours)
        start, end = min(f.start for f in ours), max(f.end for f in ours)
        found.append(Figure(outcome, start, end, sum(lows) if lows else None, high))
    return found


def _by_irregulars(scene: Scene, draft: Draft) -> bool:
    """Whether fighters of an armed group attacked, and no force of a state."""
    doers = draft.arguments("perpetrator")
    kinds = {scene.kind(a.mention) for a in doers}
    if kinds & _OF_STATE or any(a.classes & {"government"} for a in doers):
        return False
    named = {a.token.lemma_.lower() for a in doers}
    irregular = "armed_group" in kinds or not named.isdisjoint(general("attackers", "irregulars"))
    return irregular or draft.event_type in ("suicide_bombing", "prison_break")


def _shot_dead(scene: Scene, draft: Draft, mention: Mention) -> bool:
    """Whether people who "were shot" died, as far as the text says: shot as captives, or told of as long past or shot
    by an armed group, with nothing said of wounds.
    """
    others = [m for m in draft.mentions if m is not mention]
    if any(f.outcome == "killed" for m in others for f in figures(scene, m.trigger)):
        return False  # who died is told apart
    held = [m for m in draft.mentions if m.trigger.sense.type == "execution" and m.trigger.sense.outcome == "killed"]
    if held or (any(a.token.lower_ == "them" for a in mention.trigger.having("victim")) and _taken(scene, mention)):
        return True
    words = {t.lemma_.lower() for t in mention.sentence.tokens} | {t.lower_ for t in mention.sentence.tokens}
    if words & general("unhurt-mortally"):
        return False
    kinds = {scene.kind(a.mention) for a in mention.trigger.having("perpetrator")}
    return mention.background or "armed_group" in kinds


def _taken(scene: Scene, mention: Mention) -> bool:
    """ "seized 20 clerks and shot them": a verb of taking in the clauses above."""
    above = [t for t in mention.trigger.token.ancestors if t.pos_ == "VERB"]
    types = {match.sense.type for verb in above for match in scene.triggers.at(verb)}
    return mention.event_type == "execution" or not types.isdisjoint(_TAKING)


def _victims(mention: Mention) -> set[str]:
    """Keys of the actors harmed, where each of them is known."""
    keys = [a.mention.actor_key if a.mention is not None else "" for a in mention.trigger.having("victim")]
    return set(keys) if all(keys) else set()


def counts_of(told: Sequence[Told]) -> tuple[Count, ...]:
    """One (outcome, low, high) for each outcome that the figures state."""
    counts: list[Count] = []
    for outcome in OUTCOMES:
        ours = [t for t in told if t.figure.outcome == outcome]
        settled = settle(_chosen([t for t in ours if t.figure.of == "victims"] or ours))
        if outcome == "wounded":
            survivors = _survivors(counts, settle(_chosen([t for t in told if t.figure.outcome == "shot"])))
            if survivors is not None and (settled is None or settled == (1, 1)):
                settled = survivors if settled is None or (survivors[0] or 0) > 1 else settled
        if settled is not None:
            counts.append((outcome, *settled))
    return tuple(counts)


def _chosen(told: Sequence[Told]) -> list[Told]:
    """The figures that may be an event's total: a headline's where the body repeats it, or where the body tells of
    fewer, its victims one by one.
    """
    body = [t for t in told if not t.title]
    said = {(t.figure.low, t.figure.high) for t in body}
    most = max((t.figure.low or 0 for t in body), default=0)
    repeated = [t for t in told if t.title and t.value > 1 and (t.figure.low, t.figure.high) in said]
    return repeated or [t for t in told if not t.title or ((t.figure.low or 0) > most and not (t.aside and body))]


def _survivors(counts: list[Count], shot: tuple[int | None, int | None] | None) -> tuple[int | None, int | None] | None:
    """People shot who did not die: those shot without the dead among them."""
    if shot is None:
        return None
    dead_low, dead_high = next(((low, high) for outcome, low, high in counts if outcome == "killed"), (0, 0))
    low = None if shot[0] is None or dead_high is None else shot[0] - dead_high
    high = None if shot[1] is None or dead_low is None else shot[1] - dead_low
    return (low, high) if low is not None and low > 0 else None


def settle(told: Iterable[Told]) -> tuple[int | None, int | None] | None:
    """One (low, high) for an event from its figures for one outcome, in the order of the text; None, if there are none.

    The first total stands; a later one that counts people in general and is larger replaces it (a toll that rose, or
    a part told first).
    """
    best: tuple[int | None, int | None] | None = None
    size, counts = -1, ""
    for item in told:
        figure, noun, value = item.figure, item.noun, item.value
        if best is None:
            best, size, counts = (figure.low, figure.high), value, noun
        elif item.adds and value != size and best[0] is not None and figure.low is not None:
            high = None if best[1] is None or figure.high is None else best[1] + figure.high
            best, size = (best[0] + figure.low, high), size + value
        elif value > size and (size == 1 or best[1] is None or (noun in _GENERIC and counts not in _GENERIC)):
            best, size, counts = (figure.low, figure.high), value, noun
    return best


def adds(sentence: Sentence, figure: Figure) -> bool:
    """Whether words beside a figure say that it comes on top ("another five", "two others")."""
    near = [t for t in sentence.tokens if figure.start - 12 <= sentence.char(t) <= figure.end]
    more = next((t for t in near if t.lower_ in _MORE), None)
    if more is None:
        return False
    # "her and another woman" is a sum already
    return not any(t.dep_ == "cc" for t in near if figure.start <= sentence.char(t) < sentence.char(more))


def counted_noun(sentence: Sentence, figure: Figure) -> str:
    """Lemma of the noun that a figure counts; empty, if there is none ("a triple homicide" counts people)."""
    head = sentence.head(figure.start, figure.end)
    if head is None or head.pos_ not in ("NOUN", "PROPN") or any(c.lower_ in MULTIPLE for c in head.children):
        return ""
    return head.lemma_.lower()
