"""How official kilometres fit the drawn lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Subject
    from corridors.records import Row
    from corridors.referencing import RouteReference

__all__ = ["factors", "single_ties"]


def _ties(subject: Subject) -> Iterator[tuple[RouteReference, list[Row[Any]]]]:
    """Yield the ties of each chainage to each route, in the order of the file."""
    references = subject.corridor.references
    ties = [row for row in subject.rows("posts.csv") if row.record.tie]
    ties.sort(key=lambda row: (row.record.chainage, row.record.route))
    for (_, route), found in groupby(ties, lambda row: (row.record.chainage, row.record.route)):
        yield references[route], list(found)


def single_ties(subject: Subject) -> Found:
    """Yield ties that stand alone: one post does not fix a line to a chainage."""
    for _, ties in _ties(subject):
        if len(ties) == 1:
            yield ties[0], "is the only tie of its chainage on the route, which takes two"


def factors(subject: Subject) -> Found:
    """Yield every tie but the first, with the official km to a measured one since that before."""
    for reference, ties in _ties(subject):
        for before, tie in pairwise(ties):
            counted_km = abs(tie.record.km - before.record.km)
            ends = (reference.measure(row.record.place) for row in (before, tie))
            measured_km = abs(next(ends) - next(ends))
            factor = counted_km / measured_km
            yield (
                tie,
                (
                    f"{factor:.3f} official km to a measured one since {before.record.place}: "
                    f"{counted_km:.1f} to {measured_km:.1f}"
                ),
            )
