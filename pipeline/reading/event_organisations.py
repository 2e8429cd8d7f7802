"""The organisation behind the people who act: "Red Column fighters", "members of the army", a group by its name.

Here belongs finding whose people a phrase speaks of. Not here: the parties of an event
(`pipeline.reading.event_participants`), or whom a description stands for (`pipeline.reading.coreference`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted, is_plural
from pipeline.reading.classes import Scene
from pipeline.reading.dependencies import children, entity_of, preposition, relation
from pipeline.reading.event_words import member_words
from pipeline.reading.records import ActorMention, Participant
from pipeline.reading.roles import Argument

NAMING = frozenset({"identify", "name", "call", "know"})
ARMED = frozenset({"armed_group", "state_force", "government"})
_OWNING = ARMED | {"person"}
_MEMBERSHIP = frozenset({"of", "from", "to", "as", "in", "with"})
_BELONGING = NAMING | {"belong", "serve", "fight"}
_REACH = 8  # tokens between a description and the organisation it names


def organisation(scene: Scene, argument: Argument) -> Participant | None:
    """The named organisation behind described perpetrators: "members of the Red Column", "Red Column fighters"."""
    head = counted(argument.token)
    if argument.role != "perpetrator" or head.pos_ != "NOUN":
        return None
    if (owner := _owner(scene, argument, head)) is not None:
        return owner
    name = argument.mention is not None and argument.mention.form == "name"
    if name and head.lemma_.lower() not in member_words():
        return None
    if name and argument.mention is not None and (own := _named_before(scene, argument, argument.mention, head)):
        return own
    tokens = [t for t in head.subtree if abs(t.i - head.i) <= _REACH and t.ent_type_ == "ORG" and _belongs(head, t)]
    if not tokens:
        return _common_group(scene, argument, head)
    if head.ent_type_ == "ORG" and len(tokens) == 1:
        return None
    entity = entity_of(tokens[0])
    if entity is None:
        return None
    last = entity.end if not entity.start <= head.i < entity.end else head.i
    if last <= entity.start or entity.doc[last - 1].pos_ == "ADJ":
        return None  # "Vandian soldiers": a nationality is no organisation
    start = argument.sentence.offset + entity.doc[entity.start].idx
    end = argument.sentence.offset + entity.doc[last - 1].idx + len(entity.doc[last - 1])
    inside = [m for m in scene.text.mentions if m.start <= start and end <= m.end and m.form == "name"]
    mention = min(inside, key=lambda m: m.end - m.start, default=argument.mention)
    key, ident = (mention.actor_key, mention.mention_id) if mention else (None, None)
    return Participant(argument.role, start, end, scene.text.document.text[start:end], key, ident)


def _owner(scene: Scene, argument: Argument, head: Token) -> Participant | None:
    """ "its men", "the Front's fighters": whose people they are."""
    if head.lemma_.lower() not in member_words():
        return None
    for child in children(head, "nmod:poss"):
        mention = scene.mention(argument.sentence, child)
        if mention is not None and scene.kind(mention) in _OWNING and not mention.actor_key.startswith("d:"):
            return of_mention(argument.role, named(scene, mention) if mention.form == "pronoun" else mention)
    return None


def named(scene: Scene, mention: ActorMention) -> ActorMention:
    """The last phrase before a pronoun that says who is meant by it, or the first behind it; the pronoun, if none."""
    same = [m for m in scene.text.mentions if m.actor_key == mention.actor_key and m.form != "pronoun"]
    before = max((m for m in same if m.start < mention.start), key=lambda m: m.start, default=None)
    return before or next(iter(same), mention)


def _belongs(head: Token, name: Token) -> bool:
    """Whether people belong to the organisation of a name below them: "fighters of the Red Column", but not "a man
    inspired by the Red Column".
    """
    while name.i != head.i:
        base, prep = relation(name), preposition(name)
        if base in ("nmod", "obl") and prep and prep not in _MEMBERSHIP:
            return False
        if base in ("acl", "advcl", "parataxis") and name.lemma_.lower() not in _BELONGING:
            return False
        name = name.head
    return True


def _named_before(scene: Scene, argument: Argument, mention: ActorMention, head: Token) -> Participant | None:
    """The group's own name in a name that goes on with its people: "Red Column fighters"."""
    first = argument.sentence.token_at(mention.start)
    text = scene.text.document.text[mention.start : argument.sentence.char(head)].rstrip(" -")
    if first is None or not text or head.i == first.i or head.doc[head.i - 1].pos_ == "ADJ":
        return None
    if scene.kind(mention) not in ARMED:
        return None
    end = mention.start + len(text)
    return Participant(argument.role, mention.start, end, text, mention.actor_key, mention.mention_id)


def _common_group(scene: Scene, argument: Argument, head: Token) -> Participant | None:
    """The body behind its members that goes by no name: "members of the armed forces", "army officers"."""
    if head.lemma_.lower() not in member_words():
        return None
    for child in head.children:
        of = relation(child) == "nmod" and preposition(child) == "of"
        if (of or child.dep_ == "compound") and child.pos_ in ("NOUN", "PROPN"):
            if "force" in scene.classes(argument.sentence, child) and child.lemma_.lower() not in member_words():
                start, end, text, mention = scene.phrase(argument.sentence, child)
                if mention is not None and not of and mention.end > argument.sentence.char(head):
                    start, end, text = (
                        argument.sentence.char(child),
                        argument.sentence.char(child) + len(child),
                        child.text,
                    )
                key, ident = (mention.actor_key, mention.mention_id) if mention else (None, None)
                return Participant(argument.role, start, end, text, key, ident)
    return None


def called(scene: Scene, argument: Argument) -> Participant | None:
    """ "a clandestine group, the "Red Column"": the name of one organisation behind the noun that describes it."""
    head = counted(argument.token)
    if argument.role != "perpetrator" or head.pos_ != "NOUN" or head.ent_type_ or is_plural(head):
        return None
    calling = [c for c in head.rights if c.dep_.startswith("acl") and c.lemma_.lower() in NAMING]
    given = [c for clause in calling for c in children(clause, "xcomp", "obj", "obl")]
    for name in [*head.rights, *given]:
        if (name in given or name.dep_ in ("appos", "flat", "nmod:desc")) and name.ent_type_ == "ORG":
            mention = scene.mention(argument.sentence, name)
            if mention is not None and mention.form == "name":
                return of_mention(argument.role, mention)
            return of_entity(argument, name)
    return None


def meant(scene: Scene, argument: Argument) -> list[ActorMention]:
    """The name of the group that a description stands for: "the rebels", where the text has said which."""
    mention = argument.mention
    if argument.role != "perpetrator" or mention is None or mention.form == "name":
        return []
    if scene.kind(mention) != "armed_group":
        return []
    names = [m for m in scene.text.mentions if m.actor_key == mention.actor_key and m.form == "name"]
    return sorted(names, key=lambda m: (_with_people(m), abs(m.start - mention.start)))[:1]


def _with_people(mention: ActorMention) -> bool:
    """ "Red Column fighters": a name with a word for its people."""
    last = mention.text.split()[-1].casefold()
    return last in member_words() or last.removesuffix("s") in member_words()


def of_mention(role: str, mention: ActorMention) -> Participant:
    return Participant(role, mention.start, mention.end, mention.text, mention.actor_key, mention.mention_id)


def of_entity(argument: Argument, token: Token) -> Participant | None:
    """The participant by the name that a token is in, though it is no actor's of the text; None, if in none."""
    entity = entity_of(token)
    if entity is None:
        return None
    start = argument.sentence.offset + entity.start_char
    return Participant(argument.role, start, start + len(entity.text), entity.text, None, None)
