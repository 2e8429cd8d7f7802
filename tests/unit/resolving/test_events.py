"""Invented twins and near-misses: what is one event, what is two, and that the links say why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.reading.records import Reading
from pipeline.resolving import Forced, Resolved, resolve
from pipeline.resolving.records import EventLink
from tests.unit.resolving.build import reading, report

RED = ("n:red banner",)
ARMY = ("n:maravan army",)


def link(found: Resolved, a: str, b: str) -> EventLink:
    from pipeline.reading.identifiers import identifier

    ids = {identifier("report", a, 0), identifier("report", b, 0)}
    return next(x for x in found.links if {x.report_a, x.report_b} == ids)


def groups(found: Resolved) -> int:
    return len(found.events)


def test_three_papers_with_three_tolls_tell_of_one_event() -> None:
    found = resolve(
        [
            reading("a", report("a", counts={"killed": (11, 11)}, by=RED)),
            reading("b", report("b", counts={"killed": (19, None)}), published="2031-05-06"),
            reading("c", report("c", counts={"killed": (40, 40)}, event_type="armed_attack", by=RED)),
        ]
    )
    assert groups(found) == 1
    assert "same place (Velmora)" in link(found, "a", "b").reasons
    assert "same day (2031-05-04)" in link(found, "a", "b").reasons


def test_another_spelling_of_the_town_a_day_later_is_the_same_event() -> None:
    found = resolve(
        [
            reading("a", report("a", by=RED, place="Velmora")),
            reading("b", report("b", by=RED, place="Velmoora", place_id=None, date="2031-05-05")),
            reading("c", report("c", by=RED, place="Brevik Mill")),
        ]
    )
    assert groups(found) == 1
    assert any("km apart" in r for r in link(found, "a", "c").reasons)


def test_same_place_and_group_a_week_apart_are_two_events() -> None:
    found = resolve([reading("a", report("a", by=RED)), reading("b", report("b", by=RED, date="2031-05-11"))])
    assert groups(found) == 2
    assert "dates 7 days apart" in link(found, "a", "b").reasons


def test_same_day_in_another_district_is_another_event() -> None:
    there = reading("b", report("b", by=RED, place="Ostrin"), text="A parcel blew up at a bus stop on the hill.")
    found = resolve([reading("a", report("a", by=RED)), there])
    assert groups(found) == 2
    assert any(r.startswith("places 22 km apart") for r in link(found, "a", "b").reasons)


def test_same_spot_and_day_of_another_year_is_another_event() -> None:
    found = resolve([reading("a", report("a", by=RED)), reading("b", report("b", by=RED, date="2032-05-04"))])
    assert groups(found) == 2


def test_a_background_mention_of_an_older_attack_at_the_spot_does_not_bridge() -> None:
    old = report("c", 1, date=("2031-01-01", "2031-12-31"), date_precision="year", central=False, by=RED)
    found = resolve(
        [
            reading("a", report("a", date="2031-02-01", by=RED), published="2031-02-02"),
            reading("b", report("b", date="2031-05-04", by=RED)),
            reading("c", report("c", 0, date="2031-05-04", by=RED), old),
        ]
    )
    of = found.event_of
    assert of[report("a").report_id] != of[report("b").report_id]
    assert of[report("b").report_id] == of[report("c").report_id] != of[old.report_id]


def test_what_a_text_tells_of_the_future_is_not_what_happened() -> None:
    found = resolve([reading("a", report("a")), reading("b", report("b", status="threatened", date=None))])
    assert groups(found) == 2


def test_two_reports_of_one_document_stay_two() -> None:
    found = resolve([reading("a", report("a", 0, by=RED), report("a", 1, by=RED)), reading("b", report("b", by=RED))])
    assert groups(found) == 2
    assert sorted(e.reports for e in found.events) == [1, 2]


def test_a_report_cannot_tell_of_what_came_after_its_document() -> None:
    found = resolve(
        [reading("a", report("a", date="2031-05-04")), reading("b", report("b", date=None), published="2031-04-01")]
    )
    assert groups(found) == 2
    assert "dates cannot meet" in link(found, "a", "b").reasons


def test_an_undated_report_of_the_day_joins_by_the_victim_it_names() -> None:
    from pipeline.reading.records import ActorMention, LocalActor

    nel = LocalActor("n:nel", "Nel Ardowan", "person")
    mention = ActorMention("m", 0, 11, "Nel Ardowan", "n:nel", "name", 0, 0)

    def told(document: str, **given: object) -> object:
        from dataclasses import replace

        r = reading(document, report(document, **given), text="Nel Ardowan, 31, was shot dead outside a bakery.")
        return replace(r, actors=(nel,), mentions=(mention,))

    found = resolve([told("a"), told("b", date=None, place=None)])  # type: ignore[list-item]
    assert groups(found) == 1
    assert "same person named (nel ardowan)" in link(found, "a", "b").reasons


def test_the_order_of_readings_changes_nothing() -> None:
    readings = [reading(n, report(n, by=RED, date=d)) for n, d in zip("abcd", ["2031-05-04"] * 2 + ["2031-07-01"] * 2)]
    one, other = resolve(readings), resolve(readings[::-1])
    assert one.events == other.events
    assert list(one.links) == list(other.links)


def test_a_later_document_of_the_event_leaves_its_identifier() -> None:
    first = [reading("m", report("m", by=RED)), reading("z", report("z", date="2031-08-01"))]
    before = resolve(first)
    after = resolve([*first, reading("a", report("a", by=RED), published="2031-05-09")])
    assert len(after.events) == len(before.events) == 2
    assert {e.event_id for e in after.events} == {e.event_id for e in before.events}


def leaving(document: str, date: str, status: str = "occurred") -> Reading:
    r = report(document, date=date, event_type="troop_withdrawal", by=ARMY, place="Marava", place_precision="country")
    return reading(document, replace(r, status=status, admin1=None, place_id=None, latitude=None, longitude=None))


@pytest.mark.parametrize("status", ["planned", "ongoing", "occurred"])
def test_what_takes_weeks_is_planned_goes_on_and_is_done(status: str) -> None:
    assert groups(resolve([leaving("a", "2031-12-20", status), leaving("b", "2032-01-11")])) == 1


def test_what_takes_weeks_may_have_two_days_and_no_town() -> None:
    assert groups(resolve([leaving("a", "2031-05-04"), leaving("b", "2031-05-22")])) == 1
    assert groups(resolve([leaving("a", "2031-05-04"), leaving("b", "2031-07-22")])) == 2


def test_links_can_be_read_twice() -> None:
    found = resolve([reading("a", report("a")), reading("b", report("b"))])
    assert list(found.links) == list(found.links) != []


@pytest.mark.parametrize("same", [True, False])
def test_a_forced_link_wins_and_says_so(same: bool) -> None:
    other = "2031-09-30" if same else "2031-05-04"
    a, b = report("a"), report("b", date=other)
    low, high = sorted((a.report_id, b.report_id))
    found = resolve([reading("a", a), reading("b", b)], [Forced(low, high, same, "seen on the ground")])
    assert groups(found) == (1 if same else 2)
    reason = link(found, "a", "b").reasons[0]
    assert reason == f"raw/links.toml says {'one event' if same else 'two events'}: seen on the ground"


def test_a_forbidden_pair_is_not_joined_through_a_third_report() -> None:
    a, b, c = report("a"), report("b"), report("c")
    low, high = sorted((a.report_id, b.report_id))
    found = resolve([reading("a", a), reading("b", b), reading("c", c)], [Forced(low, high, False)])
    assert found.event_of[a.report_id] != found.event_of[b.report_id]


def test_the_row_says_how_many_tell_of_it_and_who_took_part() -> None:
    found = resolve(
        [
            reading("a", report("a", by=RED), publisher="The Lantern"),
            reading("b", report("b", by=RED), publisher="The Lantern"),
            reading("c", report("c", by=ARMY), publisher="Coast Daily"),
        ]
    )
    (event,) = found.events
    assert (event.reports, event.documents, event.publishers) == (3, 3, 2)
    assert event.disputed == ("perpetrator",)
    assert sorted(p.reports for p in found.event_participants if p.role == "perpetrator") == [1, 2]
    assert event.summary == (
        "Bombing in Velmora, Lower Marava, MRV on 4 May 2031, by Red Banner and Maravan Army. "
        "Told by 3 documents; they differ on perpetrator."
    )


def test_a_mention_too_vague_to_tell_which_of_two_it_means_joins_neither() -> None:
    vague = report("c", date=("2031-01-01", "2031-12-31"), date_precision="year", central=False, by=RED)
    twins = [
        reading("a", report("a", date="2031-02-01", by=RED), published="2031-02-02"),
        reading("b", report("b", date="2031-05-04", by=RED)),
    ]
    both = resolve([*twins, reading("c", vague, published="2032-01-08")])
    one = resolve([twins[0], reading("c", vague, published="2032-01-08")])
    assert groups(both) == 3
    assert groups(one) == 1


def test_a_new_document_changes_no_event_it_does_not_report() -> None:
    days = ["2031-02-01", "2031-02-01", "2031-05-04", "2031-05-05", "2031-09-30"]
    corpus = [reading(f"d{n}", report(f"d{n}", date=d, by=RED), published=d) for n, d in enumerate(days)]
    whole = resolve(corpus).event_of
    for left_out in corpus:
        rest = resolve([r for r in corpus if r is not left_out]).event_of
        told = whole[left_out.reports[0].report_id]
        assert {i: e for i, e in rest.items() if whole[i] != told} == {i: e for i, e in whole.items() if e != told}


def test_documents_that_share_an_event_are_compared_again_where_neither_gives_a_date() -> None:
    def told(name: str, day: str) -> Reading:
        bombing = report(name, by=RED, date=day)
        clash = report(name, 1, event_type="armed_clash", date=None, date_precision="unknown", central=False)
        return reading(name, bombing, clash)

    together = resolve([told("a", "2031-05-04"), told("b", "2031-05-04")])
    assert groups(together) == 2
    strangers = resolve([told("a", "2031-05-04"), told("b", "2033-01-09")])
    assert groups(strangers) == 4
