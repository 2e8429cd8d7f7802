"""The roles of a trigger's arguments: who did it, who suffered it, what was hit, with what.

Here belong the frames that turn logical subjects, objects and prepositional phrases into roles. Not here: the grammar
of arguments (`pipeline.reading.arguments`), or which sense of a word holds (`pipeline.reading.frames`).

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

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.argument_clauses import AGENCY, only_brokers
from pipeline.reading.argument_doers import doers_of, harming, senders
from pipeline.reading.arguments import Arguments
from pipeline.reading.bare_passives import bare_passive
from pipeline.reading.carried import aboard, carried, fired
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.records import ActorMention, Sentence, within
from pipeline.reading.sides import MUTUAL, TALKS, between, has_sides, losers
from pipeline.reading.triggers import Sense, noun_classes
from pipeline.reading.wholes import machine_owners, whole_objects, whole_obliques

HIT = frozenset(
    ["at", "on", "upon", "against", "into", "toward", "towards", "outside", "inside", "near", "over", "in", "under",
     "beneath", "behind", "beside", "between", "aboard", "outside of", "inside of", "next to", "close to"]
)  # fmt: skip
AGAINST = frozenset(["on", "against", "upon", "at", "targeting", "toward", "towards", "to"])
_BYSTANDERS = frozenset({"media", "think_tank"})  # they report; harm to their people is told of the people
_HARMED = frozenset({"killed", "wounded", "abducted", "detained", "shot"})
_NO, _MANNERS = frozenset({"no", "any", "neither", "nor"}), general("manners")
_DOERS, _EITHER = frozenset({"by", "from", AGENCY}), frozenset({"with", "between"})
_BLASTS = frozenset({"bombing", "suicide_bombing", "shelling", "air_strike"})
_IMPERSONAL = frozenset({"it", "this", "that", "which", "what", "there"})
_COMMANDING = frozenset({"country", "government", "state_force", "armed_group", "person", "international_organization"})


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


class Roles:
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
        if not role or self._is_date(token):
            return
        start, end, text, mention = self.scene.phrase(self.sentence, token)
        if mention is None and token.pos_ == "PRON" and token.lower_ in _IMPERSONAL:
            return
        if mention is None or mention.form != "name":
            start, text = self._without_date(start, end)
        if (role, start) in self._seen or not text.strip():
            return
        self._seen.add((role, start))
        self.found.append(Argument(role, self.sentence, token, start, end, text, mention, classes))
        for rider in aboard(self.scene, self.sentence, token) if role == "target" and "thing" in classes else ():
            self.add("victim", rider)

    def _is_date(self, token: Token) -> bool:
        """A day or a year that stands where a participant might."""
        if token.ent_type_ not in ("DATE", "TIME"):
            return False
        char = self.sentence.char(token)
        return any(
            d.start <= char < d.end for d in within(self.scene.text.dates, self.sentence.start, self.sentence.end)
        )

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
        if "site" in classes and not classes & {"force", "pronoun", "quantity"}:
            return "target"  # an embassy, a church: the building was hit
        if classes & {"people", "force", "pronoun", "government", "quantity"}:
            return "victim"
        if "weapon" in classes:
            return ""
        if self.sense.outcome in _HARMED and not classes:
            return "victim"  # only people are killed, wounded or held
        return "target" if token.pos_ in ("NOUN", "PROPN") else ""

    def weapon(self, token: Token) -> None:
        """A weapon, and whoever sent it."""
        self.add("weapon", token)
        for sender in senders(self.scene, self.sentence, token):
            self.agent(sender)

    def agent(self, token: Token) -> None:
        """A subject or by-phrase: who did it; of a weapon or a deed, who stands behind it."""
        if self._is_nobody(token):
            return
        owners = machine_owners(self.scene, self.sentence, token)
        if owners is not None:
            if "weapon" in self.scene.classes(self.sentence, token):
                self.add("weapon", token)
            for owner in owners:
                self.add("perpetrator", owner)
            return
        classes = self.scene.classes(self.sentence, token) or self._of_whom(token)
        if classes & {"event", "time"} and not classes & {"people", "force"}:
            for doer in doers_of(self.scene, self.sentence, token):
                self.agent(doer)
            if "weapon" not in classes:
                return
        if "weapon" in classes and not classes & {"people", "force"}:
            self.weapon(token)
        elif classes & {"people", "force", "government", "pronoun", "leader"} or (
            token.pos_ == "PROPN" and not classes & {"site", "thing", "quantity"}
        ):
            numeral = token.pos_ == "NUM" and any(c.isdigit() for c in token.text)
            if not numeral and ("place" not in classes or classes & {"people", "force", "government"}):
                self.add("perpetrator", token)
                for weapon in carried(self.scene, self.sentence, token):
                    self.add("weapon", weapon)

    def _penalty(self, a: Arguments) -> Arguments:
        """ "Two men received life terms from a court": the subject is no judge."""
        if a.verb is None or a.verb.lemma_.lower() not in noun_classes()["receiving-verb"]:
            return a
        for t in a.subjects:
            self.add("sufferer", t)
        for prep, t in a.obliques:
            if prep.lstrip("~") == "from":
                self.agent(t)
        return replace(a, subjects=[])

    def _commands(self, token: Token) -> bool:
        """Whether the subject of a verb that moves troops is the side whose troops they are: a state, a force."""
        mention = self.scene.mention(self.sentence, token)
        kind = self.scene.kind(mention)
        if mention is None or (mention.actor_key.startswith("d:") and (kind == "person" or mention.plural)):
            return False  # "officials said that they would keep troops there"
        return kind in _COMMANDING

    def _is_nobody(self, token: Token) -> bool:
        """ "no group", "nor any other", "the force of the blast", a town that nobody listed."""
        opening = [c for t in (token, token.head if token.dep_ == "conj" else token) for c in t.children]
        if any(c.lower_ in _NO and c.dep_ in ("det", "cc:preconj", "cc") and c.i < token.i for c in opening):
            return True
        of = [c for c in token.children if relation(c) == "nmod" and preposition(c) == "of"]
        if not is_plural(token) and any("event" in self.scene.classes(self.sentence, c) for c in of):
            return True
        if token.lower_ in _MANNERS and token.pos_ == "NOUN" and all(c.dep_ == "case" for c in token.lefts):
            return True  # "taken by force"
        if token.pos_ == "PROPN" and len(token) == 1 and self.scene.mention(self.sentence, token) is None:
            return True  # the "F" of an F-16
        return token.ent_type_ in ("GPE", "LOC") and not self.scene.classes(self.sentence, token)

    def _of_whom(self, token: Token) -> frozenset[str]:
        """The classes of an armed actor that stands before a noun nobody listed: "Red Column cells"."""
        for child in token.children if is_plural(token) else ():
            if child.dep_ == "compound" and child.i < token.i:
                classes = self.scene.classes(self.sentence, child)
                if "force" in classes and "people" in classes:
                    return classes
        return frozenset()

    def verb(self, a: Arguments) -> None:
        frame = self.sense.frame
        if self.sense.type in TALKS and a.verb is not None and only_brokers(a.verb):
            for t in a.subjects:
                self.add("other", t)
            a = replace(a, subjects=[])
        if self.sense.type == "sentencing" and not a.passive:
            a = self._penalty(a)
        a = whole_objects(self.scene, self.sentence, whole_obliques(self.scene, self.sentence, a))
        if self.sense.outcome and frame == "":
            a = bare_passive(self.scene, self.sentence, self.sense, a)
        if frame == "troops":
            commanders = [t for t in a.subjects if a.objects and self._commands(t)]
            for t in commanders or [*a.objects, *(a.subjects if not a.objects else [])]:
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
                        self.weapon(t)
            if frame == "":
                for t in (o for o in a.objects if o.lemma_.lower() not in self.sense.object_is):
                    self.add("sufferer", t)
            elif frame == "subject-perpetrator":
                for t in a.objects:
                    if "people" not in self.scene.classes(self.sentence, t):
                        self.add("other", t)
        self._obliques(a, frame)
        harmed = [(f.token, f.mention) for f in self.found if f.role == "victim"]
        if self.sense.outcome in _HARMED and all(f.role != "perpetrator" for f in self.found):
            for t in harming(self.scene, self.sentence, a, harmed):
                self.agent(t)

    def _inanimate(self, frame: str, a: Arguments) -> None:
        if frame == "weapon-subject":
            for t in [*a.objects, *([] if a.passive else a.subjects)]:
                if self.scene.classes(self.sentence, t) & {"weapon", "thing"}:
                    self.weapon(t)
            if a.passive or a.objects:
                for t in a.subjects:
                    self.agent(t)
        elif frame == "subject-place":
            for t in a.subjects:
                if "site" in self.scene.classes(self.sentence, t):
                    self.add("target", t)
            for preposition, t in a.obliques:
                if preposition == "to":  # "fell to the rebels"
                    self.agent(t)
        else:
            for t in a.subjects:
                self.agent(t)
            for t in a.objects:
                if self.scene.classes(self.sentence, t) & {"site", "thing"}:
                    self.add("target", t)

    def _sides(self, a: Arguments) -> None:
        """Who talks or fights with somebody is one side of two; who acts against him is not."""
        for t in a.subjects:
            self.agent(t)
        others = [("", t) for t in a.objects] + a.obliques
        for prep, t in others:
            if self.sense.type in MUTUAL and prep in ("", "with"):
                self.agent(t)
            elif prep in ("", "with", "against"):
                self.add("sufferer", t)

    def _obliques(self, a: Arguments, frame: str) -> None:
        for prep, t in a.obliques:
            classes = self.scene.classes(self.sentence, t)
            if prep == AGENCY:
                self.agent(t)
            elif self._shares_fate(prep, classes, a):
                self.add("sufferer", t)
            elif prep in ("with", "by", "using", "from", "through") and "weapon" in classes:
                self.weapon(t)
            elif guns := fired(self.scene, self.sentence, t):
                self.weapon(guns[0])
            elif (
                frame == "place-object" and prep in ("of", "over", "in", "~of", "~over") and classes & {"place", "site"}
            ):
                self.add("target", t)
            elif frame == "place-object" and prep.lstrip("~") == "from":
                for loser in losers(self.scene, self.sentence, t):
                    self.add("victim", loser)
            elif frame in ("at-target", "weapon-subject") and prep.lstrip("~") in HIT:
                if classes & {"people", "force", "site", "thing"} and t.pos_ != "NUM":
                    self.add("sufferer", t)
            elif ((prep.startswith("~") and prep[1:] in AGAINST) or (prep == "to" and self.sense.object_is)) or (
                frame == "" and prep in ("against", "on") and classes & {"people", "force", "site"} and not a.objects
            ):
                self.add("sufferer", t)

    def _shares_fate(self, prep: str, classes: frozenset[str], a: Arguments) -> bool:
        """ "was killed along with two guards"."""
        if (self.sense.outcome not in _HARMED and self.sense.frame) or "people" not in classes or not a.passive:
            return False
        return prep.split(" ")[-1] in ("with", "alongside", "besides") and any(
            found.role == "victim" for found in self.found
        )

    def noun(self, noun: Token, a: Arguments) -> None:
        frame = self.sense.frame
        a = whole_obliques(self.scene, self.sentence, a)
        if frame == "toll-noun":
            return
        if frame == "reciprocal-noun":
            a = between(self.scene, self.sentence, noun, a)
        if frame == "troops":
            for prep, t in a.obliques:
                if prep in ("of", "'s", "", "by") and self.scene.classes(self.sentence, t) & {"force", "government"}:
                    self.agent(t)
            return
        if frame == "agent-noun":
            self.add("perpetrator", noun)
            return
        if frame == "weapon-noun":
            self.weapon(noun)
        governor = a.governor.lemma_.lower() if a.governor is not None else ""
        for t in a.subjects:
            if governor in noun_classes()["suffering-verb"] or (not governor and self.sense.outcome == "detained"):
                self.add("sufferer", t)  # "they are behind bars"
            else:
                self.agent(t)
        for prep, t in a.obliques:
            self._noun_oblique(noun, prep, t, frame)

    def _noun_oblique(self, noun: Token, prep: str, t: Token, frame: str) -> None:
        classes = self.scene.classes(self.sentence, t)
        personal = classes & {"people", "force", "government", "leader", "quantity"}
        doers = _DOERS | (_EITHER if self.sense.type in MUTUAL else {"between"} if has_sides(self.sense) else set())
        if frame == "of-place" and prep == "from":
            for loser in losers(self.scene, self.sentence, t):
                self.add("victim", loser)
        elif prep in doers and personal:
            self.agent(t)
        elif frame == "reciprocal-noun" and prep in ("with", "against"):
            self.add("sufferer", t)
        elif prep in ("with", "using") and "weapon" in classes:
            self.weapon(t)
        elif prep == "of" and t.head.lemma_.lower() == "life":
            self.add("sufferer", t)  # "an attempt on the life of the judge"
        elif prep in ("of", "'s"):
            self._possessor(prep, t, frame, classes)
        elif prep in HIT and self.sense.type in _BLASTS and classes & {"site", "thing"} and "force" not in classes:
            self.add("target", t)  # "the explosion took place inside a restaurant"
        elif prep in AGAINST and classes & {"people", "force", "site", "thing", "place", "government"}:
            self.add("sufferer", t)
        elif prep == "" and "weapon" in classes:
            self.weapon(t)
        elif prep == "" and "site" in classes and "force" not in classes:
            if "place" not in classes:
                self.add("target", t)
        elif prep == "" and classes & {"people", "force", "government"}:
            if frame == "of-victim" or (self.sense.outcome and not classes & {"force", "government"}):
                self.add("victim", t)
            elif t.i < noun.i and (t.pos_ in ("NOUN", "PROPN") or self.scene.mention(self.sentence, t) is not None):
                self.agent(t)  # a bare phrase behind a noun does not say whose deed it was

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
        elif prep == "of" and "site" in classes and "force" not in classes and frame == "":
            self.add("target", t)
        elif classes & {"force", "government", "leader", "people"}:
            if prep != "of" or not any(a.role == "perpetrator" for a in self.found):  # "the army's attack of the hill"
                self.agent(t)
