"""GeoJSON is read as its standard has it; each broken rule is told with the feature's number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corridors import InputError
from corridors.foreign.geojson import read_geojson

if TYPE_CHECKING:
    from corridors.foreign.features import RawFeature

LINE = '{"type": "LineString", "coordinates": [[10, 50], [11, 50.5]]}'
GOOD = f'{{"type": "Feature", "properties": {{"code": "007"}}, "geometry": {LINE}}}'


def collection(*features: str, more: str = "") -> str:
    return f'{{"type": "FeatureCollection", {more} "features": [{", ".join(features)}]}}'


def read(folder: Path, text: str, notes: list[str] | None = None) -> list[RawFeature]:
    path = folder / "a.geojson"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return list(read_geojson(path, [] if notes is None else notes))


def test_features_a_feature_and_a_geometry(tmp_path: Path) -> None:
    for text in (collection(GOOD), GOOD, LINE, "\ufeff" + LINE):
        [found] = read(tmp_path, text)
        assert [part.tolist() for part in found.parts] == [[[10, 50], [11, 50.5]]]


def test_text_stays_text(tmp_path: Path) -> None:
    more = {"a": "NO", "b": "12:30", "c": None, "d": True, "e": 1.50, "f": [1, "é"]}
    feature = json.loads(GOOD) | {"properties": more, "id": 7}
    [found] = read(tmp_path, json.dumps(feature))
    assert found.attributes == {
        "id": "7",
        "a": "NO",
        "b": "12:30",
        "c": "",
        "d": "true",
        "e": "1.5",
        "f": '[1, "é"]',
    }


def test_lines_of_collections_and_what_is_none(tmp_path: Path) -> None:
    point = '{"type": "Point", "coordinates": [1, 2]}'
    mixed = f'{{"type": "GeometryCollection", "geometries": [{point}, {LINE}, {LINE}]}}'
    empty = '{"type": "MultiLineString", "coordinates": []}'
    shapes = [mixed, point, "null", empty, mixed.replace(LINE, point)]
    found = read(tmp_path, collection(*(GOOD.replace(LINE, shape) for shape in shapes)))
    assert [len(one.parts) for one in found] == [2, 0, 0, 0, 0]
    assert [one.reason for one in found] == ["", "not a line", "no geometry", "", "not a line"]


def test_heights_of_some_and_measures_are_told(tmp_path: Path) -> None:
    notes: list[str] = []
    [found] = read(tmp_path, GOOD.replace("[10, 50]", "[10, 50, 3, 4]"), notes)
    assert found.parts[0][:, :2].tolist() == [[10, 50], [11, 50.5]]
    assert notes == ["positions of more than three numbers are cut to longitude and latitude: 1"]


def test_ids_twice_are_told(tmp_path: Path) -> None:
    notes: list[str] = []
    one = GOOD.replace('"Feature",', '"Feature", "id": "a",')
    read(tmp_path, collection(one, GOOD, one), notes)
    assert notes == ['1 ids stand on several features: "a"']


def crs(name: str) -> str:
    return f'"crs": {{"type": "name", "properties": {{"name": "{name}"}}}},'


def test_a_crs_of_2008_is_used_and_told(tmp_path: Path) -> None:
    notes: list[str] = []
    read(tmp_path, collection(GOOD, more=crs("urn:ogc:def:crs:OGC:1.3:CRS84")), notes)
    assert notes == []
    metres = GOOD.replace("[10, 50], [11, 50.5]", "[111319.4908, 0], [0, 0]")
    [found] = read(tmp_path, collection(metres, more=crs("urn:ogc:def:crs:EPSG::3857")), notes)
    assert np.allclose(found.parts[0], [[1, 0], [0, 0]], atol=1e-8)
    assert notes == ["its coordinates are in urn:ogc:def:crs:EPSG::3857, as its crs member says"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"Feature"', '"feature"', "object of type Feature"),
        ('"type": "Feature", ', "", "object of type Feature"),
        (GOOD, "null", "object of type Feature"),
        ('"properties": {"code": "007"}, ', "", "properties is an object or null"),
        ('{"code": "007"}', "[]", "properties is an object or null"),
        (f', "geometry": {LINE}', "", "geometry is an object or null"),
        ('"properties"', '"features": [], "properties"', "no member features"),
        ('"properties"', '"id": {}, "properties"', "id is text or a number"),
        ('"properties"', '"id": true, "properties"', "id is text or a number"),
        ("007", "\\ud800", "surrogates"),
        ('"LineString"', '"Linestring"', "'Linestring' is no type"),
        ('"LineString"', "{}", "{} is no type"),
        ("[[10, 50], [11, 50.5]]", "{}", "coordinates is a list"),
        ("[[10, 50], ", "[", "two positions or more"),
        ("[10, 50]", '["10", 50]', "vertex 0 is longitude and latitude"),
        ("[11, 50.5]", "[11, null]", "vertex 1 is longitude and latitude"),
        ("[11, 50.5]", "[11]", "vertex 1 is longitude and latitude"),
        ("[11, 50.5]", "[true, 50.5]", "vertex 1 is longitude and latitude"),
        ("50.5", "1" + "0" * 400, "too large"),
        ('"coordinates"', '"bbox": [1, 2, 3], "coordinates"', "bbox"),
        (LINE, '{"type": "GeometryCollection", "geometries": [null]}', "geometry is an object"),
        (LINE, '{"type": "GeometryCollection", "geometries": [{"geometries": []}]}', "no other"),
    ],
)
def test_a_broken_rule_is_told_with_the_feature(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(InputError) as told:
        read(tmp_path, collection(GOOD, GOOD.replace(old, new), GOOD))
    [problem] = told.value.problems
    assert (problem.record, problem.code) == ("feature 2", "geojson")
    assert words in problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json-syntax"),
        ("[]", "geojson"),
        (GOOD + GOOD, "json-syntax"),
        (GOOD[:-1], "json-syntax"),
        (GOOD.replace('"code"', '"code": "", "code"'), "json-syntax"),
        (GOOD.replace('"007"', "NaN"), "json-syntax"),
        (GOOD.replace("50.5", "Infinity"), "json-syntax"),
        (GOOD.replace("50.5", "1e999"), "json-syntax"),
        (GOOD.replace("50.5", "[" * 100_000), "json-syntax"),
        (GOOD.replace("50.5", "1" * 5000), "json-syntax"),
        (GOOD.replace("007", "\ud800"), "text-encoding"),
        ('{"type": "FeatureCollection", "features": {}}', "geojson"),
        ('{"type": "FeatureCollection"}', "geojson"),
        (collection(GOOD, more='"geometry": null,'), "geojson"),
        (collection(GOOD, more='"crs": {"type": "link"},'), "crs"),
        (collection(GOOD, more=crs("urn:ogc:def:crs:EPSG::0")), "crs"),
        (collection(GOOD, more=crs("EPSG:5703")), "crs"),  # heights
        (collection(GOOD, more=crs("EPSG:4978")), "crs"),  # from the centre of the Earth
        (collection(GOOD, more=crs("IAU_2015:30100")), "crs"),  # the Moon
        (collection(GOOD, more=crs(r"LOCAL_CS[\"site\", UNIT[\"metre\", 1]]")), "crs"),
    ],
)
def test_a_broken_document_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as told:
        read(tmp_path, text)
    assert told.value.problems[0].code == code


def test_the_line_of_a_fault_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.geojson:3: \[json-syntax\] Extra data"):
        read(tmp_path, GOOD.replace("{", "{\n", 1) + "\n}")
