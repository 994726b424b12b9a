"""GeoJSON as RFC 7946 has it: every broken rule is told by the number of the feature."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from pyproj import CRS, Transformer

from corridors.errors import InputError, Problem
from corridors.foreign.features import RawFeature
from corridors.foreign.geojson_shapes import area_of, lines_of, want
from corridors.guard.crs import known_crs
from corridors.guard.opening import problem
from corridors.strict_json import parse_json

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import MultiPolygon, Polygon

    Coordinates = NDArray[np.float64]

__all__ = ["read_geojson", "read_geojson_areas"]

_Read = TypeVar("_Read")

_CRS84 = "OGC:CRS84"
_MOST_TOLD = 20
#: Members that would make something else of a feature or of a collection (RFC 7946, 7.1).
_NOT_OF_FEATURES = {"coordinates", "geometries", "features"}
_NOT_OF_COLLECTIONS = {"coordinates", "geometries", "geometry", "properties"}


def read_geojson(path: Path, notes: list[str]) -> Iterator[RawFeature]:
    """Yield the features of a GeoJSON file; a line alone is one.

    Parameters
    ----------
    path
        The file, in UTF-8. A ``crs`` member of the GeoJSON of 2008 is used.
    notes
        Is added to: what was read in another way than it seems.

    Raises
    ------
    InputError
        When it is no JSON, by line; when features break rules of GeoJSON, by their numbers.
    """
    document = _document(path)
    transformer = _transformer(path, document, notes)
    features = _features(path, document)
    found = _each(path, features, _feature)
    notes += _doubled_ids(features)
    notes += _measures(found)
    yield from found if transformer is None else (_moved(one, transformer) for one in found)


def read_geojson_areas(path: Path) -> list[tuple[dict[str, str], Polygon | MultiPolygon]]:
    """Return the texts and the area, on WGS 84, of each feature of a GeoJSON file.

    Raises
    ------
    InputError
        As :func:`read_geojson`; also when a feature is no valid area.
    """
    document = _document(path)
    transformer = _transformer(path, document, [])

    def moved(positions: Coordinates) -> Coordinates:
        if transformer is None:
            return positions
        return np.column_stack(transformer.transform(*positions.T))

    def area(feature: Any) -> tuple[dict[str, str], Polygon | MultiPolygon]:  # noqa: ANN401
        return _texts_of(feature), area_of(feature["geometry"], moved)

    return _each(path, _features(path, document), area)


def _each(path: Path, features: list[Any], read: Callable[[Any], _Read]) -> list[_Read]:
    """Return what is read of each feature, or raise an error with all that break a rule."""
    found: list[_Read] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        try:
            found.append(read(feature))
        except (ValueError, OverflowError, RecursionError) as error:
            problems.append(Problem(str(path), 0, f"feature {number}", "geojson", str(error)))
    if problems:
        raise InputError(*problems[:_MOST_TOLD])
    return found


def _document(path: Path) -> dict[str, Any]:
    try:
        document = parse_json(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise problem(path, "text-encoding", f"not UTF-8 at byte {error.start}") from error
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise InputError(Problem(str(path), line, "", "json-syntax", str(error))) from error
    if not isinstance(document, dict):
        raise problem(path, "geojson", "an object is wanted")
    return document


def _features(path: Path, document: dict[str, Any]) -> list[Any]:
    if document.get("type") == "Feature":
        return [document]
    if document.get("type") != "FeatureCollection":
        return [{"type": "Feature", "properties": None, "geometry": document}]
    features = document.get("features")
    if not isinstance(features, list):
        raise problem(path, "geojson", "features of a FeatureCollection is a list")
    strange = sorted(_NOT_OF_COLLECTIONS & document.keys())
    if strange:
        raise problem(path, "geojson", f"a FeatureCollection has no member {strange[0]}")
    return features


def _feature(feature: Any) -> RawFeature:  # noqa: ANN401  whatever JSON holds
    """Return a feature, or raise ValueError with the rule that it breaks."""
    texts = _texts_of(feature)
    if feature["geometry"] is None:
        return RawFeature(texts, (), "no geometry")
    lines = lines_of(feature["geometry"])
    return RawFeature(texts, tuple(lines or ()), "" if lines is not None else "not a line")


def _texts_of(feature: Any) -> dict[str, str]:  # noqa: ANN401  whatever JSON holds
    """Return the texts of a feature, or raise ValueError with the rule that it breaks."""
    is_one = isinstance(feature, dict) and feature.get("type") == "Feature"
    want(is_one, "an object of type Feature is wanted")
    for name in ("properties", "geometry"):
        ok = isinstance(feature.get(name, ""), dict | None)
        want(ok, f"its member {name} is an object or null")
    strange = sorted(_NOT_OF_FEATURES & feature.keys())
    want(not strange, f"a Feature has no member {', '.join(strange)}")
    return _texts(feature)


def _texts(feature: dict[str, Any]) -> dict[str, str]:
    own = feature.get("id", "")
    ok = isinstance(own, str | int | float) and not isinstance(own, bool)
    want(ok, "its id is text or a number")
    texts = {"id": str(own)} if own != "" else {}
    texts |= {name: _text(value) for name, value in (feature["properties"] or {}).items()}
    "".join([*texts, *texts.values()]).encode()  # a lone half of a surrogate pair is no text
    return texts


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _doubled_ids(features: list[Any]) -> Iterator[str]:
    ids = Counter(json.dumps(one["id"]) for one in features if "id" in one)
    twice = [name for name, count in ids.items() if count > 1]
    if twice:
        yield f"{len(twice)} ids stand on several features: {', '.join(twice[:_MOST_TOLD])}"


def _measures(found: list[RawFeature]) -> Iterator[str]:
    more = [n for n, one in enumerate(found, 1) if any(p.shape[1] > 3 for p in one.parts)]  # noqa: PLR2004
    if more:
        told = ", ".join(map(str, more[:_MOST_TOLD]))
        yield f"positions of more than three numbers are cut to longitude and latitude: {told}"


def _transformer(path: Path, document: dict[str, Any], notes: list[str]) -> Transformer | None:
    """Return what brings the coordinates to WGS 84; None where they are on it."""
    crs = document.get("crs")
    if crs is None:
        return None
    try:
        name = crs["properties"]["name"]
    except (LookupError, TypeError) as error:
        raise problem(path, "crs", f"its crs member names no CRS: {crs}") from error
    found = known_crs(path, name)
    if found == CRS.from_user_input(_CRS84):
        return None
    notes.append(f"its coordinates are in {name}, as its crs member says")
    return Transformer.from_crs(found, _CRS84, always_xy=True)


def _moved(feature: RawFeature, transformer: Transformer) -> RawFeature:
    parts = [np.column_stack(transformer.transform(*part[:, :2].T)) for part in feature.parts]
    return feature._replace(parts=tuple(parts))
