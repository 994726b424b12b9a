"""What a run has found so far, by workload and way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.peers import PEERS
from benchmarks.workloads import WORKLOADS

if TYPE_CHECKING:
    from benchmarks.fresh import Fresh
    from benchmarks.measure import Measured

__all__ = ["FLAT", "Results", "Row"]

#: Sizes between which the cost of a vertex is to stay the same.
FLAT = ("100k", "1M", "5M")


@dataclass(frozen=True)
class Row:
    """What was measured, or why nothing was."""

    measured: Measured | None
    why_not: str

    def ratio(self) -> float | None:
        """How many times this project's time it took."""
        found = self.measured
        return found.seconds / found.this_seconds if found else None

    def error_km(self) -> float | None:
        """The sum of the parts less the whole; None for what sums nothing."""
        found = self.measured
        return sum(found.totals.values()) - found.whole_km if found and found.totals else None


@dataclass
class Results:
    """All rows of a run, by workload and way.

    Attributes
    ----------
    limit_s
        Seconds that one run may take.
    fine_ratio
        What the fine set costs against the world set; None if not measured.
    by_size
        CPU nanoseconds a vertex of this project at some sizes, cut in turn; empty if not measured.
    fresh
        Commands in fresh processes.
    """

    limit_s: float
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    fine_ratio: float | None = None
    by_size: dict[str, float] = field(default_factory=dict)
    fresh: list[Fresh] = field(default_factory=list)

    def expected_s(self, size: str, peer: str) -> float:
        """Return seconds at a workload, in proportion to the last measured; 0: none was.

        Two lines, the smallest workload, tell nothing of many.
        """
        found = [
            row.measured.seconds / WORKLOADS[known].size
            for (known, name), row in self.rows.items()
            if name == peer and row.measured and WORKLOADS[known].lines > 2
        ]
        return found[-1] * WORKLOADS[size].size if found else 0.0

    def fastest(self, size: str, kinds: set[str], *, closing: bool) -> tuple[float, str] | None:
        """Return the ratio and name of the fastest way of some kinds at a workload."""
        ratios = [
            (ratio, name)
            for (known, name), row in self.rows.items()
            if known == size
            and PEERS[name].kind in kinds
            and (PEERS[name].closes or not closing)
            and (ratio := row.ratio()) is not None
        ]
        return min(ratios, default=None)
