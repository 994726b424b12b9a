"""Places, kilometre posts and events, found on the drawn line of a route."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corridors import InputError, read_corridor
from corridors.geodesy import distance_km
from corridors.referencing import RouteReference

Edit = Callable[[str, str, str], Path]

# Both lines run along 5 N.
WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))


def reference(folder: Path, route: str = "main") -> RouteReference:
    corridor = read_corridor(folder)
    return RouteReference(corridor, next(r for r in corridor.routes if r.id == route))


def test_end_of_a_section_lies_where_it_ends(tiny: Path) -> None:
    found = reference(tiny)
    measures = [found.measure(place) for place in ("west", "middle", "east")]
    assert measures == pytest.approx([0, WEST_KM, WEST_KM + EAST_KM], abs=1e-9)


def test_station_without_coordinates_lies_at_its_post(tiny: Path) -> None:
    # km 544 is half-way between the posts 444 and 644.
    assert reference(tiny).measure("halt") == pytest.approx(WEST_KM + EAST_KM / 2, abs=1e-9)


def test_place_beside_the_line_lies_at_the_nearest_point(edit: Edit) -> None:
    edit("places.csv", "nowhere,", "mill,Mill,AA,town,9,5.02,2,atlas,\nnowhere,")
    found = reference(edit("places.csv", "nowhere,", "hill,Hill,AA,town,9,5.5,2,atlas,\nnowhere,"))
    # Nearest to 9 E on the geodesic through 8 E and 12 E along 5 N, which bows to the north.
    assert found.measure("mill") == pytest.approx(distance_km((8, 5), (9, 5)), abs=0.01)
    with pytest.raises(InputError, match=r"place-off-line.*55\.\d km off"):
        found.measure("hill")
    assert {"mill", "halt", "west"} <= set(found.reachable)


@pytest.mark.parametrize("corridor", ["st-petersburg-iran", "southern-gas"])
def test_what_cannot_be_reached_has_no_measure(corridor: str) -> None:
    whole = read_corridor(corridor)
    for route in filter(lambda route: route.drawn, whole.routes):
        found = RouteReference(whole, route)
        others = whole.places.keys() - set(found.reachable)
        assert others
        for place in others:
            with pytest.raises(InputError, match=r"place-(off-line|unplaced)"):
                found.measure(place)


def test_kilometre_is_of_its_chainage_or_measured(tiny: Path) -> None:
    found = reference(tiny)
    assert found.measure(222.0, "count") == pytest.approx(WEST_KM / 2, abs=1e-9)
    assert found.measure(222.0) == 222.0
    assert found.chainages(WEST_KM) == pytest.approx({"count": 444}, abs=1e-9)


def test_nothing_tells_where_an_undrawn_routes_places_lie(tiny: Path) -> None:
    with pytest.raises(InputError, match="place-unplaced"):
        reference(tiny, "unbuilt").measure("halt")
    with pytest.raises(InputError, match="km-range"):
        reference(tiny, "unbuilt").measure(5.0)


@pytest.mark.parametrize(
    ("row", "placed"),
    [
        ("main,,,", {"west-middle": (0, WEST_KM), "middle-east": (0, EAST_KM)}),
        ("main,east,west,", {"west-middle": (0, WEST_KM), "middle-east": (0, EAST_KM)}),
        ("main,middle,east,", {"middle-east": (0, EAST_KM)}),
        (
            "main,halt,222,count",
            {"west-middle": (WEST_KM / 2, WEST_KM), "middle-east": (0, EAST_KM / 2)},
        ),
        ("main,middle,middle,", {"middle-east": (0, 0)}),
        ("main,east,east,", {"middle-east": (EAST_KM, EAST_KM)}),
        ("main,halt,halt,", {"middle-east": (EAST_KM / 2, EAST_KM / 2)}),
        ("unbuilt,,,", {"east-nowhere": (0, 0)}),
        ("unbuilt,nowhere,east,", {"east-nowhere": (0, 0)}),
    ],
)
def test_event_lies_on_sections(
    edit: Edit, row: str, placed: dict[str, tuple[float, float]]
) -> None:
    folder = edit("events.csv", "unbuilt,", f"{row},,,note,here,2000,,paper,\nunbuilt,")
    found = {
        section: (interval.from_km, interval.to_km)
        for section, intervals in read_corridor(folder).placed.items()
        for interval in intervals
        if interval.value.kind == "note"
    }
    assert found.keys() == placed.keys()
    for section, ends in placed.items():
        assert found[section] == pytest.approx(ends, abs=1e-9)
