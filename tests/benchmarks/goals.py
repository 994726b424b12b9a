"""What is to be reached, against what a run has found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.peers import THIS
from benchmarks.results import FLAT
from benchmarks.workloads import WORKLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.results import Results

__all__ = ["Goal", "goals_of"]

_PEERS = {"tuned", "stock"}


@dataclass(frozen=True)
class Goal:
    """A goal, the bound, and the figure found; None: not measured in this run."""

    words: str
    bound: float
    found: float | None
    at_least: bool = True

    def verdict(self) -> str:
        """Return whether it was reached."""
        if self.found is None:
            return "not measured"
        reached = self.found >= self.bound if self.at_least else self.found <= self.bound
        return "reached" if reached else "**not reached**"


def goals_of(results: Results) -> Iterator[Goal]:
    """Yield every goal with its figure."""
    yield from _against_fastest(results, "1M", 5.0, 10.0)
    yield _against(results, "identity", "geopandas.overlay (identity)", 400.0)
    yield _against(results, "line-lengths", "`Geod.line_lengths` alone", 3.0)
    yield from _against_fastest(results, "sparse", 2.5, 8.0)
    ns = results.by_size.values()
    told = " / ".join(f"{one:,.0f}" for one in ns)
    words = f"CPU ns per vertex, most against least, {' / '.join(FLAT)} in turn ({told})"
    yield Goal(words, 1.5, max(ns) / min(ns) if ns else None, at_least=False)
    yield Goal("peak bytes per vertex above the input, 1M", 400.0, _bytes(results), at_least=False)
    words = "the fine set against the world set, 1M in its box"
    yield Goal(words, 1.5, results.fine_ratio, at_least=False)
    for one in results.fresh:
        ratio = one.seconds / one.imports_seconds if one.seconds and one.imports_seconds else None
        words = f"CPU of a fresh `{one.command}` against `{one.imports}`"
        yield Goal(words, one.at_most, ratio, at_least=False)


def _against_fastest(results: Results, size: str, any_: float, closing: float) -> Iterator[Goal]:
    for words, closes, bound in (
        ("the fastest peer", False, any_),
        ("the fastest that keeps what is outside", True, closing),
    ):
        ratio, name = results.fastest(size, _PEERS, closing=closes) or (None, "none")
        yield Goal(f"times faster than {words}, {size} ({name})", bound, ratio)


def _against(results: Results, peer: str, words: str, bound: float) -> Goal:
    row = results.rows.get(("1M", peer))
    return Goal(f"times faster than {words}, 1M", bound, row.ratio() if row else None)


def _bytes(results: Results) -> float | None:
    row = results.rows.get(("1M", THIS))
    return row.measured.peak_bytes / WORKLOADS["1M"].size if row and row.measured else None
