"""How many people coordinated phrases count together: "two soldiers and a nurse", "Ann Lee and five others".

Here belong counting one phrase, adding what the text adds, and leaving out its parts. Not here: which phrases a
trigger's victims are (`pipeline.reading.roles`), or readings by the order of words alone
(`pipeline.reading.toll_order`).

A sum over victims and over those who attacked them gives two figures, of "victims" and of "attackers" or
"irregulars": who of these counts, depends on the event (`pipeline.reading.event_figures`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted, is_plural
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import coordinated, preposition, relation
from pipeline.reading.frames import TriggerMention
from pipeline.reading.general_words import general
from pipeline.reading.people_in_front import row_of
from pipeline.reading.records import Figure, Quantity, Sentence, within
from pipeline.reading.roles import Argument

_DEAD = frozenset({"dead", "killed"})
_GROUP = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_ALONG = frozenset({"along with", "together with", "as well as"})
_BEFORE_ONE = frozenset({"no", "any", "some", "every", "the", "this", "that", "of", "each", "which"})
_ONE_PERSON = frozenset({"he", "she", "him", "her"})
_NO_ONE = frozenset({"every", "each", "no", "any", "neither", "either"})  # "every leader was killed": no count
_NOBODY = frozenset(
    {"count", "charge", "case", "time", "incident", "shot", "bullet", "call", "scene", "family", "household"}
)
_SHARED = ("harm", "armed_attack", "execution", "massacre", "abduction")  # deeds done to those whom the sentence counts
_THEM = frozenset({"them", "they", "whom", "both", "all"})
_CHAINED = frozenset({"conj", "advcl", "ccomp", "xcomp", "parataxis", "acl:relcl"})
_ASIDE = 5  # tokens before a phrase that may say that it is a part
_BEHIND = 22  # tokens from a victim to the "others" who shared its fate


@dataclass(frozen=True, slots=True)
class Part:
    """What one phrase among coordinated victims counts."""

    start: int
    end: int
    low: int | None
    high: int | None
    of: str = "victims"


def summed(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """Coordinated victims are added; a part ("including two officers") is not."""
    parts: list[Part] = []
    victims = counted_people(mention)
    for victim in victims:
        low, high, quantity = count(scene, victim.sentence, victim.token, mention.token)
        if parts and (_names(mention, victim) or _told_apart(victim.token)):
            continue
        if quantity is None and mention.sense.pos == "NOUN" and is_plural(mention.token):
            continue  # "killings of Tellins": a people, or nobody knows how many
        if outcome in ("wounded", "shot") and _is_dead(victim.token):
            continue  # "two dead, three wounded" hangs as one list on the last word
        if low is None and high is None and victim.token.lower_ in _THEM:
            quantity = _those_counted(scene, mention)
            low, high = (whole(quantity.low), whole(quantity.high)) if quantity else (None, None)
        start, end = (quantity.start, quantity.end) if quantity else (victim.start, victim.end)
        side = side_of(scene, victim.sentence, victim.token)
        part = Part(min(victim.start, start), max(victim.end, end), low, high, side)
        if quantity is None or quantity.part_of is None:
            parts.append(part)
        # "killed her and two others": no possessive
        swallowed = [c for c in victim.token.children if c.lower_ == "her" and c.nbor().lower_ == "and"]
        parts.extend(part_of(scene, victim.sentence, c) for c in swallowed)
    taken = {v.token.i for v in victims}
    joined = [t for t in (*_companions(mention), *_others(scene, mention)) if t.i not in taken]
    parts.extend(part_of(scene, mention.sentence, t) for t in dict.fromkeys(joined) if victims)
    return total(parts, outcome)


def counted_people(mention: TriggerMention) -> list[Argument]:
    """Whom a trigger's outcome befell; who escapes or gives himself up does it himself."""
    alone = mention.sense.frame == "subject-perpetrator"
    return mention.having("perpetrator" if alone else "victim")


def shared_out(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "30 were seized, of whom two were beheaded": a part is what a trigger counts that counts nothing else."""
    counts = [(v, count(scene, v.sentence, v.token, mention.token)[2]) for v in counted_people(mention)]
    parts = [part_of(scene, v.sentence, v.token) for v, q in counts if q is not None and q.part_of is not None]
    return total(parts, outcome) if len(parts) == 1 and mention.sense.pos == "VERB" else []


def total(parts: Sequence[Part], outcome: str) -> list[Figure]:
    """The sum of parts: one figure for the victims, one for each sort of fighter that is counted beside them."""
    known = [p for p in parts if p.low is not None or p.high is not None]
    if not known:
        return []
    if len(known) > 2 and known[0].low == sum(p.low or 0 for p in known[1:]):
        known = parts = known[:1]  # "three others, two men and a woman": told, then told apart
    return [_sum([p for p in parts if p.of == side], outcome, side) for side in dict.fromkeys(p.of for p in known)]


def _sum(parts: Sequence[Part], outcome: str, of: str) -> Figure:
    known = [p for p in parts if p.low is not None or p.high is not None]
    lows = [p.low for p in known if p.low is not None]
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in known)
    start, end = min(p.start for p in known), max(p.end for p in known)
    return Figure(outcome, start, end, sum(lows) if lows else None, high, of)


def part_of(scene: Scene, sentence: Sentence, token: Token) -> Part:
    """One phrase as a part of a sum."""
    low, high, quantity = count(scene, sentence, token)
    char = sentence.char(token)
    start, end = (quantity.start, quantity.end) if quantity else (char, char + len(token))
    return Part(min(start, char), max(end, char + len(token)), low, high, side_of(scene, sentence, token))


def in_a_row(scene: Scene, sentence: Sentence, quantity: Quantity) -> list[Part]:
    """The parts of the row of people that a quantity stands in; none, if it stands alone."""
    parts = []
    for member in row_of(scene, sentence, quantity):
        head = sentence.token_at(member.head) if member.head is not None else None
        side = side_of(scene, sentence, head) if head is not None else "victims"
        parts.append(Part(member.start, member.end, whole(member.low), whole(member.high), side))
    return parts


def all_in_front(scene: Scene, mention: TriggerMention, outcome: str, found: list[Figure]) -> list[Figure]:
    """ "Seventy policemen and ten civilians died": the row whose last member alone the tree gave the verb."""
    sentence = mention.sentence
    behind = [q for q in within(scene.text.quantities, sentence.start, mention.start) if q.end <= mention.start]
    last = behind[-1] if behind else None
    if last is None or len(found) != 1 or (found[0].start, found[0].low) != (last.start, whole(last.low)):
        return found
    row = in_a_row(scene, sentence, last)
    before = sentence.token_at(row[0].start - 1) or sentence.token_at(row[0].start - 2) if row else None
    return found if not row or (before is not None and before.pos_ == "VERB") else total(row, outcome)


def side_of(scene: Scene, sentence: Sentence, token: Token) -> str:
    """Whether a phrase names those who attacked, fighters of an armed group, or anybody else."""
    lemma = counted(token).lemma_.lower()
    if lemma in general("attackers"):
        return "attackers"
    irregular = lemma in general("irregulars") or scene.kind(scene.mention(sentence, token)) == "armed_group"
    return "irregulars" if irregular else "victims"


def _names(mention: TriggerMention, victim: Argument) -> bool:
    """ "the suspect, Ann Lee, was killed": a name behind a noun and a comma is the same person."""
    victims = mention.having("victim")
    if len(victims) != 2 or victim is not victims[1] or victim.token.pos_ != "PROPN":
        return False
    first, words = victims[0].token, victim.token.doc[victims[0].token.i + 1 : victim.token.i]
    described = first.pos_ == "NOUN" and not is_plural(first)
    return described and any(t.text == "," for t in words) and not any(t.dep_ == "cc" for t in words)


def _told_apart(token: Token) -> bool:
    """ "35 people were killed, nine Ostans among them", "seven men, one of them a guard": a part, whatever the tree."""
    doc, first = token.doc, token.left_edge.i
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 3]]
    if after == ["among", "them"]:
        return True
    before = [t.lower_ for t in doc[max(0, first - _ASIDE) : token.i]]
    for i, word in enumerate(before):
        if word in general("clauses-of-parts") or before[i : i + 2] in (["of", "them"], ["of", "whom"]):
            return "and" not in before[i:]
    return False


def _is_dead(token: Token) -> bool:
    """Whether "dead" or "killed" stands right behind a victim, or depends on it."""
    after = token.doc[token.i + 1 : token.i + 2]
    return any(t.lower_ in _DEAD for t in after) or any(
        c.lower_ in _DEAD and c.dep_ in ("amod", "acl", "advmod", "xcomp") for c in token.children
    )


def _companions(mention: TriggerMention) -> list[Token]:
    """ "was shot dead along with his wife and a neighbour": who shared the fate of the victims."""
    joined = [c for c in mention.token.children if relation(c) == "obl" and preposition(c) in _ALONG]
    joined += [c for c in mention.token.children if relation(c) == "obl" and _along_with(c)]
    return [m for c in dict.fromkeys(joined) for m in coordinated(c)]


def _along_with(token: Token) -> bool:
    first = token.left_edge.i
    before = [t.lower_ for t in token.doc[max(0, first - 1) : token.i]]
    return any(before[i : i + 2] in (["along", "with"], ["together", "with"]) for i in (0, 1))


def _others(scene: Scene, mention: TriggerMention) -> list[Token]:
    """ "killed Ann Lee, of the Osta Party, and five others", "died with two others": whoever is only counted beside a
    named victim, wherever the tree hangs them.
    """
    victims, token = mention.having("victim"), mention.token
    if not victims or victims[0].token.pos_ not in ("PROPN", "PRON") or mention.sense.pos != "VERB":
        return []
    first = max(victims[0].token.i, token.i if _with_behind(mention) else 0)
    for word in token.doc[first + 1 : min(first + _BEHIND, mention.sentence.last)]:
        if word.pos_ in ("VERB", "AUX") and word.dep_ != "amod" and word.i >= token.i and not _with_behind(mention):
            break
        if word.lower_ == "others" and _joined_by(scene, mention.sentence, word):
            of_another = relation(word) == "nsubj" and word.head.i != token.i and word.head.pos_ == "VERB"
            return [] if of_another else [word]
    return []


def _with_behind(mention: TriggerMention) -> bool:
    """Whether the victims stand before the verb, so that those who died with them may stand behind it."""
    token = mention.token
    return any(t.lower_ == "with" for t in token.doc[token.i + 1 : min(token.i + 4, mention.sentence.last)])


def _joined_by(scene: Scene, sentence: Sentence, others: Token) -> bool:
    """Whether a number stands before "others", and "and" or "with" before the number."""
    for before in reversed(others.doc[max(sentence.first, others.i - 5) : others.i]):
        if before.lower_ in ("and", "with"):
            return _number_of(scene, sentence, others) is not None
        if before.pos_ in ("VERB", "PUNCT", "PRON"):
            return False
    return False


def _those_counted(scene: Scene, mention: TriggerMention) -> Quantity | None:
    """ "took 14 soldiers off a bus and beheaded them": the people whom the sentence counts in the clause before."""
    verb, place = mention.token, mention.sentence
    if mention.sense.pos != "VERB" or mention.sense.type not in _SHARED:
        return None
    while verb.dep_ in _CHAINED and verb.head.i != verb.i:
        relative, verb = verb.dep_ == "acl:relcl", verb.head
        told = verb.children if not relative else [verb]
        meant = [c for c in told if relative or (c.dep_ in ("obj", "nsubj:pass") and c.i < mention.token.i)]
        for person in meant:
            quantity = scene.quantity_at.get(place.char(counted(person)))
            people = quantity is not None and quantity.unit == "persons" and quantity.part_of is None
            if people and quantity is not None and quantity.kind in ("cardinal", "vague") and quantity.low != 1:
                return quantity
        if meant:
            return None
    return None


def count(
    scene: Scene, sentence: Sentence, token: Token, trigger: Token | None = None
) -> tuple[int | None, int | None, Quantity | None]:
    """How many a phrase counts: its number, one for a singular, nothing for a bare plural."""
    head = counted(token)
    if token.lower_ in _THEM and preposition(token) == "of" and token.head.pos_ == "NUM":
        head = token = token.head  # "at least 50 of whom died"
    for candidate in (token, head):
        quantity = scene.quantity_at.get(sentence.char(candidate)) or scene.number_at.get(sentence.char(candidate))
        if quantity is None and candidate is head and token is head:
            quantity = _number_of(scene, sentence, head)
        if quantity is not None and trigger is not None and _shares_in(sentence, candidate, trigger, quantity):
            quantity = next((q for c in candidate.children if (q := scene.number_at.get(sentence.char(c)))), None)
            if quantity is None:
                return None, None, None
        if quantity is not None and quantity.kind in ("cardinal", "vague", "article"):
            if head.lemma_.lower() in _NOBODY or _looks_back(sentence, head, quantity):
                return None, None, None
            if quantity.low == quantity.high == 1 and head.lemma_.lower() in _GROUP:
                size = _GROUP[head.lemma_.lower()]
                return size, size, quantity
            return whole(quantity.low), whole(quantity.high), quantity
    if token.lower_ in _ONE_PERSON or _one_alone(token):
        return 1, 1, None
    if head.lower_ == "old" and head.i > sentence.first and head.nbor(-1).text in ("-", "–"):
        return 1, 1, None  # "a 42-year-old and a 38-year-old"
    if any(t.lower_ in _NO_ONE for t in head.doc[head.left_edge.i : head.i]):
        return None, None, None
    kind = scene.kind(scene.mention(sentence, token))
    if kind == "" and sentence.char(head) in scene.place_at:
        return None, None, None  # "Ann Lee, of Salina": where somebody is from
    named = head.pos_ in ("PROPN", "ADJ") and head.text[0].isupper() and not is_plural(head)
    if named and any(c.lower_ in ("a", "an") for c in head.children):
        return 1, 1, None  # "six Tellins and a Sarran"
    if head.pos_ == "PROPN" and kind in ("person", ""):
        return (1, 1, None) if not is_plural(head) else (None, None, None)
    singular = head.pos_ == "NOUN" and not is_plural(head) and kind not in ("armed_group", "state_force", "civilians")
    if singular and head.lemma_.lower() in _GROUP:
        return _GROUP[head.lemma_.lower()], _GROUP[head.lemma_.lower()], None
    if singular and "people" in scene.classes(sentence, token):
        return 1, 1, None
    return None, None, None


def _one_alone(token: Token) -> bool:
    """ "Five were shot and one was killed", "including one who died"; not "no one", "one of the men"."""
    if token.lower_ != "one" or token.pos_ not in ("NUM", "PRON") or (token.i and token.nbor(-1).lower_ in _BEFORE_ONE):
        return False
    return not any(relation(c) == "nmod" or c.dep_ == "det" for c in token.children)


def _looks_back(sentence: Sentence, head: Token, quantity: Quantity) -> bool:
    """ "12 of those victims", "the first of two teenagers killed": people of several events."""
    if any(c.lower_ in ("those", "these") for c in head.children) and head.i > sentence.first:
        return sentence.char(head) > quantity.number_end
    before = sentence.token_at(quantity.start - 3)
    if before is None or before.lower_ != "of" or before.i == sentence.first:
        return False
    return before.nbor(-1).lower_ in general("one-of-several")


def _number_of(scene: Scene, sentence: Sentence, noun: Token) -> Quantity | None:
    """The number that depends on a noun, whatever else it was taken to count ("37 people hurt")."""
    numerals = [c for c in noun.lefts if c.dep_ == "nummod"]
    if not numerals:
        return None
    number = numerals[-1]  # its left edge may be a word beside it ("at least 148")
    return scene.number_at.get(sentence.char(number.left_edge)) or scene.number_at.get(sentence.char(number))


def _shares_in(sentence: Sentence, token: Token, trigger: Token, quantity: Quantity) -> bool:
    """ "one of the men killed there": the clause speaks of the men, the number of a part of them."""
    if not trigger.dep_.startswith("acl") or trigger.head.i != token.i:
        return False
    return any(c.dep_ == "case" and c.lower_ == "of" and sentence.char(c) >= quantity.number_end for c in token.lefts)


def whole(value: float | None) -> int | None:
    """A bound as a whole number."""
    return None if value is None else int(value)


def figure(outcome: str, quantity: Quantity, of: str = "victims") -> Figure:
    """A quantity as a figure."""
    return Figure(outcome, quantity.start, quantity.end, whole(quantity.low), whole(quantity.high), of)
