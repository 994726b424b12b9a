"""A grid of cells over a set of borders: most points are placed by one look-up.

A cell that no border comes near is pure: it lies in one area. The others list the border edges near
them, and know the area of their south-west corner exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corridors.engine.lattice import DEGREE, TURN, crossings, expand, snap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.borders import Borders

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["Grid", "build_grid"]

#: How near a border makes a cell mixed: 50 m, in lattice units of latitude. The geodesic between
#: two points of neighbouring cells leaves their box by at most s² tan(lat) / 8R = 13 m.
_MARGIN = DEGREE * 50 // 111_000

#: Beyond this latitude cells are too narrow for that bound, and every edge there is examined.
_POLAR_DEGREES = 85.0

#: Few edges of up to 100 km span more cells than this; those that do are examined.
_MAX_REACH = 10

_LEAST_COS = 0.02


@dataclass(frozen=True)
class Grid:
    """Cells of equal degrees, row by row from the south-west.

    Attributes
    ----------
    west, south, size
        Corner of the first cell and side of a cell, in lattice units.
    reach
        Rows x columns: an edge of at most 100 km from here meets no border if it ends fewer cells
        away, either way, than this.
    row_area
        Number of the area at the west end of each row's southern side.
    mixed
        Numbers, row by row, of the M mixed cells, rising.
    corner_area, east_area
        Numbers of the areas at the south-west and south-east corner of each mixed cell.
    first, edges
        The border edges near mixed cell i are ``edges[first[i]:first[i + 1]]``.
    ends, left, right
        The border edges: see Borders.
    """

    west: int
    south: int
    size: int
    reach: NDArray[np.uint8]
    row_area: NDArray[np.int32]
    mixed: NDArray[np.int32]
    corner_area: NDArray[np.int32]
    east_area: NDArray[np.int32]
    first: NDArray[np.int32]
    edges: NDArray[np.int32]
    ends: Ints
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    @property
    def is_round(self) -> bool:
        """Whether the columns go all round the world."""
        return bool(self.reach.shape[1] * self.size == TURN)

    def counts(self, slot: Ints) -> Ints:
        """Return how many border edges are near each of some mixed cells."""
        return (self.first[slot + 1] - self.first[slot]).astype(np.int64)

    def cells_at(self, x: Ints, y: Ints) -> tuple[Ints, Ints]:
        """Return row and column of points on the lattice; the outermost stand for all beyond."""
        rows, columns = self.reach.shape
        column = (x - self.west) // self.size
        column = column % columns if self.is_round else column
        return (
            np.clip((y - self.south) // self.size, 0, rows - 1),
            np.clip(column, 0, columns - 1),
        )

    def may_meet(self, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        """Return which edges of at most 100 km between N vertices in degrees may meet a border."""
        rows, columns = self.reach.shape
        row = ((lat - self.south / DEGREE) * (DEGREE / self.size)).astype(np.int32)
        column = ((lon - self.west / DEGREE) * (DEGREE / self.size)).astype(np.int32)
        np.clip(row, 0, rows - 1, out=row)
        np.clip(column, 0, columns - 1, out=column)
        cell = row[:-1] * np.int32(columns)
        cell += column[:-1]
        apart = np.maximum(np.abs(np.diff(row)), np.abs(np.diff(column)))
        may: NDArray[np.bool_] = apart >= self.reach.ravel()[cell]
        return may

    def mixed_before(self, cell: Ints) -> Ints:
        """Return how many mixed cells are numbered lower than each cell."""
        before, bits = self._words
        word, lower = cell >> 6, (np.uint64(1) << (cell & 63).astype(np.uint64)) - np.uint64(1)
        found: Ints = before[word] + np.bitwise_count(bits[word] & lower)
        return found

    @cached_property
    def _words(self) -> tuple[Ints, NDArray[np.uint64]]:
        """For each 64 cells, how many before them are mixed, and which of them, bit by bit."""
        bits = np.zeros(self.reach.size // 64 + 2, np.uint64)
        word = self.mixed >> 6
        first = np.flatnonzero(np.diff(word, prepend=-1))
        bit = np.uint64(1) << (self.mixed & 63).astype(np.uint64)
        bits[word[first]] = np.bitwise_or.reduceat(bit, first)
        counts = np.bitwise_count(bits).astype(np.int64)
        return np.cumsum(counts) - counts, bits

    def slots_at(self, row: Ints, column: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the last mixed cell up to each cell, -1 if none, and whether it is the cell."""
        cell = row * self.reach.shape[1] + column
        slot = self.mixed_before(cell + 1) - 1
        return slot, (slot >= 0) & (self.mixed[slot] == cell)

    def areas_at(self, degrees: Floats) -> NDArray[np.int32]:
        """Return the number of the area of each of N x 2 (lon, lat) points, exactly; 0: none."""
        x, y = snap(degrees[:, 0]), snap(degrees[:, 1])
        row, column = self.cells_at(x, y)
        slot, within = self.slots_at(row, column)
        same_row = (slot >= 0) & (self.mixed[slot] // self.reach.shape[1] == row)
        area = np.where(same_row, self.east_area[slot], self.row_area[row])
        inner = np.flatnonzero(within)
        if inner.size:
            corner = np.stack([column[inner], row[inner]]) * self.size
            corner += np.array([[self.west], [self.south]])
            moved = self.changes(corner, np.stack([x[inner], y[inner]]), slot[inner])
            area[inner] = self.corner_area[slot[inner]] + moved
        return area

    def changes(self, p: Ints, q: Ints, slot: Ints) -> Ints:
        """Return by how much the area's number changes on each step p..q within a mixed cell."""
        owner, place = expand(self.first[slot].astype(np.int64), self.counts(slot))
        edge = self.edges[place]
        ends = self.ends[:, edge]
        sense, _ = crossings(p[:, owner], q[:, owner], ends[:2], ends[2:])
        jump = sense * (self.right[edge] - self.left[edge])
        return np.bincount(owner, jump, len(slot)).astype(np.int64)


def build_grid(borders: Borders, size: int) -> Grid:
    """Return the grid of a set's borders with cells of the given size in lattice units.

    All areas are numbered relative to the one south-west of everything, which is taken for 0.
    """
    west, south, rows, columns = _extent(borders, size)
    mixed, first, edges = _edges_by_cell(borders, (west, south, size), (rows, columns))
    grid = Grid(
        west=west,
        south=south,
        size=size,
        reach=_reach(mixed, (rows, columns), south, size),
        row_area=np.zeros(rows, np.int32),
        mixed=mixed.astype(np.int32),
        corner_area=np.zeros(len(mixed), np.int32),
        east_area=np.zeros(len(mixed), np.int32),
        first=first.astype(np.int32),
        edges=edges.astype(np.int32),
        ends=borders.ends,
        left=borders.left.astype(np.int32),
        right=borders.right.astype(np.int32),
    )
    _name_corners(grid)
    return grid


def _extent(borders: Borders, size: int) -> tuple[int, int, int, int]:
    """Return west, south, rows, columns: round the world, or two cells beyond the borders."""
    x, y = borders.ends[::2], borders.ends[1::2]
    low = max(int(y.min()) // size - 2, -TURN // 4 // size) * size
    high = min(int(y.max()) // size + 3, TURN // 4 // size) * size
    west, east = (int(x.min()) // size - 2) * size, (int(x.max()) // size + 3) * size
    if west < -TURN // 2 or east > TURN // 2:
        west, east = -TURN // 2, TURN // 2
    return west, low, (high - low) // size, (east - west) // size


def _edges_by_cell(
    borders: Borders, corner: tuple[int, int, int], shape: tuple[int, int]
) -> tuple[Ints, Ints, Ints]:
    """Return the mixed cells, where each one's list begins, and the lists of edges near them."""
    x, y = np.sort(borders.ends[::2], axis=0), borders.ends[1::2]
    wider = _MARGIN / np.maximum(np.cos(np.radians(y[1] / DEGREE)), _LEAST_COS)
    wider = np.maximum(wider, _MARGIN / np.cos(np.radians(y[0] / DEGREE)).clip(_LEAST_COS))
    margin = wider.astype(np.int64)
    west, south, size = corner
    column = (x[0] - margin - west) // size
    width = (x[1] + margin - west) // size - column + 1
    row = (y[0] - _MARGIN - south) // size
    height = (y[1] + _MARGIN - south) // size - row + 1
    edge, offset = expand(np.zeros_like(width), width * height)
    rows = row[edge] + offset // width[edge]
    columns = (column[edge] + offset % width[edge]) % shape[1]
    inside = (rows >= 0) & (rows < shape[0])
    cell, edge = (rows * shape[1] + columns)[inside], edge[inside]
    order = np.argsort(cell, kind="stable")
    mixed, first = np.unique(cell[order], return_index=True)
    return mixed, np.append(first, len(order)), edge[order]


def _reach(mixed: Ints, shape: tuple[int, int], south: int, size: int) -> NDArray[np.uint8]:
    near = np.zeros(shape, bool)
    near.ravel()[mixed] = True
    distance = np.zeros(shape, np.uint8)
    for step in range(1, _MAX_REACH + 2):
        distance[~near] = step
        wide = near | np.roll(near, 1, axis=1) | np.roll(near, -1, axis=1)
        near = wide.copy()
        near[1:] |= wide[:-1]
        near[:-1] |= wide[1:]
    # A cell to spare for the bulge of longer edges: 2.3 km where a cell is 5.5 km high.
    distance[distance > 2] -= 1  # noqa: PLR2004
    latitude = (south + size * np.arange(shape[0] + 1)) / DEGREE
    farthest = np.maximum(np.abs(latitude[:-1]), np.abs(latitude[1:]))
    distance[farthest > _POLAR_DEGREES] = 0
    return distance


def _name_corners(grid: Grid) -> None:
    """Fill in the areas at the corners, walking up the western side and then along each row."""
    columns = grid.reach.shape[1]
    row, column = grid.mixed // columns, grid.mixed % columns
    corner = np.stack([column, row]).astype(np.int64) * grid.size
    corner += np.array([[grid.west], [grid.south]])
    slot = np.arange(len(grid.mixed))
    east = grid.changes(corner, corner + np.array([[grid.size], [0]]), slot)
    edge = column == 0
    north = grid.changes(
        corner[:, edge], corner[:, edge] + np.array([[0], [grid.size]]), slot[edge]
    )
    up = np.bincount(row[edge] + 1, north, len(grid.row_area) + 1)
    grid.row_area[:] = np.cumsum(up)[:-1]
    walked = np.cumsum(east)
    before = np.concatenate([[0], walked])[np.searchsorted(row, row)]
    grid.east_area[:] = grid.row_area[row] + walked - before
    grid.corner_area[:] = grid.east_area - east
