"""How many people came to harm, were taken or went free: figures from the arguments of a trigger mention.

Here belong sums over coordinated victims and parts that are not added. Not here: recognising quantities
(`pipeline.reading.quantities`), or the choice among several tolls for one event (`pipeline.reading.event_figures`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted, is_plural
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import coordinated, preposition, relation
from pipeline.reading.frames import TriggerMention
from pipeline.reading.records import Figure, Quantity, Sentence
from pipeline.reading.roles import Argument
from pipeline.reading.toll_shared import joined_harm, put_at, shares_its_count

_ATTACKER = frozenset(
    [
        "bomber",
        "attacker",
        "gunman",
        "assailant",
        "shooter",
        "perpetrator",
        "hijacker",
        "kamikaze",
        "murderer",
        "killer",
        "assassin",
    ]
)
_FATAL = frozenset({"dead", "death"})
_FORCE = frozenset({"armed_attack", "harm", "execution", "massacre", "assassination", "raid"})
_FATALLY = frozenset({"fatally", "mortally", "lethally"})
_OUTCOME_WORD = {"dead": "killed", "wounded": "wounded", "injured": "wounded"}
_TOLL_WORD = {"death toll": "killed", "toll": "killed", "injury": "wounded", "wound": "wounded"}
MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_FINDING = frozenset({"leave", "find", "discover"})
_DEAD = frozenset({"dead", "killed"})
_GROUP = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_ALONG = frozenset({"along with", "together with", "as well as"})
_ONE_PERSON = frozenset({"he", "she", "him", "her"})
_NOBODY = frozenset({"count", "charge", "case", "time", "incident", "shot", "bullet", "call", "scene"})
_REACH = 5


def figures(scene: Scene, mention: TriggerMention) -> list[Figure]:
    """The figures that a trigger mention states for its outcome; empty where it states none."""
    sense = mention.sense
    if (put := put_at(scene, mention, _OUTCOME_WORD)) is not None:
        return [_figure(*put)]
    if sense.frame == "adjective":
        beside = mention.token.i + 1 < len(mention.token.doc) and mention.token.nbor(1).lower_ == "or"
        if beside and joined_harm(mention.token, mention.token.i + 2):
            return []
        return _beside(
            scene,
            mention,
            _OUTCOME_WORD[mention.token.lemma_.lower() if mention.token.lemma_.lower() in _OUTCOME_WORD else "dead"],
        )
    if sense.frame == "toll-noun":
        return _toll(scene, mention)
    outcome = outcome_of(mention)
    if not outcome or shares_its_count(mention):
        return []
    if sense.frame == "toll-object":
        return _objects(scene, mention, outcome)
    own = scene.quantity_at.get(mention.sentence.char(mention.token))
    if sense.pos == "NOUN" and own is not None and own.kind in ("cardinal", "vague"):
        return [] if _of_those(mention.token) else [_figure(outcome, own)]
    found = _multiple(mention, outcome) or _right_behind(scene, mention, outcome) or _summed(scene, mention, outcome)
    return found or _right_before(scene, mention, outcome)


def _of_those(token: Token) -> bool:
    """ "six of those deaths": looked back on, among deaths of several events."""
    return any(c.lower_ in ("those", "these") for c in token.children)


def _multiple(mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "a triple homicide": as many victims."""
    if mention.sense.pos != "NOUN" or is_plural(mention.token):
        return []
    words = [c for c in mention.token.children if c.lower_ in MULTIPLE and c.i < mention.token.i]
    return [
        Figure(outcome, mention.sentence.char(w), mention.end, MULTIPLE[w.lower_], MULTIPLE[w.lower_], "victims")
        for w in words[:1]
    ]


def _right_before(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "Police: 1 killed, 3 wounded": a headline's bare number in front of its participle."""
    token, sentence = mention.token, mention.sentence
    if mention.sense.pos != "VERB" or token.i == sentence.first or token.tag_ not in ("VBN", "VBD"):
        return []
    before = token.nbor(-1)
    quantity = scene.number_at.get(sentence.char(before))
    if before.i > sentence.first + 1 and before.nbor(-1).lower_ == "another":
        before = before.nbor(-1)
    opens = before.i == sentence.first or before.nbor(-1).text in (":", ",", ";", "-", "–", "—", "and", "with")
    if quantity is None or quantity.kind not in ("cardinal", "vague") or not opens:
        return []
    return [_figure(outcome, quantity)]


def _right_behind(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "killed at least nine and wounded dozens": a bare number behind the verb, before the next verb, whatever the
    tree says.
    """
    token = mention.token
    if mention.sense.pos != "VERB" or mention.passive or mention.sense.type != "harm":
        return []
    for following in token.doc[token.i + 1 : min(token.i + 5, mention.sentence.last)]:
        quantity = scene.number_at.get(mention.sentence.char(following))
        if quantity is None or quantity.kind not in ("cardinal", "vague"):
            continue
        after = mention.sentence.token_at(quantity.number_end + 1)
        bare = after is not None and after.lower_ in ("and", "but", ",", ".", ";", "in", "on", "at")
        return [_figure(outcome, quantity)] if bare else []
    return []


def outcome_of(mention: TriggerMention) -> str:
    """What a mention means for its victims; "shot" is resolved to killed or wounded."""
    outcome = mention.sense.outcome or ("killed" if _beaten_to_death(mention) else "")
    if any(c.lower_ == "attempted" for c in mention.token.children):
        return ""  # "three counts of attempted murder"
    if outcome != "shot":
        return outcome
    token = mention.token
    near = [*token.children, *(c for child in token.children for c in child.children)]
    words = [t for t in near if t.lower_ in _FATAL and abs(t.i - token.i) <= 6]
    words += [t for t in token.children if t.lower_ in _FATALLY]
    # "four were shot, one fatally": only what stands by the verb itself is said of all
    return "killed" if any(not _comma_between(token, t) for t in words) else "shot"


def _beaten_to_death(mention: TriggerMention) -> bool:
    """ "beaten to death", but not "sentenced to death"."""
    token = mention.token
    if mention.sense.pos != "VERB" or mention.sense.type not in _FORCE:
        return False
    near = token.doc[token.i + 1 : token.i + 8]
    ends = [t for t in near if t.lower_ == "death" and t.nbor(-1).lower_ == "to"]
    return any(t.head.i in (token.i, token.head.i) or t.head.head.i == token.i for t in ends)


def _comma_between(one: Token, other: Token) -> bool:
    first, last = sorted((one.i, other.i))
    return any(t.text in (",", ";") for t in one.doc[first:last])


def is_attacker(argument: Argument) -> bool:
    """Whether a phrase names the attacker ("the bomber")."""
    return counted(argument.token).lemma_.lower() in _ATTACKER


@dataclass(frozen=True, slots=True)
class _Part:
    """What one phrase among coordinated victims counts."""

    start: int
    end: int
    low: int | None
    high: int | None
    attacker: bool = False


def _summed(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """Coordinated victims are added; a part ("including two officers") is not."""
    parts: list[_Part] = []
    victims = mention.having("victim")
    for victim in victims:
        low, high, quantity = _count(scene, victim.sentence, victim.token, mention.token)
        if parts and _names(mention, victim):
            continue
        if quantity is None and mention.sense.pos == "NOUN" and is_plural(mention.token):
            continue  # "killings of Tellins": a people, or nobody knows how many
        if outcome in ("wounded", "shot") and _is_dead(victim.token):
            continue  # "two dead, three wounded" hangs as one list on the last word
        if quantity is None or quantity.part_of is None:
            start, end = (quantity.start, quantity.end) if quantity else (victim.start, victim.end)
            first, last = min(victim.start, start), max(victim.end, end)
            parts.append(_Part(first, last, low, high, is_attacker(victim)))
        swallowed = [c for c in victim.token.children if c.lower_ == "her" and c.nbor().lower_ == "and"]
        parts.extend(_part(scene, victim.sentence, c) for c in swallowed)  # "killed her and two others": no possessive
    taken = {v.token.i for v in victims}
    parts.extend(_part(scene, mention.sentence, t) for t in _companions(mention) if t.i not in taken and victims)
    return _sum(parts, outcome)


def _names(mention: TriggerMention, victim: Argument) -> bool:
    """ "the suspect, Ann Lee, was killed": a name behind a noun and a comma is the same person."""
    victims = mention.having("victim")
    if len(victims) != 2 or victim is not victims[1] or victim.token.pos_ != "PROPN":
        return False
    first, words = victims[0].token, victim.token.doc[victims[0].token.i + 1 : victim.token.i]
    described = first.pos_ == "NOUN" and not is_plural(first)
    return described and any(t.text == "," for t in words) and not any(t.dep_ == "cc" for t in words)


def _is_dead(token: Token) -> bool:
    """Whether "dead" or "killed" stands right behind a victim, or depends on it."""
    after = token.doc[token.i + 1 : token.i + 2]
    return any(t.lower_ in _DEAD for t in after) or any(
        c.lower_ in _DEAD and c.dep_ in ("amod", "acl", "advmod", "xcomp") for c in token.children
    )


def _sum(parts: Sequence[_Part], outcome: str) -> list[Figure]:
    known = [p for p in parts if p.low is not None or p.high is not None]
    if not known:
        return []
    if len(known) > 2 and known[0].low == sum(p.low or 0 for p in known[1:]):
        known = parts = known[:1]  # "three others, two men and a woman": told, then told apart
    lows = [p.low for p in known if p.low is not None]
    open_ended = any(p.high is None for p in parts)
    high = None if open_ended else sum(p.high or 0 for p in known)
    of = "attackers" if all(p.attacker for p in known) else "victims"
    start, end = min(p.start for p in known), max(p.end for p in known)
    return [Figure(outcome, start, end, sum(lows) if lows else None, high, of)]


def _part(scene: Scene, sentence: Sentence, token: Token) -> _Part:
    low, high, quantity = _count(scene, sentence, token)
    char = sentence.char(token)
    start, end = (quantity.start, quantity.end) if quantity else (char, char + len(token))
    return _Part(min(start, char), max(end, char + len(token)), low, high)


def _companions(mention: TriggerMention) -> list[Token]:
    """ "was shot dead along with his wife and a neighbour": who shared the fate of the victims."""
    joined = [c for c in mention.token.children if relation(c) == "obl" and preposition(c) in _ALONG]
    joined += [c for c in mention.token.children if relation(c) == "obl" and _along_with(c)]
    return [m for c in dict.fromkeys(joined) for m in coordinated(c)]


def _along_with(token: Token) -> bool:
    first = token.left_edge.i
    before = [t.lower_ for t in token.doc[max(0, first - 1) : token.i]]
    return any(before[i : i + 2] in (["along", "with"], ["together", "with"]) for i in (0, 1))


def _count(
    scene: Scene, sentence: Sentence, token: Token, trigger: Token | None = None
) -> tuple[int | None, int | None, Quantity | None]:
    """How many a phrase counts: its number, one for a singular, nothing for a bare plural."""
    head = counted(token)
    for candidate in (token, head):
        quantity = scene.quantity_at.get(sentence.char(candidate)) or scene.number_at.get(sentence.char(candidate))
        if quantity is None and candidate is head and token is head:
            quantity = _number_of(scene, sentence, head)
        if quantity is not None and trigger is not None and _shares_in(sentence, candidate, trigger, quantity):
            quantity = next((q for c in candidate.children if (q := scene.number_at.get(sentence.char(c)))), None)
            if quantity is None:
                return None, None, None
        if quantity is not None and quantity.kind in ("cardinal", "vague", "article"):
            if head.lemma_.lower() in _NOBODY:
                return None, None, None
            if quantity.low == quantity.high == 1 and head.lemma_.lower() in _GROUP:
                size = _GROUP[head.lemma_.lower()]
                return size, size, quantity
            return _whole(quantity.low), _whole(quantity.high), quantity
    if token.lower_ in _ONE_PERSON:
        return 1, 1, None
    kind = scene.kind(scene.mention(sentence, token))
    if kind == "" and sentence.char(head) in scene.place_at:
        return None, None, None  # "Ann Lee, of Salina": where somebody is from
    if head.pos_ == "PROPN" and kind in ("person", ""):
        return (1, 1, None) if not is_plural(head) else (None, None, None)
    singular = head.pos_ == "NOUN" and not is_plural(head) and kind not in ("armed_group", "state_force", "civilians")
    if singular and head.lemma_.lower() in _GROUP:
        return _GROUP[head.lemma_.lower()], _GROUP[head.lemma_.lower()], None
    if singular and "people" in scene.classes(sentence, token):
        return 1, 1, None
    return None, None, None


def _number_of(scene: Scene, sentence: Sentence, noun: Token) -> Quantity | None:
    """The number that depends on a noun, whatever else it was taken to count ("37 people hurt")."""
    numerals = [c for c in noun.lefts if c.dep_ == "nummod"]
    return scene.number_at.get(sentence.char(numerals[-1].left_edge)) if numerals else None


def _shares_in(sentence: Sentence, token: Token, trigger: Token, quantity: Quantity) -> bool:
    """ "one of the men killed there": the clause speaks of the men, the number of a part of them."""
    if not trigger.dep_.startswith("acl") or trigger.head.i != token.i:
        return False
    return any(c.dep_ == "case" and c.lower_ == "of" and sentence.char(c) >= quantity.number_end for c in token.lefts)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _figure(outcome: str, quantity: Quantity, of: str = "victims") -> Figure:
    return Figure(outcome, quantity.start, quantity.end, _whole(quantity.low), _whole(quantity.high), of)


def _beside(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "four people dead", "12 dead and 30 wounded": the number in front of the adjective, or of its subject."""
    token, sentence = mention.token, mention.sentence
    for step in range(1, _REACH):
        before = token.doc[token.i - step] if token.i - step >= sentence.first else None
        if before is None or before.pos_ in ("VERB", "PUNCT", "CCONJ"):
            break
        quantity = scene.number_at.get(sentence.char(before))
        if quantity is not None and quantity.kind in ("cardinal", "vague"):
            return [_figure(outcome, quantity)]
    candidates: list[Token] = []
    if relation(token) in ("amod", "acl") and token.head.i != token.i:
        candidates.append(token.head)
    candidates.extend(c for c in token.children if relation(c) in ("nsubj", "nummod"))
    if relation(token) in ("xcomp", "ccomp", "advcl", "obj"):
        candidates.extend(c for c in token.head.children if c.dep_ == "obj" and c.i != token.i)
    for candidate in candidates:
        if members := _left_dead(token, candidate):
            return _sum([_part(scene, sentence, m) for m in members], outcome)
        quantity = scene.quantity_at.get(sentence.char(candidate)) or scene.number_at.get(sentence.char(candidate))
        if (
            quantity is not None
            and quantity.kind in ("cardinal", "vague", "article")
            and abs(candidate.i - token.i) <= 8
        ):
            return [_figure(outcome, quantity)]
    return []


def _left_dead(token: Token, head: Token) -> list[Token]:
    """ "left a woman and her son dead": the members of the list before the adjective."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ not in ("obj", "nsubj") or head.head.lemma_.lower() not in _FINDING or token.i < head.i:
        return []
    return coordinated(head)


def _toll(scene: Scene, mention: TriggerMention) -> list[Figure]:
    """ "the death toll rose to 45", "a toll of 31", "six casualties"."""
    token, sentence = mention.token, mention.sentence
    words = sentence.tokens.doc.text[mention.start - sentence.offset : mention.end - sentence.offset].lower()
    outcome = _TOLL_WORD.get(words) or _TOLL_WORD.get(token.lemma_.lower())
    if outcome is None:
        return []
    own = scene.quantity_at.get(sentence.char(token))
    if own is not None and own.kind in ("cardinal", "vague"):
        return [_figure(outcome, own)] if outcome == "wounded" else []
    if "toll" not in words:
        return []
    following = [
        scene.number_at.get(sentence.char(t)) for t in token.doc[token.i + 1 : min(token.i + 12, sentence.last)]
    ]
    numbers = [q for q in following if q is not None and q.kind in ("cardinal", "vague") and not _hurt(sentence, q)]
    return [_figure(outcome, numbers[-1] if _rises(token) else numbers[0])] if numbers else []


def _hurt(sentence: Sentence, quantity: Quantity) -> bool:
    """ "the toll included 55 injured": a number of wounded."""
    after = sentence.token_at(quantity.number_end + 1)
    return after is not None and after.lower_ in ("injured", "wounded", "hurt")


def _rises(token: Token) -> bool:
    """ "rose from 20 to 31": the last number counts."""
    return any(t.lower_ in ("from", "to") for t in token.doc[token.i + 1 : token.i + 8])


def _objects(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "claimed nine lives"."""
    for child in mention.token.children:
        if child.dep_ == "obj":
            for counted_token in (
                child,
                *(c for c in child.children if c.dep_ == "nmod"),
            ):  # "the lives of nine people"
                quantity = scene.quantity_at.get(mention.sentence.char(counted_token))
                if quantity is not None:
                    return [_figure(outcome, quantity)]
            holders = [c for c in child.children if c.dep_ == "nmod" and preposition(c) == "of"]
            if holders:  # "claimed the life of a nurse"
                return _sum([_part(scene, mention.sentence, t) for t in coordinated(holders[0])], outcome)
    return []
