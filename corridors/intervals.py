"""Values that hold on stretches of a line, laid over each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

__all__ = ["SAME_KM", "Interval", "breaks"]

#: Two km this near to each other are the same: what is between them is rounding.
SAME_KM = 1e-6

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Interval(Generic[_Value]):
    """A value that holds on from_km..to_km of a line; a point where both are the same."""

    from_km: float
    to_km: float
    value: _Value

    def covers(self, km: float) -> bool:
        """Return whether the km lies in the interval, its ends included."""
        return self.from_km <= km <= self.to_km


def breaks(*layers: Sequence[Interval[Any]]) -> list[tuple[float, float]]:
    """Return the smallest uniform stretches under layers of intervals, in order.

    Examples
    --------
    >>> breaks([Interval(0, 5, "AZ"), Interval(5, 9, "IR")], [Interval(2, 9, "works")])
    [(0, 2), (2, 5), (5, 9)]
    """
    ends = sorted({km for layer in layers for i in layer for km in (i.from_km, i.to_km)})
    return list(itertools.pairwise(ends))
