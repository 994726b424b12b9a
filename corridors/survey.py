"""One corridor cut by one set of areas, as known on one day: the segments all tables sum up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely
from shapely import LineString

from corridors.alignment import Alignment
from corridors.geodesy import edges_km
from corridors.progress import progress_of, status_of
from corridors.referencing import Interval, breaks, place_event, published_length, used_lengths
from corridors.splitting import split_lines

if TYPE_CHECKING:
    from corridors.boundaries import Area, Boundaries
    from corridors.model import Corridor, Event, Route, Section
    from corridors.splitting import CountryPiece

__all__ = ["Segment", "Survey", "bounds_of", "survey"]


@dataclass(frozen=True)
class Segment:
    """A smallest stretch that is uniform in section, country, zone and claims.

    Attributes
    ----------
    corridor, route, section
        Ids; ``title`` names the section's two places.
    kind, quality
        Of the section; see :class:`corridors.model.Section`.
    country, country_name, zone
        As computed by cutting; the country is None outside all countries. Of a section without a
        known line: as published, the zone None.
    from_km, to_km
        Along the route from its first place, on the geometry; None without a known line.
    length_km, basis
        ``measured`` (geodesic, WGS 84) or ``published``; None where no length is known.
    status, since, as_of, source
        The claim that counts; None where nothing was known by the day.
    progress_pct, progress_as_of, progress_source
        Progress of works, where the stretch is under works.
    line
        Its part of the section's line.
    """

    corridor: str
    route: str
    section: str
    title: str
    kind: str
    quality: str
    country: str | None
    country_name: str
    zone: str | None
    from_km: float | None
    to_km: float | None
    length_km: float | None
    basis: str
    status: str | None
    since: str | None
    as_of: str | None
    source: str | None
    progress_pct: float | None
    progress_as_of: str | None
    progress_source: str | None
    line: LineString | None = field(repr=False)


@dataclass(frozen=True)
class Survey:
    """A corridor, what it was cut by, for which day, and the segments that came of it.

    The segments stand in order along each route, without gaps where lines are known.
    """

    corridor: Corridor
    boundaries: Boundaries
    on: date
    segments: tuple[Segment, ...] = field(repr=False)


def bounds_of(corridors: Iterable[Corridor]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all lines of the corridors, in degrees."""
    lines = [s.line for corridor in corridors for s in corridor.sections if s.line is not None]
    west, south, east, north = shapely.total_bounds(lines)
    return float(west), float(south), float(east), float(north)


def survey(corridor: Corridor, boundaries: Boundaries, on: date) -> Survey:
    """Cut a corridor's lines at borders and tell its status as known on a day.

    Parameters
    ----------
    corridor
        As read from its seeds.
    boundaries
        The areas to cut by.
    on
        The day for which status and progress are told, as then known.
    """
    drawn = [section for section in corridor.sections if section.line is not None]
    lines = [shapely.get_coordinates(section.line) for section in drawn]
    cut = zip(drawn, lines, split_lines(lines, boundaries), strict=True)
    pieces = {section.id: _Cut(Alignment([coords]), found) for section, coords, found in cut}
    segments = (
        segment
        for route in corridor.routes
        for segment in _segments(corridor, route, pieces, boundaries.names(), on)
    )
    return Survey(corridor, boundaries, on, tuple(segments))


class _Cut(NamedTuple):
    """A section's measured line and its pieces by country."""

    alignment: Alignment
    pieces: list[CountryPiece]


def _segments(
    corridor: Corridor, route: Route, cut: dict[str, _Cut], names: dict[str, str], on: date
) -> Iterator[Segment]:
    start_km = 0.0
    for section in route.sections:
        if section.id in cut:
            yield from _measured_segments(corridor, section, cut[section.id], start_km, on)
            start_km += cut[section.id].pieces[-1].to_km
        else:
            yield from _published_segments(corridor, section, names, on)


def _measured_segments(
    corridor: Corridor, section: Section, cut: _Cut, start_km: float, on: date
) -> Iterator[Segment]:
    for from_km, to_km, area, events in _uniform(corridor, section, cut.pieces):
        piece = shapely.get_coordinates(cut.alignment.slice(from_km, to_km))
        yield Segment(
            **_head(corridor, section),
            **_claims(corridor, events, on),
            country=area.country or None,
            country_name=area.name,
            zone=area.zone,
            from_km=start_km + from_km,
            to_km=start_km + to_km,
            length_km=float(edges_km(piece).sum()),
            basis="measured",
            line=LineString(piece),
        )


def _uniform(
    corridor: Corridor, section: Section, cut: list[CountryPiece]
) -> Iterator[tuple[float, float, Area, list[Event]]]:
    """Yield the stretches of one section on which country and claims of status are the same."""
    pieces = [Interval(p.from_km, p.to_km, p.area) for p in cut]
    events = [
        place_event(corridor, section, event, pieces[-1].to_km)
        for event in corridor.events_by_section.get(section.id, ())
    ]
    told = [e for e in events if e.value.kind in {"status", "works_pct"}]
    for from_km, to_km in breaks(pieces, told):
        middle = (from_km + to_km) / 2
        area = next(p.value for p in pieces if p.covers(middle))
        here = [e.value for e in events if e.covers(middle)]
        yield from_km, to_km, area, [e for e in here if e.country in {None, area.country}]


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


def _claims(corridor: Corridor, events: list[Event], on: date) -> dict[str, Any]:
    status, works = status_of(corridor, events, on), progress_of(corridor, events, on)
    return {
        "status": str(status.value) if status else None,
        "since": str(status.since) if status and status.since else None,
        "as_of": str(corridor.stated(status)) if status else None,
        "source": status.source if status else None,
        "progress_pct": works.value if works else None,
        "progress_as_of": str(corridor.stated(works)) if works else None,
        "progress_source": works.source if works else None,
    }


def _published_segments(
    corridor: Corridor, section: Section, names: dict[str, str], on: date
) -> Iterator[Segment]:
    """Yield a section without a line by its published lengths, per country where they are given."""
    events = corridor.events_by_section.get(section.id, ())
    for country, km in _published_parts(corridor, section):
        here = [e for e in events if country is None or e.country in {None, country}]
        yield Segment(
            **_head(corridor, section),
            **_claims(corridor, here, on),
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
    by_country = [r for r in used_lengths(corridor, section) if r.country and not r.zone]
    if by_country:
        return [(r.country, r.length_km) for r in by_country]
    whole = published_length(corridor, section)
    ends = {corridor.places[p].country for p in (section.from_place, section.to_place)}
    return [(ends.pop() if len(ends) == 1 else None, whole.length_km if whole else None)]
