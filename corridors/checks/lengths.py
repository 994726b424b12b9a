"""Published lengths: against the measured ones, and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corridors.published import Comparison, compare_lengths

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Subject

__all__ = ["beyond", "idle_reasons", "twice"]


def _judged(subject: Subject, verdict: str) -> Iterator[Comparison]:
    return (c for c in compare_lengths(subject.survey) if c.verdict == verdict)


def beyond(subject: Subject) -> Found:
    """Yield used lengths that the measured one misses by more than its line's tolerance."""
    for comparison in _judged(subject, "beyond"):
        message = f"{comparison.measured_km:.1f} km measured ({comparison.difference_pct:+.1f} %)"
        yield subject.row(comparison.length), f"{message}: beyond tolerance without a reason"


def idle_reasons(subject: Subject) -> Found:
    """Yield used lengths with a reason for a difference that is not there."""
    for comparison in _judged(subject, "idle"):
        message = f"the measured length differs by {comparison.difference_pct:+.1f} % only"
        yield subject.row(comparison.length), message


def twice(subject: Subject) -> Found:
    """Yield lengths that another line has of the same stretch, from the same source."""
    seen: dict[object, int] = {}
    for row in subject.rows("lengths.csv"):
        record = row.record
        key = (*record.stretch, record.length_km, record.source, record.as_of)
        if key in seen:
            yield row, f"line {seen[key]} says the same"
        seen.setdefault(key, row.number)
