"""The gazetteer: look-up, provinces, spellings, errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.reading.gazetteer import Gazetteer, GazetteerError, load_gazetteer, skeleton


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("key", "country", "admin1"),
    [("goma", "COD", "North Kivu"), ("tarapoto", "PER", "San Martín"), ("maiduguri", "NGA", "Borno")],
)
def test_towns_know_their_province(gazetteer: Gazetteer, key: str, country: str, admin1: str) -> None:
    places = [gazetteer.place(r) for r in gazetteer.rows(key)]
    assert any(p.kind == "town" and p.country == country and p.admin1 == admin1 for p in places)


def test_points_lie_on_the_globe(gazetteer: Gazetteer) -> None:
    for row in range(0, len(gazetteer), 997):
        place = gazetteer.place(row)
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180


def test_an_unknown_name_has_no_rows(gazetteer: Gazetteer) -> None:
    assert gazetteer.rows("xqzzy") == []
    assert "xqzzy" not in gazetteer


@pytest.mark.parametrize(("a", "b"), [("al qusayr", "qusair"), ("ghouta", "guta"), ("hassakeh", "hasaka")])
def test_spellings_of_one_name_share_their_bones(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)


def test_different_names_do_not() -> None:
    assert skeleton("mosul") != skeleton("tikrit")


def test_similar_names_are_sought_in_one_country(gazetteer: Gazetteer) -> None:
    rows = gazetteer.similar("deir ezzour", "SYR")
    assert rows
    assert all(gazetteer.country(r) == "SYR" for r in rows)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"nowhere\.npz: not found"):
        Gazetteer(tmp_path / "nowhere.npz")


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / "other.npz"
    np.savez(file, keys=np.zeros(3))
    with pytest.raises(GazetteerError, match="build it again"):
        Gazetteer(file)


def test_identifiers_are_stable_and_readable(gazetteer: Gazetteer) -> None:
    row = gazetteer.division_row("NGA", "Borno")
    assert row is not None
    assert gazetteer.place(row).place_id == "adm1:NGA.borno"
