"""Trigger mentions: which sense of a trigger word holds in a sentence, and who and what takes part in it.

Here belong the conditions of the senses and the frames that give arguments their roles. Not here: the grammar of
arguments (`pipeline.reading.arguments`), status, dates and places, or what becomes of the mentions (`pipeline.reading.events`).

FRAMES, as named in triggers.toml (object and subject are the logical ones, passives undone):
  ""                   subject did it to object
  at-target            subject did it; what was hit hangs on a preposition (at, on, into, outside ...)
  weapon-subject       the subject is the weapon ("a bomb exploded") or the thing it was hidden in
  weapon-noun          the noun is the weapon; it tells of an event only where a verb says that it went off or was laid
  agent-noun           the noun names who did it ("suicide bomber")
  subject-target       the subject was hit ("came under fire")
  subject-victim       the subject came to harm ("died")
  subject-perpetrator  the subject acts alone; an object is a place or a captor ("escaped", "surrendered")
  subject-place        the subject is a place that changed hands ("the town fell")
  place-object         the object is a place that changed hands
  of-place             noun: the place hangs on "of"
  of-victim            noun: the victim hangs on "of" or a possessive
  toll-object          the object counts the victims ("claimed nine lives")
  toll-noun            the noun is a count of victims; it tells of no event by itself
  adjective            "four people dead": a count of victims
  reciprocal, reciprocal-noun   both sides act
  foils                subject stopped it; the object is the attack
  state                adjective: its subject is in that state ("remain displaced")
  troops               the forces that are sent or withdrawn act, as subject, object or complement
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Arguments, Grammar, relation
from pipeline.reading.classes import Scene
from pipeline.reading.records import ActorMention, Sentence, within
from pipeline.reading.triggers import Match, Sense, noun_classes

HIT = frozenset(["at", "on", "upon", "against", "into", "toward", "towards", "outside", "inside", "near", "over", "in"])
AGAINST = frozenset(["on", "against", "upon", "at", "targeting", "toward", "towards", "to"])
_BYSTANDERS = frozenset({"media", "think_tank"})  # they report; harm to their people is told of the people
_FORCE = frozenset({"harm", "armed_attack", "bombing", "suicide_bombing", "air_strike", "shelling", "massacre", "raid"})
_INTRANSITIVE = frozenset({"subject-victim", "subject-perpetrator", "reciprocal"})
_TRANSITIVE = frozenset({"killed", "wounded", "abducted", "detained"})
_LOCATIVE = frozenset(["in", "at", "near", "outside", "inside", "around", "on", "across", "along", "between", "throughout", "within"])


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant phrase of a trigger mention."""

    role: str  # perpetrator | victim | target | weapon | place | other
    sentence: Sentence
    token: Token
    start: int
    end: int
    text: str
    mention: ActorMention | None
    classes: frozenset[str]


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
    for token in reversed(list(sentence.tokens)):
        if token.i in taken or not scene.triggers.may_tell(token):
            continue
        if token.pos_ == "VERB" and relation(token) == "amod":  # "displaced people", "wounded soldiers": no event of their own
            continue
        if token.dep_ == "compound" and token.head.i > token.i and not _goes_with(scene, token.head):
            continue  # "murder trial", "bomb squad", "attack helicopter"
        mention = _mention(scene, sentence, token, grammar)
        if mention is not None:
            taken.update(t.i for t in sentence.tokens if mention.start <= sentence.char(t) < mention.end)
            found.append(mention)
    return _foiled(found[::-1])


def _foiled(mentions: list[TriggerMention]) -> list[TriggerMention]:
    """What was foiled is no event of its own: its perpetrators are those of the foiled attack, who foiled it stands by."""
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


def _goes_with(scene: Scene, head: Token) -> bool:
    """Nouns that an action noun may stand before and still tell of the action: "shooting incident", "bomb attack", "murder victim"."""
    lemma = head.lemma_.lower()
    return lemma in noun_classes()["echo"] or any(m.sense.type in _FORCE for m in scene.triggers.at(head))


def _mention(scene: Scene, sentence: Sentence, token: Token, grammar: Grammar) -> TriggerMention | None:
    matches = scene.triggers.at(token)
    if not matches or _is_part_of_name(scene, sentence, token):
        return None
    light = noun_classes()["light-verb"]
    noun = matches[0].sense.pos == "NOUN"
    arguments = grammar.of_noun(token, light) if noun else grammar.of_verb(token)
    lemmas = frozenset(t.lemma_.lower() for t in sentence.tokens)
    for match in matches:
        fitting = _active(match.sense, arguments)
        if _holds(match.sense, token, fitting, lemmas, scene, sentence):
            return _build(match, token, fitting, scene, sentence)
    return None


def _active(sense: Sense, arguments: Arguments) -> Arguments:
    """A verb without a passive ("thousands protested") that the parser took for a participle: its object is its subject."""
    intransitive = sense.frame in _INTRANSITIVE or sense.type == "protest"
    if sense.pos == "VERB" and intransitive and arguments.passive and not arguments.subjects:
        return replace(arguments, subjects=arguments.objects, objects=[], passive=False)
    return arguments


def _is_part_of_name(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """ "Resistance Front", "Human Rights Watch": a word inside an actor's name is no trigger."""
    char = sentence.char(token)
    for mention in scene.text.mentions:
        if mention.start > char:
            break
        if mention.form == "name" and mention.start <= char < mention.end:
            return True
    return False


def _holds(
    sense: Sense, token: Token, arguments: Arguments, lemmas: frozenset[str], scene: Scene, sentence: Sentence
) -> bool:
    if sense.context and not lemmas.intersection(sense.context):
        return False
    if sense.particle and not any(p.lower_ in sense.particle for p in arguments.particles):
        return False
    if sense.object_is:
        nearby = [t for t in token.rights if relation(t) in ("obj", "xcomp", "advmod", "nsubj", "ccomp")]
        heads = [*arguments.objects, *nearby]
        if any(t.lower_ == "place" for t in heads):  # "took place"
            return False
        heads += [counted(t) for t in heads]
        if not any(t.lemma_.lower() in sense.object_is or t.lower_ in sense.object_is for t in heads):
            return False
    if sense.preposition and not any(p.split(" ")[0] in sense.preposition for p, _ in arguments.obliques):
        return False
    if sense.frame == "agent-noun" and relation(token) not in ("nsubj", "ROOT", "conj", "appos") and token.dep_ != "obl:agent":
        return False
    if sense.pos == "NOUN":
        of = [t for p, t in arguments.obliques if p in ("of", "'s", "")]
        return not sense.object or _fits(sense.object, of, scene, sentence, place_word="of")
    return _fits(sense.object, arguments.objects, scene, sentence) and _fits(
        sense.subject, arguments.subjects, scene, sentence
    )


def _fits(
    wanted: tuple[str, ...], tokens: list[Token], scene: Scene, sentence: Sentence, place_word: str | None = None
) -> bool:
    if not wanted:
        return True
    if not tokens:
        return "none" in wanted
    classes: set[str] = set()
    for token in tokens[:3]:
        classes |= scene.classes(sentence, token)
    if classes:
        return bool(classes.intersection(wanted))
    # a name that nobody listed may be anybody; a common noun that nobody listed is no person
    free = {"people", "force"} if place_word is None else {"people", "force", "place"}
    return tokens[0].pos_ == "PROPN" and bool(free.intersection(wanted))


def _build(match: Match, token: Token, arguments: Arguments, scene: Scene, sentence: Sentence) -> TriggerMention:
    sense = match.sense
    roles = _Roles(scene, sentence, sense)
    if sense.pos == "VERB":
        roles.verb(arguments)
    elif sense.pos == "NOUN":
        roles.noun(token, arguments)
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


def _refined(mention: TriggerMention, scene: Scene) -> TriggerMention:
    """The event type, where weapon or victim say more than the trigger word."""
    event_type = mention.event_type
    lemmas = {t.lemma_.lower() for a in mention.having("weapon", "perpetrator") for t in a.token.subtree}
    lemmas |= {t.lemma_.lower() for t in mention.token.children if relation(t) in ("compound", "amod")}
    if event_type in ("bombing", "armed_attack") and lemmas & {"suicide", "kamikaze"}:
        event_type = "suicide_bombing"
    elif event_type in ("armed_attack", "bombing") and lemmas & {
        "aircraft",
        "warplane",
        "jet",
        "drone",
        "helicopter",
        "airplane",
        "air",
    }:
        event_type = "air_strike"
    elif (
        event_type == "armed_attack"
        and mention.sense.id.startswith("strike")
        and lemmas & {"missile", "rocket", "artillery"}
    ):
        event_type = "shelling"
    elif event_type == "armed_attack" and lemmas & {"bomb", "dynamite", "explosive", "grenade"}:
        event_type = "bombing"
    if event_type in ("armed_attack", "armed_clash", "bombing") and _frees_prisoners(mention):
        event_type = "prison_break"
    return replace(mention, event_type=event_type)


def _frees_prisoners(mention: TriggerMention) -> bool:
    """An attack on a prison in a sentence that speaks of freeing or escaping."""
    aimed = {counted(a.token).lemma_.lower() for a in mention.having("target")}
    return bool(aimed & {"prison", "jail"}) and any(
        t.lemma_.lower() in ("free", "escape", "release", "liberate", "break") for t in mention.sentence.tokens
    )


class _Roles:
    """Gives the arguments of one trigger their roles."""

    def __init__(self, scene: Scene, sentence: Sentence, sense: Sense) -> None:
        self.scene, self.sentence, self.sense = scene, sentence, sense
        self.found: list[Argument] = []
        self._seen: set[tuple[str, int]] = set()

    def add(self, role: str, token: Token) -> None:
        classes = self.scene.classes(self.sentence, token)
        if role == "sufferer":
            role = self._sufferer(classes, token)
            if role == "victim" and self.scene.kind(self.scene.mention(self.sentence, token)) in _BYSTANDERS:
                return
        if not role:
            return
        start, end, text, mention = self.scene.phrase(self.sentence, token)
        if mention is None and token.pos_ == "PRON" and token.lower_ in ("it", "this", "that", "which", "what", "there"):
            return
        if mention is None or mention.form != "name":
            start, text = self._without_date(start, end)
        if (role, start) in self._seen or not text.strip():
            return
        self._seen.add((role, start))
        self.found.append(Argument(role, self.sentence, token, start, end, text, mention, classes))

    def _without_date(self, start: int, end: int) -> tuple[int, str]:
        """ "27 March rebel units": a date in front of a noun phrase is no part of it."""
        for date in within(self.scene.text.dates, start, end):
            if date.start == start and date.end < end:
                start = date.end
        text = self.scene.text.document.text[start:end]
        return start + len(text) - len(text.lstrip(" ,")), text.lstrip(" ,")

    def _sufferer(self, classes: frozenset[str], token: Token) -> str:
        """People and groups are victims; places and objects are targets."""
        if "time" in classes or ("event" in classes and not classes & {"people", "site", "place", "thing"}):
            return ""
        if classes & {"site", "thing", "place"} and not classes & {"people", "force"}:
            return "target"
        if classes & {"people", "force", "pronoun", "government", "quantity"}:
            return "victim"
        if "weapon" in classes:
            return ""
        return "target" if token.pos_ in ("NOUN", "PROPN") else ""

    def agent(self, token: Token) -> None:
        """A subject or by-phrase: who did it, unless it is a weapon, an event or a time."""
        classes = self.scene.classes(self.sentence, token)
        if classes & {"event", "time"} and not classes & {"people", "force"}:
            return
        if "weapon" in classes and not classes & {"people", "force"}:
            self.add("weapon", token)
        elif classes & {"people", "force", "government", "pronoun", "leader"} or (
            token.pos_ == "PROPN" and not classes & {"site", "thing", "quantity"}
        ):
            if token.pos_ == "NUM" and any(c.isdigit() for c in token.text):
                return
            if "place" not in classes or classes & {"people", "force", "government"}:
                self.add("perpetrator", token)

    def verb(self, a: Arguments) -> None:
        frame = self.sense.frame
        if self.sense.outcome and frame == "":
            a = self._bare_passive(a)
        if frame == "troops":
            for t in [*a.objects, *([] if a.objects else a.subjects)]:
                self.agent(t)
        if frame in ("subject-victim", "subject-target"):
            for t in a.subjects or a.objects:
                self.add("sufferer", t)
        elif frame in ("weapon-subject", "subject-place", "place-object"):
            self._inanimate(frame, a)
        elif frame == "reciprocal":
            self._sides(a)
        elif frame == "troops":
            pass
        elif frame == "toll-object":
            for t in a.subjects:
                self.agent(t)
        else:
            for t in a.subjects:
                self.agent(t)
            if frame == "at-target":
                for t in a.objects:
                    if "weapon" in self.scene.classes(self.sentence, t):
                        self.add("weapon", t)
            if frame == "":
                for t in a.objects:
                    if t.lemma_.lower() not in self.sense.object_is:
                        self.add("sufferer", t)
            elif frame == "subject-perpetrator":
                for t in a.objects:
                    if "people" not in self.scene.classes(self.sentence, t):
                        self.add("other", t)
        self._obliques(a, frame)

    def _bare_passive(self, a: Arguments) -> Arguments:
        """ "20 killed, 30 others injured": a counted subject without auxiliary, or a number right before the verb, came to harm."""
        verb = a.verb
        if verb is None or verb.tag_ not in ("VBD", "VBN"):
            return a
        before = self._number_before(verb)
        if before is not None and before not in a.objects:
            return replace(a, subjects=[], objects=[before], passive=True)
        if a.passive:
            return a
        if a.subjects and not a.inherited and not a.objects and self.sense.outcome in _TRANSITIVE:
            return replace(a, subjects=[], objects=a.subjects, passive=True)  # headline: "Senator killed in shooting"
        if a.subjects and not a.inherited and all(self._counted_people(t) for t in a.subjects):
            if not a.objects or all(self._counted_people(t) or "pronoun" in self.scene.classes(self.sentence, t) for t in a.objects):
                return replace(a, subjects=[], objects=a.subjects, passive=True)
        return a

    def _number_before(self, verb: Token) -> Token | None:
        """The number, or counted noun, that ends right before a verb that is coordinated with a passive."""
        if relation(verb) not in ("conj", "parataxis", "advcl", "ccomp", "acl", "dep") or verb.i == self.sentence.first:
            return None
        before = verb.doc[verb.i - 1]
        if before.lower_ in ("were", "was") and before.i > self.sentence.first:
            before = verb.doc[verb.i - 2]
        char = self.sentence.char(before)
        found = self.scene.number_at.get(char) or self.scene.quantity_at.get(char)
        return before if found is not None and found.kind in ("cardinal", "vague") else None

    def _counted_people(self, token: Token) -> bool:
        char = self.sentence.char(token)
        found = self.scene.quantity_at.get(char) or self.scene.number_at.get(char)
        classes = self.scene.classes(self.sentence, token)
        return found is not None and found.kind in ("cardinal", "vague") and "force" not in classes and bool(classes & {"people", "quantity"})

    def _inanimate(self, frame: str, a: Arguments) -> None:
        if frame == "weapon-subject":
            for t in [*a.objects, *([] if a.passive else a.subjects)]:
                if self.scene.classes(self.sentence, t) & {"weapon", "thing"}:
                    self.add("weapon", t)
            if a.passive or a.objects:
                for t in a.subjects:
                    self.agent(t)
        elif frame == "subject-place":
            for t in a.subjects:
                if "site" in self.scene.classes(self.sentence, t):
                    self.add("target", t)
        else:
            for t in a.subjects:
                self.agent(t)
            for t in a.objects:
                if self.scene.classes(self.sentence, t) & {"site", "thing"}:
                    self.add("target", t)

    def _sides(self, a: Arguments) -> None:
        for t in a.subjects:
            self.agent(t)
        for t in a.objects:
            self.add("sufferer", t)
        for prep, t in a.obliques:
            if prep in ("with", "against"):
                self.add("sufferer", t)

    def _obliques(self, a: Arguments, frame: str) -> None:
        for prep, t in a.obliques:
            classes = self.scene.classes(self.sentence, t)
            if prep in ("with", "by", "using", "from", "through") and "weapon" in classes:
                self.add("weapon", t)
            elif (
                frame == "place-object" and prep in ("of", "over", "in", "~of", "~over") and classes & {"place", "site"}
            ):
                self.add("target", t)
            elif frame == "place-object" and prep == "from" and classes & {"force", "people"}:
                self.add("victim", t)
            elif frame in ("at-target", "weapon-subject") and prep.lstrip("~") in HIT:
                if classes & {"people", "force", "site", "thing"} and t.pos_ != "NUM":
                    self.add("sufferer", t)
            elif (prep.startswith("~") and prep[1:] in AGAINST) or (frame == "" and prep in ("against", "on") and classes & {"people", "force", "site"} and not a.objects):
                self.add("sufferer", t)

    def noun(self, noun: Token, a: Arguments) -> None:
        frame = self.sense.frame
        if frame == "toll-noun":
            return
        if frame == "troops":
            for prep, t in a.obliques:
                if prep in ("of", "'s", "", "by") and self.scene.classes(self.sentence, t) & {"force", "government"}:
                    self.agent(t)
            return
        if frame == "agent-noun":
            self.add("perpetrator", noun)
            return
        if frame == "weapon-noun":
            self.add("weapon", noun)
        governor = a.governor.lemma_.lower() if a.governor is not None else ""
        for t in a.subjects:
            if governor in noun_classes()["suffering-verb"]:
                self.add("sufferer", t)
            else:
                self.agent(t)
        for prep, t in a.obliques:
            self._noun_oblique(prep, t, frame)

    def _noun_oblique(self, prep: str, t: Token, frame: str) -> None:
        classes = self.scene.classes(self.sentence, t)
        personal = classes & {"people", "force", "government", "leader", "quantity"}
        if prep in ("by", "from", "between") and personal:
            self.agent(t)
        elif frame == "reciprocal-noun" and prep in ("with", "against"):
            self.add("sufferer", t)
        elif prep in ("with", "using") and "weapon" in classes:
            self.add("weapon", t)
        elif prep in ("of", "'s"):
            self._possessor(prep, t, frame, classes)
        elif prep in AGAINST and classes & {"people", "force", "site", "thing", "place", "government"}:
            self.add("sufferer", t)
        elif prep == "" and "weapon" in classes:
            self.add("weapon", t)
        elif prep == "" and classes & {"people", "force", "government"}:
            if self.sense.outcome and not classes & {"force", "government"}:
                self.add("victim", t)
            else:
                self.agent(t)
        elif prep == "" and "site" in classes and "place" not in classes:
            self.add("target", t)

    def _possessor(self, prep: str, t: Token, frame: str, classes: frozenset[str]) -> None:
        if frame in ("of-place",):
            if "site" in classes:
                self.add("target", t)
            elif prep == "'s" and "place" not in classes:
                self.agent(t)
        elif self.sense.outcome or frame == "of-victim":
            if prep == "'s" and classes & {"force", "government"} and self.sense.outcome:
                self.agent(t)
            elif classes & {"people", "force", "quantity", "pronoun"} or t.pos_ == "PROPN":
                self.add("victim", t)
        elif classes & {"force", "government", "leader", "people"}:
            self.agent(t)
        elif prep == "of" and classes & {"site"} and frame == "":
            self.add("target", t)
