"""raw/links.toml: how reports are named, and that each error names the line, the key and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.resolving import LinksError, read_links, resolve
from pipeline.resolving.links import Forced, parse
from tests.unit.resolving.build import reading, report

READINGS = [
    reading("a", report("a", 0), report("a", 20), text="blast at the quay, then a blast at the mill"),
    reading("b", report("b", 4), text="The blast tore a roof off."),
]
A0, A20, B4 = (r.report_id for reading_ in READINGS for r in reading_.reports)


def pair(a: str, b: str, same: bool, because: str = "") -> Forced:
    return Forced(min(a, b), max(a, b), same, because)


def test_reports_are_named_by_identifier_or_by_file_and_trigger() -> None:
    text = f'[[link]]\nevent = "same"\nreports = ["{A0}", "b.txt#blast"]\nbecause = "one quay"\n'
    assert parse(text, READINGS) == (pair(A0, B4, True, "one quay"),)


def test_an_ordinal_tells_two_like_triggers_apart() -> None:
    readings = [reading("a", report("a", 0), report("a", 30), text="blast".ljust(30) + "blast"), READINGS[1]]
    text = '[[link]]\nevent = "different"\nreports = ["a.txt#blast#2", "b.txt#blast"]\n'
    assert parse(text, readings) == (pair(report("a", 30).report_id, B4, False),)


def test_three_reports_make_three_pairs() -> None:
    text = f'[[link]]\nevent = "different"\nreports = ["{A0}", "{A20}", "{B4}"]\n'
    assert len(parse(text, READINGS)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[link]\n", "not valid TOML"),
        ('[[links]]\nevent = "same"\n', "unknown key 'links' (line 1)"),
        ('[link]\nevent = "same"\n', "must be written [[link]] (line 1)"),
        ('\n\n[[link]]\nevent = "alike"\nreports = ["x", "y"]\n', "line 3, link 1: event must be"),
        ('[[link]]\nevent = "same"\nreports = ["x"]\n', "reports must be a list of two or more"),
        ('[[link]]\nevent = "same"\nreports = ["b.txt#boom", "b.txt#blast"]\n', "the triggers of b.txt are blast"),
        ('[[link]]\nevent = "same"\nreason = "x"\n', "unknown key 'reason'; known are event, reports, because"),
        (f'[[link]]\nevent = "same"\nreports = ["{B4}", "b.txt#blast"]\n', "named twice"),
    ],
)
def test_each_error_names_the_place_and_the_mend(text: str, said: str) -> None:
    with pytest.raises(LinksError) as error:
        parse(text, READINGS)
    assert said in str(error.value)
    assert "raw/links.toml" in str(error.value)


def test_a_pair_that_is_joined_and_kept_apart_is_an_error_that_names_both() -> None:
    link = f'[[link]]\nevent = "{{}}"\nreports = ["{A0}", "{B4}"]\n'
    with pytest.raises(LinksError, match="both joined and kept apart"):
        parse(link.format("same") + link.format("different"), READINGS)


def test_links_that_contradict_through_a_third_report_are_an_error() -> None:
    with pytest.raises(LinksError, match="other links keep their events apart"):
        resolve(READINGS, [pair(A0, B4, True), pair(A20, B4, True), pair(A0, A20, False)])


def test_no_file_forces_nothing(tmp_path: Path) -> None:
    assert read_links(tmp_path, READINGS) == ()
    (tmp_path / "links.toml").write_text(f'[[link]]\nevent = "same"\nreports = ["{A0}", "{B4}"]\n', encoding="utf-8")
    assert read_links(tmp_path, READINGS) == (pair(A0, B4, True),)
