"""How official kilometres fit the drawn lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from corridors.calibration import Calibration
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
    """Yield every tie but the first along a route, with the factor from that before it."""
    for reference, ties in _ties(subject):
        if len(ties) > 1:
            yield from _factors(reference.calibrations[ties[0].record.chainage], ties)


def _factors(calibration: Calibration, ties: list[Row[Any]]) -> Found:
    """Yield the ties in order of their measures, with official km to a measured one."""
    rows = {tie.record.place: tie for tie in ties}
    apart_km = np.abs(np.diff(np.asarray(calibration.posts), axis=0)).tolist()
    steps = zip(pairwise(calibration.labels), calibration.factors.tolist(), apart_km, strict=True)
    for (before, place), factor, (measured_km, counted_km) in steps:
        message = (
            f"{factor:.3f} official km to a measured one since {before}: "
            f"{counted_km:.1f} to {measured_km:.1f}"
        )
        yield rows[place], message
