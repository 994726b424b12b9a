"""Stations off every line, by the distance that the mathematics gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import places
from corridors.checks.findings import Subject
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

#: A degree of latitude at 5 degrees north, in km.
DEGREE_KM = 110.6


@pytest.mark.parametrize(
    ("kind", "off_km", "accuracy", "is_off"),
    [
        ("station", 2.8, "", False),
        ("station", 3.2, "", True),
        ("station", 5.2, 2, True),
        ("station", 4.8, 2, False),
        ("compressor-station", 40, 1, True),
        ("town", 40, 1, False),
        ("field", 40, 1, False),
    ],
)
def test_station_off_its_line(
    edit: Callable[[str, str, str], Path],
    squares: Boundaries,
    kind: str,
    off_km: float,
    accuracy: str,
    *,
    is_off: bool,
) -> None:
    # The line runs within 1.4 km of the parallel of 5 degrees north, from 12 to 14 degrees east.
    line = f"halt,Halt,BB,{kind},12,{5 - off_km / DEGREE_KM:.5f},{accuracy},atlas,"
    folder = edit("places.csv", "halt,Halt,BB,station,,,,atlas,", line)
    corridor = read_corridor(folder)
    found = places.off_line(Subject(survey(corridor, squares, corridor.read_on)))
    assert [row.record.id for row, _ in found] == ["halt"] * is_off


def test_end_of_a_line_that_is_not_drawn_is_not_judged(
    edit: Callable[[str, str, str], Path], squares: Boundaries
) -> None:
    folder = edit("places.csv", "nowhere,Nowhere,,point,,,,", "nowhere,Nowhere,,station,19,9,1,")
    corridor = read_corridor(folder)
    assert list(places.off_line(Subject(survey(corridor, squares, corridor.read_on)))) == []
