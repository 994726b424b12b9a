"""Formats by suffix, and whether the first bytes of a file fit the one that its name claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

__all__ = ["DRAWN", "FORMATS", "SHAPEFILE", "TABLES", "fits", "format_of", "likeness"]

#: GDAL's name of the Shapefile.
SHAPEFILE = "ESRI Shapefile"

#: Files of features that GDAL or Arrow reads, by suffix.
FORMATS = {
    ".parquet": "Parquet",
    ".geoparquet": "Parquet",
    ".gpkg": "GPKG",
    ".fgb": "FlatGeobuf",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".shp": SHAPEFILE,
    ".zip": "zip",
}
#: Files of lines that readers of our own, or osmium, take.
DRAWN = {
    ".kml": "KML",
    ".kmz": "KMZ",
    ".gpx": "GPX",
    ".osm": "OSM",
    ".osm.pbf": "PBF",
    ".pbf": "PBF",
    ".osm.bz2": "OSM.BZ2",
    ".osm.gz": "OSM.GZ",
}
#: Files of rows.
TABLES = {".csv": "CSV", ".tsv": "CSV", ".xlsx": "XLSX"}

_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_MAGIC = {
    "Parquet": re.compile(rb"PAR1"),
    "GPKG": re.compile(rb"SQLite format 3\0"),
    "FlatGeobuf": re.compile(rb"fgb"),
    "GeoJSON": re.compile(rb"\s*\{"),
    SHAPEFILE: re.compile(rb"\x00\x00\x27\x0a"),
    "zip": re.compile(_ZIP),
    "KMZ": re.compile(_ZIP),
    "XLSX": re.compile(_ZIP),
    "KML": re.compile(rb"\s*<"),
    "GPX": re.compile(rb"\s*<"),
    "OSM": re.compile(rb"\s*<"),
    "PBF": re.compile(rb"\x00\x00.{2}\x0a\x09OSMHeader", re.DOTALL),
    "OSM.BZ2": re.compile(rb"BZh"),
    "OSM.GZ": re.compile(rb"\x1f\x8b"),
    "CSV": re.compile(rb"[^\x00]*\Z"),
}
#: Formats of text: a byte order mark may stand before them.
_TEXTS = {"GeoJSON", "KML", "GPX", "OSM", "CSV"}

#: What a GDAL pipeline in JSON calls itself: it would run, not be read.
_PIPELINE = b"gdal_streamed_alg"

#: What else files turn out to be, by how they begin.
_LIKENESSES = (
    (re.compile(rb"\Z"), "it is empty"),
    (re.compile(rb"version https://git-lfs"), "it is a Git LFS pointer, not the file itself"),
    (re.compile(rb"\s*<(!doctype\s+)?html", re.IGNORECASE), "it is a page in HTML"),
    (re.compile(rb"\xff\xfe|\xfe\xff|.?\x00.\x00", re.DOTALL), "it seems to be text in UTF-16"),
)


def format_of(path: Path, known: Mapping[str, str]) -> str | None:
    """Return the format that a suffix, of two parts before one, stands for; None: none of these.

    Examples
    --------
    >>> format_of(Path("a.OSM.PBF"), DRAWN), format_of(Path("v1.2.geojson"), FORMATS)
    ('PBF', 'GeoJSON')
    """
    last = [suffix.lower() for suffix in path.suffixes[-2:]]
    return known.get("".join(last)) or known.get(last[-1] if last else "")


def fits(name: str, head: bytes) -> bool:
    r"""Return whether a file of a format may begin with these bytes.

    Examples
    --------
    >>> fits("GeoJSON", b'\xef\xbb\xbf {"type"'), fits("GeoJSON", b"<OGRVRTDataSource>")
    (True, False)
    """
    start = head.removeprefix(_BOM) if name in _TEXTS else head
    return _MAGIC[name].match(start) is not None and _PIPELINE not in head


def likeness(head: bytes) -> str:
    """Return what a file seems to be that begins with these bytes; "" where that is not known.

    Examples
    --------
    >>> likeness(b""), likeness(b"<!DOCTYPE html><title>404"), likeness(b"PAR1")
    ('it is empty', 'it is a page in HTML', '')
    """
    return next((name for start, name in _LIKENESSES if start.match(head)), "")
