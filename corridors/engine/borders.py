"""The borders of a set of areas: every edge once, with the area on its left and on its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from corridors.engine.lattice import DEGREE, TURN, expand, snap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["Borders", "borders_of", "without_overlaps"]

#: Edges are chopped to a tenth of a degree, so that each touches few cells of the grid.
_STEP = DEGREE // 10


class Borders(NamedTuple):
    """Border edges that run north, or due west, on the lattice; each stands once.

    Attributes
    ----------
    ends
        4 x N: x and y of the south end, x and y of the north end.
    left, right
        Number of the area on either side, of N edges; 0 for outside all.
    """

    ends: Ints
    left: Ints
    right: Ints


def borders_of(polygons: NDArray[np.object_], number: Ints) -> Borders:
    """Return the borders of areas, given as polygons and the number, from 1, of each one's area.

    Edges with the same area on both sides are no borders, nor is the antimeridian within one.
    """
    ends, area = _ring_edges(polygons, number)
    ends, area = _on_one_antimeridian(ends, area)
    flipped = _southward(ends)
    ends = np.where(flipped, ends[[2, 3, 0, 1]], ends)
    order = np.lexsort(ends[::-1])
    ends, area, flipped = ends[:, order], area[order], flipped[order]
    new = np.flatnonzero(np.concatenate([[True], (np.diff(ends) != 0).any(axis=0)]))
    left = np.add.reduceat(np.where(flipped, 0, area), new)
    right = np.add.reduceat(np.where(flipped, area, 0), new)
    between = left != right
    return _chopped(Borders(ends[:, new][:, between], left[between], right[between]))


def _ring_edges(polygons: NDArray[np.object_], number: Ints) -> tuple[Ints, Ints]:
    """Return the edges of all rings, the area on their left, and its number."""
    parts, polygon = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(shapely.orient_polygons(parts), return_index=True)
    degrees, ring = shapely.get_coordinates(rings, return_index=True)
    points = snap(degrees).T
    ends = np.vstack([points[:, :-1], points[:, 1:]])
    real = (ring[1:] == ring[:-1]) & (ends[:2] != ends[2:]).any(axis=0)
    real &= np.abs(ends[1] + ends[3]) < TURN // 2  # an edge along a pole is a point
    return ends[:, real], number[polygon[part[ring[:-1][real]]]]


def _on_one_antimeridian(ends: Ints, area: Ints) -> tuple[Ints, Ints]:
    """Move edges along 180 degrees east to 180 west, and give all edges there the same ends."""
    ends[::2, ends[0] == ends[2]] = _west(ends[::2, ends[0] == ends[2]])
    there = (ends[0] == -TURN // 2) & (ends[2] == -TURN // 2)
    if not there.any():
        return ends, area
    south, north = np.sort(ends[1::2, there], axis=0)
    northward = ends[1, there] < ends[3, there]
    nodes = np.unique([south, north])
    first = np.searchsorted(nodes, south)
    owner, node = expand(first, np.searchsorted(nodes, north) - first)
    y = np.where(northward[owner], [nodes[node], nodes[node + 1]], [nodes[node + 1], nodes[node]])
    x = np.full(len(owner), -TURN // 2)
    noded = np.vstack([x, y[0], x, y[1]])
    return np.hstack([ends[:, ~there], noded]), np.concatenate([area[~there], area[there][owner]])


def _west(x: Ints) -> Ints:
    return np.where(x == TURN // 2, -TURN // 2, x)


def _chopped(borders: Borders) -> Borders:
    """Return the same borders in steps of at most a tenth of a degree either way."""
    start, span = borders.ends[:2], borders.ends[2:] - borders.ends[:2]
    count = np.maximum(-(-np.abs(span).max(axis=0, initial=0) // _STEP), 1)
    owner, step = expand(np.zeros_like(count), count)
    share = np.stack([step, step + 1]) / count[owner]
    points = start[:, owner] + np.rint(share[:, None] * span[:, owner]).astype(np.int64)
    ends = np.vstack([points[0], points[1]])
    left, right = borders.left[owner], borders.right[owner]
    flipped = _southward(ends)  # a step that rounding laid level
    ends = np.where(flipped, ends[[2, 3, 0, 1]], ends)
    return Borders(ends, np.where(flipped, right, left), np.where(flipped, left, right))


def _southward(ends: Ints) -> NDArray[np.bool_]:
    south: NDArray[np.bool_] = (ends[1] > ends[3]) | ((ends[1] == ends[3]) & (ends[0] < ends[2]))
    return south


def without_overlaps(polygons: NDArray[np.object_]) -> tuple[NDArray[np.object_], list[set[int]]]:
    """Return the faces that polygons enclose together, and the rows that cover each face."""
    if shapely.coverage_is_valid(polygons):
        return polygons, [{row} for row in range(len(polygons))]
    noded = shapely.union_all(shapely.boundary(polygons))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inner = shapely.point_on_surface(faces)
    face, row = shapely.STRtree(polygons).query(inner, predicate="within")
    rows: list[set[int]] = [set() for _ in faces]
    for i, j in zip(face.tolist(), row.tolist(), strict=True):
        rows[i].add(j)
    covered = [i for i, found in enumerate(rows) if found]
    return faces[covered], [rows[i] for i in covered]
