"""Shapely: a loop with prepared polygons, arrays with a tree, and the same on small cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.lengths import Totals, totals_of
from benchmarks.work import OUTSIDE, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from numpy.typing import NDArray

    Geometries = NDArray[np.object_]
    Ints = NDArray[np.int64]

__all__ = [
    "cells",
    "cells_closing",
    "loop",
    "loop_closing",
    "vectorised",
    "vectorised_closing",
]

#: Pieces shorter than the line by less than this share leave nothing outside.
_WHOLE = 1 - 1e-12


def loop(work: Work) -> Callable[[], Totals]:
    return _loop(work, closing=False)


def loop_closing(work: Work) -> Callable[[], Totals]:
    return _loop(work, closing=True)


def vectorised(work: Work) -> Callable[[], Totals]:
    return _vectorised(work, work.areas, closing=False)


def vectorised_closing(work: Work) -> Callable[[], Totals]:
    return _vectorised(work, work.areas, closing=True)


def cells(work: Work) -> Callable[[], Totals]:
    return _vectorised(work, work.cells, closing=False)


def cells_closing(work: Work) -> Callable[[], Totals]:
    return _vectorised(work, work.cells, closing=True)


def _loop(work: Work, *, closing: bool) -> Callable[[], Totals]:
    lines, polygons = work.lines.geometry.to_numpy(), work.areas.geometry.to_numpy()
    keys = work.areas["key"].to_list()
    tree = shapely.STRtree(polygons)
    shapely.prepare(polygons)

    def run() -> Totals:
        found = [
            piece
            for line in lines
            for piece in _pieces(line, tree.query(line), polygons, keys, closing=closing)
        ]
        return totals_of(np.array([p for p, _ in found]), [key for _, key in found])

    return run


def _pieces(
    line: shapely.LineString, near: Ints, polygons: Geometries, keys: list[str], *, closing: bool
) -> list[tuple[shapely.Geometry, str]]:
    """Return the parts of one line with their keys."""
    found, rest = [], line
    for i in near:
        if polygons[i].contains(line):
            return [(line, keys[i])]
        if polygons[i].intersects(line):
            found.append((line.intersection(polygons[i]), keys[i]))
            rest = rest.difference(polygons[i]) if closing else rest
    return [*found, (rest, OUTSIDE)] if closing else found


def _vectorised(work: Work, areas: gpd.GeoDataFrame, *, closing: bool) -> Callable[[], Totals]:
    lines, polygons = work.lines.geometry.to_numpy(), areas.geometry.to_numpy()
    keys = areas["key"].to_numpy(dtype=object)
    tree = shapely.STRtree(polygons)
    shapely.prepare(polygons)

    def run() -> Totals:
        line, polygon = tree.query(lines)
        whole = shapely.contains_properly(polygons[polygon], lines[line])
        uncut = np.zeros(len(lines), dtype=bool)
        uncut[line[whole]] = True
        cut = ~uncut[line]
        cut[cut] = shapely.intersects(polygons[polygon[cut]], lines[line[cut]])
        pieces = shapely.intersection(lines[line[cut]], polygons[polygon[cut]])
        found = [lines[line[whole]], pieces]
        names = [keys[polygon[whole]], keys[polygon[cut]]]
        if closing:
            found.append(_outside(lines, line[cut], polygon[cut], pieces, polygons, uncut))
            names.append(np.full(len(found[-1]), OUTSIDE, dtype=object))
        return totals_of(np.concatenate(found), np.concatenate(names))

    return run


def _outside(
    lines: Geometries,
    line: Ints,
    polygon: Ints,
    pieces: Geometries,
    polygons: Geometries,
    uncut: NDArray[np.bool_],
) -> Geometries:
    """Return what the polygons leave of those lines that they do not cover."""
    inside = np.bincount(line, shapely.length(pieces), len(lines))
    short = ~uncut & (inside < shapely.length(lines) * _WHOLE)
    rest = lines.copy()
    line, polygon = line[short[line]], polygon[short[line]]
    order = np.argsort(line, kind="stable")
    line, polygon = line[order], polygon[order]
    turn = np.arange(len(line)) - np.searchsorted(line, line)
    for i in range(turn.max(initial=-1) + 1):
        now = turn == i
        rest[line[now]] = shapely.difference(rest[line[now]], polygons[polygon[now]])
    found: Geometries = rest[short]
    return found
