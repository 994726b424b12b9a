"""A small sound file of each format of lines, and what may be wrong with one."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import osmium
from openpyxl import Workbook
from shapely import LineString

__all__ = ["BINARY", "TEXTS", "damaged", "write_binary"]

_KML = (
    b"<kml><NetworkLink/><Placemark><name>a</name><ExtendedData><Data name='b'><value>7</value>"
    b"</Data></ExtendedData><LineString><coordinates>10,50 11,50.5</coordinates></LineString>"
    b"</Placemark></kml>"
)
#: By name; each has one feature with a line.
TEXTS = {
    "a.kml": _KML,
    "a.gpx": (
        b'<gpx><trk><name>a</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="2" lon="2"/>'
        b"</trkseg></trk></gpx>"
    ),
    "a.geojson": (
        b'{"type": "Feature", "id": 1, "properties": {"a": 1}, "crs": {"type": "name", '
        b'"properties": {"name": "EPSG:4258"}}, '
        b'"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4.5, 6]]}}'
    ),
    "a.csv": b'name,wkt\na,"LINESTRING (1 2, 3 4)"\n',
    "b.csv": b"name,lon,lat\na,1,2\na,3,4\n",
    "a.osm": (
        b'<osm version="0.6"><node id="1" lat="50" lon="10"/><node id="2" lat="50.5" lon="11"/>'
        b'<way id="3"><nd ref="1"/><nd ref="2"/><tag k="railway" v="rail"/></way></osm>'
    ),
}
BINARY = (".gpkg", ".fgb", ".parquet", ".shp.zip", ".kmz", ".xlsx", ".osm.pbf")


def write_binary(path: Path) -> None:
    """Write lines to a file of the format that its name tells."""
    frame = gpd.GeoDataFrame(
        {"name": ["a", "ß"], "km": [1, 2.5]},
        geometry=[LineString([(10, 50), (11, 50.5)]), LineString([(11, 50.5), (12, 50), (13, 51)])],
        crs=4326,
    )
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("doc.kml", _KML)
    elif path.suffix == ".xlsx":
        _write_workbook(path)
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".pbf":
        _write_osm(path)
    else:
        frame.to_file(path, engine="pyogrio")


def _write_workbook(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["name", "wkt"])
    book.worksheets[0].append(["a", "LINESTRING (1 2, 3 4)"])
    book.save(path)


def _write_osm(path: Path) -> None:
    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(1, 4):
            place = osmium.osm.mutable.Node(id=number, location=(10 + number, 50))
            writer.add_node(place)
        tags = {"railway": "rail", "name": "ß"}
        writer.add_way(osmium.osm.mutable.Way(id=4, nodes=[1, 2, 3], tags=tags))


def damaged(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield a content cut off, with bits turned, or with numbers that are far too large, by lot.

    Most of a file of pages is blank: half of the places are drawn among the others.
    """
    lot = random.Random(seed)  # noqa: S311  to be drawn again
    full = [at for at, byte in enumerate(content) if byte]
    for _ in range(count):
        at = lot.choice((lot.randrange(len(content)), lot.choice(full)))
        new = lot.choice(
            (b"", bytes([content[at] ^ 1 << lot.randrange(8)]), 4 * b"\xff", b"\0\0\0\x80")
        )
        yield content[:at] + new + content[at + len(new) :] if new else content[:at]
