"""Corridors made of a few words, for what the tiny one is too simple for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Literal

from shapely import LineString, box
from small import make_boundaries

from corridors.model import Corridor, Route
from corridors.records import Event, Length, Place, Section, Source
from corridors.survey import Survey, survey

#: (lon, lat) of places by id; one without is unplaced.
Points = Mapping[str, tuple[float, float]]

DAY = date(2026, 1, 1)
AREAS = make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})

_PAPER = Source(
    {
        "id": "paper",
        "publisher": "Paper",
        "title": "Article",
        "accessed": "2025-01-01",
        "quality": "press",
    }
)
_COLUMNS = ["route", "from", "to", "direction", "kind", "value", "since", "as_of", "note"]


def make_corridor(
    routes: Mapping[str, str],
    points: Points,
    events: str = "",
    kind: Literal["rail", "gas"] = "rail",
    lengths: Mapping[str, float] | None = None,
) -> Corridor:
    """Return a corridor whose sections are straight lines, ``main`` its main route.

    ``routes`` gives the places along each route, ``events`` lines of CSV in the order of
    _COLUMNS, blank where they end early, ``lengths`` published km by a section's id. A section
    has no line where one of its places has no point.
    """
    made = {name: _sections(name, places.split(), points) for name, places in routes.items()}
    sections = [section for of_route in made.values() for section in of_route]
    places = {place for s in sections for place in (s.from_place, s.to_place)} | set(points)
    rows = csv.DictReader(io.StringIO(events), _COLUMNS, restval="")
    return Corridor(
        id="made",
        name="Made",
        kind=kind,
        summary="Made for a test.",
        read_on=DAY,
        routes=tuple(_route(name, of_route) for name, of_route in made.items()),
        places={place: _place(place, points) for place in sorted(places)},
        sources={"paper": _PAPER},
        lengths=tuple(_length(s, lengths[s.id]) for s in sections if s.id in (lengths or {})),
        events=tuple(Event({**row, "source": "paper"}) for row in rows),
        context=(),
        chainages={},
        posts=(),
        names={},
        rows=(),
    )


def made(
    routes: Mapping[str, str],
    points: Points,
    events: str = "",
    kind: Literal["rail", "gas"] = "rail",
    lengths: Mapping[str, float] | None = None,
    on: date = DAY,
) -> Survey:
    """Return such a corridor as known on a day, AA west of 10 E and BB east of it."""
    return survey(make_corridor(routes, points, events, kind, lengths), AREAS, on)


def _route(name: str, sections: tuple[Section, ...]) -> Route:
    return Route(name, name, "main" if name == "main" else "branch", sections)


def _sections(route: str, places: list[str], points: Points) -> tuple[Section, ...]:
    return tuple(_section(route, *ends, points) for ends in pairwise(places))


def _section(route: str, begin: str, end: str, points: Points) -> Section:
    drawn = begin in points and end in points
    cells = {
        "id": f"{route}-{begin}-{end}",
        "route": route,
        "from": begin,
        "to": end,
        "kind": "line",
        "quality": "traced" if drawn else "unknown",
        "line_source": "paper" if drawn else "",
        "line": LineString([points[begin], points[end]]) if drawn else None,
    }
    return Section(cells)


def _place(place: str, points: Points) -> Place:
    lon, lat = points.get(place, (None, None))
    return Place(
        {"id": place, "name": place, "kind": "town", "lon": lon, "lat": lat, "source": "paper"}
    )


def _length(section: Section, km: float) -> Length:
    cells = {
        "route": section.route,
        "from": section.from_place,
        "to": section.to_place,
        "length_km": km,
        "source": "paper",
        "used": "yes",
    }
    return Length(cells)
