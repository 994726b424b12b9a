"""What changed between two days: by hand, and as laws that hold whatever is claimed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import claims
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors import InputError, read_corridor
from corridors.difference import Difference, difference
from corridors.geodesy import distance_km
from corridors.vocabulary import Status

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.records import Event

WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))

anything = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
days = st.dates(date(2017, 1, 1), date(2023, 1, 1))


@pytest.fixture
def year(tiny: Path, squares: Boundaries) -> Difference:
    """What changed of the tiny corridor in 2022 and 2023."""
    return difference(read_corridor(tiny), squares, date(2021, 12, 31), date(2023, 12, 31))


def km(found: Difference, rows: str = "kilometres") -> dict[tuple[Any, ...], float]:
    keys = ("country", "status", "basis") if rows == "kilometres" else ("status", "basis")
    return {tuple(row[k] for k in keys): row["difference_km"] for row in getattr(found, rows)}


def lines(found: Difference) -> list[int]:
    return sorted(row["line"] for row in found.evidence)


def test_km_by_status_before_and_after(year: Difference) -> None:
    changed = {key: value for key, value in km(year).items() if value}
    assert changed == {
        ("BB", "construction", "measured"): pytest.approx(EAST_KM / 4, abs=1e-6),
        ("BB", "proposed", "measured"): pytest.approx(-EAST_KM / 4, abs=1e-6),
    }
    proposed = next(r for r in year.kilometres if r["status"] == "proposed" and r["country"])
    assert (proposed["before_km"], proposed["after_km"]) == pytest.approx(
        (EAST_KM, EAST_KM * 3 / 4), abs=1e-6
    )
    unbuilt = next(row for row in year.totals if row["basis"] == "published")
    assert (unbuilt["status"], unbuilt["before_km"], unbuilt["after_km"]) == ("proposed", 100, 100)


def test_rows_stand_by_basis_and_status_in_its_order(year: Difference) -> None:
    for rows in (year.kilometres, year.totals):
        told = [(row["basis"], [*map(str, Status), None].index(row["status"])) for row in rows]
        assert told == sorted(told)
        assert len({status for basis, status in told if basis == "measured"}) == 4


def test_stretches_that_changed_and_by_which_claim(year: Difference) -> None:
    status, works = year.changes
    assert (status["before"], status["after"], status["rule"]) == (
        "proposed", "construction", "newest",
    )  # fmt: skip
    assert (status["from_km"], status["to_km"]) == pytest.approx(
        (WEST_KM, WEST_KM + EAST_KM / 4), abs=1e-6
    )
    assert (status["source"], status["publisher"], status["since"]) == ("paper", "Paper", "2023")
    assert (works["kind"], works["before"], works["after"]) == ("works_pct", 40, 70)
    assert (works["section"], works["country"], works["as_of"]) == ("west-middle", "BB", "2022")


def test_what_is_finished_has_no_progress_any_more(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    opened = "main,west,middle,,BB,,status,operating,2024-02-01,,atlas,\nunbuilt,"
    corridor = read_corridor(edit("events.csv", "unbuilt,", opened))
    found = difference(corridor, squares, date(2024, 1, 1), date(2024, 3, 1))
    told = [(row["kind"], row["before"], row["after"], row["source"]) for row in found.changes]
    assert told == [
        ("status", "modernisation", "operating", "atlas"),
        ("works_pct", 70, None, "atlas"),
    ]


def test_evidence_is_what_counts_from_a_day_in_between(year: Difference) -> None:
    # The first day itself is known already, the last is still new.
    assert [row["counts_from"] for row in year.evidence] == ["2022-12-31", "2023-12-31"]
    assert lines(year) == [5, 7]


def test_both_surveys_are_those_of_their_days(year: Difference) -> None:
    assert (year.before.on, year.after.on) == (date(2021, 12, 31), date(2023, 12, 31))
    assert "changes" not in repr(year)


def test_days_in_the_wrong_order_are_refused(tiny: Path, squares: Boundaries) -> None:
    with pytest.raises(
        InputError, match=r"^FROM: \[days-order\] 2022-01-02 comes after 2022-01-01"
    ):
        difference(read_corridor(tiny), squares, date(2022, 1, 2), date(2022, 1, 1))


@anything
@given(claims.events, st.lists(days, min_size=3, max_size=3).map(sorted))
def test_differences_add_up(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event], three: list[date]
) -> None:
    corridor = claims.claiming(tiny_corridor, events)
    first, middle, last = three
    parts = [difference(corridor, squares, *pair) for pair in ((first, middle), (middle, last))]
    whole = difference(corridor, squares, first, last)
    for rows in ("kilometres", "totals"):
        one, two, both = (km(found, rows) for found in (*parts, whole))
        for key in one.keys() | two.keys() | both.keys():
            told = one.get(key, 0.0) + two.get(key, 0.0)
            assert told == pytest.approx(both.get(key, 0.0), abs=1e-6)
        assert sum(both.values()) == pytest.approx(0, abs=1e-6)
    assert sorted(lines(parts[0]) + lines(parts[1])) == lines(whole)


@anything
@given(claims.events, days)
def test_between_a_day_and_itself_is_nothing(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event], day: date
) -> None:
    found = difference(claims.claiming(tiny_corridor, events), squares, day, day)
    assert (found.changes, found.evidence) == ([], [])
    assert set(km(found).values()) <= {0.0}


@anything
@given(claims.events, days, days)
def test_changed_stretches_account_for_the_changed_km(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event], one: date, other: date
) -> None:
    corridor = claims.claiming(tiny_corridor, events)
    found = difference(corridor, squares, min(one, other), max(one, other))
    moved: dict[tuple[Any, ...], float] = {}
    for row in found.changes:
        if row["kind"] == "status":
            for status, sign in ((row["before"], -1), (row["after"], 1)):
                key = (row["country"], status, row["basis"])
                moved[key] = moved.get(key, 0.0) + sign * row["length_km"]
    expected = {key: value for key, value in km(found).items() if abs(value) > 1e-6}
    assert {k: v for k, v in moved.items() if abs(v) > 1e-6} == pytest.approx(expected, abs=1e-6)


@anything
@given(claims.events, days, st.randoms(use_true_random=False))
def test_state_on_a_day_does_not_depend_on_the_order_of_lines(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event], day: date, random: Random
) -> None:
    shuffled = events.copy()
    random.shuffle(shuffled)
    one, other = (
        difference(claims.claiming(tiny_corridor, order), squares, day, date(2023, 1, 1))
        for order in (events, shuffled)
    )
    assert one.kilometres == other.kilometres
    assert one.changes == other.changes
