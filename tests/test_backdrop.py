"""The backdrop file: whole, small, without stitches across the map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from layers.assets import read_backdrop
from layers.encoding import decode
from seeds.build import backdrop as builder

if TYPE_CHECKING:
    from numpy.typing import NDArray

LARGEST = 100_000


@pytest.fixture(scope="module")
def backdrop() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_backdrop())
    return found


@pytest.fixture(scope="module")
def land(backdrop: dict[str, Any]) -> shapely.Geometry:
    """Rings by the even-odd rule, as the page fills them."""
    rings = [shapely.make_valid(shapely.polygons(_line(steps))) for steps in backdrop["land"]]
    outer = shapely.Polygon()
    for ring in sorted(rings, key=shapely.area, reverse=True):
        outer = shapely.symmetric_difference(outer, ring)
    return outer


def _line(text: str) -> NDArray[np.float64]:
    return decode(text, builder.STEPS_PER_DEGREE)


def test_is_small() -> None:
    assert len(read_backdrop().encode()) < LARGEST


@pytest.mark.parametrize(
    ("name", "lon", "lat", "is_land"),
    [
        ("Moscow", 37.6, 55.75, True),
        ("Tehran", 51.4, 35.7, True),
        ("Ankara", 32.85, 39.93, True),
        ("Chukotka, beyond 180 degrees", -175.0, 66.5, True),
        ("Kamchatka", 159.0, 55.0, True),
        ("middle of the Caspian Sea", 51.0, 41.0, False),
        ("Black Sea", 34.0, 43.0, False),
        ("Adriatic Sea", 17.5, 42.0, False),
        ("Persian Gulf", 51.5, 27.5, False),
    ],
)
def test_land_and_sea(
    land: shapely.Geometry, name: str, lon: float, lat: float, *, is_land: bool
) -> None:
    assert land.covers(shapely.points(lon, lat)) is is_land, name


def test_no_line_runs_across_the_map(backdrop: dict[str, Any]) -> None:
    """A ring stitched at the antimeridian would have an edge of almost 360 degrees.

    The longest true one is the border of Canada along 49 degrees north.
    """
    for steps in [*backdrop["land"], *backdrop["borders"]]:
        line = _line(steps)
        northern = line[1:, 1] > -80  # Antarctica is closed along the edge of the map
        assert (np.abs(np.diff(line[:, 0]))[northern] < 40).all()


def test_coordinates_are_on_the_globe(backdrop: dict[str, Any]) -> None:
    for steps in backdrop["land"]:
        assert (np.abs(_line(steps)) <= [180, 90]).all()


def test_names_of_the_corridors_countries_are_there(
    backdrop: dict[str, Any], land: shapely.Geometry
) -> None:
    names = {label[1]: label[2:4] for label in backdrop["labels"]}
    for name in (
        "Russia",
        "Azerbaijan",
        "Iran",
        "Georgia",
        "Türkiye",
        "Greece",
        "Albania",
        "Italy",
    ):
        assert land.covers(shapely.points(*names[name])), name


def test_neighbours_keep_one_border_when_simplified() -> None:
    """Two squares that share the arc in the middle: simplified once, used twice."""
    wavy = [[100, 0], *[[1 if i % 2 else -1, 10] for i in range(10)]]
    left = [[100, 100], [-100, 0], [0, -100], [100, 0]]
    right = [[100, 0], [100, 0], [0, 100], [-100, 0]]
    topology = {
        "arcs": [wavy, left, right],
        "transform": {"scale": [0.001, 0.001], "translate": [40.0, 40.0]},
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                    {"type": "Polygon", "arcs": [[~0, 2]], "properties": {"name": "East"}},
                ]
            },
            "land": {"geometries": [{"type": "Polygon", "arcs": [[2, 1]]}]},
        },
    }
    built = builder.build(topology)
    assert [_line(steps).tolist() for steps in built["borders"]] == [[[40.1, 40.0], [40.1, 40.1]]]
    assert len(built["land"]) == 1
