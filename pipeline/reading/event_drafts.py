"""Drafts of reports: the mentions of one event, gathered, and what they say together.

Here belong the records, and which of their mentions was told last. Not here: which mentions speak of one event
(`pipeline.reading.event_gathering`), or the rows (`pipeline.reading.events`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.reading.frames import TriggerMention
from pipeline.reading.records import DateMention, PlaceMention, Sentence
from pipeline.reading.roles import Argument

ATTACKS = frozenset(
    [
        "armed_attack",
        "bombing",
        "suicide_bombing",
        "air_strike",
        "shelling",
        "assassination",
        "execution",
        "massacre",
        "raid",
        "armed_clash",
        "prison_break",
    ]
)
#: The more exact of two types that one event is called by; types not listed stand for themselves.
_RANK = {
    "harm": 0, "armed_attack": 1, "military_operation": 2, "armed_clash": 1, "raid": 3, "shelling": 4, "bombing": 4,
    "massacre": 4,
    "execution": 5,
    "air_strike": 5, "assassination": 5, "prison_break": 6, "suicide_bombing": 6,
}  # fmt: skip
_WAR = "war.noun"  # the sense of a word for a war as a whole
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger mention with what its own clause says of status, date and place."""

    trigger: TriggerMention
    status: str
    date: DateMention | None
    place: PlaceMention | None
    title: bool
    background: bool = False  # its own date lies well before publication
    toll: int | None = None  # how many it says were killed, where it tells of harm alone
    new: bool = False  # said to be another than what was told before

    @property
    def sentence(self) -> Sentence:
        return self.trigger.sentence

    @property
    def event_type(self) -> str:
        return self.trigger.event_type

    @property
    def is_war(self) -> bool:
        return self.trigger.sense.id == _WAR


@dataclass(slots=True)
class Draft:
    """The mentions of one event, in the order of the text; more are added by `add`."""

    mentions: list[Mention]
    claimants: list[Argument] = field(default_factory=list)  # who claimed it, elsewhere in the text
    claimed: Draft | None = None  # the attack that a claim of responsibility speaks of
    identified: list[Argument] = field(default_factory=list)  # its people, as a later sentence names them
    belief: float = 0.5  # the probability that it is an event the document reports
    features: dict[str, float] = field(default_factory=dict)  # what that probability rests on
    event_type: str = field(init=False)  # that of the mention that says it most exactly
    _told: dict[tuple[str, ...], list[Argument]] = field(default_factory=dict)  # by roles, as they are asked for

    def __post_init__(self) -> None:
        self.event_type = _most_exact(self.mentions)

    def add(self, mention: Mention) -> None:
        """One more mention of the event."""
        self.mentions.append(mention)
        self.event_type = _most_exact(self.mentions)
        self._told = {}

    @property
    def is_war(self) -> bool:
        """Whether it is a war as a whole, told by no word but that and the harm that it did."""
        told = [m for m in self.mentions if m.event_type != "harm"]
        return bool(told) and all(m.is_war for m in told)

    @property
    def last(self) -> Mention:
        return self.mentions[-1]

    def dates(self) -> list[DateMention]:
        return [m.date for m in self.mentions if m.date is not None and m.date.date_start is not None]

    def places(self) -> list[PlaceMention]:
        return [m.place for m in self.mentions if m.place is not None]

    def arguments(self, *roles: str) -> list[Argument]:
        """Those who take part in these roles: as its mentions say, as a later sentence names them, as they claim it."""
        if roles not in self._told:
            self._told[roles] = [a for m in self.mentions for a in m.trigger.having(*roles)]
        own = list(self._told[roles])
        if self.identified:
            own += [a for a in self.identified if a.role in roles]
        return own + self.claimants if "perpetrator" in roles else own


def _start(mention: Mention) -> int:
    return mention.trigger.start


def told_last(
    drafts: Sequence[Draft], fits: Callable[[Draft, Mention], bool], order: Callable[[Mention], int] = _start
) -> tuple[Draft, Mention] | None:
    """The mention told last of those that fit, with its draft; or the first of those highest in another order."""
    told = [(d, m) for d in drafts for m in d.mentions if fits(d, m)]
    return max(told, key=lambda found: order(found[1]), default=None)


def _most_exact(mentions: Sequence[Mention]) -> str:
    return max(mentions, key=lambda m: (_rank(m), m.trigger.sense.weight)).event_type


def _rank(mention: Mention) -> int:
    """How exactly a mention names the type; that some escaped does not make a battle a prison break."""
    return 1 if mention.trigger.sense.outcome == "escaped" else _RANK.get(mention.event_type, 7)


def is_definite(token: Token) -> bool:
    """ "the attack", "these bombings", "his murder"; "the attacks on A and B" with an own complement counts as well."""
    return any(c.lower_ in _DEFINITE and c.dep_ in ("det", "nmod:poss", "amod") for c in token.children)
