"""The lines of GeoJSON's geometries, as RFC 7946 has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]

__all__ = ["lines_of", "want"]

_FEWEST = 2
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
