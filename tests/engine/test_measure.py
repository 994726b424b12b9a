"""Metres between positions on lines: those of the edges between, and shares of the outer ones."""

from __future__ import annotations

import math

import numpy as np
import pytest

from corridors.engine.cutting import Measure


def test_whole_edges_shares_and_nothing() -> None:
    measure = Measure(np.array([10.0, 20.0, 30.0, 0.0]))
    low, high = np.array([0.0, 0.5, 1.25, 3.0]), np.array([0.5, 1.25, 3.0, 3.0])
    assert measure.between(low, high).tolist() == [5.0, 10.0, 45.0, 0.0]


@pytest.mark.parametrize("equal", [True, False])
def test_a_million_edges_add_up_as_exactly_as_they_can(*, equal: bool) -> None:
    random = np.random.default_rng(5)
    metres = np.full(1_000_000, 2300.1) if equal else random.uniform(0, 5000, 1_000_000)
    low, high = np.array([0.0, 400_000.0]), np.array([400_000.0, 999_999.0])
    found = Measure(metres).between(low, high).tolist()
    exact = [math.fsum(metres[:400_000].tolist()), math.fsum(metres[400_000:-1].tolist())]
    assert found == pytest.approx(exact, rel=1e-14)
