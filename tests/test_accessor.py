"""``lines.corridor`` does what the functions do, on frames and series of any CRS."""

from __future__ import annotations

import subprocess
import sys

import geopandas as gpd
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from shapely import LineString, Point, box
from small import make_boundaries

import corridors.accessor
from corridors import InputError, lengths_by_country, split_by_country

AREAS = make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})
LINES = gpd.GeoDataFrame(
    {"name": ["over", "within"]},
    geometry=[LineString([(8, 5), (12, 5)]), LineString([(2, 2), (3, 3)])],
    index=["a", "b"],
    crs=4326,
)


@pytest.mark.parametrize("lines", [LINES, LINES.geometry, LINES.to_crs(3857)])
def test_methods_are_the_functions(lines: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    assert isinstance(lines.corridor, corridors.accessor.CorridorAccessor)
    assert_frame_equal(lines.corridor.split_by_country(AREAS), split_by_country(lines, AREAS))
    assert_frame_equal(lines.corridor.lengths_by_country(AREAS), lengths_by_country(lines, AREAS))


def test_countries_by_hand() -> None:
    found = LINES.corridor.split_by_country(AREAS)
    assert found[["name", "country"]].to_numpy().tolist() == [
        ["over", "AA"],
        ["over", "BB"],
        ["within", "AA"],
    ]


@pytest.mark.parametrize("other", [pd.DataFrame({"a": [1]}), pd.Series([1])])
def test_what_has_no_lines_has_no_corridor(other: object) -> None:
    assert not hasattr(other, "corridor")


def test_points_are_refused_as_by_the_functions() -> None:
    with pytest.raises(InputError, match="a line is wanted, not 'Point'"):
        gpd.GeoSeries([Point(0, 0)], crs=4326).corridor.split_by_country(AREAS)


def test_it_is_registered_by_its_own_import_only() -> None:
    seen = """
import corridors, geopandas
print(hasattr(geopandas.GeoSeries([]), "corridor"))
import corridors.accessor
print(hasattr(geopandas.GeoSeries([]), "corridor"))
"""
    words = [sys.executable, "-c", seen]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  our own
    assert done.stdout.split() == ["False", "True"]
