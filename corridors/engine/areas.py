"""The areas that lines are cut by, numbered, with the grid of their borders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.engine.borders import borders_of, without_overlaps
from corridors.engine.grid import Grid, build_grid
from corridors.engine.lattice import DEGREE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["INTERNATIONAL", "Area", "AreaIndex", "index_areas"]

#: Cells are a tenth of a degree, half of that where borders are dense.
_CELL = DEGREE // 10
_DENSE_EDGES = 5.0

#: How many polygons tell which number an area has; odd.
_WITNESSES = 9


@dataclass(frozen=True, order=True)
class Area:
    """What a point of a line lies in.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code; "" outside all countries and in disputed areas.
    zone
        ``land``, ``territorial-sea``, ``disputed`` or ``international``.
    name
        English name of the country or of the disputed area.
    claimants
        Codes of those who claim a disputed area.
    """

    country: str
    zone: str
    name: str
    claimants: str = ""


INTERNATIONAL = Area("", "international", "International waters")


@dataclass(frozen=True)
class AreaIndex:
    """Areas by number, the first standing for outside all, and the grid that knows the numbers."""

    areas: tuple[Area, ...]
    grid: Grid


def index_areas(polygons: NDArray[np.object_], areas: Sequence[Area]) -> AreaIndex:
    """Return the index of polygons and the area of each; where they overlap it is disputed."""
    faces, rows = without_overlaps(polygons)
    named = [_one(sorted({areas[row] for row in found})) for found in rows]
    known = (INTERNATIONAL, *sorted(set(named)))
    number = np.array([known.index(area) for area in named])
    borders = borders_of(faces, number)
    dense = len(borders.left) / len(np.unique(borders.ends[:2] // _CELL, axis=1).T) > _DENSE_EDGES
    grid = build_grid(borders, _CELL // 2 if dense else _CELL)
    shift = _shift(grid, faces, number) if grid.is_round else np.int32(0)
    return AreaIndex(
        known,
        replace(
            grid,
            row_area=grid.row_area + shift,
            corner_area=grid.corner_area + shift,
            east_area=grid.east_area + shift,
        ),
    )


def _shift(grid: Grid, faces: NDArray[np.object_], number: NDArray[np.int64]) -> np.int32:
    """Return what the grid's numbers lack, as most of the largest polygons have it."""
    parts, face = shapely.get_parts(faces, return_index=True)
    largest = np.argsort(shapely.area(parts))[-_WITNESSES:]
    inside = shapely.get_coordinates(shapely.point_on_surface(parts[largest]))
    return np.int32(np.median(number[face[largest]] - grid.areas_at(inside)))


def _one(areas: list[Area]) -> Area:
    if len(areas) == 1:
        return areas[0]
    claimants = " ".join(area.country or area.claimants for area in areas)
    return Area("", "disputed", " / ".join(area.name for area in areas), claimants)
