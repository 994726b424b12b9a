"""The measured line: closed forms, Karney's geodesics, identities, and shapely in the plane."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely import LineString, MultiLineString

from corridors import InputError, length_km
from corridors.alignment import Alignment
from corridors.geodesy import distance_km

if TYPE_CHECKING:
    from numpy.typing import NDArray

EQUATOR_KM_PER_DEGREE = math.pi * 6378.137 / 180
WGS84 = Geod(ellps="WGS84")

places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
parts = st.lists(places, min_size=2, max_size=8, unique=True).map(np.array)
lines = st.lists(parts, min_size=1, max_size=3).filter(
    lambda ps: all(any(distance_km(p[0], v) > 1e-3 for v in p) for p in ps)
)
share = st.floats(0, 1)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(23)


def on_equator(*lons: float) -> NDArray[np.float64]:
    return np.column_stack([lons, np.zeros(len(lons))])


def away_km(line: Alignment, km: NDArray[np.float64], point: NDArray[np.float64]) -> np.ndarray:
    """Return by Karney how far places on a line are from a point, in km."""
    lon, lat = line.point_at(km).T
    return WGS84.inv(lon, lat, np.full(len(km), point[0]), np.full(len(km), point[1]))[2] / 1000


def nearest_km(line: Alignment, point: NDArray[np.float64]) -> float:
    """Return the least distance from a line by brute force.

    Golden sections between places at every vertex and every 5 km, of which some may be nearest.
    """
    vertices = np.concatenate(line.parts)
    at_vertices = WGS84.inv(*vertices.T, *np.tile(point, (len(vertices), 1)).T)[2].min() / 1000
    lengths = [WGS84.line_lengths(*part.T) for part in line.parts]
    measures = np.append(0, np.cumsum(np.concatenate(lengths)) / 1000).clip(0, line.length_km)
    every = np.linspace(0, line.length_km, int(line.length_km / 5) + 20)
    km = np.union1d(measures, every)
    far = away_km(line, km, point)
    close = np.flatnonzero(np.minimum(far[:-1], far[1:]) <= far.min() + every[1])
    low, high = km[close], km[close + 1]
    golden = (math.sqrt(5) - 1) / 2
    for _ in range(40):
        a, b = high - golden * (high - low), low + golden * (high - low)
        left = away_km(line, a, point) < away_km(line, b, point)
        low, high = np.where(left, low, a), np.where(left, b, high)
    return float(min(away_km(line, (low + high) / 2, point).min(), at_vertices))


# --- points and measures


def test_parts_join_at_the_same_measure_and_a_gap_adds_none() -> None:
    line = Alignment([on_equator(0, 1), on_equator(1.003, 2.003), on_equator(2.003, 4)])
    assert line.starts_km == pytest.approx([0, EQUATOR_KM_PER_DEGREE, 2 * EQUATOR_KM_PER_DEGREE])
    assert line.length_km == pytest.approx(3.997 * EQUATOR_KM_PER_DEGREE, abs=1e-9)
    assert line.point_at(line.starts_km).tolist() == [[0, 0], [1.003, 0], [2.003, 0]]


def test_one_km_gives_one_point_and_many_an_array() -> None:
    line = Alignment([on_equator(0, 10)])
    assert line.point_at(5 * EQUATOR_KM_PER_DEGREE).tolist() == pytest.approx([5, 0], abs=1e-9)
    assert line.point_at([0.0, 1.0, 2.0]).shape == (3, 2)
    assert line.point_at([]).shape == (0, 2)


def test_quarter_meridian_ends_at_the_pole() -> None:
    line = Alignment([np.array([[7.0, 0.0], [7.0, 90.0]])])
    assert line.length_km == pytest.approx(10001.965729, abs=1e-6)  # NIMA TR8350.2, 2000
    assert line.point_at(line.length_km)[1] == 90


def test_point_lies_on_the_geodesic_as_pyproj_draws_it() -> None:
    line = Alignment([np.array([[30.0, 60.0], [55.0, 60.0]])])
    expected = np.array(WGS84.npts(30, 60, 55, 60, 99))
    km = np.arange(1, 100) * line.length_km / 100
    assert line.point_at(km) == pytest.approx(expected, abs=1e-9)
    assert line.point_at(line.length_km / 2)[1] > 60.5  # well north of the parallel


@given(lines)
def test_at_the_measures_of_vertices_are_the_vertices(drawn: list[np.ndarray]) -> None:
    line = Alignment(drawn)
    for number, part in enumerate(drawn):
        assert distance_km(line.point_at(line.starts_km[number]), part[0]) < 1e-12
    assert distance_km(line.point_at(line.length_km), drawn[-1][-1]) < 1e-12


@pytest.mark.parametrize("km", [-1e-6, 111.4, math.nan, math.inf, [0.0, 1.0, math.nan]])
def test_km_beyond_the_line_are_refused_and_never_clipped(km: float | list[float]) -> None:
    with pytest.raises(InputError, match="km-range"):
        Alignment([on_equator(0, 1)]).point_at(km)


def test_rounding_beyond_an_end_is_that_end() -> None:
    line = Alignment([on_equator(0, 1)])
    assert line.point_at([-5e-10, line.length_km + 5e-10]).tolist() == [[0, 0], [1, 0]]


@pytest.mark.parametrize(
    ("drawn", "argument", "code"),
    [
        ([], "parts", "line-empty"),
        ([[[0, 0]]], "part 0", "line-length"),
        ([[[0, 0], [1, 0]], np.empty((0, 2))], "part 1", "line-length"),
        ([[[5, 5], [5, 5]]], "part 0", "line-length"),
        ([[[0, 0], [math.nan, 0]]], "part 0", "vertex"),
        ([[[0, 0], [0, 90.1]]], "part 0", "vertex"),
        ([[[0, 0, 0], [1, 1, 1]]], "part 0", "vertex"),
        ([[0, 0]], "part 0", "vertex"),
    ],
)
def test_what_is_no_line_is_refused(drawn: list[np.ndarray], argument: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        Alignment(drawn)
    assert [(one.file, one.code) for one in refused.value.problems] == [(argument, code)]


def test_the_line_is_a_copy_and_cannot_be_changed() -> None:
    mine = on_equator(0, 1)
    line = Alignment([mine])
    mine[1, 0] = 9
    assert line.length_km == pytest.approx(EQUATOR_KM_PER_DEGREE)
    for array in (line.parts[0], line.starts_km):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


# --- slices


@settings(deadline=None)
@given(lines, share, share)
def test_slices_sum_to_the_line_and_meet(drawn: list[np.ndarray], a: float, b: float) -> None:
    line = Alignment(drawn)
    cuts = sorted({0.0, a * line.length_km, b * line.length_km, line.length_km})
    slices = [line.slice(*ends) for ends in pairwise(cuts)]
    assert sum(map(length_km, slices)) == pytest.approx(line.length_km, abs=1e-7)
    for km, piece in zip(cuts[:-1], slices, strict=True):
        start = shapely.get_coordinates(piece)[0]
        # What is left of a part before a gap, by rounding only, is no part of a slice.
        at_gap = line.starts_km[np.abs(line.starts_km - km) < 1e-9]
        assert distance_km(start, line.point_at(at_gap[0] if at_gap.size else km)) < 1e-8


@settings(deadline=None)
@given(lines, share, share)
def test_slice_from_the_greater_km_is_the_slice_reversed(
    drawn: list[np.ndarray], a: float, b: float
) -> None:
    line = Alignment(drawn)
    assume(a != b)
    there, back = (
        line.slice(a * line.length_km, b * line.length_km),
        line.slice(b * line.length_km, a * line.length_km),
    )
    assert shapely.get_coordinates(there).tolist() == shapely.get_coordinates(back)[::-1].tolist()
    assert there.geom_type == back.geom_type


def test_slice_over_a_gap_is_a_multiline_whose_parts_end_at_the_gap() -> None:
    line = Alignment([on_equator(0, 1), on_equator(1.003, 2)])
    whole = line.slice(0, line.length_km)
    assert isinstance(whole, MultiLineString)
    assert [list(part.coords) for part in whole.geoms] == [[(0, 0), (1, 0)], [(1.003, 0), (2, 0)]]
    back = line.slice(line.length_km, 0)
    assert [list(part.coords) for part in back.geoms] == [[(2, 0), (1.003, 0)], [(1, 0), (0, 0)]]


def test_slice_up_to_a_gap_ends_before_it_and_one_from_it_begins_behind() -> None:
    line = Alignment([on_equator(0, 1), on_equator(1.003, 2)])
    seam = float(line.starts_km[1])
    for km in (seam, seam + 1e-12, seam - 1e-12):
        assert line.slice(0, km).coords[-1] == pytest.approx((1, 0), abs=1e-9)
        assert line.slice(km, line.length_km).coords[0] == pytest.approx((1.003, 0), abs=1e-9)


def test_slice_over_parts_that_meet_is_one_line() -> None:
    line = Alignment([on_equator(0, 1), on_equator(1, 2), on_equator(2, 3)])
    assert list(line.slice(0, line.length_km).coords) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_slice_without_length_is_refused() -> None:
    line = Alignment([on_equator(0, 1)])
    with pytest.raises(InputError, match=r"^km: \[km-same\] the line from km 5 to km 5 has no"):
        line.slice(5, 5)
    with pytest.raises(InputError, match="km-range"):
        line.slice(5, 112)


# --- nearest places


def test_foot_on_the_equator_is_the_longitude_and_the_offset_the_meridian(
    random: np.random.Generator,
) -> None:
    line = Alignment([on_equator(10, 60)])
    points = np.column_stack([random.uniform(10, 60, 200), random.uniform(-80, 80, 200)])
    found = line.project(points)
    assert found.km == pytest.approx((points[:, 0] - 10) * EQUATOR_KM_PER_DEGREE, abs=1e-6)
    feet = np.column_stack([points[:, 0], np.zeros(200)])
    meridian = WGS84.inv(*feet.T, *points.T)[2] / 1000
    assert found.offset_km == pytest.approx(meridian * np.sign(points[:, 1]), abs=1e-8)


def test_foot_on_a_meridian_is_perpendicular_and_its_distance_karneys(
    random: np.random.Generator,
) -> None:
    line = Alignment([np.array([[0.0, -60.0], [0.0, 60.0]])])
    points = np.column_stack([random.uniform(-30, 30, 200), random.uniform(-45, 45, 200)])
    found = line.project(points)
    feet = line.point_at(found.km)
    azimuth, _, metres = WGS84.inv(*feet.T, *points.T)
    assert np.abs(azimuth) == pytest.approx(90, abs=1e-9)
    assert np.abs(found.offset_km) == pytest.approx(metres / 1000, abs=1e-9)
    assert (np.sign(found.offset_km) == -np.sign(points[:, 0])).all()  # northwards, west is left


WALK = np.cumsum(np.vstack([[50, 40], np.random.default_rng(1).normal(0, 0.02, (80, 2))]), axis=0)
BRUTE = {
    "short edges": (WALK, 0.1),
    "long edges": (np.array([[30.0, 60.0], [55.0, 60.0], [60.0, 20.0], [10.0, 30.0]]), 10),
    "far from the line": (np.array([[48.0, 40.0], [49.0, 41.0], [49.2, 39.5]]), 25),
    "antimeridian": (np.array([[170.0, 60.0], [-160.0, 65.0], [175.0, -10.0]]), 12),
    "180 written twice": (
        np.array([[179.0, 10.0], [180.0, 10.5], [-180.0, 10.5], [-179.0, 11]]),
        1,
    ),
    "turns of longitude": (np.array([[359.0, 10.0], [361.0, 11.0], [362.0, 9.0]]), 1),
    "poles": (
        np.array([[10.0, 85.0], [170.0, 86.0], [-90.0, 89.0], [80.0, 90.0], [45.0, 80.0]]),
        8,
    ),
    "round the globe": (np.array([[0.0, 10.0], [120.0, -20.0], [-130.0, 30.0], [-10.0, 5.0]]), 60),
}


@pytest.mark.parametrize(("coords", "spread"), BRUTE.values(), ids=BRUTE)
def test_nearest_place_is_that_of_brute_force(
    coords: np.ndarray, spread: float, random: np.random.Generator
) -> None:
    line = Alignment([coords])
    near = coords[random.integers(0, len(coords), 40)] + random.normal(0, spread, (40, 2))
    points = np.column_stack([near[:, 0], np.clip(near[:, 1], -90, 90)])
    found = line.project(points)
    for point, km, offset_km in zip(points, *found, strict=True):
        assert abs(offset_km) == pytest.approx(nearest_km(line, point), abs=1e-7)
        assert away_km(line, np.array([km]), point)[0] == pytest.approx(abs(offset_km), abs=1e-7)


@settings(deadline=None, max_examples=50)
@given(lines, places)
def test_nearest_place_on_any_line_to_any_point(
    drawn: list[np.ndarray], place: tuple[float, float]
) -> None:
    line, point = Alignment(drawn), np.array(place)
    km, offset_km = line.locate(place)
    assert abs(offset_km) == pytest.approx(nearest_km(line, point), abs=1e-6)
    here = [away_km(line, np.array([km]), point)[0]]
    here += [distance_km(p[-1], place) for p in drawn[:-1]]  # point_at a gap is behind it
    assert min(abs(np.array(here) - abs(offset_km))) < 1e-6
    assert line.may_reach([place], abs(offset_km)).all()


def test_what_is_far_from_all_of_a_line_is_told_so() -> None:
    line = Alignment([on_equator(0, 0.5, 3)])
    points = [(1.0, 0.02), (1.0, 30.0), (181.0, 0.0)]
    assert line.may_reach(points, 3.0).tolist() == [True, False, False]
    assert line.may_reach(points, [3.0, 3400.0, 3.0]).tolist() == [True, True, False]


def test_points_a_quarter_of_the_globe_away_and_beyond(random: np.random.Generator) -> None:
    """There the distance hardly changes along the line, or is greatest between the ends."""
    line = Alignment([on_equator(0, 0.5, 3)])
    lon, lat = random.uniform(-4, 7, 60), random.uniform(86, 90, 60)
    poles = np.column_stack([lon, lat])
    beyond = np.column_stack([lon + 180, random.uniform(-30, 30, 60)])
    for point in np.vstack([poles, beyond]):
        offset_km = line.locate(point)[1]
        assert abs(offset_km) == pytest.approx(nearest_km(line, point), abs=1e-7)


simple = st.lists(st.tuples(st.floats(0, 0.3), st.floats(0.05, 1.5)), min_size=2, max_size=30)


@settings(deadline=None)
@given(simple, st.floats(-80, 80), st.lists(share, min_size=1, max_size=20))
def test_place_at_a_km_is_located_there(
    moves: list[tuple[float, float]], lat: float, at: list[float]
) -> None:
    """On lines that go on eastwards, so that they do not overlap themselves."""
    lons = 170 + np.cumsum([move[1] for move in moves])
    lats = np.clip(lat + np.cumsum([move[0] for move in moves]), -85, 85)
    line = Alignment([np.column_stack([lons, lats])])
    km = np.array(at) * line.length_km
    found = line.project(line.point_at(km))
    assert found.km == pytest.approx(km, abs=1e-6, rel=0)
    assert found.offset_km == pytest.approx(0, abs=1e-6)


@settings(deadline=None)
@given(simple, st.floats(-70, 70), share, st.floats(0.001, 20), st.sampled_from([1, -1]))
def test_point_abeam_is_left_or_right_by_its_distance(
    moves: list[tuple[float, float]], lat: float, at: float, off_km: float, side: int
) -> None:
    lons, lats = np.cumsum(moves, axis=0).T[::-1]
    line = Alignment([np.column_stack([lons, np.clip(lats + lat, -80, 80)])])
    km = at * line.length_km
    lon, lat = line.point_at(km)
    ahead = line.point_at(min(km + 1e-3, line.length_km))
    assume(distance_km((lon, lat), ahead) > 5e-4)
    azimuth = WGS84.inv(lon, lat, *ahead)[0]
    point = WGS84.fwd(lon, lat, azimuth - 90 * side, off_km * 1000)[:2]
    found_km, offset_km = line.locate(point)
    assert abs(offset_km) <= off_km + 1e-6
    if abs(found_km - km) < 1e-3:  # no other place of the line is nearer
        assert offset_km == pytest.approx(side * off_km, abs=1e-5)


def test_side_at_a_sharp_corner_is_that_of_the_wide_angle() -> None:
    """East, then back south-west: the wide angle is on the left, even ahead and to the right."""
    line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0], [0.0, -0.5]])])
    for point in [(1.2, 0.3), (1.2, 0.0), (1.2, -0.1)]:
        km, offset_km = line.locate(point)
        assert km == pytest.approx(EQUATOR_KM_PER_DEGREE, abs=1e-9)
        assert offset_km > 0
    assert line.locate((0.5, -0.1))[1] < 0
    mirrored = Alignment([np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.5]])])
    assert mirrored.locate((1.2, 0.1))[1] < 0


def test_of_equally_near_places_the_first_or_that_near_a_km(random: np.random.Generator) -> None:
    whole = random.normal(0, 0.5, (30, 2)).cumsum(axis=0)
    line = Alignment([whole, whole[::-1]])
    km = random.uniform(0, line.length_km / 2, 50)
    points = line.point_at(km) + random.normal(0, 1e-4, (50, 2))
    first = line.project(points)
    assert (first.km <= line.length_km / 2 + 1e-9).all()
    for point, there, offset_km in zip(points, *first, strict=True):
        assert line.locate(point) == (there, offset_km)
        back, across = line.locate(point, near_km=line.length_km - there)
        assert back == pytest.approx(line.length_km - there, abs=1e-6)
        assert across == pytest.approx(-offset_km, abs=1e-8)


def test_near_km_chooses_among_the_nearest_only() -> None:
    line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.001], [0.0, 0.001]])])
    assert line.locate((0.5, 0.0), near_km=200)[0] == pytest.approx(55.6597, abs=1e-3)
    with pytest.raises(InputError, match="km-range"):
        line.locate((0.5, 0.0), near_km=300)


def test_point_in_a_gap_goes_to_the_nearer_side_at_the_same_measure() -> None:
    line = Alignment([on_equator(0, 1), on_equator(1.004, 2)])
    assert line.locate((1.001, 0.001)) == pytest.approx((line.starts_km[1], 0.1567), abs=1e-3)
    assert line.locate((1.003, 0.0))[1] == pytest.approx(EQUATOR_KM_PER_DEGREE / 1000, abs=1e-9)


def test_foot_just_behind_a_vertex_is_not_taken_for_the_vertex() -> None:
    """100 km off the line a centimetre along it changes the distance by less than rounding."""
    line = Alignment([on_equator(0, 1, 2)])
    for metres in (1e-3, 1e-2, 0.1, 1.0):
        lon = 1 + metres / 1000 / EQUATOR_KM_PER_DEGREE
        km = line.locate((lon, 0.9))[0]
        assert km == pytest.approx(lon * EQUATOR_KM_PER_DEGREE, abs=1e-7)


def test_many_points_are_projected_as_one_by_one(random: np.random.Generator) -> None:
    coords = np.cumsum(random.normal(0, 0.05, (400, 2)), axis=0)
    line = Alignment([coords[:200], coords[200:]])
    points = coords[random.integers(0, 400, 3000)] + random.normal(0, 0.3, (3000, 2))
    found = line.project(points)
    for number in range(0, 3000, 37):
        km, offset_km = line.locate(points[number])
        assert (found.km[number], found.offset_km[number]) == (km, offset_km)


@pytest.mark.parametrize("apart", [1e-300, 1e-15, 1e-12, 1e-9])
def test_vertices_that_rounding_hardly_tells_apart(apart: float) -> None:
    line = Alignment([on_equator(0, apart, 1, 1 + apart)])
    assert line.locate((0.5, 0.1))[0] == pytest.approx(EQUATOR_KM_PER_DEGREE / 2, abs=1e-9)
    assert line.locate((0.0, -0.1))[0] == pytest.approx(0, abs=1e-6)
    speck = Alignment([on_equator(0, max(apart, 1e-20))])
    assert speck.locate((0.0, 1.0))[1] == pytest.approx(distance_km((0, 0), (0, 1)), abs=1e-6)


def test_no_points_and_what_is_no_point() -> None:
    line = Alignment([on_equator(0, 1)])
    found = line.project(np.empty((0, 2)))
    assert found.km.shape == found.offset_km.shape == (0,)
    for bad in ([[0.0, 91.0]], [[math.nan, 0.0]], [0.0, 1.0]):
        with pytest.raises(InputError, match=r"points: \[vertex\]"):
            line.project(bad)


def test_lines_of_under_20_km_agree_with_shapely_in_a_local_projection(
    random: np.random.Generator,
) -> None:
    """An azimuthal equidistant map of 10 km round its centre is true to some centimetres."""
    for lon, lat in [(30.3, 59.9), (49.9, 40.4), (179.99, -10.0), (5.0, 84.0)]:
        text = f"+proj=aeqd +lon_0={lon} +lat_0={lat} +ellps=WGS84"
        to_plane = Transformer.from_crs("EPSG:4326", text, always_xy=True)
        flat = np.cumsum(random.normal(0, 300, (60, 2)), axis=0)
        flat_points = flat[random.integers(0, 60, 200)] + random.normal(0, 700, (200, 2))
        coords = np.column_stack(to_plane.transform(*flat.T, direction="INVERSE"))
        points = np.column_stack(to_plane.transform(*flat_points.T, direction="INVERSE"))
        planar, line = LineString(flat), Alignment([coords])
        assert line.length_km == pytest.approx(planar.length / 1000, abs=1e-4)
        found = line.project(points)
        expected = shapely.distance(planar, shapely.points(flat_points))
        assert np.abs(found.offset_km) * 1000 == pytest.approx(expected, abs=0.02)
        metres = shapely.line_locate_point(planar, shapely.points(flat_points))
        same = np.abs(found.km * 1000 - metres) < 0.1  # the others are equally near, within 2 cm
        other = shapely.line_interpolate_point(planar, found.km[~same] * 1000)
        off = shapely.distance(other, shapely.points(flat_points[~same]))
        assert off == pytest.approx(expected[~same], abs=0.02)
        assert same.mean() > 0.95


def test_many_points_at_once_are_placed_as_one_by_one(random: np.random.Generator) -> None:
    """A hundred thousand points on ten thousand vertices, of which some are placed alone, too."""
    turns = np.cumsum(random.normal(0, 0.03, 10_000))
    coords = np.cumsum(0.003 * np.column_stack([np.cos(turns), np.sin(turns)]), axis=0)
    points = coords[random.integers(0, 10_000, 100_000)] + random.normal(0, 0.1, (100_000, 2))
    line = Alignment([coords])
    found = line.project(points)
    for number in range(0, len(points), 2_000):
        alone = line.locate(points[number])
        assert (found.km[number], found.offset_km[number]) == pytest.approx(alone, abs=1e-9)
