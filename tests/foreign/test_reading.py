"""Files of each format give the same lines; what is wrong with one is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString

from corridors import InputError
from corridors.foreign import markup
from corridors.foreign.reading import read_features
from corridors.guard.formats import DRAWN
from corridors.guard.opening import look_at

WEST = [(10.0, 50.0), (11.0, 50.5)]
EAST = [(11.0, 50.5), (12.0, 50.25)]

KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><Placemark><name>west</name><LineString><coordinates>10,50,7 11,50.5,8</coordinates>
</LineString></Placemark></Folder>
<Folder><Placemark><name>east</name><ExtendedData><Data name="code"><value>007</value></Data>
</ExtendedData><MultiGeometry><LineString><coordinates>11,50.5
12,50.25</coordinates></LineString></MultiGeometry></Placemark>
<Placemark><name>area</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0
</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>"""
GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>west</name><trkseg>
<trkpt lat="50" lon="10"/><trkpt lat="50.5" lon="11"/></trkseg></trk><rte><name>east</name>
<rtept lat="50.5" lon="11"/><rtept lat="50.25" lon="12"/></rte></gpx>"""
OSM = """<osm version="0.6">
<node id="1" lat="50" lon="10"/><node id="2" lat="50.5" lon="11"/>
<node id="3" lat="50.25" lon="12"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="railway" v="rail"/><tag k="name" v="west"/></way>
<way id="11"><nd ref="2"/><nd ref="3"/><tag k="construction:railway" v="rail"/>
<tag k="name" v="east"/></way>
<way id="12"><nd ref="1"/><nd ref="3"/><tag k="highway" v="track"/></way>
<way id="13"><nd ref="1"/><nd ref="9"/><tag k="railway" v="rail"/></way>
<relation id="5"><member type="way" ref="11" role=""/><member type="way" ref="10" role=""/>
<member type="way" ref="77" role=""/></relation></osm>"""
VERTICES = "name,lat,lon\nwest,50,10\nwest,50.5,11\neast,50.5,11\neast,50.25,12\n"
WKT = 'name;wkt\nwest;"LINESTRING (10 50, 11 50.5)"\neast;"LINESTRING (11 50.5, 12 50.25)"\n'


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _kmz(folder: Path, text: str = KML) -> Path:
    path = folder / "lines.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", text)
    return path


def _vector(folder: Path, suffix: str, crs: int = 4326) -> Path:
    frame = gpd.GeoDataFrame(
        {"name": ["west", "east"]}, geometry=[LineString(WEST), LineString(EAST)], crs=4326
    ).to_crs(crs)
    path = folder / f"lines{suffix}"
    if suffix == ".parquet":
        frame.to_parquet(path)
    else:
        options = {"SPATIAL_INDEX": "NO"} if suffix == ".fgb" else {}
        frame.to_file(path, engine="pyogrio", **options)
    return path


@pytest.mark.parametrize(
    "name", ["kml", "kmz", "gpx", "osm", "vertices", "wkt", ".geojson", ".gpkg", ".fgb", ".parquet"]
)
def test_each_format_gives_the_same_lines(tmp_path: Path, name: str) -> None:
    texts = {"kml": KML, "gpx": GPX, "osm": OSM}
    if name == "kmz":
        path = _kmz(tmp_path)
    elif name in texts:
        path = _written(tmp_path, f"lines.{name}", texts[name])
    elif name in {"vertices", "wkt"}:
        path = _written(tmp_path, "lines.csv", VERTICES if name == "vertices" else WKT)
    else:
        path = _vector(tmp_path, name)
    found = read_features(path, by=["name"])
    lines = [[part.tolist() for part in one.parts] for one in found.features]
    assert lines == [[[list(p) for p in WEST]], [[list(p) for p in EAST]]]
    assert [one.attributes["name"] for one in found.features] == ["west", "east"]


def test_another_crs_is_brought_to_wgs_84(tmp_path: Path) -> None:
    found = read_features(_vector(tmp_path, ".gpkg", crs=3857))
    assert np.allclose(found.features[0].parts[0], WEST, atol=1e-9)


def test_text_stays_text(tmp_path: Path) -> None:
    kml = read_features(_written(tmp_path, "a.kml", KML))
    assert kml.features[1].attributes["code"] == "007"
    line = '"LINESTRING (1 1, 2 2)"'
    table = f"code,country,at,wkt\n007,NO,12:30,{line}\nNA,null,1e3,{line}\n"
    rows = read_features(_written(tmp_path, "a.csv", table)).features
    assert [list(row.attributes.values()) for row in rows] == [
        ["007", "NO", "12:30"], ["NA", "null", "1e3"]
    ]  # fmt: skip


def test_only_ends_of_lines_end_a_row_of_csv(tmp_path: Path) -> None:
    text = 'name,wkt\r\na\u2028b\x0bc\x85d,"LINESTRING (1 2, 3 4)"\r\n'
    [one] = read_features(_written(tmp_path, "a.csv", text)).features
    assert one.attributes == {"name": "a\u2028b\x0bc\x85d"}


def test_what_has_no_line_is_told_by_number(tmp_path: Path) -> None:
    assert read_features(_written(tmp_path, "a.kml", KML)).left_out == {"not a line": (3,)}
    assert read_features(_written(tmp_path, "a.osm", OSM)).left_out == {
        "nodes not in the extract": (3,)
    }


def test_curves_in_wkt_are_told_by_number(tmp_path: Path) -> None:
    text = WKT + 'curve;"CIRCULARSTRING (0 0, 1 1, 2 0)"\nword;LINE\n'
    assert read_features(_written(tmp_path, "a.csv", text)).left_out == {
        "unreadable geometry": (3, 4)
    }


def test_links_of_kml_are_told_and_not_followed(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>http://127.0.0.1:1/a.kml</href></Link></NetworkLink>"
    found = read_features(
        _written(tmp_path, "a.kml", KML.replace("<Document>", "<Document>" + link))
    )
    assert found.notes == ("1 links to other files are not followed",)
    assert len(found.features) == 2


def test_lifecycle_of_osm_is_status(tmp_path: Path) -> None:
    features = read_features(_written(tmp_path, "a.osm", OSM)).features
    assert [one.attributes["status"] for one in features] == ["operating", "construction"]


def test_members_of_a_relation_in_its_order(tmp_path: Path) -> None:
    found = read_features(_written(tmp_path, "a.osm", OSM), relation=5)
    assert [one.attributes["osm_id"] for one in found.features] == ["11", "10"]
    assert found.left_out == {"way not in the extract": (3,)}
    with pytest.raises(InputError, match="no relation 6"):
        read_features(tmp_path / "a.osm", relation=6)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.kml", KML[:300], "xml-syntax"),
        ("a.kml", '<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "xml-syntax"),
        ("a.kml", "", "format"),
        ("a.kml", GPX, "format"),
        ("a.kml", KML.replace("10,50,7", "10"), "vertex"),
        ("a.kml", KML.replace("10,50,7", "10,95"), "vertex"),
        ("a.gpx", GPX.replace('lon="10"', 'lon="east"'), "vertex"),
        ("a.csv", VERTICES.replace("50.25", "nan"), "vertex"),
        ("a.csv", VERTICES.replace("50.25", "50,25"), "csv-fields"),
        ("a.csv", "a,a\n1,2\n", "columns"),
        ("a.csv", "a,b\n1,2\n", "columns"),
        ("a.csv", 'wkt\n"LINESTRING (1 1', "csv-syntax"),
        ("a.csv", "wkt\nPOINT (1 1)\n", "no-lines"),
        pytest.param(
            "a.csv", "wkt\n" + "GEOMETRYCOLLECTION (" * 100_000, "no-lines", id="nested without end"
        ),
        ("a.osm", "<osm", "file-unreadable"),
        ("a.osm", OSM.replace('lat="50"', 'lat="5a"'), "file-unreadable"),
        ("a.osm", OSM.replace('ref="1"', 'ref="1a"'), "file-unreadable"),
        ("a.txt", "wkt", "suffix"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    with pytest.raises(InputError) as told:
        read_features(_written(tmp_path, name, text))
    assert told.value.problems[0].code == code
    assert told.value.problems[0].file.endswith(name)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="100 times its size"):
        read_features(_kmz(tmp_path, KML + " " * 50_000_000))


def test_a_document_too_large_for_memory_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "_MOST_BYTES", len(KML) - 1)
    with pytest.raises(InputError, match=r"\[zip\]"):
        list(markup.read_markup(look_at(_kmz(tmp_path), DRAWN), []))
    monkeypatch.setattr(markup, "_MOST_BYTES", len(KML))
    assert len(list(markup.read_markup(look_at(tmp_path / "lines.kmz", DRAWN), []))) == 3


def test_no_file_and_no_regular_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.kml", tmp_path):
        with pytest.raises(InputError, match="no such regular file"):
            read_features(path)
