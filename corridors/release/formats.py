"""The formats of a release that hold its rows, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corridors.release.shapefile import write_shapefile
from corridors.release.texttables import write_csv
from corridors.release.vectors import (
    write_flatgeobuf,
    write_geojson,
    write_gpkg,
    write_kml,
    write_parquet,
)
from corridors.release.workbook import write_workbook

if TYPE_CHECKING:
    from corridors.release.rows import Release
    from corridors.release.written import Written

__all__ = ["FORMATS", "Format", "Writer"]

#: Writes a release to a path, and says what came of it.
Writer = Callable[["Release", Path], "Written"]


class Format(NamedTuple):
    """A format of the rows: what it is called, its suffix and media type, and what writes it."""

    title: str
    suffix: str
    mediatype: str
    write: Writer


#: The formats by the words that choose them, in the order in which they are written.
FORMATS = {
    "gpkg": Format("GeoPackage", ".gpkg", "application/geopackage+sqlite3", write_gpkg),
    "parquet": Format(
        "GeoParquet 1.1", ".parquet", "application/vnd.apache.parquet", write_parquet
    ),
    "geojson": Format("GeoJSON (RFC 7946)", ".geojson", "application/geo+json", write_geojson),
    "fgb": Format("FlatGeobuf", ".fgb", "application/flatgeobuf", write_flatgeobuf),
    "kml": Format("KML", ".kml", "application/vnd.google-earth.kml+xml", write_kml),
    "shp": Format("Shapefile, zipped", ".shp.zip", "application/zip", write_shapefile),
    "csv": Format("CSV", ".csv", "text/csv", write_csv),
    "xlsx": Format(
        "Workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_workbook,
    ),
}
