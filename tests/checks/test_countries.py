"""Countries declared against those crossed; places as far over a border as they may be off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import countries
from corridors.checks.findings import Subject
from corridors.geodesy import distance_km
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

Edit = Callable[[str, str, str], Path]


def subject(folder: Path, areas: Boundaries) -> Subject:
    corridor = read_corridor(folder)
    return Subject(survey(corridor, areas, corridor.read_on))


@pytest.mark.parametrize("off", [0.02, 0.1, 1.0])
@pytest.mark.parametrize("share", [0.9, 1.1])
def test_place_may_be_off_as_far_as_it_is_accurate(
    edit: Edit, squares: Boundaries, off: float, share: float
) -> None:
    # A place of AA east of its border at 10 degrees.
    accuracy_km = distance_km((10, 5), (10 + off, 5)) / share
    line = f"halt,Halt,AA,station,{10 + off},5,{accuracy_km:.3f},atlas,"
    folder = edit("places.csv", "halt,Halt,BB,station,,,,atlas,", line)
    found = [row.record.id for row, _ in countries.places_abroad(subject(folder, squares))]
    assert found == ["halt"] * (share > 1)


@pytest.mark.parametrize("cells", ["ZZ,station,8,5,1", ",station,8,5,1", "AA,station,,,"])
def test_place_without_country_or_point_is_not_judged(
    edit: Edit, squares: Boundaries, cells: str
) -> None:
    folder = edit("places.csv", "halt,Halt,BB,station,,,", f"halt,Halt,{cells}")
    assert list(countries.places_abroad(subject(folder, squares))) == []


def test_place_at_sea_says_where_it_lies(edit: Edit, squares: Boundaries) -> None:
    folder = edit("places.csv", "halt,Halt,BB,station,,,", "halt,Halt,BB,station,-5,5,1")
    ((_, message),) = countries.places_abroad(subject(folder, squares))
    assert message == "is declared in BB and lies in International waters"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("main,west,middle,AA,,200,,paper,yes,,", 0),
        ("main,middle,east,BB,,200,,paper,yes,,", 0),
        ("main,middle,east,AA,,200,,paper,yes,,", 1),
        ("unbuilt,east,nowhere,ZZ,,100,,paper,yes,,", 0),
    ],
)
def test_length_of_a_country_that_is_not_crossed(
    tiny: Path, squares: Boundaries, line: str, count: int
) -> None:
    path = tiny / "lengths.csv"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    found = list(countries.lengths_not_crossed(subject(tiny, squares)))
    assert [row.number for row, _ in found] == [5] * count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("main,west,middle,,AA,,tracks,2,,2021,paper,", 0),
        ("main,,,,AA,,tracks,2,,2021,paper,", 0),
        ("main,middle,east,,AA,,tracks,2,,2021,paper,", 1),
        ("main,300,400,,AA,,tracks,2,,2021,paper,", 1),
        ("main,east,east,,BB,,tracks,2,,2021,paper,", 0),
        ("main,east,east,,AA,,tracks,2,,2021,paper,", 1),
        ("unbuilt,,,,BB,,tracks,2,,2021,paper,", 0),
    ],
)
def test_event_of_a_country_that_is_not_crossed(
    tiny: Path, squares: Boundaries, line: str, count: int
) -> None:
    path = tiny / "events.csv"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    found = list(countries.events_not_crossed(subject(tiny, squares)))
    assert [row.number for row, _ in found] == [9] * count
