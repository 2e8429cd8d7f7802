"""Calendar arithmetic: thirds of months and years, steps of months, named days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import date_calendar as cal
from pipeline.reading.date_holidays import easter, holiday

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_the_parts_of_a_month_lie_in_it_and_cover_its_ends(year: int, number: int) -> None:
    whole = cal.month(year, number)
    early, mid, late = (cal.part(whole, p) for p in ("early", "mid", "late"))
    assert (early[0], late[1]) == whole
    assert early[1] <= mid[1] <= late[1]


@given(st.integers(1900, 2100))
def test_the_parts_of_a_year_follow_on_each_other(year: int) -> None:
    early, mid, late = (cal.part(cal.year(year), p) for p in ("early", "mid", "late"))
    assert early[1] + dt.timedelta(days=1) == mid[0]
    assert mid[1] + dt.timedelta(days=1) == late[0]
    assert (early[0], late[1]) == cal.year(year)


@given(DAYS, st.integers(-600, 600))
def test_months_are_counted_on_and_back(day: dt.date, count: int) -> None:
    there = cal.add_months(day, count)
    assert there.year * 12 + there.month == day.year * 12 + day.month + count
    assert there.day <= day.day


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday(day: dt.date) -> None:
    first, last = cal.week(day)
    assert first <= day <= last
    assert (first.weekday(), last.weekday()) == (0, 6)


def test_winter_ends_in_the_next_year() -> None:
    assert cal.season(2030, "winter") == (dt.date(2030, 12, 1), dt.date(2031, 2, 28))


def test_steps_do_not_leave_the_calendar() -> None:
    assert cal.shift_days(dt.date(2030, 1, 1), -(10**9)) == dt.date.min
    assert cal.unit(dt.date(2030, 1, 1), "year", -5000) is None
    assert cal.day(2030, 2, 29) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [(1916, (4, 23)), (1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2019, (4, 21)), (2024, (3, 31))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == dt.date(year, *day)


@given(st.integers(1900, 2100))
def test_weekdays_of_months(year: int) -> None:
    memorial, labor, thanks = (holiday(n, year) for n in ("memorial-day", "labor-day", "thanksgiving"))
    assert (memorial.month, memorial.weekday(), memorial.day > 24) == (5, 0, True)
    assert (labor.month, labor.weekday(), labor.day <= 7) == (9, 0, True)
    assert (thanks.month, thanks.weekday(), 22 <= thanks.day <= 28) == (11, 3, True)
    assert easter(year).weekday() == 6
