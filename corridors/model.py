"""A corridor and its routes, frozen: everything known of them, and how the facts hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import shapely

from corridors.alignment import Alignment, Located
from corridors.referencing import RouteReference

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely import LineString, MultiLineString

    from corridors.intervals import Interval
    from corridors.records import (
        Chainage,
        Context,
        Event,
        Length,
        Place,
        Post,
        Row,
        Section,
        Source,
    )
    from corridors.vocabulary import PartialDate

__all__ = ["Corridor", "Route"]


@dataclass(frozen=True)
class Route:
    """One directed line: its sections in order."""

    id: str
    name: str
    role: str
    sections: tuple[Section, ...]
    note: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places at which its sections begin and end, in order along the route."""
        ends = (place for s in self.sections for place in (s.from_place, s.to_place))
        return tuple(dict.fromkeys(ends))

    @cached_property
    def drawn(self) -> tuple[Section, ...]:
        """Its sections whose line is known, in order."""
        return tuple(section for section in self.sections if section.line is not None)

    @cached_property
    def alignment(self) -> Alignment:
        """Its measured line: those of the drawn sections, one after the other."""
        return Alignment([shapely.get_coordinates(section.line) for section in self.drawn])

    def point_at(self, km: float) -> tuple[float, float]:
        """Return (lon, lat) in degrees at a measured km; see :meth:`Alignment.point_at`."""
        lon, lat = self.alignment.point_at(km).tolist()
        return lon, lat

    def slice(self, from_km: float, to_km: float) -> LineString | MultiLineString:
        """Return the line between two measured km; see :meth:`Alignment.slice`."""
        return self.alignment.slice(from_km, to_km)

    def locate(self, point: Sequence[float], near_km: float | None = None) -> tuple[float, float]:
        """Return the measured km nearest to a (lon, lat) point, and the signed offset in km.

        See :meth:`Alignment.locate`.

        Examples
        --------
        >>> from corridors import read_corridor
        >>> railway = read_corridor("st-petersburg-iran").routes[0]
        >>> round(railway.locate(railway.point_at(3600.0))[0], 6)
        3600.0
        """
        return self.alignment.locate(point, near_km)

    def project(self, points: ArrayLike) -> Located:
        """Return measured km and offsets of M (lon, lat) points; see :meth:`Alignment.project`."""
        return self.alignment.project(points)


@dataclass(frozen=True)
class Corridor:
    """Everything known of one corridor; made by :func:`corridors.read_corridor`."""

    id: str
    name: str
    kind: Literal["rail", "gas"]
    summary: str
    read_on: date
    routes: tuple[Route, ...]
    places: dict[str, Place] = field(repr=False)
    sources: dict[str, Source] = field(repr=False)
    lengths: tuple[Length, ...] = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    context: tuple[Context, ...] = field(repr=False)
    chainages: dict[str, Chainage] = field(repr=False)
    posts: tuple[Post, ...] = field(repr=False)
    names: dict[tuple[str, str, str], str] = field(repr=False)
    rows: tuple[Row[Any], ...] = field(repr=False, compare=False)

    @property
    def sections(self) -> Iterator[Section]:
        """All sections, route by route, in order along each."""
        return (section for route in self.routes for section in route.sections)

    @cached_property
    def references(self) -> dict[str, RouteReference]:
        """Its routes as linear references, by the route's id."""
        return {route.id: RouteReference(self, route) for route in self.routes}

    @cached_property
    def placed(self) -> dict[str, list[Interval[Event]]]:
        """Events of each section by its id, on its km, in the order of the seed file.

        Raises
        ------
        InputError
            When an event cannot be placed on its route.
        """
        placed: dict[str, list[Interval[Event]]] = {section.id: [] for section in self.sections}
        for event in self.events:
            for section, interval in self.references[event.route].place(event).items():
                placed[section].append(interval)
        return placed

    @cached_property
    def used_lengths(self) -> dict[tuple[str, str, str], tuple[Length, ...]]:
        """Used published lengths, whole and per country, by route, from and to of a stretch."""
        spans: dict[tuple[str, str, str], tuple[Length, ...]] = {}
        for length in self.lengths:
            if length.used:
                span = length.stretch[:3]
                spans[span] = (*spans.get(span, ()), length)
        return spans

    def used_lengths_of(self, section: Section) -> tuple[Length, ...]:
        """Return the used published lengths of exactly this section: whole and per country."""
        span = (section.route, section.from_place, section.to_place)
        return self.used_lengths.get(span, ())

    def published_length(self, section: Section) -> Length | None:
        """Return the used published length of the whole section, where there is one."""
        whole = (r for r in self.used_lengths_of(section) if not (r.country or r.zone))
        return next(whole, None)

    def dated(self, event: Event) -> date:
        """Return the day from which an event counts: since when, else stated when."""
        stated = event.since or event.as_of or self.sources[event.source].dated
        return stated.day

    def stated(self, fact: Event | Length) -> PartialDate:
        """Return when a fact was stated: its own date, else that of its source."""
        return fact.as_of or self.sources[fact.source].dated
