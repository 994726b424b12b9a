"""Cutting networks where lines share a vertex, against counting vertex by vertex."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from corridors.joining import meeting_points
from corridors.noding import cut_at, keys, noded

Line = NDArray[np.float64]
Vertex = tuple[int, int]
WHOLE = st.tuples(st.integers(-2, 2), st.integers(-2, 2))
LINES = st.lists(st.lists(WHOLE, min_size=2, max_size=6), min_size=1, max_size=8)


def _lines(lines: list[list[Vertex]]) -> list[Line]:
    return [np.array(line, np.float64) for line in lines]


@given(LINES)
def test_lines_are_cut_at_the_vertices_of_two_or_more(lines: list[list[Vertex]]) -> None:
    counts = Counter(vertex for line in lines for vertex in set(line))
    expected = []
    for line in lines:
        inner = [n for n in range(1, len(line) - 1) if counts[line[n]] > 1]
        expected += [line[a : b + 1] for a, b in pairwise([0, *inner, len(line) - 1])]
    assert [piece.tolist() for piece in noded(_lines(lines))] == [
        [list(vertex) for vertex in line] for line in expected
    ]


@given(LINES, st.floats(-4e-8, 4e-8))
def test_vertices_less_than_half_a_centimetre_apart_are_one(
    lines: list[list[Vertex]], off: float
) -> None:
    exact = _lines(lines)
    moved = [line + off * (number % 2) for number, line in enumerate(exact)]
    assert [len(piece) for piece in noded(moved)] == [len(piece) for piece in noded(exact)]


def test_the_sign_of_zero_and_vertices_passed_twice_are_no_matter() -> None:
    loop = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 0.0], [2.0, 0.0]])
    assert len(noded([loop])) == 1
    assert [len(piece) for piece in noded([loop, np.array([[-0.0, -0.0], [5.0, 5.0]])])] == [
        *(2, 3, 2),
        2,
    ]
    assert [len(piece) for piece in cut_at(loop, keys(np.array([[-0.0, 0.0]])))] == [2, 3, 2]


METRES = st.tuples(st.floats(-3, 3), st.floats(-3, 3))


@given(st.lists(st.tuples(METRES, METRES), min_size=1, max_size=8))
def test_ends_meet_within_a_metre_of_each_other_or_by_way_of_others(
    lines: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    """Near the equator's crossing with Greenwich, where a metre is one in both directions."""
    ends = [end for line in lines for end in line]
    group = list(range(len(ends)))
    sure = all(abs(np.hypot(a[0] - b[0], a[1] - b[1]) - 1) > 0.02 for a in ends for b in ends)
    for one, a in enumerate(ends):
        for other, b in enumerate(ends):
            if np.hypot(a[0] - b[0], a[1] - b[1]) <= 1 and group[one] != group[other]:
                low, high = sorted((group[one], group[other]))
                group = [low if number == high else number for number in group]
    degrees = np.array([1 / 111_319.49, 1 / 110_574.28])
    found = meeting_points([np.array(line) * degrees for line in lines], 0.001)
    if sure:
        assert [number for pair in found for number in pair] == group
