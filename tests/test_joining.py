"""Parts join where they meet, and nothing is bridged or lost."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.geodesy import edges_km
from corridors.joining import join


def _line(*points: tuple[float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(points, dtype=np.float64)


def test_one_part_stays_as_it_is() -> None:
    part = _line((10, 50), (11, 50), (12, 51))
    found = join([part])
    assert found.chains[0].coords.tolist() == part.tolist()
    assert (found.gaps_km, found.beside) == ((), ())


@given(st.integers(2, 12), st.randoms(use_true_random=False))
def test_a_cut_and_shuffled_line_comes_back(count: int, luck: random.Random) -> None:
    whole = _line(*((10 + 0.1 * i, 50 + 0.01 * (i * i % 7)) for i in range(3 * count + 1)))
    parts = [whole[3 * i : 3 * i + 4] for i in range(count)]
    order = list(range(count))
    luck.shuffle(order)
    against = luck.sample(order, (count - 1) // 2)  # a minority runs back
    found = join([parts[i][::-1] if i in against else parts[i] for i in order])
    assert len(found.chains) == 1
    assert found.beside == ()
    km = [float(edges_km(part).sum()) for part in parts]
    forward = 2 * sum(km[i] for i in against) < sum(km)
    expected = whole if forward else whole[::-1]
    assert found.chains[0].coords.tolist() == expected.tolist()


def test_a_gap_is_told_and_stays_a_gap() -> None:
    """A degree of the equator is 111.319 km: the gap is a tenth of it."""
    found = join([_line((2.1, 0), (3, 0)), _line((0, 0), (2, 0))])
    assert [chain.parts for chain in found.chains] == [(1,), (0,)]
    assert found.gaps_km == pytest.approx((11.1319,), abs=1e-3)


def test_ends_a_metre_apart_meet_and_two_metres_do_not() -> None:
    metre = 1 / 111_319.5
    near = join([_line((0, 0), (1, 0)), _line((1 + 0.9 * metre, 0), (2, 0))])
    far = join([_line((0, 0), (1, 0)), _line((1 + 2 * metre, 0), (2, 0))])
    assert (len(near.chains), len(far.chains)) == (1, 2)
    assert far.gaps_km == pytest.approx((0.002,), rel=1e-3)


def test_a_branch_lies_beside_the_longest_way() -> None:
    trunk = [_line((0, 0), (5, 0)), _line((5, 0), (10, 0))]
    found = join([*trunk, _line((5, 0), (5, 2))])
    assert [chain.parts for chain in found.chains] == [(0, 1)]
    assert [chain.parts for chain in found.beside] == [(2,)]


def test_of_two_tracks_side_by_side_one_is_the_line() -> None:
    parts = [_line((0, 0), (1, 0)), _line((1, 0), (2, 0)), _line((1, 0), (1.5, 0.1), (2, 0))]
    found = join([*parts, _line((2, 0), (3, 0))])
    assert [chain.parts for chain in found.chains] == [(0, 1, 3)]
    assert [chain.parts for chain in found.beside] == [(2,)]


def test_a_ring_begins_where_its_first_part_does() -> None:
    found = join([_line((0, 0), (1, 0), (1, 1)), _line((1, 1), (0, 1), (0, 0))])
    (chain,) = found.chains
    assert chain.coords[0].tolist() == chain.coords[-1].tolist() == [0, 0]


def test_loops_at_one_point_are_each_a_line() -> None:
    loops = [_line((0, 0), (1, i), (1, i + 0.5), (0, 0)) for i in range(3)]
    found = join(loops)
    parts = [part for chain in (*found.chains, *found.beside) for part in chain.parts]
    assert sorted(parts) == [0, 1, 2]


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=4, unique=True
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_part_stands_in_it_once(grid: list[list[tuple[int, int]]]) -> None:
    found = join([_line(*part) for part in grid])
    chains = (*found.chains, *found.beside)
    assert sorted(part for chain in chains for part in chain.parts) == list(range(len(grid)))
    parts_km = sum(float(edges_km(_line(*part)).sum()) for part in grid)
    assert sum(chain.length_km for chain in chains) == pytest.approx(parts_km, abs=1e-3)
    assert len(found.gaps_km) == len(found.chains) - 1
