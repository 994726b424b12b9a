"""One way into all formats: what a file is decides who reads it, in a process of its own."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.foreign.features import checked
from corridors.guard.formats import DRAWN, FORMATS, TABLES
from corridors.guard.isolation import isolated
from corridors.guard.limits import look_at_whole
from corridors.guard.opening import look_at

if TYPE_CHECKING:
    from corridors.foreign.features import Found, RawFeature
    from corridors.guard.opening import Source

__all__ = ["read_features"]

_KNOWN = FORMATS | DRAWN | TABLES
_MARKUP = {"KML", "KMZ", "GPX"}
_OSM = {"OSM", "PBF", "OSM.BZ2", "OSM.GZ"}


def read_features(path: Path, *, by: Sequence[str] = (), relation: int | None = None) -> Found:
    """Read the lines of a file, on WGS 84.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, GeoParquet, FlatGeobuf or Shapefile (zipped or not), KML, KMZ, GPX,
        CSV or XLSX of lines in WKT or of vertices, an OpenStreetMap extract; told by its suffix.
    by
        Of a CSV or XLSX file of vertices, columns of which each change begins another line.
    relation
        Of an OpenStreetMap extract, the relation whose members are read.

    Raises
    ------
    InputError
        When it cannot be read, within the limits of time and memory, when a coordinate is none,
        or when there is no line in it.
    """
    look_at(path, _KNOWN)
    return isolated(_read, path, tuple(by), relation)


def _read(path: Path, by: Sequence[str], relation: int | None) -> Found:
    notes: list[str] = []
    with warnings.catch_warnings(record=True) as warned:
        found = checked(path, _raw(look_at_whole(path, _KNOWN), by, relation, notes))
    told = dict.fromkeys([*found.notes, *notes, *(str(one.message) for one in warned)])
    return replace(found, notes=tuple(told))


def _raw(
    source: Source, by: Sequence[str], relation: int | None, notes: list[str]
) -> Iterator[RawFeature]:
    """Return who reads the file, imported only then: each format has a library of its own."""
    if source.driver == "GeoJSON":
        from corridors.foreign.geojson import read_geojson  # noqa: PLC0415

        return read_geojson(source.path, notes)
    if source.driver in _OSM:
        from corridors.foreign.osm import read_osm  # noqa: PLC0415

        return read_osm(source.path, relation=relation)
    if source.driver == "CSV":
        from corridors.foreign.texttables import read_table  # noqa: PLC0415

        return read_table(source.path, by=by)
    if source.driver == "XLSX":
        from corridors.foreign.workbooks import read_workbook  # noqa: PLC0415

        return read_workbook(source.path, by=by)
    if source.driver in _MARKUP:
        from corridors.foreign.markup import read_markup  # noqa: PLC0415

        return read_markup(source, notes)
    from corridors.foreign.vectors import read_vectors  # noqa: PLC0415

    return read_vectors(source.path)
