"""A corridor of a million vertices: smooth lines, the same ones on every run."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString

from corridors.model import Corridor, Route
from corridors.records import Event, Place, Section, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DAY", "ROUTES", "SECTIONS", "large_corridor", "smooth_lines"]

DAY = date(2026, 1, 1)
ROUTES = 100
SECTIONS = 5
_SEED = 20261123

#: Edges of a railway as it is mapped: 60 to 100 m.
_EDGES_KM = (0.06, 0.1)
_KM_PER_DEGREE = 111.2

#: How much of a bend is left after an edge, and how much comes to it: curves of some kilometres.
_KEPT, _BEND = 0.98, 0.012
_STATUSES = ("operating", "operating", "construction", "proposed", "modernisation")
_SOURCE = {
    "id": "s",
    "publisher": "Paper",
    "title": "Article",
    "accessed": "2025-06-01",
    "quality": "press",
}


def smooth_lines(lines: int, vertices: int) -> NDArray[np.float64]:
    """Return lines x vertices x (lon, lat) in degrees, over Europe and Asia."""
    rng = np.random.default_rng(_SEED)
    start = rng.uniform((10.0, 28.0), (65.0, 55.0), (lines, 2))
    heading = rng.uniform(0.0, 2 * np.pi, lines)
    bend = np.zeros(lines)
    points = np.empty((lines, vertices, 2))
    points[:, 0] = start
    for i in range(1, vertices):
        bend = _KEPT * bend + rng.normal(0.0, _BEND, lines)
        km = rng.uniform(*_EDGES_KM, lines)
        north = km * np.cos(heading + bend)
        east = km * np.sin(heading + bend) / np.cos(np.radians(points[:, i - 1, 1]))
        points[:, i] = points[:, i - 1] + np.stack([east, north], axis=1) / _KM_PER_DEGREE
    return points


def large_corridor(vertices: int = 1_000_000) -> Corridor:
    """Return a corridor of so many vertices on 100 routes of five sections, each with a status."""
    lines = smooth_lines(ROUTES, vertices // ROUTES)
    routes = [_route(number, line) for number, line in enumerate(lines)]
    sections = [section for route in routes for section in route.sections]
    return Corridor(
        id="large",
        name="Large",
        kind="rail",
        summary="Made to be large.",
        read_on=DAY,
        routes=tuple(routes),
        places={place.id: place for section in sections for place in _ends(section)},
        sources={"s": Source(_SOURCE)},
        lengths=(),
        events=tuple(_status(number, section) for number, section in enumerate(sections)),
        context=(),
        chainages={},
        posts=(),
        names={},
        rows=(),
    )


def _route(number: int, line: NDArray[np.float64]) -> Route:
    cuts = np.linspace(0, len(line) - 1, SECTIONS + 1).astype(int).tolist()
    parts = [line[begin : end + 1] for begin, end in pairwise(cuts)]
    sections = [_section(f"r{number}", part, points) for part, points in enumerate(parts)]
    return Route(f"r{number}", f"Route {number}", "branch" if number else "main", tuple(sections))


def _section(route: str, number: int, points: NDArray[np.float64]) -> Section:
    return Section(
        {
            "id": f"{route}-{number}",
            "route": route,
            "from": f"{route}-p{number}",
            "to": f"{route}-p{number + 1}",
            "kind": "line",
            "quality": "network",
            "line_source": "s",
            "line": LineString(points),
        }
    )


def _ends(section: Section) -> list[Place]:
    points = shapely.get_coordinates(section.line)[[0, -1]].tolist()
    names = (section.from_place, section.to_place)
    return [
        Place({"id": name, "name": name, "kind": "station", "lon": lon, "lat": lat, "source": "s"})
        for name, (lon, lat) in zip(names, points, strict=True)
    ]


def _status(number: int, section: Section) -> Event:
    return Event(
        {
            "route": section.route,
            "from": section.from_place,
            "to": section.to_place,
            "kind": "status",
            "value": _STATUSES[number % len(_STATUSES)],
            "as_of": "2025-06-01",
            "source": "s",
        }
    )
