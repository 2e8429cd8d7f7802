"""How many people came to harm, were taken or went free: figures from the arguments of a trigger mention.

Here belongs what each frame of a trigger makes of the numbers beside it. Not here: sums over coordinated victims
(`pipeline.reading.toll_sums`), readings by the order of words (`pipeline.reading.toll_order`), recognising quantities
(`pipeline.reading.quantities`), or the choice among several tolls for one event (`pipeline.reading.event_figures`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import coordinated, preposition, relation
from pipeline.reading.frames import TriggerMention
from pipeline.reading.people_in_front import number_over
from pipeline.reading.records import Figure, Quantity, Sentence, within
from pipeline.reading.toll_order import in_front, right_before, right_behind
from pipeline.reading.toll_shared import joined_harm, put_at, shares_its_count
from pipeline.reading.toll_sums import all_in_front, figure, in_a_row, part_of, shared_out, side_of, summed, total
from pipeline.reading.triggers import noun_classes, takes_lives

_FATAL = frozenset({"dead", "death"})
_FORCE = frozenset({"armed_attack", "harm", "execution", "massacre", "assassination", "raid"})
_FATALLY = frozenset({"fatally", "mortally", "lethally"})
_OUTCOME_WORD = {"dead": "killed", "wounded": "wounded", "injured": "wounded"}
_TOLL_WORD = {"death toll": "killed", "toll": "killed", "injury": "wounded", "wound": "wounded"}
MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_FINDING = frozenset({"leave", "find", "discover"})
_REACH = 5


def figures(scene: Scene, mention: TriggerMention) -> list[Figure]:
    """The figures that a trigger mention states for its outcome; empty where it states none."""
    key = (mention.start, mention.end, mention.sense.id)
    if key not in scene.told:
        scene.told[key] = _figures(scene, mention)
    return scene.told[key]


def _figures(scene: Scene, mention: TriggerMention) -> list[Figure]:
    sense = mention.sense
    if (put := put_at(scene, mention, _OUTCOME_WORD)) is not None:
        return [figure(*put)]
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
        return [] if _of_those(mention.token) else [figure(outcome, own)]
    if sense.frame == "subject-victim" and (lost := _lost(scene, mention, outcome)):
        return lost
    found = _multiple(mention, outcome) or right_behind(scene, mention, outcome) or summed(scene, mention, outcome)
    found = found or right_before(scene, mention, outcome) or in_front(scene, mention, outcome)
    if outcome == "shot" and sense.pos == "VERB":
        found = found + _fatally(scene, mention)
    if sense.pos == "VERB" and len(found) == 1 and found[0].end <= mention.start:
        found = all_in_front(scene, mention, outcome, found)
    return found or shared_out(scene, mention, outcome)


def _lost(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "the army lost 200 men": the object counts the dead of the subject."""
    if mention.sense.object_is or not mention.sense.object:
        return []  # "lost their lives", "died"
    sides = [side_of(scene, v.sentence, v.token) for v in mention.having("victim")]
    lost = [c for c in mention.token.children if c.dep_ == "obj" and c.i > mention.token.i]
    people = [m for c in lost for m in coordinated(c) if "people" in scene.classes(mention.sentence, m)]
    found = total([part_of(scene, mention.sentence, m) for m in people], outcome)
    return [replace(f, of=sides[0]) for f in found] if sides and sides[0] != "victims" else found


def _fatally(scene: Scene, mention: TriggerMention) -> list[Figure]:
    """ "Four were shot, two fatally", "five were shot, one of them fatally": those of them who died."""
    sentence = mention.sentence
    for word in mention.token.doc[mention.token.i + 1 : sentence.last]:
        if word.lower_ in _FATALLY and word.head.i != mention.token.i:
            for before in reversed(word.doc[max(mention.token.i + 1, word.i - 3) : word.i]):
                quantity = number_over(scene, sentence, before)
                if quantity is not None:
                    return [figure("killed", quantity)]
                if before.lower_ == "one":
                    return [Figure("killed", sentence.char(before), sentence.char(word) + len(word), 1, 1, "victims")]
    return []


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
    words = [t for t in words if not any(c.dep_.startswith("nsubj") for c in t.children)]  # "and two are dead"
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


def _beside(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "four people dead", "12 dead and 30 wounded": the number in front of the adjective, or of its subject."""
    token, sentence = mention.token, mention.sentence
    for step in range(1, _REACH):
        before = token.doc[token.i - step] if token.i - step >= sentence.first else None
        if before is None or before.pos_ in ("VERB", "PUNCT", "CCONJ"):
            break
        quantity = number_over(scene, sentence, before)
        if quantity is not None and quantity.kind in ("cardinal", "vague"):
            return total(in_a_row(scene, sentence, quantity), outcome) or [figure(outcome, quantity)]
    if (alone := _one_dead(scene, mention)) is not None:
        return [Figure(outcome, sentence.char(alone), mention.end, 1, 1, "victims")]
    candidates: list[Token] = []
    if relation(token) in ("amod", "acl") and token.head.i != token.i:
        candidates.append(token.head)
    candidates.extend(c for c in token.children if relation(c) in ("nsubj", "nummod"))
    if relation(token) in ("xcomp", "ccomp", "advcl", "obj"):
        candidates.extend(c for c in token.head.children if c.dep_ == "obj" and c.i != token.i)
    for candidate in candidates:
        if members := _left_dead(token, candidate):
            return total([part_of(scene, sentence, m) for m in members], outcome)
        quantity = scene.quantity_at.get(sentence.char(candidate)) or scene.number_at.get(sentence.char(candidate))
        if (
            quantity is not None
            and quantity.kind in ("cardinal", "vague", "article")
            and abs(candidate.i - token.i) <= 8
        ):
            return [figure(outcome, quantity)]
    return []


def _one_dead(scene: Scene, mention: TriggerMention) -> Token | None:
    """ "left a six-year-old dead": the article; a headline's "Youth dead after fight": its noun for one person."""
    token, first = mention.token, mention.sentence.first
    if token.i == first:
        return None
    before = token.nbor(-1)
    if before.lower_ == "old" or before.lower_.endswith("-old"):
        near = token.doc[max(first, before.i - _REACH) : before.i]
        return next((t for t in near if t.lower_ in ("a", "an", "another")), None)
    headline = mention.sentence.block.kind in ("title", "heading") and before.i in (first, first + 1)
    bare = before.pos_ in ("NOUN", "PROPN") and not is_plural(before) and before.lemma_.lower() in scene.person_words
    return before if headline and bare else None


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
    if own is not None and own.kind in ("cardinal", "vague") and own.start < sentence.char(token):
        return [figure(outcome, own)] if outcome == "wounded" else []
    if "toll" not in words:
        return []
    following = [
        scene.number_at.get(sentence.char(t)) for t in token.doc[token.i + 1 : min(token.i + 12, sentence.last)]
    ]
    numbers = [q for q in following if q is not None and q.kind in ("cardinal", "vague") and not _hurt(sentence, q)]
    if not numbers:
        return []
    together = in_a_row(scene, sentence, numbers[0]) if not _rises(token) else []
    return total(together, outcome) or [figure(outcome, numbers[-1] if _rises(token) else numbers[0])]


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
                    together = in_a_row(scene, mention.sentence, quantity)
                    return total(together, outcome) or [figure(outcome, quantity)]
            holders = [c for c in child.children if c.dep_ == "nmod" and preposition(c) == "of"]
            if holders:  # "claimed the life of a nurse"
                return total([part_of(scene, mention.sentence, t) for t in coordinated(holders[0])], outcome)
    return _lives_behind(scene, mention, outcome)


def _lives_behind(scene: Scene, mention: TriggerMention, outcome: str) -> list[Figure]:
    """ "cost more than 40 people their lives", whatever the tree: the people counted before "lives"."""
    if not takes_lives(mention.token):
        return []
    end = next(t for t in mention.token.doc[mention.token.i :] if t.lower_ in noun_classes()["lives"])
    here = within(scene.text.quantities, mention.end, mention.sentence.char(end))
    people = [q for q in here if q.kind in ("cardinal", "vague") and q.unit in ("persons", "")]
    if not people:
        return []
    return total(in_a_row(scene, mention.sentence, people[0]), outcome) or [figure(outcome, people[0])]
