"""The knowledge files: what they hold, and the errors that name file, line and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.reading.lexicon_data import (
    FOLDER,
    KnowledgeError,
    read_actors,
    read_countries,
    read_country_actors,
    read_sites,
    read_words,
)
from pipeline.reading.place_words import read_place_words


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in [*FOLDER.glob("*.csv"), *FOLDER.glob("*.txt"), FOLDER / "place_words.toml"]:
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


def add(folder: Path, name: str, line: str) -> None:
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_there_is_enough_of_everything() -> None:
    actors = read_actors()
    kinds = {a.kind for a in actors}
    assert len(actors) >= 1200
    assert sum(a.kind == "armed_group" for a in actors) >= 400
    assert {"armed_group", "state_force", "government", "ngo", "media", "think_tank", "political_party"} <= kinds
    assert len(read_countries()) >= 190
    assert len(read_sites()) >= 400


def test_every_country_of_conflict_has_actors() -> None:
    countries = {a.country for a in read_actors()}
    assert {
        "UKR",
        "SDN",
        "MMR",
        "COL",
        "PHL",
        "SOM",
        "COD",
        "YEM",
        "PSE",
        "SLV",
        "PER",
        "NGA",
        "MLI",
        "AFG",
    } <= countries


def test_templates_name_their_country() -> None:
    assert all("{" in a.name for a in read_country_actors())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("luran_front|Luran Front|warlords|SOM||", "7 fields"),
        ("luran_front|Luran Front|warlords|SOM|||", "kind 'warlords' is none of"),
        ("luran_front|Luran Front|armed_group|XYZ|||", "country 'XYZ' is not in countries.csv"),
        ("luran_front|Luran Front|armed_group|SOM|||\nluran_front|Luran|armed_group|SOM|||", "stands already in"),
        ("luran front|Luran Front|armed_group|SOM|||", "may hold letters"),
        ("luran_front|Luran Front|armed_group|SOM||12|", "no Wikidata id"),
        ("luran_front|Luran Front|armed_group|SOM|nobody||", "parent 'nobody' is no actor's id"),
        ("luran_front||armed_group|SOM|||", "the name is empty"),
    ],
)
def test_a_bad_actor_is_named_with_its_line(copy: Path, line: str, message: str) -> None:
    add(copy, "actors_africa.csv", line)
    with pytest.raises(KnowledgeError, match=message) as error:
        read_actors(copy)
    assert "actors_africa.csv, line" in str(error.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Qux|hut|Bay|SOM|1|45|", "kind 'hut' is none of"),
        ("Qux|town|Bay|SOM|45|200|", "is not on the globe"),
        ("Qux|town|Bay|SOM|north|45|", "is no point in degrees"),
        ("Qux|town|Bay|SOM|1|45|\nQux|town|Bay|SOM|1|45|", "stands twice"),
    ],
)
def test_a_bad_site_is_named_with_its_line(copy: Path, line: str, message: str) -> None:
    add(copy, "sites_world.csv", line)
    with pytest.raises(KnowledgeError, match=message):
        read_sites(copy)


def test_a_country_stands_once(copy: Path) -> None:
    add(copy, "countries.csv", "SOM|Somalia||||")
    with pytest.raises(KnowledgeError, match="stands twice"):
        read_countries(copy / "countries.csv")


def test_a_missing_word_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"no_such\.txt: not found"):
        read_words("no_such.txt", tmp_path)


def test_a_place_noun_has_one_class(copy: Path) -> None:
    file = copy / "place_words.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('town = ["village"', 'town = ["prison", "village"'), encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match="'prison' stands under town and under site"):
        read_place_words(file)


def test_broken_toml_is_named(copy: Path) -> None:
    file = copy / "place_words.toml"
    file.write_text("[nouns", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"place_words\.toml"):
        read_place_words(file)
