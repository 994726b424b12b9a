"""The classes of broken and sound JSON and GeoJSON, read without a process each."""

from __future__ import annotations

from pathlib import Path

from corridors import InputError
from corridors.foreign.features import checked
from corridors.foreign.geojson import read_geojson

__all__ = ["INVALID", "told", "wrapped"]

#: Folders of the shared corpus whose files break the rules of GeoJSON.
INVALID = (
    "geojsonhint/invalid",
    "check-geojson/invalid",
    "geojson-invalid-geometry/invalid_structure",
    "geojson-invalid-geometry/invalid_geometries",
)
_LINE = b'{"type": "LineString", "coordinates": [[10, 50], [11, 50.5]]}'


def told(path: Path) -> str:
    """Return what is said of a file that claims to be GeoJSON; "" where nothing is."""
    notes: list[str] = []
    try:
        found = checked(path, read_geojson(path, notes))
    except InputError as error:
        return str(error)
    return "; ".join([*found.left_out, *notes])


def wrapped(path: Path, folder: Path) -> Path:
    """Return a GeoJSON file whose one line has, as a property, what a file of JSON holds."""
    out = folder / f"{path.stem}.geojson"
    feature = b'{"type": "Feature", "geometry": %b, "properties": {"a": %b}}'
    out.write_bytes(feature % (_LINE, path.read_bytes()))
    return out
