"""One way into all formats: what a file is decides who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.bulk.opening import problem
from corridors.foreign.features import checked

if TYPE_CHECKING:
    from corridors.foreign.features import Found, RawFeature

__all__ = ["read_features"]

_MOST_BYTES = 2 * 2**30
_OSM = (".osm", ".osm.pbf", ".pbf", ".osm.bz2", ".osm.gz")


def read_features(path: Path, *, by: Sequence[str] = (), relation: int | None = None) -> Found:
    """Read the lines of a file, on WGS 84.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, GeoParquet, FlatGeobuf or Shapefile (zipped or not), KML, KMZ, GPX,
        CSV of lines in WKT or of vertices, an OpenStreetMap extract; told by its suffix.
    by
        Of a CSV file of vertices, columns of which each change begins another line.
    relation
        Of an OpenStreetMap extract, the relation whose members are read.

    Raises
    ------
    InputError
        When it cannot be read, a coordinate is none, or there is no line in it.
    """
    if not path.is_file():
        raise problem(path, "file-missing", "there is no such regular file")
    if path.stat().st_size > _MOST_BYTES:
        raise problem(path, "file-size", "at most 2 GiB can be read whole")
    return checked(path, _raw(path, by, relation))


def _raw(path: Path, by: Sequence[str], relation: int | None) -> Iterator[RawFeature]:
    """Return who reads the file, asked only then: each format has a library of its own."""
    from corridors.foreign import markup, osm, texttables, vectors  # noqa: PLC0415

    name = path.name.lower()
    if name.endswith(_OSM):
        return osm.read_osm(path, relation=relation)
    readers = {".kml": markup.read_kml, ".kmz": markup.read_kmz, ".gpx": markup.read_gpx}
    if path.suffix.lower() in readers:
        return readers[path.suffix.lower()](path)
    if path.suffix.lower() in {".csv", ".tsv"}:
        return texttables.read_table(path, by=by)
    return vectors.read_vectors(path)
