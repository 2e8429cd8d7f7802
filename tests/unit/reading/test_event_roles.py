"""Doers that the grammar leaves open: who may be meant, what speaks for them, and what training makes of it. The texts
are invented.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from event_texts import text_of
from spacy.language import Language

from pipeline.reading import event_role_training as training
from pipeline.reading import event_roles
from pipeline.reading.event_models import Forest
from pipeline.reading.event_role_features import Party
from pipeline.reading.event_training import Example
from pipeline.reading.events import casts, find_events
from pipeline.reading.records import EventReport, Text

_TOLD = (
    "Fighters of the Red Column stormed a police post in Marun on Monday and killed three officers.",
    "The Red Column has fought the government for ten years. A bomb went off in the market of Marun on Tuesday, "
    "killing two traders.",
    "The mayor of Tesk spoke of a hard week. Schools stayed shut, and shops did not open. Traders feared the worst.",
    "Shells fell on Tesk on Friday, killing two farmers.",
)


@pytest.fixture(scope="module")
def text(nlp: Language) -> Text:
    return text_of(nlp, *_TOLD)


def of_type(found: Any, kind: str) -> Any:
    return next(each for each in found if (each[0] if isinstance(each, tuple) else each).event_type == kind)


def named(cast: Any, name: str) -> dict[str, float]:
    return next(features for party, features in cast if name in party.actor.name)


def doers(report: EventReport) -> list[str]:
    return [p.text for p in report.participants if p.role == "perpetrator"]


def test_whom_the_grammar_names_is_not_asked_again(text: Text) -> None:
    report, cast = of_type(casts(text), "armed_attack")
    assert any("Red Column" in doer for doer in doers(report))
    assert all("Red Column" not in party.actor.name for party, _ in cast)


def test_a_group_named_beside_the_telling_may_have_done_it(text: Text) -> None:
    _, cast = of_type(casts(text), "bombing")
    features = named(cast, "Red Column")
    assert features["distance"] == 1.0
    assert features["kind=armed_group"] == 1.0
    assert features["main subject before"] > 0
    assert features["deeds"] >= 1.0
    assert features["does before"] == 1.0
    assert "follows" not in features


def test_a_group_of_the_document_is_asked_far_from_its_name_and_a_state_is_not(text: Text) -> None:
    _, cast = of_type(casts(text), "shelling")
    assert named(cast, "Red Column")["distance"] == 9.0
    assert {party.actor.kind for party, _ in cast} == {"armed_group"}


def test_people_and_newspapers_are_no_sides(nlp: Language) -> None:
    local = text_of(nlp, "Farmers met Rosa Diaz of the Marun Post. A bomb killed two people in Marun on Tuesday.")
    for _, cast in casts(local):
        assert not {party.actor.kind for party, _ in cast} & {"person", "civilians", "media"}


class Sure:
    """A model that gives every side the same answer."""

    def __init__(self, answer: float) -> None:
        self.answer, self.threshold, self.thresholds = answer, 0.5, {"likely": 0.37}

    def probabilities(self, cases: list[dict[str, float]]) -> list[float]:
        return [self.answer] * len(cases)


def test_a_believed_side_is_a_doer_with_its_name_as_evidence(text: Text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_roles, "forest", lambda name: Sure(0.9))
    report = of_type(find_events(text), "bombing")
    (doer,) = [p for p in report.participants if p.role == "perpetrator" and p.actor_key is not None]
    assert doer.text in ("Red Column", "The Red Column", "the Red Column")
    assert text.document.text[doer.start : doer.end] == doer.text
    assert any(m.mention_id == doer.mention_id and m.start == doer.start for m in text.mentions)
    assert list(report.participants) == sorted(report.participants, key=lambda p: (p.start, p.role))


def test_nobody_is_added_of_whom_the_model_is_not_sure(text: Text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_roles, "forest", lambda name: Sure(0.0))
    assert find_events(text) == tuple(report for report, _ in casts(text))


def test_where_the_grammar_names_a_doer_nobody_is_asked(text: Text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_roles, "forest", lambda name: Sure(0.9))
    by_grammar = {r.report_id: doers(r) for r, _ in casts(text)}
    assert any(by_grammar.values())
    for report in find_events(text):
        assert not by_grammar[report.report_id] or doers(report) == by_grammar[report.report_id]


def test_less_is_asked_of_those_who_are_named_beside_and_do_more(text: Text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_roles, "forest", lambda name: Sure(0.4))
    found = {r.event_type: doers(r) for r in find_events(text)}
    assert found["bombing"]
    assert not found["shelling"]


def test_a_text_without_events_has_no_doers(nlp: Language) -> None:
    assert find_events(text_of(nlp, "The Red Column was founded in Marun. Its leader reads poems.")) == ()


def test_an_actor_of_the_gold_goes_by_any_of_its_names(nlp: Language) -> None:
    class Scorer:
        @staticmethod
        def fold(name: str) -> str:
            return name.lower().removeprefix("the ")

    text = text_of(nlp, "Fighters of the Red Column (RC) stormed a post in Marun. The RC fled.")
    called = training.Called(Scorer, text, [{"name": "RC", "aliases": ["Red Column", "rebels"]}])
    key = next(a.key for a in text.actors if "Red Column" in a.name)
    assert called.among(called.of_party(key), ["RC"])
    assert called.among(called.of_party(None, "rebels"), ["RC"])
    assert not called.among(called.of_party(key), ["Blue Column"])
    assert not called.among(called.of_party(None, ""), ["RC"])


def cases() -> list[training.Case]:
    found = []
    for i in range(120):
        told = i % 3 == 0
        features = {"distance": 0.0 if told else 9.0, "share": 0.1 * (i % 7)}
        example = Example("news" if i % 2 else "seeds", f"d{i // 3}", features, told)
        found.append(training.Case(example, i // 3, i % 2 == 0))
    return found


def test_training_learns_what_sets_doers_apart_and_says_how_far() -> None:
    model = training.train(cases(), {"news": training.Slot(40, 20, 25, 20)})
    near, far = Forest(model).probabilities([{"distance": 0.0}, {"distance": 9.0}])
    assert near > 0.7 > 0.2 > far
    news = model["card"]["sets"]["news"]
    assert news["held_out"]["right"] > 15
    assert news["perpetrators"]["held out"] > news["perpetrators"]["by grammar"]


def test_the_stored_model_has_its_card() -> None:
    model = json.loads(training.MODEL.read_text(encoding="utf-8"))
    assert model["threshold"] == training.THRESHOLD == event_roles.threshold(likely=False)
    assert model["thresholds"]["likely"] == training.LIKELY == event_roles.threshold(likely=True)
    assert {"sets", "trained_on", "label"} <= set(model["card"])


def test_gunmen_without_a_name_may_be_meant_too(nlp: Language) -> None:
    text = text_of(nlp, "Gunmen were seen in Marun on Monday. Two farmers were killed in Marun that night.")
    parties: list[Party] = [party for _, cast in casts(text) for party, _ in cast]
    assert parties
    assert all(party.described and party.actor.kind == "armed_group" for party in parties)


def test_of_what_a_state_does_no_side_is_asked(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_roles, "forest", lambda name: Sure(0.9))
    told = text_of(nlp, _TOLD[0], "Four men were arrested in Marun on Tuesday. The Red Column has many friends there.")
    assert doers(of_type(find_events(told), "arrest")) == []
