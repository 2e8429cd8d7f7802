"""Levels of the compared features, profiles, and the weights file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.resolving import scoring
from pipeline.resolving.families import family, nearness
from pipeline.resolving.features import Profile, fold, profile, skeleton, stem
from pipeline.resolving.scoring import FEATURES, LEVELS, compare, load_weights, place_level
from tests.unit.resolving.build import reading, report


def made(document: str = "a", text: str | None = None, **given: Any) -> Profile:
    r = report(document, **given)
    whole = reading(document, r) if text is None else reading(document, r, text=text)
    return profile(r, whole, {}, {"n:red banner/north": "n:red banner"})


def level(feature: str, a: Profile, b: Profile) -> str:
    found = compare(a, b)[FEATURES.index(feature)]
    assert found == compare(b, a)[FEATURES.index(feature)], "comparison must be symmetric"
    return found


@pytest.mark.parametrize(
    ("date", "precision", "expected"),
    [
        ("2031-05-04", "day", "same_day"),
        ("2031-05-05", "day", "next_day"),
        ("2031-05-02", "day", "two_days"),
        ("2031-04-30", "day", "few_days"),
        ("2031-04-26", "day", "days_apart"),
        ("2031-04-01", "day", "weeks_apart"),
        (("2031-05-01", "2031-05-31"), "month", "within_month"),
        (("2031-04-01", "2031-04-30"), "month", "apart"),
        (("2031-05-05", "2031-05-31"), "month", "almost"),
        (("2031-01-01", "2031-12-31"), "year", "within_year"),
        (("2030-01-01", "2031-12-31"), "decade", "within_wide"),
        (("2031-04-20", "2031-05-20"), "day", "during"),
        (None, "unknown", "fits_news"),
    ],
)
def test_how_two_dates_lie(date: Any, precision: str, expected: str) -> None:
    assert level("date", made(), made("b", date=date, date_precision=precision)) == expected


def test_a_date_from_the_context_forbids_nothing() -> None:
    far = made("b", date="2031-04-26", date_basis="context")
    assert level("date", made(), far) == "soft_apart"
    assert level("date", made(), made("b", date_basis="context")) == "soft_same"


def test_a_date_after_its_own_document_is_taken_for_unknown() -> None:
    r = report("a", date="2031-06-20")
    assert profile(r, reading("a", r, published="2031-05-05"), {}, {}).first is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "same"),
        ({"place": "Brevik Mill"}, "near"),
        ({"place": "Ostrin"}, "close"),
        ({"place": "Kassidy"}, "far"),
        ({"place": "Vellmora", "place_id": None}, "named_alike"),
        ({"place": "Tarn Cross", "place_id": None}, "other_spot"),
        ({"place": "Tarn Cross", "place_id": None, "admin1": None}, "other_town"),
        ({"place": "Tarn Cross", "place_id": None, "admin1": "Upper Marava"}, "other_admin1"),
        ({"place": "Lower Marava", "place_precision": "admin1"}, "inside"),
        ({"place": "Marava", "place_precision": "country", "admin1": None}, "same_country"),
        ({"place": None}, "unknown"),
        ({"country": "OTH"}, "other_country"),
    ],
)
def test_how_two_places_lie(given: dict[str, Any], expected: str) -> None:
    assert place_level(made(), made("b", **given)) == expected


def test_a_place_the_other_document_names_is_not_astray() -> None:
    here, there = made(), replace(made("b", place="Kassidy"), towns_around=frozenset({"p:Velmora"}))
    assert place_level(here, there) == "around_far"
    assert place_level(here, replace(there, report=report("b", place="Ostrin"))) == "around"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("bombing", "bombing", "same"),
        ("prison_break", "prison_break", "same_rare"),
        ("bombing", "armed_attack", "near"),
        ("bombing", "abduction", "far"),
        ("bombing", "meeting", "foreign"),
        ("claim_of_responsibility", "bombing", "foreign"),
    ],
)
def test_how_near_two_types_are(a: str, b: str, expected: str) -> None:
    assert nearness(a, b) == nearness(b, a) == expected


def test_every_event_type_of_the_contract_has_a_family_of_its_own_or_shares_one() -> None:
    from schemas.codes import event_types

    assert {t.event_type for t in event_types() if family(t.event_type) == t.event_type} == {
        "other", "protest", "claim_of_responsibility",
    }  # fmt: skip


def test_perpetrators_that_are_part_of_one_another_are_kin() -> None:
    def by(key: str, document: str) -> Profile:
        r = report(document, by=(key,))
        whole = reading(document, r)
        north = replace(whole.actors[0], key="n:red banner/north", name="Red Banner North")
        return profile(r, replace(whole, actors=(*whole.actors, north)), {}, {"n:red banner/north": "n:red banner"})

    assert level("perpetrator", by("n:red banner", "a"), by("n:red banner/north", "b")) == "kin"
    assert level("perpetrator", by("n:red banner", "a"), by("n:maravan army", "b")) == "other"
    assert level("perpetrator", by("n:red banner", "a"), made("b")) == "unknown"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((7, 7), (7, None), "same"),
        ((17, 17), (17, 17), "same_odd"),
        ((20, 20), (20, 20), "same"),
        ((10, 10), (13, 13), "close"),
        ((10, 10), (30, 30), "apart"),
        ((1, 1), (30, 30), "far"),
    ],
)
def test_how_two_tolls_lie(a: tuple[int, int], b: tuple[int, int | None], expected: str) -> None:
    assert level("killed", made(counts={"killed": a}), made("b", counts={"killed": b})) == expected


def test_names_are_capitals_inside_a_sentence_that_say_something() -> None:
    p = made(text="Yesterday the Maravan police met Orla Quist near Sallow Street in the rain.")
    assert p.names == {"maravan", "orla", "quist", "sallow"}


def test_a_headline_in_title_case_names_nobody() -> None:
    assert made(text="Three Dead After Blast Rips Through Market Hall").names == frozenset()


def test_numbers_of_years_are_ages() -> None:
    assert made(text="A 34-year-old man and Orla Quist, 19, died.").ages == {34, 19}


def test_transliterations_share_a_skeleton() -> None:
    assert skeleton(fold("Qasr Dhulm")[:4]) == skeleton("kasr")
    assert skeleton("mezrakha") == skeleton("mizraqa")
    assert skeleton("ayo") == "ayo"


def test_a_stem_is_a_crude_singular() -> None:
    assert stem("farmers") == stem("farmer") == "farmer"
    assert stem("gas") == "gas"


def test_the_shipped_weights_know_every_level_and_forbid_what_cannot_be() -> None:
    weights = load_weights()
    assert all(set(weights.of[f]) == set(LEVELS[f]) for f in FEATURES)
    assert weights.of["date"]["apart"] == weights.of["type"]["foreign"] == scoring.FORBIDDEN


def test_a_weights_file_that_lacks_a_level_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = Path(scoring.__file__).parents[1] / "knowledge" / "resolving_weights.json"
    data = json.loads(shipped.read_text(encoding="utf-8"))
    del data["place"]["near"]
    (tmp_path / "odd.json").write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(scoring, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"odd.json: place must weigh exactly its levels; missing or unknown: near"):
        load_weights("odd.json")
