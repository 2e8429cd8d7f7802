"""Places of a text: which are places, which one a name means, containment, unknown ones, the place of an event."""

from __future__ import annotations

from dataclasses import replace

import pytest
import spacy
from spacy.language import Language

from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.place_scope import narrative_place, place_for
from pipeline.reading.place_words import place_words
from pipeline.reading.places import find_places
from pipeline.reading.records import Document, PlaceMention, Published, Text
from pipeline.reading.sentences import cut


def read(nlp: Language, raw: str) -> Text:
    document = Document("d", "d.txt", "0", raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    return replace(text, places=find_places(text, known))


def named(text: Text, name: str) -> PlaceMention:
    return next(m for m in text.places if m.text == name)


def names(text: Text) -> list[str]:
    return [m.text for m in text.places]


def event_place(text: Text, word: str) -> str | None:
    """The text of the place of the event that a word tells."""
    char = text.document.text.index(word)
    sentence = next(s for s in text.sentences if s.start <= char < s.end)
    found = place_for(text, sentence, char)
    return found.text if found else None


HEAD = "Fighting spreads in the north\n\n"


def test_a_container_says_which_town_is_meant(nlp: Language) -> None:
    text = read(nlp, HEAD + "Rebels held Santa Rosa, in Copan department, Honduras, for a day.")
    assert named(text, "Santa Rosa").country == "HND"


def test_the_country_of_the_text_says_which_town_is_meant(nlp: Language) -> None:
    text = read(nlp, HEAD + "Somalia's army said it had left Bardera. Somali elders in Bardera agreed.")
    assert named(text, "Bardera").country == "SOM"
    assert named(text, "Bardera").admin1 == "Gedo"


def test_an_unknown_village_takes_its_container(nlp: Language) -> None:
    text = read(nlp, HEAD + "Gunmen burned the village of Tarqonda in Borno state, Nigeria.")
    village = named(text, "Tarqonda")
    assert (village.place, village.precision, village.admin1, village.country) == (None, "town", "Borno", "NGA")
    assert village.within is not None
    assert text.places[village.within].text == "Borno"


def test_an_unknown_prison_is_a_site_of_its_town(nlp: Language) -> None:
    text = read(nlp, HEAD + "Inmates fled Ziltaan prison in Kismayo, Somalia.")
    prison = named(text, "Ziltaan prison")
    assert (prison.precision, prison.country) == ("site", "SOM")


def test_american_states_are_read_from_their_abbreviations(nlp: Language) -> None:
    text = read(nlp, HEAD + "Police in Shelby, N.C., said a man was hurt.")
    assert named(text, "Shelby").admin1 == "North Carolina"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kampala Post said the talks had failed.",
        "Members of the Islamic State of Iraq signed it.",
        "Carlos Valencia signed it.",
        "Mr. Lagos signed it.",
        "May and Reading were words in it.",
    ],
)
def test_names_of_others_are_no_places(nlp: Language, sentence: str) -> None:
    assert not {"Kampala", "Iraq", "Valencia", "Lagos", "Reading"} & set(names(read(nlp, HEAD + sentence)))


def test_a_name_of_several_places_without_any_ground_gets_no_point(nlp: Language) -> None:
    text = read(nlp, HEAD + "The men met in San Pedro.")
    assert all(m.place is None for m in text.places if m.text == "San Pedro")


def test_a_province_is_no_town(nlp: Language) -> None:
    text = read(nlp, HEAD + "Two districts of Kunduz province in Afghanistan fell, then the city of Kunduz.")
    first, second = (m for m in text.places if m.text == "Kunduz")
    assert (first.precision, second.precision) == ("admin1", "town")


@pytest.mark.parametrize(
    ("phrase", "relation"),
    [("near", "near"), ("12 km north of", "north of"), ("outside", "outside"), ("in", "")],
)
def test_relations_are_kept(nlp: Language, phrase: str, relation: str) -> None:
    text = read(nlp, HEAD + f"A convoy was hit {phrase} Gao, Mali.")
    assert named(text, "Gao").relation == relation


def test_the_place_of_a_nouns_event(nlp: Language) -> None:
    text = read(nlp, HEAD + "Officials in Nairobi condemned the bombing in Garissa, Kenya.")
    assert event_place(text, "bombing") == "Garissa"


def test_whose_something_is_is_not_where_it_happened(nlp: Language) -> None:
    text = read(nlp, HEAD + "The governor of Antioquia said guerrillas had attacked Toribio, Colombia.")
    assert event_place(text, "attacked") == "Toribio"


def test_a_country_that_acts_is_no_place(nlp: Language) -> None:
    text = read(nlp, HEAD + "Uganda attacked a camp. Many fled.")
    assert event_place(text, "attacked") is None


def test_the_most_specific_of_a_chain_is_taken(nlp: Language) -> None:
    text = read(nlp, HEAD + "Four people were killed in the village of Tarqonda in Borno state, Nigeria.")
    assert event_place(text, "killed") == "Tarqonda"


def test_the_prison_points_back(nlp: Language) -> None:
    text = read(nlp, HEAD + "Ziltaan prison lies in Kismayo, Somalia.\n\nGunmen attacked the prison on Friday.")
    assert event_place(text, "attacked") == "Ziltaan prison"


def test_a_sentence_without_a_place_takes_its_paragraphs(nlp: Language) -> None:
    text = read(nlp, HEAD + "Soldiers entered Goma in North Kivu, Congo. Nine people died.")
    found, basis = narrative_place(text, text.sentences[-1])
    assert found is not None
    assert (found.text, basis) == ("Goma", "paragraph")


def test_home_forces_lend_their_country(nlp: Language) -> None:
    text = read(nlp, HEAD + "Rebels took Goma in Congo.\n\nLast week Tunisian security forces foiled a plot.")
    found, basis = narrative_place(text, text.sentences[-1])
    assert found is not None
    assert (found.country, basis) == ("TUN", "nation")


def test_without_a_parse_the_nearest_place_serves() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    raw = "Gunmen attacked Gao in Mali. Nobody died."
    document = Document("d", "d.txt", "0", raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, blank, known))
    text = replace(text, places=find_places(text, known))
    assert place_for(text, text.sentences[0], raw.index("attacked")) is not None


def test_every_mention_is_what_stands_there(nlp: Language) -> None:
    raw = HEAD + "MARAWI, Philippines — Troops left Lanao del Sur.\r\nThey moved to Jolo, “Sulu”, by boat."
    text = read(nlp, raw)
    assert text.places
    assert [m.start for m in text.places] == sorted(m.start for m in text.places)
    for i, m in enumerate(text.places):
        assert raw[m.start : m.end] == m.text
        assert m.within is None or m.within != i
        assert text.sentences[m.sentence].start <= m.start < text.sentences[m.sentence].end


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Rebels left the Villages of Orsk and Tarn.", True),
        ("The Tellin refugee camp burned.", True),
        ("They sailed on without a word.", False),
    ],
)
def test_the_quick_test_for_nouns_of_places_passes_whatever_the_patterns_find(text: str, stands: bool) -> None:
    words = place_words()
    assert words.may_stand(text) is stands
    assert stands or not (words.of_name.search(text) or words.name_noun.search(text))
