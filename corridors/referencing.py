"""Facts placed by kilometre: intervals on one line laid over each other.

A published kilometre of a section is placed on its line in proportion: where the published and
the measured length differ, a kilometre of the one is as much longer than one of the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from corridors.model import Corridor, Event, Length, Section

__all__ = ["Interval", "breaks", "place_event", "published_length", "used_lengths"]

_Value = TypeVar("_Value")

#: An event that ends this near to its section's end ends there: what is left is rounding.
_SAME_KM = 1e-6


@dataclass(frozen=True)
class Interval(Generic[_Value]):
    """A value that holds on from_km..to_km of a line."""

    from_km: float
    to_km: float
    value: _Value

    def covers(self, km: float) -> bool:
        """Return whether the km lies in the interval, its ends included."""
        return self.from_km <= km <= self.to_km


def used_lengths(corridor: Corridor, section: Section) -> tuple[Length, ...]:
    """Return the used published lengths of exactly this section: whole and per country."""
    span = (section.route, section.from_place, section.to_place)
    return corridor.used_lengths.get(span, ())


def published_length(corridor: Corridor, section: Section) -> Length | None:
    """Return the used published length of the whole section, where there is one."""
    whole = (r for r in used_lengths(corridor, section) if not (r.country or r.zone))
    return next(whole, None)


def place_event(
    corridor: Corridor, section: Section, event: Event, measured_km: float
) -> Interval[Event]:
    """Return the event on the km of the section's line, whose measured length is given."""
    published = published_length(corridor, section)
    scale = measured_km / published.length_km if published else 1.0
    to_km = measured_km if event.to_km is None else event.to_km * scale
    if abs(to_km - measured_km) < _SAME_KM:
        to_km = measured_km
    return Interval((event.from_km or 0.0) * scale, to_km, event)


def breaks(*layers: Sequence[Interval[Any]]) -> list[tuple[float, float]]:
    """Return the smallest uniform stretches under layers of intervals, in order.

    Examples
    --------
    >>> breaks([Interval(0, 5, "AZ"), Interval(5, 9, "IR")], [Interval(2, 9, "works")])
    [(0, 2), (2, 5), (5, 9)]
    """
    ends = sorted({km for layer in layers for i in layer for km in (i.from_km, i.to_km)})
    return list(itertools.pairwise(ends))
