"""The rules by which reports become a row."""

from __future__ import annotations

from typing import Any

from pipeline.reading.records import EventReport
from pipeline.resolving import Forced, resolve
from pipeline.resolving.records import Event
from tests.unit.resolving.build import day, reading, report


def merged(*reports: EventReport, published: tuple[str | None, ...] = ()) -> Event:
    """The one event of these reports (each in a document of its own), which a user joined."""
    out = published or ("day after",) * len(reports)
    readings = [reading(f"d{n}", r, published=p) for n, (r, p) in enumerate(zip(reports, out, strict=True))]
    first = reports[0].report_id
    links = [Forced(min(first, r.report_id), max(first, r.report_id), True) for r in reports[1:]]
    (event,) = resolve(readings, links).events
    return event


def told(number: int, **given: Any) -> EventReport:
    return report(f"d{number}", **given)


def test_the_most_precise_date_that_others_bear_out_wins() -> None:
    month = ("2031-05-01", "2031-05-31")
    event = merged(told(0, date=month, date_precision="month"), told(1), told(2, date="2031-05-05"), told(3))
    assert (event.date_start, event.date_end, event.date_precision) == (day("2031-05-04"), day("2031-05-04"), "day")
    assert event.disputed == ("date",)


def test_a_stated_day_wins_over_one_the_context_gives() -> None:
    event = merged(told(0, date="2031-05-05", date_basis="context"), told(1))
    assert event.date_start == day("2031-05-04")


def test_the_most_precise_place_wins() -> None:
    event = merged(told(0, place="Lower Marava", place_precision="admin1"), told(1))
    assert (event.place, event.place_precision) == ("Velmora", "town")
    assert event.disputed == ()


def test_a_town_on_the_map_wins_over_a_site_nobody_knows() -> None:
    site = told(0, place="the old tannery", place_id=None, place_precision="site", latitude=None, longitude=None)
    assert merged(site, told(1)).place == "Velmora"
    assert merged(site, told(1, place="Lower Marava", place_precision="admin1")).place == "the old tannery"


def test_a_place_that_two_reports_give_wins_over_one() -> None:
    event = merged(told(0, place="Kassidy"), told(1), told(2))
    assert event.place == "Velmora"
    assert event.disputed == ("place",)


def test_a_general_word_yields_to_a_special_one() -> None:
    event = merged(told(0, event_type="armed_attack"), told(1, event_type="suicide_bombing"))
    assert event.event_type == "suicide_bombing"


def test_the_type_most_reports_give_wins() -> None:
    types = ("massacre", "execution", "massacre")
    assert merged(*(told(n, event_type=t) for n, t in enumerate(types))).event_type == "massacre"


def test_types_that_are_seldom_one_event_are_disputed() -> None:
    assert merged(told(0, event_type="shelling"), told(1, event_type="abduction")).disputed == ("event_type",)


def test_tolls_follow_the_day_of_publication() -> None:
    event = merged(
        told(0, counts={"killed": (9, 9)}),
        told(1, counts={"killed": (14, 14), "wounded": (30, 30)}),
        published=("2031-05-04", "2031-05-06"),
    )
    assert (event.killed_low, event.killed_best, event.killed_high) == (14, 14, 14)
    assert (event.wounded_low, event.wounded_high) == (30, 30)
    assert event.disputed == ()


def test_the_perpetrators_claim_is_told_by_its_name() -> None:
    event = merged(
        told(0, counts={"killed": (3, 3)}, by=("n:red banner",)),
        told(1, counts={"killed": (50, 50)}, by=("n:red banner",), attributed_to="Red Banner"),
    )
    assert (event.killed_low, event.killed_best, event.killed_high) == (3, 3, 3)
    assert event.disputed == ("killed",)


def test_the_summary_says_what_is_known_and_what_is_not() -> None:
    assert merged(told(0, date=None, place=None, status="planned", event_type="other")).summary == (
        "Event (planned), place not stated, date not stated. Told by one document."
    )
    month = merged(told(0, date=("2031-05-01", "2031-05-31"), date_precision="month", counts={"killed": (4, None)}))
    assert month.summary.startswith("Bombing in Velmora, Lower Marava, MRV in May 2031. At least 4 killed.")


def test_the_identifier_is_that_of_the_news_not_of_the_background() -> None:
    news = told(0)
    alone = merged(news).event_id
    older = told(1, central=False, date=("2031-05-01", "2031-05-31"), date_precision="month")
    assert merged(news, older, published=("2031-05-05", "2031-05-04")).event_id == alone
