"""Sections over the same ground: as long as they are, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from corridors import read_corridor
from corridors.checks import sections
from corridors.checks.findings import Subject
from corridors.geodesy import distance_km
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

Edit = Callable[[str, str, str], Path]


@given(
    lat=st.floats(0, 70),
    back=st.floats(0.01, 1.0),
    aside=st.floats(0, 0.00005),
)
def test_shared_ground_is_as_long_as_the_way_back(lat: float, back: float, aside: float) -> None:
    out = LineString([(10, lat), (12, lat)])
    home = LineString([(12, lat), (12 - back, lat + aside), (12, lat + 1)])
    found = sections._shared_km(home, out)  # noqa: SLF001
    turn_km = distance_km((12, lat), (12 - back, lat))
    # The line leaves at the turn, by 45 degrees or more: within some 15 m of it.
    assert -1e-6 < found - turn_km < 0.03


@given(st.floats(0.0002, 1), st.floats(0, 70))
def test_lines_side_by_side_share_nothing(aside: float, lat: float) -> None:
    line = LineString([(10, lat), (12, lat)])
    beside = LineString([(10, lat + aside), (12, lat + aside)])
    assert sections._shared_km(line, beside) == 0  # noqa: SLF001


def found(folder: Path, areas: Boundaries) -> dict[str, list[str]]:
    corridor = read_corridor(folder)
    subject = Subject(survey(corridor, areas, corridor.read_on))
    rules = {"apart": sections.apart, "gaps": sections.gaps, "overlaps": sections.overlaps}
    return {name: [message for _, message in rule(subject)] for name, rule in rules.items()}


def test_sections_that_meet_are_silent(tiny: Path, squares: Boundaries) -> None:
    assert found(tiny, squares) == {"apart": [], "gaps": [], "overlaps": []}


@pytest.mark.parametrize(("lon", "gaps"), [(12.0004, 0), (12.0005, 1), (12.004, 1)])
def test_gap_is_told_from_50_m_on(edit: Edit, squares: Boundaries, lon: float, gaps: int) -> None:
    folder = edit("lines/middle-east.geojson", "[12, 5]", f"[{lon}, 5]")
    assert len(found(folder, squares)["gaps"]) == gaps


def test_overlap_is_told_in_km(edit: Edit, squares: Boundaries) -> None:
    folder = edit("lines/middle-east.geojson", "[12, 5]", "[12, 5], [11.9, 5], [12, 5.0005]")
    back_km = distance_km((12, 5), (11.9, 5))
    (message,) = found(folder, squares)["overlaps"]
    told = float(message.split()[0])
    assert back_km < told < 2 * back_km
    assert message.endswith("lie on west-middle")
