"""One route under any layers of facts: the fewest stretches on which all of them are the same.

Linear referencing calls this dynamic segmentation, or an overlay of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import shapely

from corridors.errors import InputError, Problem
from corridors.intervals import Interval, breaks
from corridors.progress import newest
from corridors.referencing import RouteReference
from corridors.splitting import split_lines
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.engine.areas import Area
    from corridors.model import Corridor, Route
    from corridors.records import Event, Section, Value

__all__ = ["LAYERS", "Stretch", "stretches"]

#: What a route may be cut by, beside the kinds of event.
LAYERS = ("section", "country", "zone", "quality")

#: Breaks nearer to each other than this, in km, are one: what is between them is rounding.
_SAME_KM = 1e-6


@dataclass(frozen=True)
class Stretch:
    """A stretch of a route, from_km..to_km as measured, and the value of each layer on it."""

    from_km: float
    to_km: float
    values: tuple[Value | None, ...]


def stretches(
    corridor: Corridor, route: Route, by: Sequence[str], boundaries: Boundaries, on: date
) -> list[Stretch]:
    """Cut the drawn part of a route wherever one of the layers changes.

    Parameters
    ----------
    corridor, route
        A corridor and one of its routes.
    by
        Names of layers: ``section``, ``country``, ``zone``, ``quality``, or a kind of event,
        where ``gauge`` is enough for ``gauge_mm``.
    boundaries
        The areas that tell the country.
    on
        The day for which facts are told, as then known.

    Returns
    -------
    list of Stretch
        In order along the route, without gaps; neighbours differ in at least one value. None is
        the value where nothing is known, and the country of what lies in none.

    Raises
    ------
    InputError
        When no layer or kind has such a name, or several have.

    Examples
    --------
    >>> from datetime import date
    >>> from corridors import load_boundaries, read_corridor
    >>> railway = read_corridor("st-petersburg-iran")
    >>> main = railway.routes[0]
    >>> found = stretches(railway, main, ["country"], load_boundaries("fine"), date(2026, 11, 23))
    >>> [stretch.values for stretch in found]
    [('RU',), ('AZ',), ('IR',)]
    """
    names = [_layer(name) for name in by]
    ground = _Ground.of(corridor, route, boundaries)
    cut = (
        Stretch(from_km, to_km, ground.values((from_km + to_km) / 2, names, on))
        for from_km, to_km in ground.pieces(names)
    )
    return [_joined(list(same)) for _, same in groupby(cut, key=lambda piece: piece.values)]


def _layer(name: str) -> str:
    if name in LAYERS or name in EVENT_KINDS:
        return name
    meant = [kind for kind in EVENT_KINDS if kind.startswith(f"{name}_")]
    if len(meant) == 1:
        return meant[0]
    known = meant or [*LAYERS, *EVENT_KINDS]
    message = f"{name!r} is none of {', '.join(known)}"
    raise InputError(Problem("by", 0, "", "layer-unknown", message))


def _joined(same: list[Stretch]) -> Stretch:
    return Stretch(same[0].from_km, same[-1].to_km, same[0].values)


@dataclass(frozen=True)
class _Ground:
    """What lies along one route: its sections, areas and events, each on the route's km."""

    corridor: Corridor
    sections: list[Interval[Section]]
    areas: list[Interval[Area]]
    events: list[Interval[Event]]

    @classmethod
    def of(cls, corridor: Corridor, route: Route, boundaries: Boundaries) -> _Ground:
        reference = RouteReference(corridor, route)
        lines = [shapely.get_coordinates(section.line) for section in route.drawn]
        starts = dict(zip((s.id for s in route.drawn), route.alignment.starts_km, strict=False))
        cut = zip(route.drawn, split_lines(lines, boundaries), strict=True)
        placed = [(e, reference.place(e)) for e in corridor.events if e.route == route.id]
        areas = [
            Interval(starts[section.id] + p.from_km, starts[section.id] + p.to_km, p.area)
            for section, pieces in cut
            for p in pieces
        ]
        events = [
            Interval(starts[name] + part.from_km, starts[name] + part.to_km, event)
            for event, parts in placed
            for name, part in parts.items()
            if name in starts and part.from_km < part.to_km
        ]
        return cls(corridor, _sections(route), areas, events)

    def pieces(self, names: Iterable[str]) -> Iterator[tuple[float, float]]:
        """Yield the stretches between all ends of what the layers depend on."""
        told = [event for event in self.events if event.value.kind in set(names)]
        last_km = 0.0
        for _, to_km in breaks(self.sections, self.areas, told):
            if to_km - last_km > _SAME_KM:
                yield last_km, to_km
                last_km = to_km

    def values(self, km: float, names: Iterable[str], on: date) -> tuple[Value | None, ...]:
        section = next(s.value for s in self.sections if s.covers(km))
        area = next(a.value for a in self.areas if a.covers(km))
        plain = {
            "section": section.id,
            "country": area.country or None,
            "zone": area.zone,
            "quality": str(section.quality),
        }
        here = [e.value for e in self.events if e.covers(km)]
        events = [e for e in here if e.country in {None, area.country}]
        return tuple(plain[n] if n in plain else self._told(events, n, on) for n in names)

    def _told(self, events: list[Event], kind: str, on: date) -> Value | None:
        event = newest(self.corridor, events, kind, on)
        return event.value if event else None


def _sections(route: Route) -> list[Interval[Section]]:
    starts = route.alignment.starts_km.tolist()
    ends = [*starts[1:], route.alignment.length_km]
    drawn = zip(starts, ends, route.drawn, strict=True)
    return [Interval(*part) for part in drawn]
