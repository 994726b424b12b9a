"""Areas of others: GeoJSON as strictly as that of lines; nothing without a country."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely import MultiPolygon, Point, Polygon, box
from shapely.geometry import mapping

from corridors import InputError
from corridors.foreign.polygons import read_polygons

SQUARE = box(0, 0, 10, 10)
HOLED = Polygon(box(20, 0, 30, 10).exterior, [box(22, 2, 24, 4).exterior])
TWO = MultiPolygon([box(40, 0, 41, 1), box(42, 0, 43, 1)])
RING = [[0, 0], [1, 0], [1, 1], [0, 0]]


def written(folder: Path, *geometries: object, code: object = "AA", **more: object) -> Path:
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": one} for one in geometries
    ]
    path = folder / "areas.geojson"
    document = {"type": "FeatureCollection", "features": features} | more
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as told:
        read_polygons(path, "code")
    return str(told.value)


def test_geojson_gives_what_other_formats_do(tmp_path: Path) -> None:
    areas = [SQUARE, HOLED, TWO]
    frame = gpd.GeoDataFrame({"code": ["007", "NO", "N/A"]}, geometry=areas, crs=4326)
    frame.to_file(tmp_path / "areas.gpkg")
    frame.to_file(tmp_path / "areas.geojson")
    for name in ("areas.gpkg", "areas.geojson"):
        polygons, countries = read_polygons(tmp_path / name, "code")
        assert countries == ["007", "NO", "N/A"]
        assert [one.area for one in polygons] == [one.area for one in areas]
        assert all(one.equals(other) for one, other in zip(polygons, areas, strict=True))


def test_a_crs_member_is_used(tmp_path: Path) -> None:
    metres = mapping(box(0, 0, 111319.4907932, 111325.1428664))
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
    [found], _ = read_polygons(written(tmp_path, metres, crs=crs), "code")
    assert found.bounds == pytest.approx((0, 0, 1, 1), abs=1e-9)


@pytest.mark.parametrize(
    ("geometry", "rule"),
    [
        (None, "an area is a Polygon"),
        (mapping(Point(1, 1)), "an area is a Polygon"),
        ({"type": "GeometryCollection", "geometries": [mapping(SQUARE)]}, "an area is a Polygon"),
        ({"type": "Polygon", "coordinates": []}, "an area has a ring"),
        ({"type": "Polygon", "coordinates": RING}, "a ring is a list of four positions"),
        ({"type": "Polygon", "coordinates": [RING[:3]]}, "a ring is a list of four positions"),
        ({"type": "Polygon", "coordinates": [[*RING[:3], [5, 5]]]}, "ends where it begins"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [0, 91], [1, 1], [0, 0]]]}, "vertex 1"),
        ({"type": "Polygon", "coordinates": [[[0, "0"], *RING[1:3], [0, "0"]]]}, "two numbers"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "valid"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "a polygon is a list of rings"),
    ],
)
def test_what_is_no_area_is_told_by_number(tmp_path: Path, geometry: object, rule: str) -> None:
    told = refusal(written(tmp_path, mapping(SQUARE), geometry))
    assert "feature 2" in told
    assert rule in told


@pytest.mark.parametrize("code", [None, "", "  "])
def test_no_area_is_without_a_country(tmp_path: Path, code: object) -> None:
    assert "feature 1: [country-field]" in refusal(written(tmp_path, mapping(SQUARE), code=code))


def test_other_formats_are_as_strict_about_countries_and_places(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    gpd.GeoDataFrame({"code": ["AA", None]}, geometry=[SQUARE, TWO], crs=4326).to_file(path)
    assert "feature 2: [country-field]" in refusal(path)
    gpd.GeoDataFrame({"code": ["AA"]}, geometry=[box(0, 80, 1, 100)], crs=4326).to_file(path)
    assert "feature 1: [vertex]" in refusal(path)
    gpd.GeoDataFrame({"code": ["AA", "BB"]}, geometry=[SQUARE, None], crs=4326).to_file(path)
    assert "feature 2: [polygons]" in refusal(path)


def test_broken_json_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text('{"type": "FeatureCollection",\n "features": [NaN]}', encoding="utf-8")
    assert "json-syntax" in refusal(path)
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert "country-field" in refusal(path)


def test_rings_of_one_number_of_positions_stay_polygons(tmp_path: Path) -> None:
    polygons, _ = read_polygons(written(tmp_path, mapping(SQUARE), mapping(SQUARE)), "code")
    assert polygons.shape == (2,)
    assert polygons.dtype == np.dtype(object)
