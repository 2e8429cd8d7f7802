"""What one document's mentions of events have to do with each other: one event, or several. The texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from event_texts import drafts_of, text_of
from spacy.language import Language

from pipeline.reading import event_tie_training as training
from pipeline.reading.event_drafts import Draft
from pipeline.reading.event_models import Forest
from pipeline.reading.event_ties import threshold, tie
from pipeline.reading.event_training import Example


def drafts(nlp: Language, *paragraphs: str, title: str = "Report from the field") -> list[Draft]:
    return drafts_of(text_of(nlp, *paragraphs, title=title))


@pytest.mark.parametrize(
    "later",
    [
        "The attack lasted two hours, residents said.",
        "Nine others were wounded.",
        "The assailants fled before police arrived, after killing a guard as well.",
    ],
)
def test_what_a_report_goes_on_to_tell_is_the_same_event(nlp: Language, later: str) -> None:
    found = drafts(nlp, f"Gunmen attacked a police station in Kaduna on Friday, killing three officers. {later}")
    assert len(found) == 1


@pytest.mark.parametrize(
    "later",
    [
        "Another attack, on a bank in the same street, was reported hours later.",
        "In June 2019 gunmen had attacked a barracks in Sokoto.",
        "In a separate incident, a bomb wounded four traders.",
    ],
)
def test_another_attack_is_another(nlp: Language, later: str) -> None:
    assert (
        len(drafts(nlp, f"Gunmen attacked a police station in Kaduna on Friday, killing three officers. {later}")) > 1
    )


def test_a_series_and_one_of_its_attacks_are_two(nlp: Language) -> None:
    found = drafts(
        nlp,
        "Rebels carried out several attacks in the north this week.",
        "On August 11, rebels attacked a convoy near Gao and killed two drivers.",
    )
    assert sorted(d.mentions[0].trigger.token.text for d in found) == ["attacked", "attacks"]


def test_a_battle_far_from_a_raid_is_another_event(nlp: Language) -> None:
    found = drafts(
        nlp,
        "Police raided a house in Lahore on Monday.",
        "The house had belonged to a trader.",
        "Its owner has left the city.",
        "Fierce clashes between the army and militants went on in the mountains.",
    )
    assert {d.event_type for d in found} >= {"raid", "armed_clash"}


def test_an_announcement_and_what_it_announces_are_one_decision(nlp: Language) -> None:
    found = drafts(nlp, "The president announced on Sunday that he would dissolve the senate.")
    assert [d.event_type for d in found] == ["government_decision"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The militia could storm the town or abduct its elders.",
        "The prisoners might be freed by an attack.",
        "If a bombing follows, the talks will end.",
    ],
)
def test_what_may_come_is_no_event(nlp: Language, sentence: str) -> None:
    assert not [d for d in drafts(nlp, sentence) if d.event_type not in ("meeting", "release", "other")]


def test_ties_that_hold_events_together_weigh_for_them() -> None:
    found = [
        Example("news" if i % 2 else "muc4", f"d{i // 3}", {"bias": 1.0, "same place": float(i % 3 != 0)}, i % 3 != 0)
        for i in range(60)
    ]
    model = training.train(found)
    together, apart = Forest(model).probabilities([{"bias": 1.0, "same place": 1.0}, {"bias": 1.0}])
    assert together > 0.8 > 0.2 > apart
    assert model["card"]["sets"]["news"]["held_out"]["accuracy"] > 0.9


def test_the_stored_model_has_its_card() -> None:
    model = json.loads(training.MODEL.read_text(encoding="utf-8"))
    assert model["threshold"] == training.THRESHOLD == threshold()
    assert {"sets", "method", "trained_on"} <= set(model["card"])
    assert 0.0 < tie([{"bias": 1.0}])[0] < 1.0


def test_a_folder_without_benchmark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        training.main(["--bench", str(tmp_path)])


def test_what_happens_at_the_same_time_is_another_event(nlp: Language) -> None:
    told = "Around the same time the prison attack began, rebels stormed an army post in Tellin, killing nine soldiers."
    assert {"prison_break", "armed_attack"} <= {d.event_type for d in drafts(nlp, told)}


def test_the_only_one_of_its_kind_is_meant(nlp: Language) -> None:
    found = drafts(
        nlp,
        "A prison break in Tellin on 3 May freed ninety men. "
        "The governor was dismissed. Crops failed in the north. "
        "The prison break attempt cost three guards their posts.",
    )
    assert [d.event_type for d in found].count("prison_break") == 1
