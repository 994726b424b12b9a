"""Which of several claims counts on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from corridors import read_corridor
from corridors.progress import newest, status_of

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
