"""Actors across documents, on invented wars: one identifier for one actor, whatever other documents say."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.records import ActorMention, Document, Layout, LocalActor, Place, PlaceMention, Published, Reading
from pipeline.resolving.actor_keys import person_words
from pipeline.resolving.actors import ActorResolution, resolve_actors


def reading(name: str, actors: Iterable[LocalActor], country: str | None = None) -> Reading:
    actors = tuple(actors)
    mentions = tuple(ActorMention(f"{name}-{i}", i, i + 1, a.name, a.key, "name", 0, i) for i, a in enumerate(actors))
    places = ()
    if country:
        place = Place(f"p-{country}", country, None, country, None, None, "country")
        places = (PlaceMention(0, 1, country, 0, place, "country", None, country, 0),)
    document = Document(name, f"{name}.txt", "0" * 64, "")
    return Reading(document, Layout(()), Published(), "en", 1, actors, mentions, places)


def named(name: str, kind: str = "armed_group", country: str | None = None, title: str | None = None) -> LocalActor:
    return LocalActor("n:" + name.lower(), name, kind, country, title=title)


def described(name: str, kind: str = "government", country: str | None = None, at: int = 7) -> LocalActor:
    return LocalActor(f"d:{at}", name, kind, country)


def listed(knowledge_id: str, name: str, kind: str = "armed_group", parent: str | None = None) -> LocalActor:
    return LocalActor(f"k:{knowledge_id}", name, kind, None, f"k:{parent}" if parent else None, knowledge_id)


def ids(found: ActorResolution) -> list[str]:
    return [found.actor_of[key] for key in sorted(found.actor_of)]


def same(a: LocalActor, b: LocalActor, in_a: str | None = None, in_b: str | None = None) -> bool:
    first, second = ids(resolve_actors([reading("a", [a], in_a), reading("b", [b], in_b)]))
    return first == second


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (named("Ostland Defence Union"), named("Ostland Defence Union")),
        (named("Ansar al-Karim"), named("Ansar al Kareem")),
        (named("Mohammed al-Daburi", "person"), named("Muhammad Dabouri", "person")),
        (named("Ilse K. Marrow", "person"), named("Ilse Marrow", "person")),
        (named("Tomas Verrin Jr.", "person"), named("Tomas Verrin", "person")),
        (described("Chadian officials", country="TCD"), described("Chadian officials", country="TCD", at=90)),
        (described("Maroua police", "state_force", "TCD"), described("Maroua police", "state_force", "TCD", at=90)),
    ],
)
def test_one_actor(a: LocalActor, b: LocalActor) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (named("Rosa Tamber", "person"), named("Victor Tamber", "person")),
        (named("Tamber", "person"), named("Tamber", "person")),
        (named("Hassan Tamber", "person"), named("Hussein Tamber", "person")),
        (named("Red Dawn"), named("Red Dawn North")),
        (named("17th Ostland Brigade"), named("19th Ostland Brigade")),
        (named("East Ostland Front"), named("West Ostland Front")),
        (described("officials"), described("officials")),
        (described("gunmen", "armed_group"), described("gunmen", "armed_group")),
        (described("Masked gunmen", "armed_group"), described("Masked gunmen", "armed_group")),
        (named("Police Department", "state_force", "USA"), named("Police Department", "state_force", "USA")),
        (described("Chadian officials", country="TCD"), described("Kenyan officials", country="KEN")),
        (described("mayor", "person", "TCD"), described("mayor", "person", "TCD")),
    ],
)
def test_two_actors(a: LocalActor, b: LocalActor) -> None:
    assert not same(a, b)


def test_bodies_that_every_country_has_are_one_only_within_a_country() -> None:
    guard = named("National Guard", "state_force")
    assert same(guard, guard, "TCD", "TCD")
    assert not same(guard, guard, "TCD", "KEN")
    assert not same(guard, guard)


def test_a_new_document_changes_no_other_documents_identifiers() -> None:
    first = [
        reading("a", [named("Ansar al-Karim"), named("Rosa Tamber", "person"), described("gunmen", "armed_group")])
    ]
    alone = resolve_actors(first)
    both = resolve_actors([reading("b", [named("Ansar al Kareem"), named("Rosa Tamber", "person")]), *first])
    assert {k: v for k, v in both.actor_of.items() if k[0] == "a"} == dict(alone.actor_of)
    assert (
        both.actors
        == resolve_actors([*first, reading("b", [named("Ansar al Kareem"), named("Rosa Tamber", "person")])]).actors
    )


def test_rows_count_documents_and_mentions_and_keep_the_commonest_name() -> None:
    found = resolve_actors(
        [
            reading("a", [named("Ansar al-Karim")]),
            reading("b", [named("Ansar al Kareem")]),
            reading("c", [named("Ansar al-Karim")]),
        ]
    )
    (row,) = found.actors
    assert (row.name, row.documents, row.mentions) == ("Ansar al-Karim", 3, 3)


def test_listed_actors_take_kind_and_parent_from_the_list() -> None:
    found = resolve_actors(
        [
            reading(
                "a",
                [
                    listed("TCD.army", "Chadian Army", "state_force"),
                    listed("TCD.government", "Government of Chad", "government"),
                ],
            )
        ]
    )
    by_name = {row.name: row for row in found.actors}
    assert by_name["Chadian Army"].kind == "state_force"
    assert by_name["Chadian Army"].parent_actor_id == by_name["Government of Chad"].actor_id


def spelled(knowledge_id: str, name: str, *forms: str, kind: str = "armed_group") -> Reading:
    """A reading in which a listed actor is written in these forms."""
    actor = listed(knowledge_id, name, kind)
    whole = reading("a", [actor])
    written = [ActorMention(f"a-{i}", i, i + 1, form, actor.key, "name", 0, i) for i, form in enumerate(forms)]
    return replace(whole, mentions=tuple(written))


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("al-Shabab", "Shabab", "Shabab"), "al-Shabab"),  # the fullest that the documents have
        (("al-Shabab", "Al-Shabaab"), "al-Shabaab"),  # the list's, where a document has it
        (("AL SHABAB MILITANTS", "Shabab"), "Shabab"),  # no headline
    ],
)
def test_a_listed_actor_is_called_as_the_documents_call_it(forms: tuple[str, ...], name: str) -> None:
    (row,) = resolve_actors([spelled("al_shabaab", "al-Shabaab", *forms)]).actors
    assert row.name == name


def test_listed_people_and_countries_keep_the_name_of_the_list() -> None:
    (row,) = resolve_actors([spelled("p_zawahiri", "Ayman al-Zawahiri", "Zawahri", kind="person")]).actors
    assert row.name == load_lexicon().actors["p_zawahiri"].name


def test_a_listed_name_with_another_spelling_is_the_listed_actor() -> None:
    entry = load_lexicon().actors["p_zawahiri"]
    misspelt = named(entry.name.replace("iri", "ari"), "person")
    assert misspelt.name != entry.name
    assert same(LocalActor("k:p_zawahiri", entry.name, "person", None, None, "p_zawahiri"), misspelt)


def test_parents_point_to_rows_that_exist() -> None:
    prisoners = LocalActor("d:3", "Red Dawn prisoners", "civilians", None, "n:red dawn")
    found = resolve_actors([reading("a", [named("Red Dawn"), prisoners])])
    rows = {row.name: row for row in found.actors}
    assert rows["Red Dawn prisoners"].parent_actor_id == rows["Red Dawn"].actor_id
    orphan = resolve_actors([reading("a", [prisoners])])
    assert orphan.actors[0].parent_actor_id is None


@pytest.mark.parametrize(
    ("a", "b"), [("muhammad yusuf khan", "mohammed yousef khan"), ("oleksandr v petrov", "alexander petrov")]
)
def test_spellings_of_people(a: str, b: str) -> None:
    assert person_words(tuple(a.split())) == person_words(tuple(b.split()))


def test_ten_times_the_documents_take_about_ten_times_as_long() -> None:
    def seconds(documents: int) -> float:
        corpus = [
            reading(
                f"d{i}",
                [
                    named(f"Front {i % 97} of Ostland"),
                    named(f"Ivo Kant{i}", "person"),
                    described("gunmen", "armed_group"),
                ],
            )
            for i in range(documents)
        ]
        begin = time.process_time()
        resolve_actors(corpus)
        return time.process_time() - begin

    seconds(300)
    assert seconds(6000) < 40 * max(seconds(600), 0.005)
