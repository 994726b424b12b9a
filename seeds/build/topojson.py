"""Decode world-atlas TopoJSON into polygons valid on the plane of longitude and latitude."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

__all__ = ["decode_arcs", "planar_polygons", "polygon_parts", "read_features", "unwrap_ring"]

Coordinates = NDArray[np.float64]
WORLD_BOX = (-180.0, -90.0, 180.0, 90.0)
HALF_TURN_DEGREES = 180.0
FULL_TURN_DEGREES = 360.0
SMALLEST_RING = 4  # an islet smaller than the source's grid has fewer vertices and no area


def read_features(topology: dict[str, Any], collection: str) -> list[tuple[str, str, MultiPolygon]]:
    """Read one collection of a topology.

    Parameters
    ----------
    topology
        A parsed TopoJSON document, quantised, with rings that may cross the antimeridian.
    collection
        Name of the collection, such as `countries`.

    Returns
    -------
    features
        Numeric id (empty if none), name (empty if none) and geometry, in the source's order.
    """
    arcs = decode_arcs(topology)
    return [
        (
            member.get("id", ""),
            member.get("properties", {}).get("name", ""),
            MultiPolygon(_member_polygons(member, arcs)),
        )
        for member in topology["objects"][collection]["geometries"]
    ]


def decode_arcs(topology: dict[str, Any]) -> list[Coordinates]:
    """Longitudes and latitudes of each arc, from its quantised steps."""
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def _member_polygons(member: dict[str, Any], arcs: list[Coordinates]) -> list[Polygon]:
    polygons = member["arcs"] if member["type"] == "MultiPolygon" else [member["arcs"]]
    rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    drawn = [polygon for polygon in rings if len(polygon[0]) >= SMALLEST_RING]
    return [planar for polygon in drawn for planar in planar_polygons(polygon)]


def _ring(indices: list[int], arcs: list[Coordinates]) -> Coordinates:
    """Join arcs; a negative index ~i is arc i reversed, and joints are written once."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def planar_polygons(rings: list[Coordinates]) -> list[Polygon]:
    """Turn the rings of one spherical polygon into polygons within -180..180 degrees.

    Parameters
    ----------
    rings
        Outer ring first; each closed on the sphere, longitudes jumping at the antimeridian.

    Returns
    -------
    polygons
        Valid polygons: the outer ring is unwrapped, its holes are shifted to it, and whatever lies
        beyond 180 degrees comes back on the other side.
    """
    shell = unwrap_ring(rings[0])
    middle = float(shell[:, 0].min() + shell[:, 0].max()) / 2
    holes = [
        _shift_near(unwrap_ring(ring), middle) for ring in rings[1:] if len(ring) >= SMALLEST_RING
    ]
    polygon = Polygon(shell, holes)
    flat = polygon if polygon.is_valid else shapely.make_valid(polygon)
    if shell[:, 0].min() >= WORLD_BOX[0] and shell[:, 0].max() <= WORLD_BOX[2]:
        return polygon_parts(flat)
    copies = [_shifted(flat, turn) for turn in (-FULL_TURN_DEGREES, 0.0, FULL_TURN_DEGREES)]
    return [p for c in copies for p in polygon_parts(shapely.intersection(c, _world_box()))]


def unwrap_ring(ring: Coordinates) -> Coordinates:
    """Make the longitudes of a ring continuous, closing a ring about a pole along that pole.

    Parameters
    ----------
    ring
        N x 2 array, longitude and latitude in degrees, first vertex repeated at the end.

    Returns
    -------
    unwrapped
        Longitudes may leave -180..180; a ring about a pole gains vertices on the pole's line.
    """
    steps = np.diff(ring[:, 0])
    turns = np.where(steps > HALF_TURN_DEGREES, -1, np.where(steps < -HALF_TURN_DEGREES, 1, 0))
    unwrapped = ring.copy()
    unwrapped[1:, 0] += FULL_TURN_DEGREES * np.cumsum(turns)
    if turns.sum() == 0:
        return unwrapped
    pole = float(np.sign(ring[:, 1].mean())) * WORLD_BOX[3]
    ends = [[unwrapped[-1, 0], pole], [unwrapped[0, 0], pole], unwrapped[0].tolist()]
    return np.concatenate([unwrapped, np.array(ends)])


def polygon_parts(geometry: shapely.Geometry) -> list[Polygon]:
    """List the polygons inside a geometry, without lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _shift_near(ring: Coordinates, longitude: float) -> Coordinates:
    middle = float(ring[:, 0].min() + ring[:, 0].max()) / 2
    turns = round((longitude - middle) / FULL_TURN_DEGREES)
    moved: Coordinates = ring + np.array([turns * FULL_TURN_DEGREES, 0.0])
    return moved


def _shifted(geometry: shapely.Geometry, degrees: float) -> shapely.Geometry:
    return shapely.transform(geometry, lambda xy: xy + np.array([degrees, 0.0]))


def _world_box() -> Polygon:
    return shapely.box(*WORLD_BOX)
