"""Lines to cut: random walks over Eurasia and its seas, the same ones on every run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FINE_BOX", "WORKLOADS", "Workload", "walks"]

_SEED = 20261123

#: Standard deviation of a step, east and north alike, in degrees: edges of 2.3 km in the mean, as
#: in the lines that performance.md times (222,893 km in 98,000 edges).
_SHORT = 0.0186

#: The same for edges of 40 km in the mean.
_LONG = 0.33

_EURASIA = (-10.0, 10.0, 140.0, 70.0)

#: West, south, east, north between which lines of short edges start that stay in the `fine` set.
FINE_BOX = (10.0, 25.0, 70.0, 61.0)


@dataclass(frozen=True)
class Workload:
    """How many lines of how many vertices, how long their steps, and between which degrees.

    Where it is for tuned ways only, the others would take minutes each.
    """

    words: str
    lines: int
    vertices: int
    step: float = _SHORT
    box: tuple[float, float, float, float] = _EURASIA
    tuned_only: bool = False

    @property
    def size(self) -> int:
        """Vertices of all lines."""
        return self.lines * self.vertices


WORKLOADS = {
    "10k": Workload("10 thousand vertices, 2 lines", 2, 5_000),
    "100k": Workload("100 thousand, 2,000 lines", 2_000, 50),
    "1M": Workload("1 million, 20,000 lines", 20_000, 50),
    "sparse": Workload("1 million, edges of 40 km", 20_000, 50, _LONG, tuned_only=True),
    "5M": Workload("5 million, 1,000 lines", 1_000, 5_000),
    "fine-box": Workload("1 million inside the fine set", 20_000, 50, _SHORT, FINE_BOX),
}


def walks(workload: Workload) -> NDArray[np.float64]:
    """Return the lines as one array, lines x vertices x (lon, lat) in degrees."""
    rng = np.random.default_rng(_SEED)
    west, south, east, north = workload.box
    start = rng.uniform((west, south), (east, north), (workload.lines, 1, 2))
    steps = rng.normal(0.0, workload.step, (workload.lines, workload.vertices - 1, 2))
    path = np.cumsum(np.concatenate([start, steps], axis=1), axis=1)
    return np.asarray(path)
