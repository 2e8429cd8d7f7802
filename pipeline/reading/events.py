"""Event reports: one record for each event that a document reports.

Here belongs the way from trigger mentions to rows: status, date and place of each mention, gathering
(`pipeline.reading.event_drafts`), and filling a report from clause, sentence, paragraph and document in that order.
Not here: the trigger grammar (`pipeline.reading.frames`), tolls (`pipeline.reading.tolls`), or events across documents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.arguments import Grammar
from pipeline.reading.attribution import attributed_to
from pipeline.reading.classes import Scene
from pipeline.reading.date_scope import date_for
from pipeline.reading.dependencies import relation
from pipeline.reading.event_belief import beliefs, threshold
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention, is_definite
from pipeline.reading.event_features import Company as Drafted
from pipeline.reading.event_features import features
from pipeline.reading.event_figures import counts_of, figures_of
from pipeline.reading.event_gathering import credit, gather
from pipeline.reading.event_identified import identify
from pipeline.reading.event_identity import is_new
from pipeline.reading.event_participants import participants
from pipeline.reading.event_role_features import Company, Party, role_features
from pipeline.reading.event_roles import with_doers
from pipeline.reading.event_rows import central, evidence, evidence_span, weapons
from pipeline.reading.event_where_when import date_of, place_of
from pipeline.reading.event_words import person_words, weapon_words
from pipeline.reading.frames import TriggerMention, find_mentions
from pipeline.reading.identifiers import identifier
from pipeline.reading.place_scope import place_for
from pipeline.reading.records import DateMention, EventReport, Figure, PlaceMention, Text, within
from pipeline.reading.roles import Argument
from pipeline.reading.status import status_of
from pipeline.reading.tolls import figures, outcome_of
from pipeline.reading.triggers import load_triggers

_LONG_AGO = dt.timedelta(days=60)
_VIOLENCE = ATTACKS | {"harm", "abduction", "hostage_taking"}
_LIKELY = 0.25  # belief that the one event of a text needs
_LASTING = frozenset({"military_operation", "armed_clash", "displacement", "troop_deployment", "hostage_taking"})
_WHEN = frozenset({"when", "after", "before", "since", "until", "once"})
_OCCURS = frozenset({"occur", "happen", "take", "erupt", "come", "unfold"})
_SPOKEN = frozenset({"title", "heading", "paragraph", "note", "caption"})
_TITLES = frozenset({"title", "heading"})
Counts = tuple[tuple[str, int | None, int | None], ...]


def find_events(text: Text) -> tuple[EventReport, ...]:
    """Every event the document reports, in the order of the evidence."""
    scene = _scene(text)
    return with_doers(scene, _told(scene))


def casts(text: Text) -> tuple[tuple[EventReport, tuple[tuple[Party, dict[str, float]], ...]], ...]:
    """Every report as the grammar fills it, with the actors who may be its doers beside and the features of each: what
    training learns from.
    """
    scene = _scene(text)
    filled = _told(scene)
    company = Company(scene, filled)
    return tuple((report, tuple(role_features(company, i))) for i, (_, report) in enumerate(filled))


def candidates(text: Text) -> tuple[tuple[EventReport, dict[str, float]], ...]:
    """Every draft as a report, believed or not, with the features that its belief rests on: what training learns
    from.
    """
    scene = _scene(text)
    drafts = _drafts(scene)
    credit(drafts)
    identify(scene, drafts)
    return tuple((_report(scene, draft, drafts), draft.features) for draft in drafts)


def mentions(text: Text) -> tuple[Mention, ...]:
    """Every trigger mention of a document that tells of an event: what training the ties learns from."""
    return tuple(_mentions(_scene(text)))


def single_report(text: Text, mention: Mention) -> EventReport:
    """One mention as if it were all that the document says of its event."""
    draft = Draft([mention])
    return _report(_scene(text), draft, [draft])


def _told(scene: Scene) -> list[tuple[Draft, EventReport]]:
    """The drafts that are believed with their reports, as the grammar fills them, in the order of the evidence."""
    gathered = _drafts(scene)
    drafts = [d for d in gathered if _believed(scene, d, gathered)] or _likeliest(gathered)
    credit(drafts, gathered)
    identify(scene, drafts)
    filled = [(draft, _report(scene, draft, drafts)) for draft in drafts]
    return sorted(filled, key=lambda t: (t[1].start, t[1].trigger_start, t[1].event_type))


def _scene(text: Text) -> Scene:
    return Scene(text, load_triggers(), weapon_words(), person_words())


def _drafts(scene: Scene) -> list[Draft]:
    """The gathered mentions with their features and the probability that the document reports them."""
    drafts = gather(list(_mentions(scene)))
    company = Drafted(scene.text, drafts)
    for number, draft in enumerate(drafts):
        draft.features = features(scene, number, company, bool(figures_of(scene, draft)))
    for draft, believed in zip(drafts, beliefs([d.features for d in drafts]), strict=True):
        draft.belief = believed
    return drafts


def _believed(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    if draft.belief >= threshold(central=False):
        return True
    if draft.belief < threshold(central=True):
        return False
    date, _ = date_of(scene.text, draft, evidence(scene, draft))
    return central(scene.text, draft, drafts, date)


def _likeliest(drafts: list[Draft]) -> list[Draft]:
    """The likeliest violence where nothing in a text is believed: a report tells of something."""
    violent = [d for d in drafts if d.event_type in _VIOLENCE and d.belief >= _LIKELY]
    return [max(violent, key=lambda d: d.belief)] if violent else []


def _mentions(scene: Scene) -> Iterable[Mention]:
    for sentence in scene.text.sentences:
        if sentence.block.kind not in _SPOKEN:
            continue
        title = sentence.block.kind in _TITLES
        for trigger in find_mentions(scene, sentence, Grammar()):
            status = status_of(trigger)
            if status is None:
                continue
            if trigger.sense.frame in ("toll-noun", "adjective") and not figures(scene, trigger):
                continue
            if status == "ongoing" and title:
                status = "occurred"  # headlines tell the past in the present tense
            if status == "ongoing" and trigger.sense.frame == "subject-victim" and outcome_of(trigger) == "killed":
                if trigger.token.tag_ == "VBG" or not any(_is_number(scene, f) for f in figures(scene, trigger)):
                    continue  # "people are dying slowly as services break down": no incident
                status = "occurred"  # "nine policemen die in an ambush": a chronicle tells the past in the present
            date = date_for(scene.text, sentence, trigger.start)
            if date is not None and _background(scene.text, date) and _only_counts_from(trigger, date):
                date = None
            toll = _toll(scene, trigger) if trigger.event_type == "harm" else None
            past = _background(scene.text, date)
            yield Mention(trigger, status, date, _own_place(scene, trigger), title, past, toll, is_new(trigger))


def _toll(scene: Scene, trigger: TriggerMention) -> int | None:
    """How many a mention says were killed, at least."""
    return next((f.low for f in figures(scene, trigger) if f.outcome == "killed"), None)


def _is_number(scene: Scene, figure: Figure) -> bool:
    """Whether a figure is a number, however qualified, and no "thousands"."""
    vague = [q for q in within(scene.text.quantities, figure.start, figure.end) if q.kind == "vague"]
    return figure.low == figure.high or not vague


def _only_counts_from(trigger: TriggerMention, date: DateMention) -> bool:
    """ "the tenth shooting since 1976": a date that a count begins with is not that of the single event."""
    before = trigger.sentence.token_at(date.start - 1) or trigger.sentence.token_at(date.start - 2)
    single = trigger.sense.pos == "NOUN" and not is_plural(trigger.token) and trigger.event_type not in _LASTING
    return single and before is not None and before.lower_ == "since"


def _background(text: Text, date: DateMention | None) -> bool:
    """Whether a date lies well before publication."""
    if date is None or date.date_end is None or text.published.start is None:
        return False
    return date.date_end < text.published.start - _LONG_AGO


def _own_place(scene: Scene, trigger: TriggerMention) -> PlaceMention | None:
    """The place that the trigger's clause gives it; a mention that points back ("the attack") takes only its own
    complement.
    """
    place = place_for(scene.text, trigger.sentence, trigger.start)
    if place is None:
        return None
    head = trigger.sentence.token_at(place.head)
    if head is not None and _in_another_clause(head, trigger.token):
        return None
    if trigger.sense.pos != "NOUN":
        return place
    if place.precision == "country" and head is not None and head.dep_ in ("compound", "nmod:poss", "amod"):
        return None  # "the U.S. withdrawal": who, not where
    if not is_definite(trigger.token):
        return place
    holders = [trigger.token]
    if trigger.governor is not None and trigger.governor.lemma_.lower() in _OCCURS:
        holders.append(trigger.governor)
    return place if place.head in {trigger.sentence.char(t) for h in holders for t in h.subtree} else None


def _in_another_clause(place: Token, trigger: Token) -> bool:
    """ "When the town of X fell, the women were taken to camps": a clause of time has a place of its own."""
    above = [place, *place.ancestors]
    for clause in above:
        opened = any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in clause.lefts)
        if opened and relation(clause) == "advcl":
            return trigger.i != clause.i and not clause.is_ancestor(trigger)
    return False


def _report(scene: Scene, draft: Draft, drafts: list[Draft]) -> EventReport:
    text = scene.text
    main = evidence(scene, draft)
    start, end = evidence_span(draft, main)
    date, date_basis = date_of(text, draft, main)
    place = place_of(text, draft, main)
    found = figures_of(scene, draft)
    counts = counts_of(found)
    event_type = _type(scene, draft, counts, date)
    speaker = attributed_to(text, main.trigger.start, main.trigger.end)
    spans = sorted({(m.sentence.start, m.sentence.end) for m in draft.mentions})
    report = EventReport(
        report_id=identifier("report", text.document.document_id, main.trigger.start, main.trigger.end, event_type),
        start=start,
        end=end,
        trigger_start=main.trigger.start,
        trigger_end=main.trigger.end,
        event_type=event_type,
        status=_status(draft, main),
        central=central(text, draft, drafts, date),
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        date_precision=date.precision if date else "unknown",
        date_basis=date_basis,
        place=None,
        place_id=None,
        admin1=None,
        country=None,
        latitude=None,
        longitude=None,
        place_precision="none",
        counts=counts,
        weapons=weapons(scene, draft),
        attributed_to=speaker.speaker if speaker else None,
        rule=main.trigger.sense.id,
        confidence=round(draft.belief, 2),
        participants=participants(scene, draft),
        figures=tuple(replace(t.figure, outcome="wounded") if t.figure.outcome == "shot" else t.figure for t in found),
        spans=tuple(spans),
        date_text_start=date.start if date and date.end > date.start else None,
        date_text_end=date.end if date and date.end > date.start else None,
    )
    return _located(report, place)


_MANY = 10  # unarmed people killed in one place, without bomb or artillery: a massacre
_ENTOURAGE = 5  # people who die with somebody who was meant
_AT_ONCE = dt.timedelta(days=31)  # what spans more is a series, and its dead were not killed together
_UNARMED = frozenset({"civilians", "ethnic_or_religious_group"})
_SHOT_AT = frozenset({"killed", "shot"})


def _type(scene: Scene, draft: Draft, counts: Counts, date: DateMention | None) -> str:
    """The event type; harm without a more exact cause is an armed attack, a massacre where many civilians died
    together, or an assassination where somebody of office was shot at or killed.
    """
    if draft.event_type not in ("harm", "armed_attack"):
        return draft.event_type
    killed = next((low for outcome, low, _ in counts if outcome == "killed"), None)
    harmed = draft.arguments("victim")
    if harmed and (killed is None or killed <= _ENTOURAGE) and _is_somebody(scene, draft, harmed[0]):
        return "assassination"
    many = killed is not None and killed >= _MANY and not _is_series(date)
    unarmed = any(scene.kind(a.mention) in _UNARMED for a in harmed) and not any("force" in a.classes for a in harmed)
    return "massacre" if many and unarmed and draft.arguments("perpetrator") else "armed_attack"


def _is_series(date: DateMention | None) -> bool:
    """Whether a date names a time too long for people to have been killed together: "in 2031 alone", "since May"; but
    "three years ago" is a day not remembered.
    """
    if date is None or date.date_start is None or date.basis != "stated":
        return False
    return date.date_end is None or date.date_end - date.date_start >= _AT_ONCE


def _is_somebody(scene: Scene, draft: Draft, victim: Argument) -> bool:
    """Whether a person of office, given by name or as the only one, is who was shot at or killed."""
    if victim.mention is None or "leader" not in victim.classes:
        return False
    single = victim.mention.form == "name" or scene.kind(victim.mention) == "person"
    return single and any(
        outcome_of(m.trigger) in _SHOT_AT and any(a.start == victim.start for a in m.trigger.having("victim"))
        for m in draft.mentions
    )


def _located(report: EventReport, place: PlaceMention | None) -> EventReport:
    if place is None:
        return report
    entry = place.place
    return replace(
        report,
        place=place.text or None,
        place_id=entry.place_id if entry else None,
        admin1=place.admin1,
        country=place.country,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        place_precision=place.precision,
        place_start=place.start,
        place_end=place.end,
    )


def _status(draft: Draft, main: Mention) -> str:
    """The status that most body mentions give; a plain past outweighs "going on"."""
    said = [m.status for m in draft.mentions if not m.title] or [main.status]
    if main.status in ("planned", "threatened", "denied", "foiled"):
        return main.status
    return "occurred" if "occurred" in said else said[0]
