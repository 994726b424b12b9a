"""Dates after the day of reading, and sums of money without a currency."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import evidence
from corridors.checks.findings import Subject
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

Edit = Callable[[str, str, str], Path]


def subject(folder: Path, areas: Boundaries) -> Subject:
    corridor = read_corridor(folder)
    return Subject(survey(corridor, areas, corridor.read_on))


@pytest.mark.parametrize(
    ("file", "old", "new", "is_future"),
    [  # read on 2026-01-01
        ("events.csv", "2001", "2026-01-02", True),
        ("events.csv", "2001", "2026-02", True),
        ("events.csv", "2001", "2026-01", False),
        ("events.csv", "2001", "2026", False),
        ("events.csv", "2001", "2027", True),
        ("events.csv", ",2021,", ",2027,", True),
        ("events.csv", "tracks", "opens", False),
        ("lengths.csv", "444,", "444,2027", True),
        ("posts.csv", "0,yes,atlas,", "0,yes,atlas,2027", True),
        ("sources.csv", "2019-06-30", "2026-06-30", True),
        ("sources.csv", "2026-01-01", "2026-01-02", True),
        ("context.csv", "2023", "2029-01", True),
    ],
)
def test_dates_after_the_day_of_reading(
    tiny: Path, squares: Boundaries, file: str, old: str, new: str, *, is_future: bool
) -> None:
    events = tiny / "events.csv"
    opens = "main,,,,,,tracks,2030,,2021,paper,\n"
    events.write_text(events.read_text("utf-8") + opens, "utf-8")
    path = tiny / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = [row.file for row, _ in evidence.future_dates(subject(tiny, squares))]
    assert found == [file] * is_future


@pytest.mark.parametrize(
    ("cost", "is_bare"),
    [
        ("11.7 billion US dollars", False),
        ("4.5 bn €", False),
        ("about 6.5 to 8 billion", True),
        ("1.600.000", True),
        ("twice as much as thought", False),
    ],
)
def test_cost_without_a_currency(
    edit: Edit, squares: Boundaries, cost: str, *, is_bare: bool
) -> None:
    folder = edit("events.csv", "works_pct,40", f"cost,{cost}")
    found = list(evidence.missing_units(subject(folder, squares)))
    assert len(found) == is_bare


def test_context_value_wants_a_unit(edit: Edit, squares: Boundaries) -> None:
    folder = edit("context.csv", "4.1,bn USD", "4.1,")
    ((row, message),) = evidence.missing_units(subject(folder, squares))
    assert (row.number, message) == (2, "the value 4.1 has no unit")


def test_source_of_a_line_alone_is_used(edit: Edit, squares: Boundaries) -> None:
    folder = edit("sources.csv", "atlas,Atlas", "map,Map,Sheet 2,,,2026-01-01,data,,\natlas,Atlas")
    assert [r.record.id for r, _ in evidence.unused_sources(subject(folder, squares))] == ["map"]
    edit("sections.csv", "network,atlas", "network,map")
    assert list(evidence.unused_sources(subject(folder, squares))) == []
