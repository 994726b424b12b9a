"""One corridor cut by one set of areas, as known on one day: the segments all tables sum up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely
from shapely import LineString

from corridors.geodesy import edges_km, measures_km, slice_line
from corridors.progress import progress_of, status_of
from corridors.referencing import Interval, breaks, place_event, published_length, used_lengths
from corridors.splitting import split_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corridors.boundaries import Area, Boundaries
    from corridors.model import Corridor, Event, Section

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
    segments = (
        segment
        for section, start_km in _starts(corridor)
        for segment in _segments(corridor, section, start_km, boundaries, on)
    )
    return Survey(corridor, boundaries, on, tuple(segments))


def _starts(corridor: Corridor) -> Iterator[tuple[Section, float]]:
    """Yield each section with the km along its route at which its line begins."""
    for route in corridor.routes:
        start_km = 0.0
        for section in route.sections:
            yield section, start_km
            if section.line is not None:
                start_km += float(measures_km(shapely.get_coordinates(section.line))[-1])


def _segments(
    corridor: Corridor, section: Section, start_km: float, boundaries: Boundaries, on: date
) -> Iterator[Segment]:
    if section.line is None:
        yield from _published_segments(corridor, section, boundaries, on)
        return
    coords = shapely.get_coordinates(section.line)
    for from_km, to_km, area, events in _uniform(corridor, section, coords, boundaries):
        piece = slice_line(coords, from_km, to_km)
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
    corridor: Corridor, section: Section, coords: NDArray[np.float64], boundaries: Boundaries
) -> Iterator[tuple[float, float, Area, list[Event]]]:
    """Yield the stretches of one section on which country and claims of status are the same."""
    pieces = [Interval(p.from_km, p.to_km, p.area) for p in split_line(coords, boundaries)]
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
    corridor: Corridor, section: Section, boundaries: Boundaries, on: date
) -> Iterator[Segment]:
    """Yield a section without a line by its published lengths, per country where they are given."""
    events = corridor.events_by_section.get(section.id, ())
    names = boundaries.names()
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
