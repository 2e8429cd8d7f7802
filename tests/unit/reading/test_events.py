"""Events as a coder would write them down: tolls, sides, weapons, one report for one event. The texts are invented."""

from __future__ import annotations

import pytest
from event_texts import document_of
from spacy.language import Language

from pipeline.reading.reader import read
from pipeline.reading.records import EventReport, Reading


def reading(nlp: Language, *paragraphs: str, title: str = "Report from the field") -> Reading:
    return read(document_of(*paragraphs, title=title), nlp)


def only(found: Reading, *types: str) -> EventReport:
    reports = [r for r in found.reports if r.event_type in types]
    assert len(reports) == 1, [(r.event_type, found.document.text[r.start : r.end]) for r in found.reports]
    return reports[0]


def counts(report: EventReport) -> dict[str, tuple[int | None, int | None]]:
    return {outcome: (low, high) for outcome, low, high in report.counts}


@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [
        ("A bomb killed 14 people and wounded 30 in Zaria on Monday.", (14, 14), (30, 30)),
        ("Gunmen killed at least seven and wounded dozens in Zaria on Monday.", (7, None), (24, None)),
        ("Shelling killed six soldiers and one nurse in Zaria on Monday.", (7, 7), None),
        ("An ambush near Zaria left four policemen dead and nine injured on Monday.", (4, 4), (9, 9)),
        ("Rebels attacked a post near Zaria on Monday, killing 12 soldiers, including two officers.", (12, 12), None),
        ("The attack in Zaria on Monday claimed nine lives.", (9, 9), None),
        ("Up to 20 people were killed in an attack in Zaria on Monday.", (None, 20), None),
        ("A gunman shot dead a judge in Zaria on Monday.", (1, 1), None),
    ],
)
def test_tolls(
    nlp: Language, sentence: str, killed: tuple[int | None, int | None], wounded: tuple[int | None, int | None] | None
) -> None:
    report = reading(nlp, sentence).reports[0]
    assert counts(report).get("killed") == killed
    assert counts(report).get("wounded") == wounded


def test_one_event_told_thrice_is_one_report(nlp: Language) -> None:
    found = reading(
        nlp,
        "A car bomb exploded outside the ministry in Zaria on Monday, killing eight people.",
        "The blast wounded 20 others, hospital officials said.",
        "Witnesses said the attack shook the whole street.",
        title="Car bomb kills eight in Zaria",
    )
    assert counts(only(found, "bombing")) == {"killed": (8, 8), "wounded": (20, 20)}


def test_two_days_and_places_are_two_events(nlp: Language) -> None:
    found = reading(
        nlp,
        "On 3 August gunmen attacked a market in Zaria, killing five people.",
        "On 9 August gunmen attacked a church in Jos, killing two people.",
    )
    assert sorted(counts(r)["killed"][0] or 0 for r in found.reports if r.event_type == "armed_attack") == [2, 5]


def test_background_does_not_change_the_news(nlp: Language) -> None:
    found = reading(
        nlp,
        "Gunmen killed three farmers near Zaria on Sunday.",
        "A similar attack in 2014 killed 60 people.",
        title="Gunmen kill three farmers near Zaria",
    )
    news = next(r for r in found.reports if r.central)
    assert counts(news)["killed"] == (3, 3)
    assert all(counts(r).get("killed") != (60, 60) for r in found.reports if r.central)


def test_sides_of_the_passive_and_the_noun(nlp: Language) -> None:
    passive = only(reading(nlp, "Three teachers were abducted by rebels near Zaria on Monday."), "abduction")
    assert [p.text for p in passive.participants if p.role == "perpetrator"] == ["rebels"]
    assert [p.role for p in passive.participants if "teachers" in p.text] == ["victim"]
    noun = only(
        reading(nlp, "The attack by Boko Haram on the barracks in Zaria on Monday killed four soldiers."),
        "armed_attack",
    )
    roles = {(p.role, p.text.split()[-1]) for p in noun.participants}
    assert {("perpetrator", "Haram"), ("target", "barracks"), ("victim", "soldiers")} <= roles


def test_who_claims_an_attack_is_its_perpetrator(nlp: Language) -> None:
    found = reading(
        nlp,
        "A bomb killed five people at a hotel in Mogadishu on Monday.",
        "Al-Shabaab claimed responsibility for the attack.",
    )
    names = {a.key: a.name for a in found.actors}
    bombing = only(found, "bombing")
    assert "al-shabaab" in {
        names.get(p.actor_key or "", "").lower() for p in bombing.participants if p.role == "perpetrator"
    }


def test_weapons_are_named_as_in_the_text(nlp: Language) -> None:
    report = reading(nlp, "Guerrillas threw two grenades at a police station in Zaria on Monday.").reports[0]
    assert any("grenades" in w for w in report.weapons)


def test_every_span_lies_in_the_text(nlp: Language) -> None:
    found = reading(
        nlp,
        "Rebels stormed a prison in Zaria on Monday and freed 200 inmates, the governor said.",
        "Soldiers later recaptured 50 of them.",
    )
    text = found.document.text
    for report in found.reports:
        assert 0 <= report.start <= report.trigger_start < report.trigger_end <= report.end <= len(text)
        for person in report.participants:
            assert text[person.start : person.end] == person.text


def test_the_same_text_gives_the_same_rows(nlp: Language) -> None:
    sentence = "Gunmen attacked a convoy near Zaria on Monday, killing six soldiers."
    assert reading(nlp, sentence).reports == reading(nlp, sentence).reports


def test_a_text_tells_of_something(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no event is believed, the likeliest violence stands; talks and visits do not."""
    monkeypatch.setattr("pipeline.reading.events.threshold", lambda central: 2.0)
    found = reading(nlp, "A bomb exploded in a bank in Jos on Monday. Two ministers met in Abuja.", "A cook was shot.")
    assert [r.event_type for r in found.reports] == ["bombing"]
    assert not reading(nlp, "Two ministers met in Abuja on Monday.").reports
