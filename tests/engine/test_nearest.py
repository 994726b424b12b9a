"""Steps cover their edges, balls hold their steps, and no nearer step is ever pruned."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from corridors.engine.nearest import nearest
from corridors.engine.shortedges import edges_m, running_sum
from corridors.engine.steps import Steps, placed
from corridors.geodesy import measures_km

WGS84 = Geod(ellps="WGS84")

places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
lines = (
    st.lists(places, min_size=2, max_size=10, unique=True)
    .map(np.array)
    .filter(lambda coords: measures_km(coords)[-1] > 0)
)


def steps_of(coords: np.ndarray, gaps: tuple[int, ...] = ()) -> Steps:
    numbers = np.array(gaps, np.int64)
    measures = running_sum(edges_m(coords[:, 0], coords[:, 1], numbers))[0]
    return Steps.of(coords, measures, numbers)


@given(places)
def test_places_in_space_are_those_of_proj(place: tuple[float, float]) -> None:
    to_space = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    expected = to_space.transform(*place, 0.0)
    assert placed(np.array([place]))[0] == pytest.approx(expected, abs=1e-6)


@settings(deadline=None)
@given(lines)
def test_steps_are_short_and_follow_each_other_from_end_to_end(coords: np.ndarray) -> None:
    steps = steps_of(coords)
    whole = edges_m(coords[:, 0], coords[:, 1])
    assert (steps.length <= 10_000).all()
    assert steps.length.sum() == pytest.approx(whole.sum(), abs=1e-6)
    onward = np.append(steps.measure[1:], whole.sum())
    assert np.abs(steps.measure + steps.length - onward).max() <= 1e-6
    metres = WGS84.inv(*steps.start.T, *steps.end.T)[2]
    assert np.abs(metres - steps.length).max() <= 1e-6
    assert steps.follows.tolist() == [False] + [True] * (len(metres) - 1)


def test_steps_do_not_follow_each_other_over_a_gap() -> None:
    coords = np.array([[0.0, 0.0], [0.01, 0.0], [0.02, 0.0], [0.03, 0.0], [0.04, 0.0]])
    assert steps_of(coords, (1, 2)).follows.tolist() == [False, False]
    assert steps_of(coords, (2,)).follows.tolist() == [False, True, False]


def test_a_vertex_given_twice_makes_no_step() -> None:
    coords = np.array([[0.0, 0.0], [0.0, 0.0], [0.01, 0.0], [0.01, 0.0], [0.02, 0.0], [0.02, 0.0]])
    steps = steps_of(coords)
    assert steps.follows.tolist() == [False, True]
    assert nearest(steps, np.array([[0.01, 0.1]])).measure_m == pytest.approx([1113.195], abs=1e-3)


@settings(deadline=None)
@given(lines)
def test_each_ball_holds_the_balls_it_is_around(coords: np.ndarray) -> None:
    levels = steps_of(coords).balls
    for (inner, small), (outer, large) in pairwise(levels):
        around = np.arange(len(small)) // 8
        away = np.linalg.norm(inner - outer[around], axis=1)
        assert (away + small <= large[around] * (1 + 1e-12)).all()


@settings(deadline=None, max_examples=50)
@given(lines, st.lists(places, min_size=1, max_size=5).map(np.array))
def test_no_vertex_of_a_step_is_nearer(coords: np.ndarray, points: np.ndarray) -> None:
    steps = steps_of(coords)
    found = nearest(steps, points)
    assert np.unique(found.point).tolist() == list(range(len(points)))
    vertices = np.vstack([steps.start, steps.end])
    for point, offset in zip(found.point, np.abs(found.offset_m), strict=True):
        at = np.tile(points[point], (len(vertices), 1))
        assert offset <= WGS84.inv(*vertices.T, *at.T)[2].min() + 1e-6


def test_every_equally_near_place_is_found() -> None:
    """Edges between vertices on one parallel bulge to the pole: it is nearest to their middles."""
    lons = np.linspace(0, 360, 25)
    ring = steps_of(np.column_stack([lons, np.full(25, 80.0)]))
    edge_m = ring.length.sum() / 24
    found = nearest(ring, np.array([[0.0, 90.0], [0.0, -90.0]]))
    north, south = found.point == 0, found.point == 1
    middles = np.unique(np.round(found.measure_m[north], 3))  # where steps meet, each may find one
    assert middles == pytest.approx((np.arange(24) + 0.5) * edge_m, abs=2e-3)
    assert (found.offset_m[north] > 0).all()  # eastwards, the north pole is left
    assert found.measure_m[south] == pytest.approx(np.arange(25) * edge_m, abs=2e-3)
    assert (found.offset_m[south] < 0).all()


def test_long_edge_passes_under_the_plane_of_its_vertices_and_yet_is_nearest() -> None:
    """The middle of a chord of 10 km lies 2 m below its geodesic, to which the point is nearer."""
    there = np.array([[0.0, 0.0], [0.0898, 0.0]])
    beside = np.column_stack([np.linspace(0.0898, 0, 90), np.full(90, 1e-5)])  # 1.1 m north
    steps = steps_of(np.vstack([there, beside]))
    found = nearest(steps, np.array([[0.0449, 1e-6]]))
    assert found.offset_m == pytest.approx([0.110574], abs=1e-5)


def test_longer_geodesic_may_have_the_shorter_chord() -> None:
    """At 45 degrees the chord of an arc of the equator is longer than of one of the meridian."""
    east, north = (np.array(WGS84.fwd(0, 0, azimuth, 5e6)[:2]) for azimuth in (90, 0))
    for nearer, further in ((east, north), (north, east)):
        far = np.array(WGS84.fwd(0, 0, WGS84.inv(0, 0, *further)[0], 5e6 + 1)[:2])
        stubs = [[v, v + v / np.abs(v).max() * 0.01] for v in (nearer, far)]
        steps = steps_of(np.vstack(stubs), (1,))
        found = nearest(steps, np.array([[0.0, 0.0]]))
        assert found.measure_m.tolist() == [0]
        assert np.abs(found.offset_m) == pytest.approx([5e6], abs=1e-6)


def test_beyond_a_quarter_of_the_globe_an_end_of_a_step_is_nearest_not_its_middle() -> None:
    random = np.random.default_rng(5)
    for _ in range(300):
        start, azimuth = random.uniform((-180, -80), (180, 80)), random.uniform(0, 360)
        middle, end = (WGS84.fwd(*start, azimuth, metres)[:2] for metres in (4500, 9000))
        abeam = azimuth + 90 + random.uniform(-0.05, 0.05)
        point = WGS84.fwd(*middle, abeam, random.uniform(11e6, 19e6))[:2]
        found = nearest(steps_of(np.array([start, end])), np.array([point]))
        ends = min(WGS84.inv(*vertex, *point)[2] for vertex in (start, end))
        assert np.abs(found.offset_m) == pytest.approx(ends, abs=1e-6)


def test_side_at_a_pole_that_is_given_twice() -> None:
    """Up one meridian and down another, to the right: seen from above, the wide angle is left."""
    steps = steps_of(np.array([[0.0, 0.0], [0.0, 90.0], [137.0, 90.0], [90.0, 0.0]]))
    found = nearest(steps, np.column_stack([np.arange(185.0, 270.0, 5.0), np.full(17, 89.95)]))
    assert found.measure_m == pytest.approx(np.full(17, 10_001_965.729), abs=1e-3)
    assert (found.offset_m > 0).all()
    assert (nearest(steps, np.array([[45.0, 89.99]])).offset_m < 0).all()
