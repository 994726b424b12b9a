"""A point whose longitude and latitude changed places is told from one that is only far off."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corridors.coordinates import plainly_near, swapped, swapped_vertex
from corridors.geodesy import distance_km

NEIGHBOURS = st.lists(
    st.tuples(st.floats(-90, 90), st.floats(-85, 85)), min_size=1, max_size=60
).map(np.array)

#: A line from St Petersburg to Moscow, a vertex every 50 km or so.
LINE = np.column_stack([np.linspace(30.36, 37.65, 13), np.linspace(59.93, 55.77, 13)])
NO_PLACES = np.empty((0, 2))


@given(NEIGHBOURS, st.floats(-3, 3), st.floats(-3, 3))
def test_what_is_told_is_so(neighbours: np.ndarray, east: float, north: float) -> None:
    lat, lon = (neighbours[0] + (east, north)).tolist()  # one of them, nearly, swapped
    assume(abs(lat) <= 90)
    near = [
        [distance_km(p, other) for other in neighbours.tolist()] for p in ((lon, lat), (lat, lon))
    ]
    is_swapped = abs(lon) <= 90 and min(near[0]) > 500 and min(near[1]) <= 200
    assume(abs(min(near[0]) - 500) > 5)
    assume(abs(min(near[1]) - 200) > 2)  # nearest on a sphere is nearest but for half a per cent
    assert bool(swapped((lon, lat), neighbours)) == is_swapped


@given(NEIGHBOURS, NEIGHBOURS)
def test_what_is_plainly_near_is_and_what_lies_upon_another_is_so_plainly(
    points: np.ndarray, others: np.ndarray
) -> None:
    for point, is_near in zip(points.tolist(), plainly_near(points, others), strict=True):
        assert not is_near or min(distance_km(point, other) for other in others.tolist()) < 500
    assert plainly_near(others, others).all()
    assert plainly_near(points, NO_PLACES).sum() == 0
    assert plainly_near(NO_PLACES, others).tolist() == []


@given(st.integers(0, 12), st.floats(-1, 1), st.floats(-1, 1))
def test_point_beside_a_line_is_told_only_when_swapped(
    vertex: int, east: float, north: float
) -> None:
    lon, lat = (LINE[vertex] + (east, north)).tolist()
    assert swapped((lon, lat), LINE) == ""
    assert swapped((lat, lon), LINE)


def test_point_that_is_far_off_both_ways_is_not_swapped() -> None:
    assert swapped((-60.0, -30.0), LINE) == ""


def test_without_neighbours_and_beyond_the_pole_nothing_is_told() -> None:
    assert swapped((59.93, 30.36), NO_PLACES) == ""
    assert swapped((120.0, 10.0), np.array([[10.0, 85.0]])) == ""


def test_where_both_are_nearly_the_same_nothing_is_told() -> None:
    assert swapped((41.5, 44.6), np.array([[44.6, 41.5]])) == ""  # 426 km apart, in the Caucasus


@pytest.mark.parametrize("number", range(13))
@pytest.mark.parametrize("places", [LINE[:1], LINE[[0, -1]]], ids=["start known", "ends known"])
def test_one_swapped_vertex_is_found(number: int, places: np.ndarray) -> None:
    line = LINE.copy()
    line[number] = line[number, ::-1]
    found = swapped_vertex(line, places)
    assert found is not None
    assert found[0] == number


def test_line_swapped_throughout_is_found_at_its_first_vertex() -> None:
    found = swapped_vertex(LINE[:, ::-1], LINE[:1])
    assert found is not None
    assert found[0] == 0


def test_sound_line_is_silent_with_and_without_places() -> None:
    assert swapped_vertex(LINE, NO_PLACES) is None
    assert swapped_vertex(LINE, LINE[[0, -1]]) is None


def test_long_hop_of_a_coarse_line_is_silent() -> None:
    over_the_sea = np.array([[45.0, 38.0], [40.0, 45.0]])
    assert distance_km(*over_the_sea) > 500
    assert swapped_vertex(over_the_sea, over_the_sea) is None
