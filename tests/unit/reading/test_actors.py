"""Actors of one document, on invented wars: names, descriptions, who is meant, and who makes a row."""

from __future__ import annotations

import pytest
from actor_texts import Found, read
from spacy.language import Language

from pipeline.reading.actor_phrases import actor_of, actors_of, participant_phrase
from pipeline.reading.actors import forget, keep_actors
from pipeline.reading.records import Statement

# -- people ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "name", "title"),
    [
        ("Gen. Tomas Verrin said the road was open.", "Tomas Verrin", "Gen."),
        ("Lt. Col. Oren Dassel led the raid.", "Oren Dassel", "Lt. Col."),
        ("The town's mayor, Ilse Marrow, fled.", "Ilse Marrow", None),
        ("Police spokesman Pedro Alcazar Ruiz denied it.", "Pedro Alcazar Ruiz", "Police spokesman"),
        ("Farmer Daud Okello, 34, lost two sons.", "Daud Okello", "Farmer"),
        ("Monsignor Luis Anselmo Prado celebrated mass.", "Luis Anselmo Prado", "Monsignor"),
        ("Abu Talha al-Sharqi was killed on Monday.", "Abu Talha al-Sharqi", None),
        ("A witness named Behrouz saw the lorry.", "Behrouz", None),
        (
            "Nadia Kessler, director of the Harbour Institute, disagreed.",
            "Nadia Kessler",
            "director of the Harbour Institute",
        ),
    ],
)
def test_people_are_named_without_their_titles(nlp: Language, body: str, name: str, title: str | None) -> None:
    actor = read(nlp, body).actor(name)
    assert actor.kind == "person"
    if title is not None:
        assert actor.title == title


def test_later_short_forms_are_the_same_person(nlp: Language) -> None:
    found = read(
        nlp,
        "Prime Minister Karim al-Daburi visited the front. Al-Daburi promised men. “We will hold,” Mr. al-Daburi said. "
        "The general staff thanked al-Dabouri.",
    )
    assert found.mentions("Karim al-Daburi")[:3] == ["Karim al-Daburi", "Al-Daburi", "al-Daburi"]
    assert "al-Dabouri" in found.mentions("Karim al-Daburi")


def test_a_double_surname_has_two_short_forms(nlp: Language) -> None:
    found = read(
        nlp, "Colonel Hector Ibarra Montes surrendered. Ibarra had led the garrison. Ibarra Montes was unhurt."
    )
    assert [m for m in found.mentions("Hector Ibarra Montes") if m[0] == "I"] == ["Ibarra", "Ibarra Montes"]


def test_two_people_may_share_a_surname(nlp: Language) -> None:
    found = read(
        nlp,
        "Analyst Rosa Tamber warned of a split. The rebel leader Victor Tamber was seen in the east. "
        "Tamber told reporters that he would fight on.",
    )
    assert found.actor("Rosa Tamber").key != found.actor("Victor Tamber").key
    assert "Tamber" in found.mentions("Victor Tamber")


@pytest.mark.parametrize(
    "body", ["The convoy left Verrin on Monday.", "Fighting went on in Old Dassel.", "None came back."]
)
def test_places_and_pronouns_are_no_people(nlp: Language, body: str) -> None:
    assert not [a for a in read(nlp, body).text.actors if a.kind == "person"]


# -- organisations -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("The Ostland Liberation Front attacked the bridge.", "Ostland Liberation Front", "armed_group"),
        (
            "Fighters of the Movement for the Defence of Ostland took the town.",
            "Movement for the Defence of Ostland",
            "armed_group",
        ),
        ("The Tellin Police Department found the car.", "Tellin Police Department", "state_force"),
        ("The Marrow County Sheriff's Office made an arrest.", "Marrow County Sheriff's Office", "state_force"),
        ("The Ministry of River Transport denied it.", "Ministry of River Transport", "government"),
        ("The Harbour Workers' Union went on strike.", "Harbour Workers' Union", "ngo"),
        ("The Ostland People's Party won.", "Ostland People's Party", "political_party"),
        (
            "The Tellin Institute for Border Studies counted nine raids.",
            "Tellin Institute for Border Studies",
            "think_tank",
        ),
        ("The Tellin Herald reported the raid.", "Tellin Herald", "media"),
        ("He told The Tellin Herald on Tuesday.", "Tellin Herald", "media"),
        ("A reporter of AFP who came to the place saw a wall.", "Agence France-Presse", "media"),
        ("Fighters of the 28th Front burned a bus.", "28th Front", "armed_group"),
        ("The 62nd Infantry Battalion lost two men.", "62nd Infantry Battalion", "state_force"),
        ("The Council for Peace and Reconciliation met.", "Council for Peace and Reconciliation", "government"),
    ],
)
def test_unlisted_organisations_are_known_by_their_words(nlp: Language, body: str, name: str, kind: str) -> None:
    assert read(nlp, body).actor(name).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        "The Ostland Defence Union (ODU) shelled the port. The ODU lost two boats.",
        "The Ostland Defence Union, or ODU, shelled the port. The ODU lost two boats.",
        "The ODU [Ostland Defence Union] shelled the port. The ODU lost two boats.",
    ],
)
def test_acronyms_are_defined_in_the_text(nlp: Language, body: str) -> None:
    found = read(nlp, body)
    assert {m.actor_key for m in found.text.mentions if "ODU" in m.text} == {found.actor("Ostland Defence Union").key}


def test_a_listed_group_is_not_another_that_has_its_name_inside(nlp: Language) -> None:
    found = read(nlp, "Kata'ib Hezbollah fired rockets. Hezbollah stayed out of it.")
    assert found.actor("Kata'ib Hezbollah").key != found.actor("Hezbollah").key


# -- descriptions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words", "kind"),
    [
        ("Unidentified gunmen stormed the farm.", "Unidentified gunmen", "armed_group"),
        ("The soldiers burned two huts.", "soldiers", "state_force"),
        ("The police sealed the road.", "police", "state_force"),
        ("Chadian officials denied it.", "Chadian officials", "government"),
        ("Six Jesuit teachers were shot.", "Six Jesuit teachers", "civilians"),
        ("Local tribal elders met on Friday.", "Local tribal elders", "ethnic_or_religious_group"),
        ("A 19-year-old man was shot.", "19-year-old man", "person"),
        ("The mayor was kidnapped.", "mayor", "person"),
        ("The ceasefire monitors left.", "ceasefire monitors", "international_organization"),
        ("A drug cartel claimed the land.", "drug cartel", "armed_group"),
    ],
)
def test_descriptions_have_the_kind_of_their_noun(nlp: Language, body: str, words: str, kind: str) -> None:
    found = read(nlp, body)
    assert found.actor(words).kind == kind
    assert found.mention(words).form == "description"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Al-Shabaab fighters attacked the base.", "Al-Shabaab fighters"),
        ("Three members of al-Shabaab were arrested.", "Three members"),
        ("Suspected al-Shabaab militants burned the bus.", "al-Shabaab militants"),
    ],
)
def test_a_groups_people_are_the_group(nlp: Language, body: str, words: str) -> None:
    found = read(nlp, body)
    assert found.actor(words).name.lower().startswith("al-shabaab")


def test_a_groups_prisoners_are_not_the_group(nlp: Language) -> None:
    found = read(nlp, "Al-Shabaab prisoners escaped.")
    assert found.actor("Al-Shabaab prisoners").parent_key is not None


def test_each_member_of_a_coordination_is_an_actor(nlp: Language) -> None:
    found = read(nlp, "Kenyan and Ethiopian authorities closed the border.")
    assert {a.country for a in found.text.actors} >= {"KEN", "ETH"}
    sentence = found.text.sentences[-1]
    head = next(t for t in sentence.tokens if t.text == "authorities")
    assert len(actors_of(found.text, sentence, head)) == 2


def test_a_coordination_shares_the_country_before_it(nlp: Language) -> None:
    found = read(nlp, "Chadian soldiers and police fired on the crowd. Kenya sent observers.")
    assert found.actor("Chadian soldiers and police").country == "TCD"


@pytest.mark.parametrize("words", ["the army post", "a police station", "the rebel town"])
def test_a_modifier_is_no_actor(nlp: Language, words: str) -> None:
    assert not read(nlp, f"Rain fell on {words}.").text.actors


# -- who is meant ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["militants", "group", "terror group", "insurgents"])
def test_a_phrase_stands_for_the_only_group_of_the_text(nlp: Language, words: str) -> None:
    found = read(nlp, f"Boko Haram raided the village of Dalwa. The {words} took forty cows.")
    assert found.actor(words).name == "Boko Haram"


def test_another_sort_of_fighters_is_not_the_group(nlp: Language) -> None:
    found = read(nlp, "Boko Haram raided the village of Dalwa. Foreign militants had joined it.")
    assert found.actor("Foreign militants").name == "Foreign militants"


def test_with_two_groups_the_nearest_is_meant_and_only_by_a_definite_phrase(nlp: Language) -> None:
    found = read(
        nlp,
        "Boko Haram and the Ostland Liberation Front made peace in May. In June the Ostland Liberation Front broke it. "
        "The rebels shelled the port.",
    )
    assert found.actor("rebels").name == "Ostland Liberation Front"


def test_an_office_stands_for_the_person_who_holds_it(nlp: Language) -> None:
    found = read(nlp, "Gen. Tomas Verrin led the column. On Monday the general was shot.")
    assert found.actor("general").name == "Tomas Verrin"


def test_an_apposition_is_the_same_actor(nlp: Language) -> None:
    found = read(nlp, "Nadia Kessler, the city's chief prosecutor, resigned. The militant group Boko Haram cheered.")
    assert found.actor("militant group").name == "Boko Haram"


def test_pronouns_only_where_one_person_can_be_meant(nlp: Language) -> None:
    found = read(nlp, "Gen. Tomas Verrin left on Monday. He returned on Friday.")
    assert [m.form for m in found.text.mentions if m.text == "He"] == ["pronoun"]
    two = read(nlp, "Gen. Tomas Verrin quarrelled with Col. Oren Dassel and Maj. Ivo Kant. They left. He returned.")
    assert "He" not in two.words


def test_a_surname_alone_is_no_listed_person(nlp: Language) -> None:
    found = read(nlp, "Army spokesman Ruben al-Maliki denied it. Al-Maliki said the road was open.")
    assert found.actor("Ruben al-Maliki").knowledge_id is None
    assert found.mentions("Ruben al-Maliki") == ["Ruben al-Maliki", "Al-Maliki"]


def test_its_troops_are_the_subjects(nlp: Language) -> None:
    found = read(nlp, "The Ostland Liberation Front said its troops had taken the port from the Chadian army.")
    assert "its troops" in found.mentions("Ostland Liberation Front")


def test_a_bare_army_is_that_of_the_only_country(nlp: Language) -> None:
    found = read(nlp, "Fighting broke out in eastern Chad. The army sent tanks.")
    assert found.actor("army").country == "TCD"


# -- countries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "acts"),
    [
        ("Chad invaded the border strip.", True),
        ("Villagers fled the Chadian airstrikes.", True),
        ("The village was bombed by Chad.", True),
        ("Floods hit northern Chad.", False),
        ("Chad is a poor country.", False),
        ("He lives in Chad.", False),
    ],
)
def test_a_country_is_an_actor_only_where_it_acts(nlp: Language, body: str, acts: bool) -> None:
    assert any(a.kind == "country" for a in read(nlp, body).text.actors) is acts


# -- rows --------------------------------------------------------------------------------------------------------


def said(found: Found, words: str) -> Statement:
    actor = found.actor(words)
    return Statement("s-1", 0, 1, words, actor.key, None, False, "said")


def rows(found: Found, *speakers: str) -> set[str]:
    actors, mentions = keep_actors(found.text, (), (), [said(found, s) for s in speakers])
    assert {m.actor_key for m in mentions} == {a.key for a in actors}
    return {a.name for a in actors}


def test_named_actors_make_rows_and_bystanders_do_not(nlp: Language) -> None:
    found = read(nlp, "Gen. Tomas Verrin fled. Two people died. The victims were buried. A doctor wept.")
    assert rows(found) == {"Tomas Verrin"}


def test_described_actors_make_rows_where_they_take_part(nlp: Language) -> None:
    found = read(nlp, "Fishermen said the sea was calm. Chadian officials said nothing. Officials in the town agreed.")
    assert "Fishermen" not in rows(found)
    assert "Fishermen" in rows(found, "Fishermen")
    assert "Chadian officials" in rows(found, "Chadian officials")
    assert "Officials" not in rows(found, "Officials")


def test_a_school_is_an_actor_only_where_it_takes_part(nlp: Language) -> None:
    found = read(nlp, "Students of the Harbour Technical College said that Harbour Technical College would stay open.")
    assert "Harbour Technical College" not in rows(found)
    assert "Harbour Technical College" in rows(found, "Harbour Technical College")


def test_references_to_actors_without_a_row_are_forgotten(nlp: Language) -> None:
    found = read(nlp, "Officials in the town agreed.")
    statement = said(found, "Officials")
    _, _, (kept,) = forget((), (), (statement,), ())
    assert (kept.speaker_key, kept.speaker) == (None, "Officials")


# -- phrases of participants -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "word", "phrase"),
    [
        ("They killed the mayor of Dalwa.", "mayor", "mayor of Dalwa"),
        ("They killed six elderly nuns who had come by bus.", "nuns", "six elderly nuns"),
        ("They bombed the police station in the square.", "station", "police station"),
        ("They blew up a power station.", "station", "power station"),
        ("They killed dozens of farmers.", "Dozens".lower(), "farmers"),
        ("They killed two of the soldiers.", "two", "soldiers"),
        ("They shot Gen. Tomas Verrin.", "Tomas", "Tomas Verrin"),
    ],
)
def test_participant_phrases(nlp: Language, body: str, word: str, phrase: str) -> None:
    found = read(nlp, body)
    sentence = found.text.sentences[-1]
    token = next(t for t in sentence.tokens if t.text == word)
    start, end, text, _ = participant_phrase(found.text, sentence, token)
    assert text == phrase == found.text.document.text[start:end]


def test_the_mention_at_a_token_is_the_innermost(nlp: Language) -> None:
    found = read(nlp, "The Ostland Defence Union (ODU) killed a monk.")
    sentence = found.text.sentences[-1]
    monk = next(t for t in sentence.tokens if t.text == "monk")
    union = next(t for t in sentence.tokens if t.text == "Union")
    at_monk = actor_of(found.text, sentence, monk)
    assert at_monk is not None
    assert at_monk.text == "monk"
    assert actor_of(found.text, sentence, union) == found.mention("Ostland Defence Union (ODU)")
    assert participant_phrase(found.text, sentence, union)[2] == "Ostland Defence Union"
