"""The lines and areas of GeoJSON's geometries, as RFC 7946 has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from corridors.engine.vertices import first_bad_vertex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]

__all__ = ["area_of", "lines_of", "want"]

_FEWEST = 2
_FEWEST_OF_RING = 4
_KINDS = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
_BOX_SIZES = {4, 6}


def want(ok: bool, rule: str) -> None:  # noqa: FBT001  what is asserted
    """Raise ValueError with a rule where it is broken."""
    if not ok:
        raise ValueError(rule)


def lines_of(geometry: Any) -> list[Coordinates] | None:  # noqa: ANN401  whatever JSON holds
    """Return the vertices of each line of a geometry; None where it has none.

    Parameters
    ----------
    geometry
        What stands for a geometry in JSON.

    Returns
    -------
    lines
        N x 2 or more numbers, as many as its longest position has, NaN where another has none;
        those of collections one after another.

    Raises
    ------
    ValueError
        When it is no geometry, with the rule that it breaks. Of what is no line, the coordinates
        need only be a list.

    Examples
    --------
    >>> [line] = lines_of({"type": "LineString", "coordinates": [[1, 2], [3, 4]]})
    >>> line.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    >>> lines_of({"type": "Point", "coordinates": [1, 2]})
    """
    want(isinstance(geometry, dict), "a geometry is an object")
    kind = geometry.get("type")
    _check_box(geometry)
    if kind == "GeometryCollection":
        return _of_all(_list(geometry, "geometries"))
    want(isinstance(kind, str) and kind in _KINDS, f"{kind!r} is no type of geometry")
    coordinates = _list(geometry, "coordinates")
    if kind == "LineString":
        return [_line(coordinates)] if coordinates else []
    if kind == "MultiLineString":
        return [_line(one) for one in coordinates]
    return None


def area_of(
    geometry: Any,  # noqa: ANN401  whatever JSON holds
    moved: Callable[[Coordinates], Coordinates],
) -> Polygon | MultiPolygon:
    """Return the area of a geometry.

    Parameters
    ----------
    geometry
        What stands for a geometry in JSON: a Polygon or a MultiPolygon.
    moved
        Brings N x 2 positions to longitude and latitude in degrees.

    Raises
    ------
    ValueError
        When it is no valid area, with the rule that it breaks.

    Examples
    --------
    >>> ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    >>> area_of({"type": "Polygon", "coordinates": [ring]}, lambda positions: positions).area
    0.5
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    want(kind in {"Polygon", "MultiPolygon"}, "an area is a Polygon or a MultiPolygon")
    _check_box(geometry)
    coordinates = _list(geometry, "coordinates")
    want(bool(coordinates), "an area has a ring")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    parts = [Polygon(*_rings(polygon, moved)) for polygon in polygons]
    area = parts[0] if kind == "Polygon" else MultiPolygon(parts)
    want(area.is_valid, f"no valid area: {shapely.is_valid_reason(area)}")
    return area


def _rings(
    polygon: Any,  # noqa: ANN401
    moved: Callable[[Coordinates], Coordinates],
) -> tuple[Coordinates, list[Coordinates]]:
    want(isinstance(polygon, list) and bool(polygon), "a polygon is a list of rings, one or more")
    first, *holes = [_ring(ring, moved) for ring in polygon]
    return first, holes


def _ring(ring: Any, moved: Callable[[Coordinates], Coordinates]) -> Coordinates:  # noqa: ANN401
    ok = isinstance(ring, list) and len(ring) >= _FEWEST_OF_RING
    want(ok, "a ring is a list of four positions or more")
    want(ring[0] == ring[-1], "a ring ends where it begins")
    positions = moved(_line(ring)[:, :2])
    vertex = first_bad_vertex(positions[:, 0], positions[:, 1])
    want(vertex is None, f"vertex {vertex} of a ring is no longitude and latitude in degrees")
    return positions


def _of_all(geometries: list[Any]) -> list[Coordinates] | None:
    nests = any(isinstance(one, dict) and "geometries" in one for one in geometries)
    want(not nests, "a GeometryCollection holds no other")
    found = [lines for one in geometries if (lines := lines_of(one)) is not None]
    return [line for lines in found for line in lines] if found else None


def _check_box(geometry: dict[str, Any]) -> None:
    box = geometry.get("bbox", [0, 0, 0, 0])
    ok = isinstance(box, list) and len(box) in _BOX_SIZES and all(map(_is_number, box))
    want(ok, "bbox is a list of four or six numbers")


def _list(geometry: dict[str, Any], name: str) -> list[Any]:
    found: list[Any] = geometry.get(name)  # type: ignore[assignment]  # wanted on the next line
    want(isinstance(found, list), f"{name} is a list")
    return found


def _line(positions: Any) -> Coordinates:  # noqa: ANN401
    ok = isinstance(positions, list) and len(positions) >= _FEWEST
    want(ok, "a line is a list of two positions or more")
    wrong = next((i for i, one in enumerate(positions) if not _is_position(one)), None)
    want(wrong is None, f"vertex {wrong} is longitude and latitude, two numbers or more")
    width = max(map(len, positions))
    padded = [[*position, *[np.nan] * (width - len(position))] for position in positions]
    return np.array(padded, dtype=np.float64)


def _is_position(position: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(position, list) and len(position) >= _FEWEST and all(map(_is_number, position))
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
