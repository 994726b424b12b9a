"""Cutting against hand-computed cases, GEOS's own test pairs, and the law that nothing is lost."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon, affinity, box
from small import make_boundaries

from corridors import InputError, load_boundaries
from corridors.alignment import Alignment
from corridors.engine.cutting import cut
from corridors.engine.lattice import DEGREE
from corridors.engine.piecelines import lengths_m
from corridors.engine.shortedges import edges_m
from corridors.geodesy import distance_km, length_km, measures_km
from corridors.splitting import CountryPiece, split_line, split_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.boundaries import Boundaries

BOXES = {"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)}
SQUARES = make_boundaries(BOXES)


def countries(pieces: list[CountryPiece]) -> list[str]:
    return [piece.area.country for piece in pieces]


def split(coords: list[list[float]], boundaries: Boundaries) -> list[CountryPiece]:
    return split_line(np.array(coords, dtype=float), boundaries)


def km_by_country(pieces: list[CountryPiece]) -> dict[str, float]:
    found: dict[str, float] = {}
    for piece in pieces:
        country = piece.area.country
        found[country] = found.get(country, 0.0) + piece.to_km - piece.from_km
    return found


@pytest.mark.parametrize(
    "coords",
    [[], [1.0, 2.0], [[1.0]], [[1, 2, 3], [2, 3, 4]], [[np.nan, 1], [2, 3]], [[1, 95], [2, 3]]],
)
def test_what_is_no_line_is_refused(coords: list[list[float]], squares: Boundaries) -> None:
    with pytest.raises(InputError, match=r"^coords: .*\(lon, lat\)"):
        split(coords, squares)


@pytest.mark.parametrize("coords", [np.empty((0, 2)), [[5, 5]], [[5, 5], [5, 5]]])
def test_a_line_without_length_has_no_pieces(
    coords: list[list[float]], squares: Boundaries
) -> None:
    assert split(coords, squares) == []


def test_a_line_that_leaves_the_box_of_the_areas_is_refused() -> None:
    fine = load_boundaries("fine")
    assert countries(split([[48.85 + 360, 38.47], [48.85 + 360, 38.40]], fine)) == ["AZ", "IR"]
    with pytest.raises(InputError, match=r"^coords: \[boundaries-box\] lines leave .* fine"):
        split([[-100, 40], [-101, 40]], fine)


def test_one_crossing_is_at_half_way_by_symmetry(squares: Boundaries) -> None:
    west, east = split([[5, 5], [15, 5]], squares)
    assert west.to_km == east.from_km
    assert west.to_km == pytest.approx(distance_km((5, 5), (15, 5)) / 2, abs=1e-6)


@pytest.mark.parametrize(("metres", "pieces"), [(0.5, 3), (0.002, 3), (0.0004, 1)])
def test_a_foray_of_over_a_millimetre_is_a_piece(
    squares: Boundaries, metres: float, pieces: int
) -> None:
    # Over the border at 10 E and straight back: in BB it is there and back.
    beyond = metres / 2 / 111_000
    found = split([[9, 5], [10 + beyond, 5], [9, 5.01]], squares)
    assert countries(found) == ["AA", "BB", "AA"][:pieces]
    assert found[-1].to_km == pytest.approx(2 * distance_km((9, 5), (10, 5)), rel=1e-4)


def test_what_lies_between_two_lines_joins_nothing(squares: Boundaries) -> None:
    # 30 m along the border at the end of one and at the start of the other, it between them, too.
    first = np.array([[9.9, 5.0], [10.0, 5.0], [10.0, 5.00027]])
    second = np.array([[10.0, 5.001], [10.0, 5.00127], [10.1, 5.00127]])
    alone = [split_line(line, squares) for line in (first, second)]
    assert split_lines([first, second], squares) == alone
    assert split_lines([second, first], squares) == alone[::-1]


@pytest.mark.parametrize(("metres", "country"), [(0.8, "BB"), (1.5, "AA")])
def test_a_metre_is_a_metre_at_60_degrees_too(metres: float, country: str) -> None:
    # Southward in AA: along the border, within a metre of it, what is on the left counts.
    boundaries = make_boundaries({"AA": box(0, 50, 10, 70), "BB": box(10, 50, 20, 70)})
    lon = 10 - metres / 55_800  # metres in a degree of longitude there
    assert countries(split([[lon, 60.001], [lon, 60]], boundaries)) == [country]


def test_crossing_lies_on_the_geodesic_not_on_the_chord() -> None:
    # From 30 E to 55 E at 60 N the geodesic bulges north: it leaves a box that ends at 60.5 N.
    boundaries = make_boundaries({"AA": box(20, 50, 70, 60.5)})
    assert countries(split([[30, 60], [55, 60]], boundaries)) == ["AA", "", "AA"]


def test_cut_of_the_anchor_case_loses_nothing() -> None:
    # anchors: 30.3 E to 55.3 E at 59.9 N, cut at 40 E; a planar cut makes it 5.9 km longer.
    boundaries = make_boundaries({"AA": box(20, 50, 40, 70), "BB": box(40, 50, 70, 70)})
    coords = np.array([[30.3, 59.9], [55.3, 59.9]])
    pieces = split_line(coords, boundaries)
    parts = [Alignment([coords]).slice(p.from_km, p.to_km) for p in pieces]
    whole = distance_km(*coords)
    assert sum(map(length_km, parts)) == pytest.approx(whole, abs=1e-9)
    assert parts[0].coords[-1][0] == pytest.approx(40, abs=1e-6)


def test_reentry_stays_a_piece_of_its_own(squares: Boundaries) -> None:
    pieces = split([[9, 2], [11, 3], [9, 4], [11, 5]], squares)
    assert countries(pieces) == ["AA", "BB", "AA", "BB"]


def test_out_and_back_counts_twice(squares: Boundaries) -> None:
    km = km_by_country(split([[5, 5], [15, 5], [5, 5]], squares))
    assert km["AA"] == pytest.approx(distance_km((5, 5), (15, 5)), abs=1e-6)
    assert km["BB"] == pytest.approx(km["AA"], abs=1e-6)


@pytest.mark.parametrize("noise", [0.0, 1e-8, -1e-8])
@pytest.mark.parametrize(("ends", "left"), [((2, 8), "AA"), ((8, 2), "BB")])
def test_line_along_a_border_counts_once_for_the_country_on_its_left(
    squares: Boundaries, noise: float, ends: tuple[float, float], left: str
) -> None:
    lats = np.linspace(*ends, 50)
    lons = 10 + noise * np.where(np.arange(50) % 2, 1, -1)
    pieces = split_line(np.column_stack([lons, lats]), squares)
    assert countries(pieces) == [left]


def test_touch_makes_no_piece(squares: Boundaries) -> None:
    assert countries(split([[5, 5], [10, 5], [5, 6]], squares)) == ["AA"]


def test_end_on_the_border_makes_no_piece(squares: Boundaries) -> None:
    assert countries(split([[5, 5], [10, 5]], squares)) == ["AA"]


def test_through_the_corner_of_two_countries(squares: Boundaries) -> None:
    assert countries(split([[10, -5], [10, 0], [15, 5]], squares)) == ["", "BB"]


def test_crossing_exactly_at_a_vertex(squares: Boundaries) -> None:
    assert countries(split([[5, 5], [10, 5], [15, 5]], squares)) == ["AA", "BB"]


def test_duplicate_vertices_change_nothing(squares: Boundaries) -> None:
    once = split([[5, 5], [15, 5]], squares)
    assert split([[5, 5], [5, 5], [15, 5], [15, 5]], squares) == once


def test_outside_all_areas_is_international(squares: Boundaries) -> None:
    pieces = split([[15, 5], [25, 5]], squares)
    assert [p.area.zone for p in pieces] == ["land", "international"]


def test_overlap_of_a_foreign_file_is_disputed_never_silently_one_countrys() -> None:
    boundaries = make_boundaries({"AA": box(0, 0, 12, 10), "BB": box(8, 0, 20, 10)})
    pieces = split([[5, 5], [15, 5]], boundaries)
    assert [(p.area.zone, p.area.name) for p in pieces] == [
        ("land", "AA"),
        ("disputed", "AA / BB"),
        ("land", "BB"),
    ]


def test_exclave_stays_a_piece_of_its_country() -> None:
    # Julfa to Nakhchivan to Sadarak runs in Azerbaijan's exclave only.
    pieces = split([[45.4, 39.2], [45.0, 39.6]], load_boundaries("fine"))
    assert countries(pieces) == ["AZ"]


coordinates = st.tuples(st.floats(-5, 25), st.floats(-5, 15))


@settings(deadline=None)
@given(st.lists(coordinates, min_size=2, max_size=10, unique=True))
def test_pieces_follow_each_other_and_sum_to_the_line(vertices: list[tuple[float, float]]) -> None:
    coords = np.array(vertices)
    whole = length_km(LineString(coords))
    assume(whole > 0)
    pieces = split_line(coords, SQUARES)
    assert pieces[0].from_km == 0
    assert pieces[-1].to_km == pytest.approx(whole, abs=1e-9)
    assert all(a.to_km == b.from_km and a.area != b.area for a, b in pairwise(pieces))
    parts = [Alignment([coords]).slice(p.from_km, p.to_km) for p in pieces]
    assert sum(map(length_km, parts)) == pytest.approx(whole, abs=1e-9)


corners = st.tuples(st.integers(0, 4), st.integers(0, 4))
triangles = st.lists(corners, min_size=3, max_size=3, unique=True).map(Polygon)
UNIT = 0.01  # degrees; some 1.1 km at the equator, where edges are straight within a millimetre


@settings(deadline=None)
@given(triangles, st.lists(corners, min_size=2, max_size=8))
def test_lines_on_the_corners_of_areas_lose_nothing(
    triangle: Polygon, vertices: list[tuple[int, int]]
) -> None:
    """Everything on one small lattice: touches, runs, corners, doublings and repeats abound."""
    assume(triangle.area > 0)
    area = shapely.transform(triangle, lambda points: points * UNIT)
    coords = np.array(vertices, float) * UNIT
    edges = [LineString(ends) for ends in pairwise(coords) if (ends[0] != ends[1]).any()]
    pieces = split_line(coords, make_boundaries({"AA": area}))
    whole = sum(map(length_km, edges))
    assert sum(p.to_km - p.from_km for p in pieces) == pytest.approx(whole, rel=1e-9)
    closed = sum(_km(shapely.intersection(edge, area)) for edge in edges)
    near = shapely.buffer(area.boundary, 1e-5)
    runs = sum(_km(shapely.intersection(edge, near)) for edge in edges)
    found = km_by_country(pieces).get("AA", 0.0)
    slack = 0.05 * len(edges)  # a crossing at two degrees lies within a metre for 50 m
    assert closed - runs - slack <= found <= closed + runs + slack


@settings(deadline=None)
@given(st.lists(coordinates, min_size=2, max_size=6, unique=True))
@example([(0.0, 1e-130), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0), (2.0, 0.0)])
@example([(0.0, 1.0), (2.225073858507e-311, 0.0), (0.0, 0.0)])
def test_reversed_line_has_the_same_km_but_for_what_runs_along_a_border(
    vertices: list[tuple[float, float]],
) -> None:
    assume(length_km(LineString(vertices)) > 0)  # vertices 1e-281 degrees apart are one place
    there = km_by_country(split_line(np.array(vertices), SQUARES))
    back = km_by_country(split_line(np.array(vertices[::-1]), SQUARES))
    along = _along_borders_km(LineString(vertices))
    for country in there.keys() | back.keys():
        assert abs(there.get(country, 0) - back.get(country, 0)) <= along + 1e-9


def _along_borders_km(line: LineString) -> float:
    """Return km of a line, drawn densely, that lie within some 20 m of a border.

    Edge by edge, as GEOS counts once where a line runs twice.
    """
    borders = shapely.union_all([area.boundary for area in BOXES.values()]).buffer(2e-4)
    ends = [pair for pair in pairwise(line.coords) if LineString(pair).length > 1e-13]
    edges = [Alignment([np.array(pair)]) for pair in ends]
    dense = [edge.point_at(np.linspace(0, edge.length_km, 1000)) for edge in edges]
    return sum(_km(shapely.intersection(LineString(points), borders)) for points in dense)


@pytest.mark.parametrize("ends", [[(2, 8)], [(8, 2)]])
def test_run_is_marked_and_a_crossing_is_not(ends: list[tuple[int, int]]) -> None:
    grid = SQUARES.index.grid
    lat = np.array([*ends[0], ends[0][1]], float)
    pieces = cut(np.array([10.0, 10.0, 15.0]), lat, np.array([0, 3]), grid)
    assert pieces.border_run.tolist()[0]
    assert not pieces.border_run.tolist()[-1]
    crossing = cut(np.array([5.0, 15.0]), np.array([2.0, 8.0]), np.array([0, 2]), grid)
    assert not crossing.border_run.any()


def test_run_along_two_neighbours_is_cut_where_the_left_one_changes() -> None:
    areas = make_boundaries({"AA": box(0, 0, 1, 2), "BB": box(1, 0, 2, 1), "CC": box(1, 1, 2, 2)})
    up = split([[1, 0.2], [1, 1.8]], areas)
    down = split([[1, 1.8], [1, 0.2]], areas)
    assert countries(up) == ["AA"]
    assert countries(down) == ["CC", "BB"]
    assert down[0].to_km == pytest.approx(distance_km((1, 1.8), (1, 1)), abs=1e-3)


def test_many_lines_at_once_are_cut_as_one_by_one() -> None:
    random = np.random.default_rng(8)
    lines = [random.uniform(-3, 23, (count, 2)) for count in random.integers(2, 30, 200)]
    lon, lat = np.vstack(lines).T
    starts = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    pieces = cut(lon.copy(), lat.copy(), starts, SQUARES.index.grid)
    for number, line in enumerate(lines):
        mine = pieces.line == number
        alone = cut(*line.T.copy(), np.array([0, len(line)]), SQUARES.index.grid)
        assert pieces.area[mine].tolist() == alone.area.tolist()
        assert pieces.to_m[mine] == pytest.approx(alone.to_m, abs=1e-5)


@pytest.mark.parametrize("name", ["fine", "world"])
def test_every_border_walked_as_a_line_counts_once(name: str) -> None:
    """Each walk lies wholly on borders, so the kilometres of all areas are those of the walk."""
    grid = load_boundaries(name).index.grid
    short = np.flatnonzero(np.abs(grid.ends[1]) < 84 * DEGREE)
    ends = grid.ends[:, short].astype(float) / DEGREE
    lon, lat = ends[::2].T.ravel(), ends[1::2].T.ravel()
    pieces = cut(lon, lat, np.arange(0, len(lon) + 1, 2), grid)
    metres = edges_m(lon, lat, np.arange(1, len(lon) - 1, 2))[::2]
    found = np.bincount(pieces.line, pieces.to_m - pieces.from_m, len(short))
    assert (np.abs(found - metres) <= np.maximum(1e-9 * metres, 1e-8)).all()
    run = np.bincount(pieces.line, pieces.border_run * (pieces.to_m - pieces.from_m), len(short))
    along = metres < 2000  # longer edges bulge off the border, straight in degrees
    assert (run[along] > 0.99 * metres[along]).mean() > 0.999
    once = pieces.border_run & along[pieces.line]
    left = grid.left[short][pieces.line[once]]
    right_share = (pieces.area[once] == left).mean()
    assert right_share > 0.99


class Chains(NamedTuple):
    """Land borders, joined from node to node; the country on the left and that on the right."""

    lines: NDArray[np.object_]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


def land_borders(boundaries: Boundaries) -> Chains:
    """Return what lies between two countries, walked with the lower number on the left."""
    grid = boundaries.index.grid
    land = np.array([area.zone in {"land", "disputed"} for area in boundaries.areas])
    kept = land[grid.left] & land[grid.right] & (np.abs(grid.ends[1]) < 84 * DEGREE)
    left, right = grid.left[kept], grid.right[kept]
    ends = np.where(left < right, grid.ends[:, kept], grid.ends[[2, 3, 0, 1]][:, kept]) / DEGREE
    pair = np.minimum(left, right).astype(np.int64) * len(land) + np.maximum(left, right)
    order = np.argsort(pair, kind="stable")
    pairs, first = np.unique(pair[order], return_index=True)
    edges = shapely.linestrings(ends[:, order].T.reshape(-1, 2, 2))
    walks = [shapely.multilinestrings(part) for part in np.split(edges, first[1:])]
    lines, of = shapely.get_parts(shapely.line_merge(walks, directed=True), return_index=True)
    assert shapely.get_num_coordinates(lines).sum() == len(edges) + len(lines)
    return Chains(lines, pairs[of] // len(land), pairs[of] % len(land))


@pytest.mark.parametrize("name", ["fine", "world"])
def test_land_borders_joined_and_walked_count_once(name: str) -> None:
    """Only longer edges leave the border: they bulge off what is straight in degrees."""
    boundaries = load_boundaries(name)
    chains = land_borders(boundaries)
    lon, lat = shapely.get_coordinates(chains.lines).T.copy()
    starts = np.concatenate([[0], np.cumsum(shapely.get_num_coordinates(chains.lines))])
    pieces = cut(lon, lat, starts, boundaries.index.grid)
    metres = pieces.to_m - pieces.from_m
    whole = lengths_m(lon, lat, starts)
    assert np.bincount(pieces.line, metres, len(whole)) == pytest.approx(whole, rel=1e-9)
    assert len(whole) > 300
    left, right = chains.left[pieces.line], chains.right[pieces.line]
    run = metres * pieces.border_run
    assert run.sum() > 0.95 * metres.sum()
    assert (run * (pieces.area == left)).sum() > 0.9998 * run.sum()  # but where strips end
    beside = (pieces.area == left) | (pieces.area == right)
    assert (metres * beside).sum() > 0.9998 * metres.sum()


def test_random_walk_agrees_with_cutting_by_shapely_of_the_line_drawn_densely() -> None:
    random = np.random.default_rng(9)
    for _ in range(30):
        coords = np.cumsum(np.vstack([[[10, 5]], random.normal(0, 0.02, (60, 2))]), axis=0)
        measures = measures_km(coords)
        dense = Alignment([coords]).point_at(
            np.union1d(measures, np.linspace(0, measures[-1], 4000))
        )
        inside = {code: _km(shapely.intersection(LineString(dense), BOXES[code])) for code in BOXES}
        pieces = cut(*coords.T.copy(), np.array([0, len(coords)]), SQUARES.index.grid)
        run_km = (pieces.border_run * (pieces.to_m - pieces.from_m)).sum() / 1000
        found = km_by_country(split_line(coords, SQUARES))
        for code, km in inside.items():
            assert found.get(code, 0.0) == pytest.approx(km, abs=1e-3 + run_km)


def test_label_at_the_end_is_what_the_crossings_add_up_to() -> None:
    random = np.random.default_rng(10)
    boundaries = load_boundaries("world")
    lines = np.cumsum(random.normal(0, 0.3, (500, 40, 2)), axis=1) + random.uniform(
        (-150, -60), (150, 70), (500, 1, 2)
    )
    lon, lat = lines.reshape(-1, 2).T.copy()
    pieces = cut(lon, lat, np.arange(0, len(lon) + 1, 40), boundaries.index.grid)
    last = np.append(pieces.line[1:] != pieces.line[:-1], True)
    assert np.array_equal(pieces.area[last], boundaries.index.grid.areas_at(lines[:, -1]))


def test_geos_pairs_lose_nothing_and_agree_with_geos(shared: Path) -> None:
    """The line/area pairs of GEOS's overlay tests, scaled into a few degrees at the equator."""
    text = gzip.decompress((shared / "geos-pairs" / "line_area_pairs.jsonl.gz").read_bytes())
    compared, pairs = 0, [*map(json.loads, text.splitlines())]
    assert len(pairs) == 385
    for pair in pairs:
        line, area = (shapely.from_wkb(bytes.fromhex(pair[k])) for k in ("line", "area"))
        line, area = _into_degrees(line, area)
        boundaries = make_boundaries({"AA": area})
        for part in shapely.get_parts(line):
            if shapely.length(part) == 0:
                continue
            coords = shapely.get_coordinates(part)
            pieces = split_line(coords, boundaries)
            assert pieces[-1].to_km == pytest.approx(length_km(part), rel=1e-9)
            assert all(a.to_km == b.from_km for a, b in pairwise(pieces))
            compared += _agrees(part, area, pieces)
    assert compared > 100


def _into_degrees(line: shapely.Geometry, area: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    west, south, east, north = shapely.total_bounds([line, area])
    scale = 0.5 / max(east - west, north - south)
    moved = (affinity.translate(g, -west, -south) for g in (line, area))
    return tuple(affinity.scale(g, scale, scale, origin=(0, 0)) for g in moved)


def _agrees(part: LineString, area: shapely.Geometry, pieces: list[CountryPiece]) -> bool:
    """Compare km inside with GEOS's: they differ by no more than runs within 2 m of the border."""
    if not part.is_simple:
        return False
    expected = _km(shapely.intersection(part, area))
    along = _km(shapely.intersection(part, shapely.buffer(area.boundary, 2e-5)))
    # At 0.5 degrees from the equator chord and geodesic of one edge part by less than 0.2 m.
    assert abs(km_by_country(pieces).get("AA", 0.0) - expected) <= along + 1e-3
    return along < 0.1


def _km(geometry: shapely.Geometry) -> float:
    return sum(length_km(g) for g in shapely.get_parts(geometry) if g.geom_type == "LineString")
