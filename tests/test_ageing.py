"""Ages in months, what is stale, and what silence suggests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors import read_corridor
from corridors.ageing import MONTHS, STALE_MONTHS, Age, age_months, age_of, is_stale, suggestion
from corridors.progress import status_of
from corridors.vocabulary import Status

#: What is said where nothing is known: nothing stale, nothing suggested.
UNKNOWN = Age(months=None, stale=False, suggested=None, heard=None)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("stated", "on", "months"),
    [
        ((2025, 11, 23), (2025, 11, 23), 0),
        ((2025, 11, 24), (2026, 11, 23), 11),
        ((2025, 11, 23), (2026, 11, 23), 12),
        ((2024, 2, 29), (2025, 2, 28), 12),
        ((2026, 11, 24), (2026, 11, 23), None),
    ],
)
def test_age_is_in_whole_months(
    stated: tuple[int, int, int], on: tuple[int, int, int], months: int | None
) -> None:
    assert age_months(date(*stated), date(*on)) == months


@given(days, days, days)
def test_ages_grow_by_a_month_a_month(one: date, two: date, three: date) -> None:
    first, middle, last = sorted([one, two, three])
    ages = [age_months(first, day) for day in (first, middle, last)]
    assert ages == sorted(ages)
    parts = age_months(first, middle) + age_months(middle, last)
    assert parts <= ages[2] <= parts + 1
    assert abs(ages[2] - (last - first) / timedelta(days=365.2425) * 12) < 1.1


def test_of_what_nothing_is_known_nothing_is_told() -> None:
    assert Age() == UNKNOWN


@pytest.mark.parametrize("status", Status)
def test_only_what_may_change_any_month_goes_stale(status: Status) -> None:
    assert is_stale(status, 12) == (status in STALE_MONTHS)
    assert not is_stale(status, 11)
    assert not is_stale(status, None)


@pytest.mark.parametrize(
    ("status", "months", "suggested"),
    [
        ("proposed", 23, None),
        ("proposed", 24, "shelved"),
        ("proposed", 47, "shelved"),
        ("proposed", 48, "cancelled"),
        ("construction", 48, None),
        ("operating", 480, None),
        ("proposed", None, None),
    ],
)
def test_silence_suggests_of_what_is_proposed(
    status: str, months: int | None, suggested: str | None
) -> None:
    assert suggestion(Status(status), months) == suggested


def test_months_are_those_after_which_something_is_told() -> None:
    told = {
        months
        for status in Status
        for months in range(1, 200)
        if is_stale(status, months) != is_stale(status, months - 1)
        or suggestion(status, months) != suggestion(status, months - 1)
    }
    assert tuple(sorted(told)) == MONTHS


@pytest.mark.parametrize(
    ("claims", "age"),
    [
        ("", (31, True, "shelved")),
        # Land was bought a year and a half ago; a plan to open is no development.
        ("unbuilt,,,,,,land_km,5,,2024-07,paper,\n", (31, True, None)),
        ("unbuilt,,,,,,opens,2030,,2025-12,paper,\n", (31, True, "shelved")),
        ("unbuilt,,,,,,design_pct,5,,2025-06,paper,\n", (31, False, None)),
        # The same, stated anew; another status, which does not count, is no confirmation.
        ("unbuilt,,,,,,status,proposed,2021,2025-06,paper,\n", (31, False, None)),
        ("unbuilt,,,,,,status,shelved,2021,2025-06,paper,\n", (31, True, "shelved")),
        # Not heard of yet.
        ("unbuilt,,,,,,land_km,5,2020,2026-06,paper,\n", (31, True, "shelved")),
    ],
)
def test_progress_or_the_same_stated_anew_breaks_the_silence(
    edit: Callable[..., Path], claims: str, age: tuple[int, bool, str | None]
) -> None:
    old = "unbuilt,,,,,,status,proposed,,2019,paper,\n"
    new = "unbuilt,,,,,,status,proposed,,2023-05-20,paper,\n"
    corridor = read_corridor(edit("events.csv", old, new + claims))
    events = [event for event in corridor.events if event.route == "unbuilt"]
    status = status_of(corridor, events, date(2026, 1, 1))
    found = age_of(corridor, status, events, date(2026, 1, 1))
    assert (found.months, found.stale, found.suggested) == age


def test_what_was_stated_later_has_no_age_yet(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    opened = corridor.events[0]
    assert corridor.stated(opened).day == date(2019, 6, 30)
    found = age_of(corridor, opened, [opened], date(2002, 1, 1))
    assert (found.months, found.stale, found.suggested) == (None, False, None)
