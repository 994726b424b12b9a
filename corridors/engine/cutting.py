"""The cutting of many lines at once: pieces in order along each line that sum to the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.borderruns import Runs, runs_of
from corridors.engine.meetings import meet
from corridors.engine.shortedges import SHORT_M, edges_m, running_sum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.grid import Grid

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["Pieces", "cut"]

#: Lines are cut in chunks of about this many vertices, so that the arrays stay in the cache.
_CHUNK = 200_000

#: A piece shorter than this, in metres, is a touch and belongs to the piece before it.
_TOUCH_M = 1e-3


class Pieces(NamedTuple):
    """Pieces of lines, in order along each line, without gaps.

    Attributes
    ----------
    line
        Number of the line each is of.
    area
        Number of the area it lies in, 0 outside all.
    border_run
        Whether it runs along a border; then the area is the one on its left.
    from_m, to_m
        Where on the line it begins and ends, in metres along it.
    vertex, share
        Where it begins: share of the edge after that vertex.
    """

    line: Ints
    area: Ints
    border_run: Bools
    from_m: Floats
    to_m: Floats
    vertex: Ints
    share: Floats


def cut(lon: Floats, lat: Floats, starts: Ints, grid: Grid) -> Pieces:
    """Cut lines at borders; lines without length have no pieces.

    Parameters
    ----------
    lon, lat
        N vertices in degrees, of the lines one after the other; lon from -180 to 180.
    starts
        Where each of L lines begins among the vertices, then N: L + 1 numbers.
    grid
        The borders.
    """
    parts = []
    for first, last in _chunks(starts):
        here = slice(starts[first], starts[last])
        pieces = _cut_chunk(lon[here], lat[here], starts[first : last + 1] - starts[first], grid)
        parts.append(
            pieces._replace(line=pieces.line + first, vertex=pieces.vertex + starts[first])
        )
    return Pieces(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _chunks(starts: Ints) -> Iterator[tuple[int, int]]:
    """Yield first line and line after the last of chunks of whole lines."""
    first, lines = 0, len(starts) - 1
    while first < lines or first == lines == 0:
        last = int(np.searchsorted(starts, starts[first] + _CHUNK, side="right")) - 1
        last = min(max(last, first + 1), lines)
        yield first, last
        if last == lines:
            return
        first = last


def _cut_chunk(lon: Floats, lat: Floats, starts: Ints, grid: Grid) -> Pieces:
    full = np.flatnonzero(np.diff(starts) > 0)
    begin, end = starts[full], starts[full + 1] - 1
    metres = np.append(edges_m(lon, lat, end[:-1]), 0.0)
    near = grid.may_meet(lon, lat) | (metres[:-1] > SHORT_M)
    near[end[:-1]] = False
    meetings = meet(lon, lat, metres, np.flatnonzero(near), grid)
    measure = Measure(metres)
    lines = np.stack([begin, end]).astype(np.float64)
    runs = runs_of(meetings, measure.between, lines, grid)
    marks = _marks(begin, end, meetings.crossing, meetings.jump, runs)
    first_area = grid.areas_at(np.stack([lon[begin], lat[begin]], axis=1))
    return _pieces(marks, first_area, full, measure)


class Measure:
    """Metres along all lines between positions."""

    def __init__(self, metres: Floats) -> None:
        self.metres = metres

    def between(self, low: Floats, high: Floats) -> Floats:
        """Return the metres from low positions to high ones; both in order, no overlaps."""
        first, last = low.astype(np.int64), high.astype(np.int64)
        whole = np.add.reduceat(self.metres, np.stack([first, last], axis=1).ravel())[::2]
        whole[first == last] = 0.0
        begun, left = self.metres[last] * (high - last), self.metres[first] * (low - first)
        return whole + (begun - left)


class _Marks(NamedTuple):
    """All places where something may change, in order: line ends, crossings, ends of runs."""

    position: Floats
    kind: Ints
    jump: Ints
    run: Ints


_BEGIN, _CROSSING, _RUN_END, _RUN, _END = range(5)


def _marks(begin: Ints, end: Ints, crossing: Floats, jump: Ints, runs: Runs) -> _Marks:
    position = np.concatenate([begin, crossing, runs.end, runs.begin, end])
    counts = [len(begin), len(crossing), len(runs.end), len(runs.begin), len(end)]
    kind = np.repeat(np.arange(5), counts)
    value = np.zeros(len(position), np.int64)
    value[kind == _CROSSING] = jump
    value[kind == _RUN] = runs.area
    order = np.lexsort((kind, position))
    position, kind, value = position[order], kind[order], value[order]
    return _Marks(
        position, kind, np.where(kind == _CROSSING, value, 0), np.where(kind == _RUN, value, -1)
    )


def _pieces(
    marks: _Marks, first_area: NDArray[np.int32], numbers: Ints, measure: Measure
) -> Pieces:
    """Return the pieces that begin where the area, or whether it is a run, becomes another."""
    opening = marks.kind == _BEGIN
    line = np.cumsum(opening) - 1
    at_start = np.flatnonzero(opening)[line]
    area, is_run = _states(marks, first_area[line], at_start)
    steps = measure.between(marks.position[:-1], marks.position[1:])
    whole, lost = running_sum(steps)
    metres = (whole - whole[at_start]) + (lost - lost[at_start])
    inner = np.flatnonzero(marks.kind != _END)
    kept = inner[_kept(line[inner], steps[inner])]
    state = np.stack([line[kept], area[kept], is_run[kept]])
    kept = kept[np.concatenate([[True], (np.diff(state) != 0).any(axis=0)])[: len(kept)]]
    opens = np.concatenate([[True], np.diff(line[kept]) != 0])[: len(kept)]
    begins = np.where(opens, at_start[kept], kept)
    from_m = metres[begins]
    total = metres[np.flatnonzero(marks.kind == _END)][line[kept]]
    to_m = np.where(
        np.append(opens[1:], True)[: len(kept)], total, np.append(from_m[1:], 0.0)[: len(kept)]
    )
    position = marks.position[begins]
    vertex = position.astype(np.int64)
    return Pieces(
        numbers[line[kept]], area[kept], is_run[kept], from_m, to_m, vertex, position - vertex
    )


def _states(marks: _Marks, first_area: Ints, at_start: Ints) -> tuple[Ints, Bools]:
    """Return the area from each mark on, and whether a run begins or goes on there.

    Parameters
    ----------
    marks
        Of all lines.
    first_area, at_start
        The area in which the line of each mark begins, and the number of its first mark.
    """
    jumped = np.cumsum(marks.jump)
    area = first_area + jumped - jumped[at_start]
    told = np.where(marks.kind == _CROSSING, 0, np.arange(len(at_start)))
    run = marks.run[np.maximum.accumulate(told)]  # that of the last mark that is no crossing
    is_run: Bools = run >= 0
    return np.where(is_run, run, area), is_run


def _kept(line: Ints, length: Floats) -> Bools:
    """Return which steps are more than a touch, or the longest of a line of touches."""
    longest = np.zeros(int(line[-1]) + 1 if line.size else 0)
    np.maximum.at(longest, line, length)
    kept: Bools = (length >= _TOUCH_M) | ((length == longest[line]) & (length > 0))
    return kept
