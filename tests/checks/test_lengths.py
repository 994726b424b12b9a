"""Published lengths that stand twice, and those that are two for good reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import lengths
from corridors.checks.findings import Subject
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries


@pytest.mark.parametrize(
    ("line", "messages"),
    [
        ("main,west,middle,,,444,,paper,,says it again,", ["line 2 says the same"]),
        ("main,west,middle,,,444.0,,paper,,,", ["line 2 says the same"]),
        ("main,west,middle,,,445,,paper,,,", []),
        ("main,west,middle,,,444,,atlas,,,", []),
        ("main,west,middle,,,444,2020,paper,,,", []),
        ("main,west,middle,AA,,444,,paper,yes,,", []),
    ],
)
def test_length_twice(tiny: Path, squares: Boundaries, line: str, messages: list[str]) -> None:
    path = tiny / "lengths.csv"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    corridor = read_corridor(tiny)
    found = lengths.twice(Subject(survey(corridor, squares, corridor.read_on)))
    assert [message for _, message in found] == messages


def test_beyond_tells_both_lengths(tiny: Path, squares: Boundaries) -> None:
    path = tiny / "lengths.csv"
    path.write_text(path.read_text("utf-8").replace("444", "400"), "utf-8")
    corridor = read_corridor(tiny)
    ((row, message),) = lengths.beyond(Subject(survey(corridor, squares, corridor.read_on)))
    assert row.number == 2
    assert message == "443.6 km measured (+10.9 %): beyond tolerance without a reason"
