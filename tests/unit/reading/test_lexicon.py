"""Known names in a text: case, hyphens, apostrophes, possessives, composition, ambiguity."""

from __future__ import annotations

import pytest

from pipeline.reading.lexicon import KnownName, Lexicon, load_lexicon
from pipeline.reading.lexicon_text import fold_name, fold_word, words_of


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def ids(names: tuple[KnownName, ...]) -> dict[str, str]:
    return {n.text: n.entries[0].id for n in names}


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("The shelling hit units of the Arakan Army near the river.", "Arakan Army", "arakan_army"),
        ("Fighters of Ansar al‑Din left.", "Ansar al‑Din", "ansar_dine"),
        ("A cell of Asa’ib Ahl al-Haq was named.", "Asa’ib Ahl al-Haq", "asaib"),
        ("A cell of Asaib Ahl al Haq was named.", "Asaib Ahl al Haq", "asaib"),
        ("It blamed the Gulf Clan for the toll.", "Gulf Clan", "gulf_clan"),
        ("The Sendero Luminoso column fled.", "Sendero Luminoso", "shining_path"),
        ("Nato jets took off.", "Nato", "nato"),
    ],
)
def test_listed_actors_are_found_whatever_their_punctuation(lexicon: Lexicon, text: str, name: str, actor: str) -> None:
    assert ids(lexicon.find_names(text))[name] == actor


def test_offsets_are_those_of_the_text(lexicon: Lexicon) -> None:
    text = "“N’Djamena’s” mayor met the Front for Change and Concord in Chad."
    for n in lexicon.all_names(text):
        assert text[n.start : n.end] == n.text


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Kenyan police fired.", "Kenyan police", "KEN.police"),
        ("the Zambian army said", "Zambian army", "ZMB.army"),
        ("Mali's security forces said", "Mali's security forces", "MLI.security_forces"),
        ("the government of Togo said", "government of Togo", "TGO.government"),
        ("Burmese forces fired.", "Burmese forces", "MMR.armed_forces"),
    ],
)
def test_what_every_country_has_is_composed(lexicon: Lexicon, text: str, name: str, actor: str) -> None:
    assert ids(lexicon.find_names(text))[name] == actor


def test_a_possessive_is_left_out_of_the_name(lexicon: Lexicon) -> None:
    assert [n.text for n in lexicon.find_names("It was Uganda's choice.")] == ["Uganda"]


def test_a_possessive_whose_apostrophe_is_lost_is_left_out_too(lexicon: Lexicon) -> None:
    assert [n.text for n in lexicon.find_names("It was Ugandas choice.")] == ["Uganda"]


@pytest.mark.parametrize("text", ["He is with us.", "It is as good as it was.", "They told us who it is."])
def test_acronyms_that_are_words_need_their_capitals(lexicon: Lexicon, text: str) -> None:
    assert lexicon.find_names(text) == ()


def test_in_a_line_of_capitals_words_stay_words(lexicon: Lexicon) -> None:
    found = ids(lexicon.find_names("WHO IS NEXT AS US AID ENDS IN MALAWI\n\nThe report follows."))
    assert found == {"MALAWI": "MWI"}


def test_is_and_us_are_read_as_names_in_mixed_case(lexicon: Lexicon) -> None:
    found = ids(lexicon.find_names("US jets hit IS positions."))
    assert found["US jets"] == "USA.armed_forces"
    assert found["IS"] == "islamic_state"


@pytest.mark.parametrize("text", ["Let me say this.", "They let us in.", "Jem lives here."])
def test_an_acronym_in_mixed_case_is_no_word_in_small_letters(lexicon: Lexicon, text: str) -> None:
    assert not [n for n in lexicon.find_names(text) if text[n.start : n.end].casefold() in ("let", "jem")]


def test_an_acronym_in_mixed_case_is_found_as_it_is_written(lexicon: Lexicon) -> None:
    text = "Fighters of LeT and JeM crossed the border."
    assert [text[n.start : n.end] for n in lexicon.find_names(text)] == ["LeT", "JeM"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("In Darfur, the JEM signed. Sudan welcomed it.", "jem"),
        ("In Lahore, Pakistan, the JEM was banned.", "jem_pak"),
    ],
)
def test_an_acronym_of_two_groups_is_read_by_the_country(lexicon: Lexicon, text: str, actor: str) -> None:
    assert ids(lexicon.find_names(text))["JEM"] == actor


def test_an_ambiguous_name_needs_its_country(lexicon: Lexicon) -> None:
    assert "PA" not in ids(lexicon.find_names("He moved to Reading, PA, last year."))
    assert ids(lexicon.find_names("The PA paid its staff in Palestine."))["PA"] == "palestinian_authority"


def test_ordinary_words_and_first_names_are_weak_towns(lexicon: Lexicon) -> None:
    text = "Mobile phones fell. Orlando Perez read it. Reading is fun."
    assert not [n for n in lexicon.find_names(text) if n.label == "PLACE"]


def test_the_longest_name_wins(lexicon: Lexicon) -> None:
    found = ids(lexicon.find_names("The Democratic Republic of the Congo and the Republic of the Congo differ."))
    assert list(found.values()) == ["COD", "COG"]


def test_ambiguity_is_kept(lexicon: Lexicon) -> None:
    (georgia,) = lexicon.find_names("He went to Georgia.")
    assert {(e.type, e.country) for e in georgia.entries} >= {("country", "GEO"), ("admin1", "USA")}


def test_niger_is_not_nigeria(lexicon: Lexicon) -> None:
    assert ids(lexicon.find_names("Niger and Nigeria, Nigerien and Nigerian.")) == {
        "Niger": "NER", "Nigeria": "NGA", "Nigerien": "NER", "Nigerian": "NGA",
    }  # fmt: skip


def test_capitals_lead_to_governments(lexicon: Lexicon) -> None:
    assert lexicon.capital_of("Bogotá") == "COL"
    assert lexicon.capital_of("Springfield") is None


def test_an_actor_of_every_country_can_be_asked_for(lexicon: Lexicon) -> None:
    entry = lexicon.actor_entry("FJI.army")
    assert (entry.name, entry.kind, entry.parent) == ("Fijian Army", "state_force", "FJI.armed_forces")
    with pytest.raises(KeyError):
        lexicon.actor_entry("FJI.submarines")


def test_folding_keeps_no_marks() -> None:
    assert fold_name("Al-Ḥasakah") == "al hasakah"
    assert fold_word("Şırnak") == "sirnak"
    assert fold_word("Qur’an") == "quran"


def test_words_know_their_stems_and_case() -> None:
    words = words_of("Peru’s U.S. base")
    assert [(w.key, w.stem, w.upper) for w in words] == [
        ("perus", "peru", False), ("us", "us", True), ("base", "base", False),
    ]  # fmt: skip
