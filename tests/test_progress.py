"""Which of several claims counts on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import claims
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors import read_corridor
from corridors.progress import figure_of, newest, pick, progress_of, status_of

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Event

DAY = date(2026, 1, 1)


def test_nothing_is_known_before_the_first_claim(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    events = [event for event in corridor.events if event.end == "middle"]
    assert status_of(corridor, events, date(2001, 12, 30)) is None
    first = status_of(corridor, events, date(2001, 12, 31))
    assert first is not None
    assert first.value == "operating"


def test_of_equally_new_claims_that_of_the_better_source_counts(edit: Callable[..., Path]) -> None:
    edit("sources.csv", "paper,", "owner,Owner,Report,,,2026-01-01,operator,,\npaper,")
    fact = "unbuilt,,,,,,status,proposed,,2019,paper,\n"
    better = "unbuilt,,,,,,status,shelved,,2019,owner,\n"
    for old, new in ((fact, fact + better), (fact + better, better + fact)):
        corridor = read_corridor(edit("events.csv", old, new))
        events = [event for event in corridor.events if event.route == "unbuilt"]
        found = newest(corridor, events, "status", DAY)
        assert found is not None
        assert found.value == "shelved"


def test_claim_without_a_date_counts_from_its_sources(edit: Callable[..., Path]) -> None:
    folder = edit("events.csv", "proposed,,2019,paper", "proposed,,,paper")
    corridor = read_corridor(folder)
    event = next(event for event in corridor.events if event.begin == "middle")
    assert corridor.dated(event) == date(2019, 6, 30)
    assert str(corridor.stated(event)) == "2019-06-30"


@pytest.mark.parametrize(
    ("other", "rule", "value"),
    [
        ("", "only claim", "proposed"),
        ("unbuilt,,,,,,status,shelved,2020,,paper,\n", "newest", "shelved"),
        ("unbuilt,,,,,,status,shelved,2019,2021,paper,\n", "stated later", "shelved"),
        ("unbuilt,,,,,,status,shelved,,2019,atlas,\n", "better source", "shelved"),
        ("unbuilt,,,,,,status,shelved,,2019,paper,\n", "first by id", "proposed"),
        ("unbuilt,,,,,,status,cancelled,,2019,paper,\n", "first by id", "cancelled"),
    ],
)
def test_the_rule_that_picked_is_told(
    edit: Callable[..., Path], other: str, rule: str, value: str
) -> None:
    corridor = read_corridor(edit("events.csv", "unbuilt,", f"{other}unbuilt,"))
    events = [event for event in corridor.events if event.route == "unbuilt"]
    picked = pick(corridor, events, "status", DAY)
    assert picked is not None
    assert (picked.rule, picked.event.value) == (rule, value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims.events, st.randoms(use_true_random=False), st.sampled_from(["status", "works_pct"]))
def test_what_counts_does_not_depend_on_the_order_of_claims(
    tiny_corridor: Corridor, events: list[Event], random: Random, kind: str
) -> None:
    shuffled = events.copy()
    random.shuffle(shuffled)
    assert pick(tiny_corridor, events, kind, DAY) == pick(tiny_corridor, shuffled, kind, DAY)


def test_progress_of_works_is_that_of_what_is_under_works(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    events = [event for event in corridor.events if event.end == "middle" and event.country == "BB"]
    found = progress_of(corridor, events, DAY)
    assert found is not None
    assert (found.kind, found.value) == ("works_pct", 70)
    assert progress_of(corridor, events, date(2020, 12, 31)) is None


def test_progress_of_each_thing_is_told_until_it_is_finished(edit: Callable[..., Path]) -> None:
    land = "unbuilt,,,,,,land_km,50,,2020,paper,\nunbuilt,,,,,,works_pct,1,,2020,paper,\n"
    open_ = "unbuilt,,,,,,status,operating,2024,,paper,\n"
    corridor = read_corridor(edit("events.csv", "unbuilt,", f"{land}{open_}unbuilt,"))
    events = [event for event in corridor.events if event.route == "unbuilt"]

    def told(kind: str, year: int) -> object:
        picked = figure_of(corridor, events, kind, date(year, 12, 31))
        return picked.event.value if picked else None

    assert [told("land_km", year) for year in (2019, 2020, 2023, 2024)] == [None, 50, 50, None]
    assert [told("works_pct", year) for year in (2019, 2020, 2024)] == [None] * 3
