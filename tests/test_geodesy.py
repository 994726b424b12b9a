"""Lengths against Karney's geodesics and formulas; measures by identity."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LinearRing, LineString, MultiLineString, Point

from corridors import InputError, length_km
from corridors.geodesy import distance_km, measures_km

EQUATOR_KM_PER_DEGREE = math.pi * 6378.137 / 180

degrees = st.tuples(st.floats(-179, 179), st.floats(-89, 89))
lines = st.lists(degrees, min_size=2, max_size=8, unique=True).map(np.array)


def test_length_of_karneys_geodesics_is_within_15_nm(shared: Path) -> None:
    table = np.loadtxt(shared / "geodtest" / "GeodTest-short.dat")
    assert len(table) == 10_000
    for lat1, lon1, _, lat2, lon2, _, s12, *_ in table:
        line = LineString([(lon1, lat1), (lon2, lat2)])
        assert abs(length_km(line) * 1000 - s12) < 15e-9


def test_degree_of_the_equator_is_an_arc_of_the_semi_major_axis() -> None:
    assert length_km(LineString([(0, 0), (1, 0)])) == pytest.approx(EQUATOR_KM_PER_DEGREE, abs=1e-9)


def test_quarter_meridian() -> None:
    # The meridian quadrant of WGS 84 is 10,001,965.729 m (NIMA TR8350.2, 2000).
    assert length_km(LineString([(7, 0), (7, 90)])) == pytest.approx(10001.965729, abs=1e-6)


def test_short_way_over_the_antimeridian() -> None:
    over = length_km(LineString([(179, 60), (-179, 60)]))
    assert over == pytest.approx(length_km(LineString([(9, 60), (11, 60)])), abs=1e-9)


def test_a_ring_is_as_long_as_its_edges() -> None:
    corners = [(0, 0), (1, 0), (1, 1), (0, 0)]
    edges = sum(distance_km(a, b) for a, b in pairwise(corners))
    assert length_km(LinearRing(corners)) == pytest.approx(edges, abs=1e-9)


def test_parts_of_a_multiline_add_and_height_is_ignored() -> None:
    parts = MultiLineString([[(0, 0, 5), (1, 0, 900)], [(5, 0, 0), (6, 0, 0)]])
    assert length_km(parts) == pytest.approx(2 * EQUATOR_KM_PER_DEGREE, abs=1e-9)


def test_a_sphere_would_fail() -> None:
    a, b = (30.0, 60.0), (55.0, 60.0)
    haversine = (
        2
        * 6371.0088
        * math.asin(
            math.sqrt(
                math.sin(math.radians(b[1] - a[1]) / 2) ** 2
                + math.cos(math.radians(a[1]))
                * math.cos(math.radians(b[1]))
                * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
            )
        )
    )
    assert abs(distance_km(a, b) - haversine) > 1


@pytest.mark.parametrize(
    "geometry",
    [Point(0, 0), None, LineString([(0, 0), (math.inf, 0)]), LineString([(0, 0), (0, 91)])],
    ids=["point", "none", "infinite", "beyond the pole"],
)
def test_what_has_no_length_is_refused(geometry: LineString) -> None:
    with pytest.raises(InputError):
        length_km(geometry)


@given(lines)
def test_measures_are_the_running_sum_of_geodesics(coords: np.ndarray) -> None:
    edges = [distance_km(*ends) for ends in pairwise(coords)]
    assert measures_km(coords) == pytest.approx(np.cumsum([0, *edges]), abs=1e-10)


@given(lines, lines)
def test_a_gap_adds_no_measure(first: np.ndarray, second: np.ndarray) -> None:
    found = measures_km(np.vstack([first, second]), np.array([len(first) - 1]))
    assert found[len(first)] == found[len(first) - 1]
    assert found[: len(first)] == pytest.approx(measures_km(first), abs=1e-10)
    assert found[len(first) :] - found[len(first)] == pytest.approx(measures_km(second), abs=1e-9)
