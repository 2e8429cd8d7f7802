"""The rule of the merged toll, case by case."""

from __future__ import annotations

from pipeline.resolving.tolls import Claim, Toll, merge


def test_no_figure_gives_no_toll() -> None:
    assert merge([]) == Toll(None, None, None, False)


def test_a_later_higher_toll_supersedes_the_first() -> None:
    assert merge([Claim("a", 7, 7, 100), Claim("b", 12, 12, 101)]) == Toll(12, 12, 12, False)


def test_rival_tolls_of_one_day_are_a_range_and_disputed() -> None:
    assert merge([Claim("a", 7, 7, 100), Claim("b", 12, 12, 100), Claim("c", 7, 7, 100)]) == Toll(7, 7, 12, True)


def test_a_later_lower_toll_does_not_remove_the_higher() -> None:
    assert merge([Claim("a", 30, 30, 100), Claim("b", 22, 22, 105)]) == Toll(22, 22, 30, True)


def test_a_bare_lower_bound_yields_to_any_higher_figure() -> None:
    assert merge([Claim("a", 20, None, 100), Claim("b", 26, 26, 100)]) == Toll(26, 26, 26, False)


def test_a_bare_bound_does_not_sweep_away_other_bounds_of_the_day() -> None:
    assert merge([Claim("a", 57, None, 100), Claim("b", 56, 56, 100), Claim("c", 200, None, 100)]) == Toll(
        56, 200, None, True
    )
    assert merge([Claim("a", 57, None, 101), Claim("b", 56, 56, 100), Claim("c", 200, None, 100)]).best == 57


def test_where_the_greatest_is_a_bound_there_is_no_high() -> None:
    assert merge([Claim("a", 20, 20, 101), Claim("b", 26, None, 100)]).high is None


def test_the_perpetrators_own_claim_does_not_widen_the_range_but_is_a_dispute() -> None:
    assert merge([Claim("a", 4, 4, 100), Claim("b", 60, 60, 100, own=True)]) == Toll(4, 4, 4, True)


def test_the_perpetrators_claim_stands_where_nobody_else_gives_one() -> None:
    assert merge([Claim("b", 60, 60, 100, own=True)]) == Toll(60, 60, 60, False)


def test_one_document_has_one_vote_for_a_figure() -> None:
    told = [Claim("a", 5, 5, 100), Claim("a", 5, 5, 100), Claim("b", 9, 9, 100), Claim("c", 9, 9, 100)]
    assert merge(told).best == 9


def test_a_range_holds_the_figures_inside_it() -> None:
    assert merge([Claim("a", 31, 32, 100), Claim("b", 32, 32, 100)]) == Toll(31, 32, 32, False)
