"""A corridor, frozen: everything known of it and its routes, and how the facts hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from corridors.errors import InputError, Problem
from corridors.referencing import RouteReference
from corridors.route import Route

if TYPE_CHECKING:
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
class Corridor:
    """Everything known of one corridor; made by :func:`corridors.read_corridor`.

    Attributes
    ----------
    id, name, kind, summary
        Its id in lower case with hyphens, what people call it, ``rail`` or ``gas``, and what it is.
    read_on
        The day on which its sources were last read.
    routes
        Its directed lines, each with its sections in order.
    places, sources, chainages
        Records by their ids.
    lengths, events, context, posts
        Published lengths, claims, figures of the whole and kilometre posts, in the order of files.
    names
        What things are called elsewhere, by kind (``route``, ``place`` …), id and language.
    rows
        All records, with the file and the line at which each stands.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> gas = read_corridor("southern-gas")
    >>> gas.kind, [route.id for route in gas.routes][:4]
    ('gas', ['scp', 'scpx', 'tanap', 'tap'])
    >>> tap = gas.used_lengths["tap", "kipoi", "melendugno"]
    >>> [(length.country, length.length_km) for length in tap][:2]
    [(None, 878.0), ('GR', 550.0)]
    """

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

    def route(self, name: str) -> Route:
        """Return the route of an id.

        Raises
        ------
        InputError
            When there is none.

        Examples
        --------
        >>> from corridors import read_corridor
        >>> read_corridor("southern-gas").route("tanap").role
        'main'
        """
        if name not in self._routes:
            message = f"{name!r} is none of {', '.join(self._routes)}"
            raise InputError(Problem(self.id, 0, name, "unknown-route", message))
        return self._routes[name]

    @cached_property
    def _routes(self) -> dict[str, Route]:
        return {route.id: route for route in self.routes}

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
