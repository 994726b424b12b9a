"""One corridor is cut by one set of areas, for one day, into the segments all tables sum up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely
from shapely import LineString

from corridors.ageing import Age, age_of
from corridors.alignment import Alignment
from corridors.boundaries import load_boundaries
from corridors.geodesy import edges_km
from corridors.intervals import SAME_KM, Interval, breaks
from corridors.progress import progress_of, status_of
from corridors.segment import Segment, Survey
from corridors.splitting import split_lines
from corridors.vocabulary import PROGRESS_KINDS

if TYPE_CHECKING:
    from corridors.boundaries import Area, Boundaries
    from corridors.model import Corridor, Route
    from corridors.records import Event, Section
    from corridors.splitting import CountryPiece

__all__ = ["TOLD", "Segment", "Survey", "bounds_of", "survey"]

#: Kinds of event at whose ends a segment ends, unless others are asked for.
TOLD = frozenset({"status", *PROGRESS_KINDS})


def bounds_of(corridors: Iterable[Corridor]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of all lines in degrees; None where none is drawn.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> [round(degrees) for degrees in bounds_of([read_corridor("southern-gas")])]
    [18, 39, 50, 44]
    """
    lines = [s.line for corridor in corridors for s in corridor.sections if s.line is not None]
    if not lines:
        return None
    west, south, east, north = shapely.total_bounds(lines)
    return float(west), float(south), float(east), float(north)


def survey(
    corridor: Corridor,
    boundaries: Boundaries | None = None,
    on: date | None = None,
    *,
    kinds: Collection[str] = TOLD,
) -> Survey:
    """Cut a corridor's lines at borders and tell its status as known on a day.

    Parameters
    ----------
    corridor
        As read from its seeds.
    boundaries
        The areas to cut by; by default the shipped ones that hold the lines.
    on
        The day for which status and progress are told, as then known; by default that on which
        the sources were last read.
    kinds
        Kinds of event, of any day, at whose ends a segment ends.

    Raises
    ------
    InputError
        When a line leaves the box within which the areas are whole.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> known = survey(read_corridor("southern-gas"))
    >>> known.on.isoformat(), known.boundaries.name, known.segments[0].country
    ('2026-11-23', 'fine', 'AZ')
    """
    bounds, day = bounds_of([corridor]), on or corridor.read_on
    areas = boundaries or load_boundaries(bounds=bounds)
    if bounds is not None:
        areas.check_holds(bounds, corridor.id)
    work = _Work(corridor, areas, day, _cut(corridor, areas), corridor.placed, frozenset(kinds))
    segments = (segment for route in corridor.routes for segment in _segments(work, route))
    return Survey(corridor, areas, day, tuple(segments))


class _Cut(NamedTuple):
    """A section's measured line and its pieces by country."""

    alignment: Alignment
    pieces: list[CountryPiece]


class _Work(NamedTuple):
    """What segments are made of; cuts and events by the id of the section."""

    corridor: Corridor
    boundaries: Boundaries
    on: date
    cuts: dict[str, _Cut]
    events: dict[str, list[Interval[Event]]]
    kinds: frozenset[str]


def _cut(corridor: Corridor, boundaries: Boundaries) -> dict[str, _Cut]:
    drawn = [section for section in corridor.sections if section.line is not None]
    lines = [shapely.get_coordinates(section.line) for section in drawn]
    cut = zip(drawn, lines, split_lines(lines, boundaries), strict=True)
    return {section.id: _Cut(Alignment([coords]), found) for section, coords, found in cut}


def _segments(work: _Work, route: Route) -> Iterator[Segment]:
    start_km = 0.0
    for section in route.sections:
        if section.id in work.cuts:
            yield from _measured_segments(work, section, start_km)
            start_km += work.cuts[section.id].pieces[-1].to_km
        else:
            yield from _published_segments(work, section)


def _measured_segments(work: _Work, section: Section, start_km: float) -> Iterator[Segment]:
    cut, events = work.cuts[section.id], work.events[section.id]
    whole_km = cut.pieces[-1].to_km
    told = [e for e in _ending(events, whole_km) if e.value.kind in work.kinds]
    for from_km, to_km, area in _uniform(cut.pieces, told):
        piece = shapely.get_coordinates(cut.alignment.slice(from_km, to_km))
        here = [e for e in events if e.value.country in {None, area.country or None}]
        yield Segment(
            **_head(work.corridor, section),
            **_claims(work, _holding(here, (from_km + to_km) / 2)),
            points=_points(here, from_km, to_km),
            country=area.country or None,
            country_name=area.name,
            zone=area.zone,
            from_km=start_km + from_km,
            to_km=start_km + to_km,
            length_km=float(edges_km(piece).sum()),
            basis="measured",
            line=LineString(piece),
        )


def _ending(events: list[Interval[Event]], whole_km: float) -> list[Interval[Event]]:
    """Return events so that one that ends, but for rounding, with its section ends with it."""
    return [
        Interval(e.from_km, whole_km, e.value) if abs(e.to_km - whole_km) < SAME_KM else e
        for e in events
    ]


def _uniform(
    cut: list[CountryPiece], events: list[Interval[Event]]
) -> Iterator[tuple[float, float, Area]]:
    """Yield the stretches of one section on which country and claims are the same."""
    pieces = [Interval(p.from_km, p.to_km, p.area) for p in cut]
    for from_km, to_km in breaks(pieces, [e for e in events if e.from_km < e.to_km]):
        middle = (from_km + to_km) / 2
        yield from_km, to_km, next(p.value for p in pieces if p.covers(middle))


def _holding(events: list[Interval[Event]], middle_km: float) -> list[Event]:
    """Return the events that hold on the whole of the stretch with this middle."""
    return [e.value for e in events if e.from_km < e.to_km and e.covers(middle_km)]


def _points(events: list[Interval[Event]], from_km: float, to_km: float) -> tuple[Event, ...]:
    """Return the events that hold at a point of a stretch."""
    return tuple(e.value for e in events if from_km <= e.from_km == e.to_km <= to_km)


def _head(corridor: Corridor, section: Section) -> dict[str, Any]:
    places = corridor.places[section.from_place], corridor.places[section.to_place]
    return {
        "corridor": corridor.id,
        "route": section.route,
        "section": section.id,
        "title": " – ".join(place.name for place in places),
        "kind": section.kind,
        "quality": str(section.quality),
    }


def _claims(work: _Work, events: list[Event]) -> dict[str, Any]:
    status = status_of(work.corridor, events, work.on)
    works = progress_of(work.corridor, events, work.on)
    age = age_of(work.corridor, status, events, work.on) if status else Age()
    return {
        "status": str(status.value) if status else None,
        "since": str(status.since) if status and status.since else None,
        "as_of": str(work.corridor.stated(status)) if status else None,
        "source": status.source if status else None,
        "age_months": age.months,
        "stale": age.stale,
        "suggested": str(age.suggested) if age.suggested else None,
        "progress_pct": works.value if works else None,
        "progress_as_of": str(work.corridor.stated(works)) if works else None,
        "progress_source": works.source if works else None,
        "events": tuple(events),
    }


def _published_segments(work: _Work, section: Section) -> Iterator[Segment]:
    """Yield a section without a line by its published lengths, per country where they are given."""
    names = work.boundaries.names()
    events = [interval.value for interval in work.events[section.id]]
    for country, km in _published_parts(work.corridor, section):
        here = [e for e in events if country is None or e.country in {None, country}]
        yield Segment(
            **_head(work.corridor, section),
            **_claims(work, [e for e in here if not e.is_point]),
            points=tuple(e for e in here if e.is_point),
            country=country,
            country_name=names.get(country, country) if country else "Not split by country",
            zone=None,
            from_km=None,
            to_km=None,
            length_km=km,
            basis="published",
            line=None,
        )


def _published_parts(corridor: Corridor, section: Section) -> list[tuple[str | None, float | None]]:
    by_country = [r for r in corridor.used_lengths_of(section) if r.country and not r.zone]
    if by_country:
        return [(r.country, r.length_km) for r in by_country]
    whole = corridor.published_length(section)
    ends = {corridor.places[p].country for p in (section.from_place, section.to_place)}
    return [(ends.pop() if len(ends) == 1 else None, whole.length_km if whole else None)]
