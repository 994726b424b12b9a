"""Segments, the smallest uniform stretches of a corridor, and the survey that they came of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import LineString

    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.records import Event

__all__ = ["Segment", "Survey"]


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
    age_months, stale, suggested
        Of that claim; see :class:`corridors.ageing.Age`.
    progress_pct, progress_as_of, progress_source
        Progress of works, where the stretch is under works.
    events
        All that is claimed of the whole of it on any day, in the order of the seed file.
    points
        What is claimed of points on it.
    line
        Its part of the section's line.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> first = survey(read_corridor("southern-gas")).segments[0]
    >>> first.section, first.country, round(first.length_km, 1), first.basis
    ('sangachal-loop-start', 'AZ', 29.4, 'measured')
    >>> first.status, first.since
    ('operating', '2006')
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
    age_months: int | None
    stale: bool
    suggested: str | None
    progress_pct: float | None
    progress_as_of: str | None
    progress_source: str | None
    events: tuple[Event, ...] = field(repr=False)
    points: tuple[Event, ...] = field(repr=False)
    line: LineString | None = field(repr=False)


@dataclass(frozen=True)
class Survey:
    """A corridor, what it was cut by, for which day, and the segments that came of it.

    Attributes
    ----------
    corridor, boundaries
        The corridor, and the areas that it was cut by.
    on
        The day on which all was known that is told.
    segments
        In order along each route, without gaps where lines are known.

    Examples
    --------
    >>> from datetime import date
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> known = survey(read_corridor("st-petersburg-iran"), on=date(2022, 11, 1))
    >>> sorted({segment.status for segment in known.segments if segment.section == "zahedan-khash"})
    ['construction']
    """

    corridor: Corridor
    boundaries: Boundaries
    on: date
    segments: tuple[Segment, ...] = field(repr=False)
