"""Make one valid coverage of polygons that overlap, leave gaps and do not share vertices."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["dissolve", "faces_of", "holders_of", "is_narrow", "shared_lengths", "simplify"]

Key = TypeVar("Key", bound=Hashable)
METRES_PER_DEGREE = 111_320.0
EDGE = ["x1", "y1", "x2", "y2"]


class SimplificationError(RuntimeError):
    """Simplifying the borders changed which areas exist."""


def faces_of(areas: Iterable[shapely.Geometry], *, grid_degrees: float) -> list[Polygon]:
    """Node all boundaries with each other on a grid and return every face they enclose.

    Parameters
    ----------
    areas
        Polygons or multipolygons, each valid.
    grid_degrees
        Step of the grid that all vertices are rounded to.

    Returns
    -------
    faces
        Polygons that share their edges vertex by vertex; gaps enclosed by areas are faces too.
    """
    boundaries = shapely.boundary(np.array(list(areas), dtype=object))
    noded = shapely.union_all(boundaries, grid_size=grid_degrees)
    return list(shapely.get_parts(shapely.polygonize([noded])))


def holders_of(
    faces: Sequence[Polygon], areas: Sequence[tuple[str, shapely.Geometry]]
) -> list[tuple[str, ...]]:
    """Names of the areas that cover each face, sorted, each name once."""
    points = shapely.point_on_surface(np.array(faces, dtype=object))
    tree = shapely.STRtree([geometry for _, geometry in areas])
    names: list[set[str]] = [set() for _ in faces]
    for face, area in tree.query(points, predicate="intersects").T:
        names[face].add(areas[area][0])
    return [tuple(sorted(found)) for found in names]


def dissolve(faces: Sequence[Polygon], keys: Sequence[Key]) -> dict[Key, list[Polygon]]:
    """Join the faces of each key; connected parts come back apart, in the order of the keys."""
    members: dict[Key, list[Polygon]] = {}
    for face, key in zip(faces, keys, strict=True):
        members.setdefault(key, []).append(face)
    return {key: _parts(shapely.coverage_union_all(group)) for key, group in members.items()}


def _parts(geometry: shapely.Geometry) -> list[Polygon]:
    return list(shapely.get_parts(shapely.normalize(geometry)))


def shared_lengths(polygons: Sequence[Polygon]) -> dict[int, dict[int, float]]:
    """Length of border that polygons of a coverage share.

    Parameters
    ----------
    polygons
        Polygons that share their edges vertex by vertex.

    Returns
    -------
    lengths
        For each polygon with neighbours, its neighbours and the metres shared with each.
    """
    edges = _edges(polygons)
    pairs = edges.merge(edges, on=EDGE, suffixes=("_a", "_b"))
    pairs = pairs[pairs["polygon_a"] != pairs["polygon_b"]]
    sums = pairs.assign(metres=_edge_metres(pairs)).groupby(["polygon_a", "polygon_b"])["metres"]
    lengths: dict[int, dict[int, float]] = {}
    table = sums.sum().reset_index()
    columns = (table[name].to_numpy() for name in ("polygon_a", "polygon_b", "metres"))
    for a, b, metres in zip(*columns, strict=True):
        lengths.setdefault(int(a), {})[int(b)] = float(metres)
    return lengths


def _edges(polygons: Sequence[Polygon]) -> pd.DataFrame:
    """Every segment of every ring, its ends sorted, with the polygon it belongs to."""
    rings, owners = shapely.get_rings(np.array(polygons, dtype=object), return_index=True)
    table = _directed(rings, owners).rename(columns={"owner": "polygon"})
    swap = (table["x1"] > table["x2"]) | (
        (table["x1"] == table["x2"]) & (table["y1"] > table["y2"])
    )
    flipped = table.loc[swap, ["x2", "y2", "x1", "y1"]].to_numpy()
    table.loc[swap, EDGE] = flipped
    return table


def _edge_metres(edges: pd.DataFrame) -> pd.Series[float]:
    east = (edges["x2"] - edges["x1"]) * np.cos(np.radians(edges["y1"]))
    metres = np.hypot(east, edges["y2"] - edges["y1"]) * METRES_PER_DEGREE
    return pd.Series(metres, index=edges.index, dtype=float)


def is_narrow(polygon: Polygon, width_m: float) -> bool:
    """Whether no circle of that diameter fits into the polygon."""
    west, south, _, north = polygon.bounds
    scale = METRES_PER_DEGREE * np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    metric = shapely.transform(polygon, lambda xy: (xy - np.array([west, south])) * scale)
    return bool(shapely.buffer(metric, -width_m / 2).is_empty)


def simplify(
    parts: dict[Key, list[Polygon]], *, tolerance_degrees: float
) -> dict[Key, MultiPolygon]:
    """Thin the borders of a coverage, each shared border once.

    Parameters
    ----------
    parts
        The parts of each area; together a valid coverage.
    tolerance_degrees
        No removed vertex lies farther than this from the border that replaces it.

    Returns
    -------
    areas
        One multipolygon for each key, in the same order.
    """
    keyed = [(key, part) for key, group in parts.items() for part in group]
    arcs = _arcs([part for _, part in keyed])
    thinned = shapely.simplify(arcs, tolerance_degrees)
    faces = list(shapely.get_parts(shapely.polygonize(shapely.get_parts(thinned))))
    owners = _owners(faces, thinned, arcs, [part for _, part in keyed])
    groups: dict[Key, list[Polygon]] = {key: [] for key in parts}
    for face, owner in zip(faces, owners, strict=True):
        if owner is not None:
            groups[keyed[owner][0]].append(face)
    _check_counts(parts, groups)
    return {key: shapely.normalize(MultiPolygon(group)) for key, group in groups.items()}


def _arcs(polygons: Sequence[Polygon]) -> shapely.Geometry:
    """Join the borders between junctions, each once."""
    edges = _edges(polygons)[EDGE].drop_duplicates().to_numpy()
    segments = np.asarray(shapely.linestrings(edges.reshape(-1, 2, 2)), dtype=object)
    return cast("shapely.Geometry", shapely.line_merge(MultiLineString(list(segments))))


def _owners(
    faces: Sequence[Polygon],
    thinned: shapely.Geometry,
    arcs: shapely.Geometry,
    polygons: Sequence[Polygon],
) -> list[int | None]:
    """Find the polygon that lies on the same side of the same arc as each face does."""
    sides = _left_edges(polygons).rename(columns={"owner": "polygon"})
    left = _first_edges(arcs).merge(sides, on=EDGE, how="left")
    edges = _left_edges(faces).rename(columns={"owner": "face"})
    named = edges.merge(_all_edges(thinned), on=EDGE).drop_duplicates("face")
    found = named.merge(left, on=["arc", "backward"]).dropna(subset=["polygon"])
    pairs = zip(found["face"].to_numpy(), found["polygon"].to_numpy(), strict=True)
    known = {int(face): int(polygon) for face, polygon in pairs}
    return [known.get(face) for face in range(len(faces))]


def _left_edges(polygons: Sequence[Polygon]) -> pd.DataFrame:
    """Every segment of every ring, directed so that its polygon lies to the left."""
    oriented = shapely.orient_polygons(np.array(polygons, dtype=object))
    rings, owners = shapely.get_rings(oriented, return_index=True)
    return _directed(rings, owners)


def _all_edges(arcs: shapely.Geometry) -> pd.DataFrame:
    """Every segment of every arc in both directions, with the arc's number."""
    lines = shapely.get_parts(arcs)
    numbers = np.arange(len(lines))
    ways = [_directed(lines, numbers), _directed(shapely.reverse(lines), numbers)]
    both = pd.concat([way.assign(backward=i == 1) for i, way in enumerate(ways)])
    return both.rename(columns={"owner": "arc"})


def _first_edges(arcs: shapely.Geometry) -> pd.DataFrame:
    """One segment of every arc in each direction."""
    return _all_edges(arcs).drop_duplicates(["arc", "backward"])


def _directed(lines: NDArray[np.object_], owners: NDArray[np.int64]) -> pd.DataFrame:
    vertices, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    table = pd.DataFrame(np.hstack([vertices[:-1][same], vertices[1:][same]]), columns=EDGE)
    return table.assign(owner=owners[line[1:][same]])


def _check_counts(before: dict[Key, list[Polygon]], after: dict[Key, list[Polygon]]) -> None:
    changed = [
        f"{key}: {len(parts)} parts became {len(after[key])}"
        for key, parts in before.items()
        if len(parts) != len(after[key])
    ]
    if changed:
        raise SimplificationError("\n".join(changed))
