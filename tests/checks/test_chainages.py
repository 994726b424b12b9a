"""Official kilometres to a measured one between two ties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import chainages
from corridors.checks.findings import Subject
from corridors.geodesy import distance_km
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries


def test_factor_since_the_tie_before(tiny: Path, squares: Boundaries) -> None:
    corridor = read_corridor(tiny)
    found = list(chainages.factors(Subject(survey(corridor, squares, corridor.read_on))))
    assert [row.record.place for row, _ in found] == ["middle", "east"]
    lengths = distance_km((8, 5), (12, 5)), distance_km((12, 5), (14, 5))
    told = [float(message.split()[0]) for _, message in found]
    assert told == pytest.approx([444 / lengths[0], 200 / lengths[1]], abs=5e-4)


def test_single_tie_has_no_factor(tiny: Path, squares: Boundaries) -> None:
    posts = tiny / "posts.csv"
    text = posts.read_text("utf-8").replace("444,yes", "444,").replace("644,yes", "644,")
    posts.write_text(text, "utf-8")
    events = tiny / "events.csv"
    events.write_text(events.read_text("utf-8").replace("494,middle,count", "250,middle,"), "utf-8")
    corridor = read_corridor(tiny)
    subject = Subject(survey(corridor, squares, corridor.read_on))
    assert list(chainages.factors(subject)) == []
    assert [row.record.place for row, _ in chainages.single_ties(subject)] == ["west"]
