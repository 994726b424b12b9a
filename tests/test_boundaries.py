"""Which set is used, what it says of a point, and what a foreign file must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString, Polygon, box
from small import make_boundaries

from corridors import InputError, load_boundaries
from corridors.splitting import split_line

CAUCASUS = (39.0, 36.0, 52.0, 46.0)
AMERICA = (-90.0, 30.0, -80.0, 40.0)


def test_fine_set_is_used_inside_its_box_and_world_elsewhere() -> None:
    assert load_boundaries(bounds=CAUCASUS).name == "fine"
    assert load_boundaries(bounds=AMERICA).name == "world"
    assert load_boundaries("world", bounds=CAUCASUS).name == "world"


@pytest.fixture
def polygons(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes polygons to a file of the given name."""

    def write(name: str, *, crs: int | None = 4326, geometry: Polygon | LineString = None) -> Path:
        path = tmp_path / name
        areas = [geometry or box(0, 0, 10, 10), box(10, 0, 20, 10)]
        frame = gpd.GeoDataFrame({"iso": ["AA", "NA"]}, geometry=areas, crs=crs)
        if path.suffix == ".parquet":
            frame.to_parquet(path)
        else:
            frame.to_file(path)
        return path

    return write


@pytest.mark.parametrize("name", ["areas.geojson", "areas.gpkg", "areas.parquet"])
def test_any_polygon_file_will_do(polygons: Callable[..., Path], name: str) -> None:
    found = load_boundaries(polygons(name), country_field="iso")
    assert sorted(found.names()) == ["AA", "NA"]
    assert found.name == name
    assert len(found.sha256) == 64


def test_file_in_metres_is_brought_to_degrees(polygons: Callable[..., Path]) -> None:
    path = polygons("mercator.gpkg", crs=3857, geometry=box(0, 0, 111319.49, 111319.49))
    found = load_boundaries(path, country_field="iso")
    inside, outside = [[0.5, 0.5], [0.9, 0.9]], [[1.1, 0.5], [1.9, 0.9]]
    for line, zone in ((inside, "land"), (outside, "international")):
        assert [piece.area.zone for piece in split_line(np.array(line), found)] == [zone]


def test_of_several_layers_none_is_guessed_at(tmp_path: Path) -> None:
    areas = gpd.GeoDataFrame({"iso": ["AA"]}, geometry=[box(0, 0, 10, 10)], crs=4326)
    for layer in ("land", "sea"):
        areas.to_file(tmp_path / "areas.gpkg", layer=layer)
    with pytest.raises(InputError, match=r"\[layers\] one layer .* not 2: land, sea"):
        load_boundaries(tmp_path / "areas.gpkg", country_field="iso")


def test_column_that_is_not_there_is_named(polygons: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"country-field.*'country'"):
        load_boundaries(polygons("areas.gpkg"))


def test_file_without_a_crs_is_refused(polygons: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="crs-missing"):
        load_boundaries(polygons("areas.parquet", crs=None), country_field="iso")
    with pytest.raises(InputError, match=r"\[crs\] neither degrees nor a map"):
        load_boundaries(polygons("heights.parquet", crs=5703), country_field="iso")


@pytest.mark.parametrize(
    "geometry",
    [LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])],
    ids=["line", "bow tie"],
)
def test_what_is_no_valid_polygon_is_refused(
    polygons: Callable[..., Path], geometry: Polygon | LineString
) -> None:
    with pytest.raises(InputError, match="polygons"):
        load_boundaries(polygons("areas.gpkg", geometry=geometry), country_field="iso")


def test_missing_and_unreadable_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file-missing"):
        load_boundaries(tmp_path / "none.gpkg")
    (tmp_path / "page.gpkg").write_text("<html>404</html>")
    with pytest.raises(InputError, match="format"):
        load_boundaries(tmp_path / "page.gpkg")
    (tmp_path / "cut.gpkg").write_bytes(b"SQLite format 3\0")
    with pytest.raises(InputError, match="file-unreadable"):
        load_boundaries(tmp_path / "cut.gpkg")


def test_box_holds_lines_that_touch_its_sides() -> None:
    found = replace(make_boundaries({"AA": box(0, 0, 10, 10)}), box=(0, 0, 10, 10))
    assert found.holds((0, 0, 10, 10))
    assert not found.holds((0, 0, 10.1, 10))
