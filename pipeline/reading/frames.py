"""Trigger mentions: which sense of a trigger word holds in a sentence, and who and what takes part in it.

Here belong the choice among the senses of a word, the type that weapon and doer give it, and the frame "held", a noun
of holding behind its preposition: what is in whose hands. Not here: the conditions of a sense
(`pipeline.reading.sense_conditions`), the grammar of arguments (`pipeline.reading.arguments`), their roles
(`pipeline.reading.roles`), status, dates and places, or what becomes of the mentions (`pipeline.reading.events`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.argument_clauses import said_of
from pipeline.reading.argument_repairs import is_finite_modifier
from pipeline.reading.arguments import Arguments, Grammar
from pipeline.reading.bare_passives import struck_place
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.records import Sentence, within
from pipeline.reading.roles import Argument, Roles
from pipeline.reading.sense_conditions import holders, holds, suited
from pipeline.reading.token_search import lower_words
from pipeline.reading.triggers import Match, Sense, noun_classes, takes_lives

_FORCE = frozenset({"harm", "armed_attack", "bombing", "suicide_bombing", "air_strike", "shelling", "massacre", "raid"})
_FROM_AFAR = frozenset({"bombing", "air_strike", "shelling"})
_SHOTS = ("fire-at", "open-fire", "strike", "target")  # senses of shots, whose gun may be a heavy one
_WHILE = frozenset({"as", "while", "when"})
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_CLIMB = 4  # steps up the tree from a participle to the attack whose outcome it tells


@dataclass(frozen=True, slots=True)
class TriggerMention:
    """A trigger word in one of its senses, with its arguments."""

    sentence: Sentence
    token: Token
    start: int
    end: int
    sense: Sense
    event_type: str  # the sense's type, refined by weapon and victim; "harm" stays
    arguments: tuple[Argument, ...]
    governor: Token | None = None  # the verb that carries an action noun
    passive: bool = False

    def having(self, *roles: str) -> list[Argument]:
        """The arguments in these roles."""
        return [a for a in self.arguments if a.role in roles]


def find_mentions(scene: Scene, sentence: Sentence, grammar: Grammar) -> list[TriggerMention]:
    """All trigger mentions of a sentence, in order; a token that a longer trigger swallowed gives none."""
    found: list[TriggerMention] = []
    taken: set[int] = set()
    lemmas: frozenset[str] = frozenset()
    for token in reversed(list(sentence.tokens)):
        if not scene.triggers.may_tell(token) or token.i in taken or token.dep_ in _HELPING:
            continue
        if token.pos_ == "VERB" and relation(token) == "amod" and not is_finite_modifier(token):
            continue  # "displaced people", "wounded soldiers": no event of their own
        inside = token.dep_ == "compound" and token.head.i > token.i and not _tells_itself(scene, token)
        if inside and not takes_lives(token):
            continue  # "murder trial", "bomb squad", "attack helicopter"
        lemmas = lemmas or frozenset(t.lemma_.lower() for t in sentence.tokens)
        mention = _mention(scene, sentence, token, grammar, lemmas)
        if mention is not None:
            taken.update(t.i for t in sentence.over(mention.start, mention.end))
            found.append(mention)
    return _foiled(found[::-1])


def _foiled(mentions: list[TriggerMention]) -> list[TriggerMention]:
    """What was foiled is no event of its own: its perpetrators are those of the foiled attack, who foiled it stands
    by.
    """
    attempts: dict[int, TriggerMention] = {}
    for foil in (m for m in mentions if m.sense.frame == "foils"):
        below = {t.i for t in foil.token.subtree}
        inside = [m for m in mentions if m is not foil and m.sense.pos == "NOUN" and m.token.i in below]
        if inside:
            attempts[id(foil)] = min(inside, key=lambda m: m.start)
    swallowed = {id(m) for m in attempts.values()}
    kept = []
    for mention in mentions:
        if mention.sense.frame == "foils":
            attempt = attempts.get(id(mention))
            foilers = tuple(replace(a, role="other") for a in mention.having("perpetrator"))
            mention = replace(mention, arguments=(attempt.arguments if attempt else ()) + foilers)
        if id(mention) not in swallowed:
            kept.append(mention)
    return kept


def _tells_itself(scene: Scene, token: Token) -> bool:
    """Whether a word before a noun tells of its own event all the same: "Operation Iron Wall", a finite verb that the
    parser hung on its object.
    """
    named = token.lemma_.lower() in noun_classes()["bears-name"] and token.nbor(1).pos_ == "PROPN"
    return named or is_finite_modifier(token) or _goes_with(scene, token.head)


def _goes_with(scene: Scene, head: Token) -> bool:
    """Nouns that an action noun may stand before and still tell of the action: "shooting incident", "bomb attack",
    "murder victim".
    """
    lemma = head.lemma_.lower()
    return lemma in noun_classes()["echo"] or any(m.sense.type in _FORCE for m in scene.triggers.at(head))


def _mention(
    scene: Scene, sentence: Sentence, token: Token, grammar: Grammar, lemmas: frozenset[str]
) -> TriggerMention | None:
    matches = scene.triggers.at(token)
    if not matches or _is_part_of_name(scene, sentence, token) or _is_month(scene, sentence, token):
        return None
    light = noun_classes()["light-verb"]
    noun = matches[0].sense.pos == "NOUN"
    arguments = grammar.of_noun(token, light) if noun else _of_verb(scene, token, grammar)
    if not noun and matches[0].sense.type in _FROM_AFAR:
        arguments = struck_place(scene, sentence, arguments)
    for match in matches:
        fitting = suited(match.sense, arguments)
        if holds(match.sense, token, fitting, lemmas, scene, sentence, grammar):
            return _build(match, token, fitting, scene, sentence, grammar)
    return None


def _of_verb(scene: Scene, token: Token, grammar: Grammar) -> Arguments:
    """The arguments of a verb; what a participle tells of the attack before it ("struck a wedding as guests were
    singing killing ten") was done by the attacker, whatever stands between the two.
    """
    found = grammar.of_verb(token)
    if token.tag_ != "VBG" or found.passive or any(c.dep_ in ("nsubj", "aux") for c in token.children):
        return found
    if relation(token) == "conj" and token.head.tag_ == "VBG":
        return replace(found, subjects=_of_verb(scene, token.head, grammar).subjects)
    aside = relation(token) in ("advcl", "xcomp") and _is_aside(token.head)
    if not aside and not (relation(token) == "acl" and token.head.pos_ in ("NOUN", "PROPN")):
        return found
    above = token.head.head
    for _ in range(_CLIMB):
        if above.pos_ == "VERB" and above.i < token.head.i and not _is_aside(above):
            struck = any(m.sense.type in _FORCE for m in scene.triggers.at(above))
            return replace(found, subjects=list(grammar.of_verb(above).subjects)) if struck else found
        above = above.head
    return found


def _is_aside(verb: Token) -> bool:
    """Whether a verb heads a clause of what went on meanwhile: "as the guests were singing"."""
    return any(c.lower_ in _WHILE for c in verb.children if c.dep_ == "mark")


def _is_part_of_name(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """ "Resistance Front", "Human Rights Watch": a word inside an actor's name is no trigger."""
    char = sentence.char(token)
    reach = scene.longest_name
    first = bisect_left(scene.text.mentions, char - reach, key=lambda m: m.start)
    for mention in islice(scene.text.mentions, first, None):
        if mention.start > char:
            break
        if mention.form == "name" and char < mention.end:
            described = token.is_lower and token.tag_ == "NNS" and char + len(token) == mention.end
            return not described  # "the 700 Vandian troops": what the name is of
    return False


def _is_month(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """ "in March": what is written like a name and belongs to a date."""
    if token.pos_ != "PROPN":
        return False
    char = sentence.char(token)
    dates = within(scene.text.dates, sentence.start, sentence.end)
    return token.ent_type_ == "DATE" or any(d.start <= char < d.end for d in dates)


def _build(
    match: Match, token: Token, arguments: Arguments, scene: Scene, sentence: Sentence, grammar: Grammar
) -> TriggerMention:
    sense = match.sense
    roles = Roles(scene, sentence, sense)
    if sense.pos == "VERB":
        falls = sense.frame == "subject-victim" and bool(sense.object_is)
        doers = [(p, t) for p, t in arguments.obliques if falls and p in sense.preposition]
        roles.verb(
            replace(arguments, obliques=[o for o in arguments.obliques if o not in doers]) if doers else arguments
        )
        for _, doer in doers:  # "fell victim to gunmen"
            roles.agent(doer)
    elif sense.frame == "held":
        _hold(roles, token, arguments, grammar)
    elif sense.pos == "NOUN":
        roles.noun(token, arguments)
    elif sense.frame == "adjective":
        for dead in said_of(token):
            if scene.classes(sentence, dead) & {"people", "force"}:
                roles.add("victim", dead)  # "left three soldiers dead"
    elif sense.frame == "state":
        for subject in token.children:
            if subject.dep_ in ("nsubj", "nsubj:pass"):
                roles.add("sufferer", subject)
        if relation(token) == "xcomp":
            for subject in token.head.children:
                if subject.dep_ in ("nsubj", "nsubj:pass"):
                    roles.add("sufferer", subject)
    first, last = token.doc[match.first], token.doc[match.last]
    mention = TriggerMention(
        sentence,
        token,
        sentence.char(first),
        sentence.char(last) + len(last),
        sense,
        sense.type,
        tuple(roles.found),
        arguments.governor,
        arguments.passive,
    )
    return _refined(mention, scene)


def _hold(roles: Roles, token: Token, arguments: Arguments, grammar: Grammar) -> None:
    """Who holds what, by a noun of holding: "the town is in the hands of the Front"."""
    for word, keeper in arguments.obliques:
        if word in ("of", "'s", ""):
            roles.agent(keeper)
    for held in holders(token, grammar):
        if roles.scene.classes(roles.sentence, held) & {"people", "site", "thing"}:
            roles.add("sufferer", held)


def _refined(mention: TriggerMention, scene: Scene) -> TriggerMention:
    """The event type, where weapon or victim say more than the trigger word."""
    event_type, sense = mention.event_type, mention.sense
    lemmas = {t.lemma_.lower() for a in mention.having("weapon", "perpetrator") for t in a.token.subtree}
    lemmas |= {t.lemma_.lower() for t in mention.token.children if _tells_how(t)}
    flown = not lemmas.isdisjoint(noun_classes()["flying"]) or _from_the_air(mention.token)
    if event_type in ("bombing", "armed_attack") and lemmas & {"suicide", "kamikaze"}:
        event_type = "suicide_bombing"
    elif event_type in ("armed_attack", "bombing", "shelling") and flown:
        event_type = "air_strike"
    elif event_type == "raid" and not lemmas.isdisjoint(noun_classes()["bombing-plane"]):
        event_type = "air_strike"  # "the air force carried out raids"
    elif event_type in ("armed_attack", "bombing", "harm") and _by_bomber(mention):
        event_type = "suicide_bombing"
    elif _from_guns(event_type, sense, lemmas):
        event_type = "shelling"
    elif event_type == "armed_attack" and lemmas & {"bomb", "dynamite", "explosive", "grenade"}:
        event_type = "bombing"
    elif event_type == "armed_clash" and _with_demonstrators(mention):
        event_type = "protest"
    if event_type in ("armed_attack", "bombing") and _frees_prisoners(mention):
        event_type = "prison_break"
    event_type = _by_whom(mention, scene) or event_type
    return mention if event_type == mention.event_type else replace(mention, event_type=event_type)


def _tells_how(child: Token) -> bool:
    """ "a suicide attack", "jets bombed it", "bombed from the air"."""
    how = relation(child) in ("compound", "amod") or child.dep_ == "nsubj"
    return how or (relation(child) in ("obl", "nmod") and preposition(child) in ("by", "from", "with"))


def _from_guns(event_type: str, sense: Sense, lemmas: set[str]) -> bool:
    """Whether what was fired came from artillery, a tank or a ship, or was a mortar bomb or a missile."""
    if event_type == "armed_attack" and sense.id.startswith("strike") and lemmas & {"missile", "rocket", "artillery"}:
        return True
    if event_type == "bombing" and sense.frame == "weapon-subject":
        return not lemmas.isdisjoint(noun_classes()["projectile"])
    if event_type == "armed_attack" and sense.id.startswith(_SHOTS):
        return not lemmas.isdisjoint(noun_classes()["heavy-gun"])
    return sense.id.startswith("throw-bomb") and bool(lemmas & {"mortar", "artillery"})


def _from_the_air(token: Token) -> bool:
    """ "bombed from the air", wherever the parser hung it."""
    if "air" not in lower_words(token.doc):
        return False
    return any(t.lower_ == "air" and preposition(t) == "from" for t in token.subtree)


def _with_demonstrators(mention: TriggerMention) -> bool:
    """ "students clashed with police": one side has come to demonstrate, and only one."""
    sides = [counted(a.token).lemma_.lower() for a in mention.having("perpetrator", "victim")]
    crowd = [s for s in sides if s in noun_classes()["demonstrator"]]
    return bool(crowd) and len(crowd) < len(sides)


def _by_bomber(mention: TriggerMention) -> bool:
    """ "a bomber struck a market": somebody with explosives on him."""
    doers = mention.having("perpetrator")
    return len(doers) == 1 and doers[0].token.lower_ == "bomber"


def _by_whom(mention: TriggerMention, scene: Scene) -> str:
    """The type that a sense has where a state, its force or an armed group is the one who did it; empty, if none."""
    sense = mention.sense
    if not (sense.by_group or sense.by_state or sense.by_country):
        return ""
    kinds = {scene.kind(a.mention) for a in mention.having("perpetrator")}
    if "state_force" in kinds or "country" in kinds:
        return sense.by_country or (sense.by_state if "state_force" in kinds else "")
    if not kinds and sense.type == "raid":
        hit = {counted(a.token).lemma_.lower() for a in mention.having("target", "victim")}
        return sense.by_group if hit & noun_classes()["military-site"] else ""
    if not kinds and sense.type == "arrest":
        taken = {scene.kind(a.mention) for a in mention.having("victim")}
        return sense.by_group if taken == {"state_force"} else ""  # who takes soldiers is no police
    return sense.by_group if "armed_group" in kinds else ""


def _frees_prisoners(mention: TriggerMention) -> bool:
    """An attack on a prison in a sentence that speaks of freeing or escaping."""
    aimed = {counted(a.token).lemma_.lower() for a in mention.having("target")}
    return bool(aimed & {"prison", "jail"}) and any(
        t.lemma_.lower() in ("free", "escape", "release", "liberate", "break") for t in mention.sentence.tokens
    )
