"""Number words: what can be spelled is read back; ranges, vague amounts and qualifiers keep their bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.quantity_qualifiers import qualify
from pipeline.reading.quantity_units import is_person, unit_of, units
from pipeline.reading.quantity_words import NUMBERS, find_numbers, lexemes, words

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int, joint: str = " and ") -> str:
    """A number in English words, as a writer would put it."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            link = joint if rest < 100 else " "
            return f"{spelled(n // size, joint)} {name}" + (link + spelled(rest, joint) if rest else "")
    raise AssertionError


def read(text: str) -> list[tuple[float | None, float | None, str]]:
    items = lexemes(text)
    found = [qualify(items, n)[0] for n in find_numbers(items)]
    return [(n.low, n.high, n.qualifier) for n in found]


@given(st.integers(1, 10**12 - 1), st.sampled_from([" and ", " "]))
def test_spelled_numbers_are_read_back(n: int, joint: str) -> None:
    assert read(f"there were {spelled(n, joint)} of them") == [(n, n, "exact")]


@given(st.integers(0, 10**9), st.booleans())
def test_digits_are_read_back(n: int, commas: bool) -> None:
    assert read(f"they counted {n:,} there" if commas else f"they counted {n} there") == [(n, n, "exact")]


@given(st.integers(2, 900), st.integers(1, 99), st.sampled_from(["{} to {}", "between {} and {}", "{}-{}"]))
def test_ranges_keep_both_ends(low: int, more: int, form: str) -> None:
    assert read(form.format(low, low + more)) == [(low, low + more, "range")]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("dozens of villagers", 24, None, "at_least"),
        ("scores of huts", 40, None, "at_least"),
        ("tens of thousands of herders", 20000, None, "at_least"),
        ("hundreds of thousands fled", 200000, None, "at_least"),
        ("a couple hundred raiders", 200, 200, "about"),
        ("several dozen trucks", 24, None, "at_least"),
        ("half a dozen boats", 6, 6, "exact"),
        ("a hundred and forty", 140, 140, "exact"),
        ("2.4 million", 2.4e6, 2.4e6, "exact"),
        ("40k", 40000, 40000, "exact"),
        ("14 to 16 thousand", 14000, 16000, "range"),
        ("two or three", 2, 3, "range"),
        ("two and a half", 2.5, 2.5, "exact"),
        ("no more than three to five", 3, 5, "at_most"),
        ("up to 90", None, 90, "at_most"),
        ("as many as 3,000", None, 3000, "at_most"),
        ("no fewer than 17", 17, None, "at_least"),
        ("upwards of 60", 60, None, "more_than"),
        ("fewer than 50", None, 50, "less_than"),
        ("an estimated 8,000", 8000, 8000, "about"),
        ("a total of some 33", 33, 33, "about"),
        ("at least around 70", 70, None, "at_least"),
        ("nearly 200", 200, 200, "about"),
        ("45 or more", 45, None, "at_least"),
        ("30 or so", 30, 30, "about"),
        ("more than two-thirds of them", 2 / 3, None, "more_than"),
        ("three quarters of the crop", 0.75, 0.75, "exact"),
    ],
)
def test_amounts(text: str, low: float | None, high: float | None, qualifier: str) -> None:
    assert read(text) == [(low, high, qualifier)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the toll rose from 12 to 19", [12, 19]),
        ("ten porters and one guard", [10, 1]),
        ("a third attack", []),
        ("the second half of the year", []),
        ("555-201-7788", [555]),
    ],
)
def test_what_is_no_range_and_no_fraction(text: str, values: list[int]) -> None:
    assert [v[0] for v in read(text)][: len(values) or None] == values


@pytest.mark.parametrize(
    "noun", ["dockers", "policemen", "gunmen", "Ruritanians", "refugees", "looters", "prisoners-of-war"]
)
def test_nouns_of_people(noun: str) -> None:
    assert is_person(noun.lower(), noun[0].isupper())


@pytest.mark.parametrize(
    "noun", ["launchers", "helicopters", "committees", "houses", "mortars", "trees", "bunkers", "weeks"]
)
def test_nouns_of_things(noun: str) -> None:
    assert not is_person(noun)


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("bombings", "attacks"),
        ("nations", "countries"),
        ("kilometres", "km"),
        ("graves", "graves"),
        ("Tamils", "persons"),
        ("mortars", "mortars"),
    ],
)
def test_units_of_nouns(noun: str, unit: str) -> None:
    assert unit_of(noun.lower(), noun[0].isupper())[0] == unit


def test_data_without_an_id_is_refused_with_the_mend(tmp_path: Path) -> None:
    broken = tmp_path / "numbers.toml"
    broken.write_text(NUMBERS.read_text(encoding="utf-8").replace('id = "seven", ', "", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"numbers\.toml: an entry of 'number' has no id"):
        words(broken)


def test_a_word_for_two_units_is_refused(tmp_path: Path) -> None:
    from pipeline.reading.quantity_units import UNITS

    broken = tmp_path / "units.toml"
    broken.write_text(
        UNITS.read_text(encoding="utf-8") + '\n[[unit]]\nid = "leagues"\nkind = "length"\nwords = ["mile"]\n'
    )
    with pytest.raises(ValueError, match="'mile' stands for miles and leagues"):
        units(broken)
