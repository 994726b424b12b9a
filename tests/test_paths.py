"""Ways through corridors: by hand, against every way of a brute search, and as they ship."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made import AREAS, DAY, made
from shapely import LineString, Point

from corridors import InputError, load_boundaries, read_corridor, sums
from corridors.geodesy import distance_km
from corridors.paths import MAX_PATHS, Way, main_ends, path, paths
from corridors.runs import runs, sum_km
from corridors.survey import Survey, survey

#         n
#       /   \
#  w - a     b - e     main: w a n b e, branch: a s b, shorter
#       \   /
#         s
POINTS = {
    "w": (6.0, 5.0), "a": (8.0, 5.0), "n": (10.0, 7.0), "s": (10.0, 4.5), "b": (12.0, 5.0),
    "e": (14.0, 5.0),
}  # fmt: skip
DIAMOND = {"main": "w a n b e", "branch": "a s b"}


def km_along(places: str) -> float:
    return sum(distance_km(POINTS[a], POINTS[b]) for a, b in pairwise(places.split()))


@pytest.fixture(scope="module")
def railway() -> Survey:
    corridor = read_corridor("st-petersburg-iran")
    return survey(corridor, load_boundaries("fine"), corridor.read_on)


def test_ways_stand_in_order_of_length_and_are_measured_on_the_geodesic() -> None:
    short, long = paths(made(DIAMOND, POINTS), "w", "e")
    assert short.routes == ("main", "branch", "main")
    assert long.routes == ("main",)
    assert short.places == ("w", "a", "s", "b", "e")
    assert short.km.measured == pytest.approx(km_along("w a s b e"), abs=1e-9)
    assert long.km == (pytest.approx(km_along("w a n b e"), abs=1e-9), 0, 0)


def test_one_way_keeps_to_the_main_route_though_it_is_longer() -> None:
    assert path(made(DIAMOND, POINTS), "w", "e").routes == ("main",)


def test_way_by_a_place_passes_it_in_the_order_asked() -> None:
    known = made(DIAMOND, POINTS)
    assert [way.places for way in paths(known, "w", "e", ["s"])] == [("w", "a", "s", "b", "e")]
    assert len(paths(known, "w", "e", ["a", "b"])) == 2
    with pytest.raises(InputError, match=r"path-none.*from 'w' to 'e' by way of b, a"):
        paths(known, "w", "e", ["b", "a"])


def test_two_lines_side_by_side_are_two_ways() -> None:
    ways = paths(made({"main": "w a b e", "loop": "a b"}, POINTS), "w", "e")
    assert [way.routes for way in ways] == [("main",), ("main", "loop", "main")]
    assert ways[0].km == pytest.approx(ways[1].km, abs=1e-9)


def test_measured_and_published_km_never_mix() -> None:
    routes = {"main": "w a x b e"}  # nobody knows where x is
    known = made(routes, POINTS, lengths={"main-a-x": 150, "main-w-a": 999})
    (way,) = paths(known, "w", "e")
    assert way.km == (pytest.approx(km_along("w a") + km_along("b e"), abs=1e-9), 150, 1)


def test_way_is_cut_where_any_claim_begins_or_ends_and_at_the_border() -> None:
    events = "main,w,100,,gauge_mm,1520,2000\nmain,50,120,with,capacity_mt,3,2000"
    legs = paths(made({"main": "w a"}, POINTS, events), "a", "w")[0].legs
    ends = [leg.begin_km for leg in legs] + [legs[-1].from_km]
    assert ends == pytest.approx([km_along("w a"), 120, 100, 50, 0], abs=1e-6)
    kinds = [[event.kind for event in leg.events] for leg in legs]
    assert kinds == [[], ["capacity_mt"], ["gauge_mm", "capacity_mt"], ["gauge_mm"]]
    assert [(leg.begins_at, leg.ends_at) for leg in legs[:2]] == [
        ("a", "main km 120.0"), ("main km 120.0", "main km 100.0"),
    ]  # fmt: skip
    assert [leg.against for leg in legs] == [True] * 4


def test_claim_on_a_point_holds_on_no_leg() -> None:
    events = "main,a,a,,status,proposed,2000\nmain,a,x,,status,operating,1999"
    (leg,) = paths(made({"main": "a x"}, POINTS, events), "a", "x")[0].legs
    assert [event.value for event in leg.events] == ["operating"]


def test_way_back_is_the_same_way() -> None:
    known = made(DIAMOND, POINTS, "main,w,100,,status,operating,2000")
    for there, back in zip(paths(known, "w", "e"), paths(known, "e", "w"), strict=True):
        assert back.places == there.places[::-1]
        assert back.km == pytest.approx(there.km, abs=1e-9)
        spans = [(leg.begins_at, leg.ends_at) for leg in there.legs]
        assert [(leg.ends_at, leg.begins_at) for leg in reversed(back.legs)] == spans


@pytest.mark.parametrize(("begin", "end"), [("w", "x"), ("w", "w")])
def test_no_way_is_an_error(begin: str, end: str) -> None:
    known = made(DIAMOND | {"other": "x y"}, POINTS | {"x": (1.0, 1.0), "y": (2.0, 1.0)})
    with pytest.raises(InputError, match=r"made: \[path-none\]"):
        paths(known, begin, end)


def test_only_so_many_ways_are_looked_at_the_shortest_first() -> None:
    # Eight pairs of parallel lines one after the other: 256 ways.
    points = {f"p{i}": (2.0 + i, 1.0) for i in range(9)} | {
        f"q{i}": (2.5 + i, 1.1 + i / 100) for i in range(8)
    }
    routes = {"main": " ".join(f"p{i}" for i in range(9))}
    routes |= {f"b{i}": f"p{i} q{i} p{i + 1}" for i in range(8)}
    ways = paths(made(routes, points), "p0", "p8")
    assert len(ways) == MAX_PATHS
    assert ways[0].routes == ("main",)
    assert len({way.routes for way in ways}) == MAX_PATHS


Network = tuple[dict[str, str], dict[str, tuple[float, float]]]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw up to six places and sections between some pairs of them, none past a third place."""
    names = "abcdef"[: draw(st.integers(2, 6))]
    cells = st.tuples(st.integers(1, 19), st.integers(1, 9))
    spots = draw(st.lists(cells, min_size=len(names), max_size=len(names), unique=True))
    points = {name: (float(x), float(y)) for name, (x, y) in zip(names, spots, strict=True)}
    pairs = [pair for pair in combinations(names, 2) if _is_clear(points, pair)]
    assume(pairs)
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    return {f"r{i}": f"{a} {b}" for i, (a, b) in enumerate(chosen)}, points


def _is_clear(points: dict[str, tuple[float, float]], pair: tuple[str, str]) -> bool:
    """Return whether a line between two places stays well off all others, as it must not join."""
    line = LineString([points[name] for name in pair])
    others = [Point(xy) for name, xy in points.items() if name not in pair]
    return all(line.distance(point) > 0.2 for point in others)


def every_way(routes: dict[str, str], done: tuple[str, ...], end: str) -> Iterator[tuple[str, ...]]:
    """Yield the places of every way on from those passed, by trying all sections."""
    if done[-1] == end:
        yield done
        return
    for ends in routes.values():
        pair = ends.split()
        if done[-1] in pair:
            other = pair[pair[0] == done[-1]]
            if other not in done:
                yield from every_way(routes, (*done, other), end)


@settings(deadline=None, max_examples=60)
@given(networks())
def test_ways_are_those_of_a_brute_search(network: Network) -> None:
    routes, points = network
    used = sorted({place for ends in routes.values() for place in ends.split()})
    begin, end = used[0], used[-1]
    expected = {
        places: sum(distance_km(points[a], points[b]) for a, b in pairwise(places))
        for places in every_way(routes, (begin,), end)
    }
    known = made(routes, points)
    if not expected:
        with pytest.raises(InputError, match="path-none"):
            paths(known, begin, end)
        return
    found = paths(known, begin, end)
    if len(expected) <= MAX_PATHS:
        assert {way.places for way in found} == set(expected)
    lengths = [way.km.measured for way in found]
    assert lengths == pytest.approx(sorted(expected.values())[: len(found)], abs=1e-6)
    for way in found:
        assert way.km.measured == pytest.approx(expected[way.places], abs=1e-6)
        by_country = [run.km.measured for run in runs(way.legs, lambda leg: leg.segment.country)]
        assert sum(by_country) == pytest.approx(way.km.measured, abs=1e-9)


def test_by_volgograd_against_by_the_left_bank(railway: Survey) -> None:
    left, main = paths(railway, *main_ends(railway.corridor))
    assert (left.routes, main.routes) == (("main", "left-bank", "main"), ("main",))

    def km(way: Way, country: str) -> float:
        return sum_km(leg for leg in way.legs if leg.segment.country == country).measured

    totals: dict[tuple[str, str], float] = defaultdict(float)
    for row in sums.lengths(railway):
        totals[row["route"], row["country"]] += row["length_km"]
    # The main line as the table of lengths has it; the other with the left bank for the right.
    for country in ("RU", "AZ", "IR"):
        assert km(main, country) == pytest.approx(totals["main", country], abs=1e-6)
    assert km(main, "KZ") == 0
    assert km(left, "KZ") == pytest.approx(totals["left-bank", "KZ"], abs=1e-6)
    assert 100 < km(left, "KZ") < 108  # about 104, says the section's note
    right = [s for s in railway.segments if s.section.startswith(("saratov-vol", "volgograd-"))]
    assert km(main, "RU") - km(left, "RU") == pytest.approx(
        sum(s.length_km or 0 for s in right) - totals["left-bank", "RU"], abs=1e-6
    )


def test_ends_of_a_corridor_are_those_of_its_main_routes() -> None:
    assert main_ends(read_corridor("southern-gas")) == ("sangachal", "melendugno")
    assert main_ends(made({"one": "w a", "two": "b e"}, POINTS).corridor) == ("w", "e")


def test_day_and_areas_are_those_of_the_survey() -> None:
    known = made(DIAMOND, POINTS)
    assert (known.on, known.boundaries) == (DAY, AREAS)
