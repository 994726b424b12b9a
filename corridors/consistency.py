"""The rules between records: one small check each, yielding problems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from corridors.coordinates import plainly_near, swapped, swapped_vertex
from corridors.errors import Problem
from corridors.geodesy import distance_km
from corridors.records import Row
from corridors.vocabulary import Quality

__all__ = ["MAX_JOIN_KM", "cross_check"]

#: A gap between two sections' lines longer than this is a section of its own, a connector.
MAX_JOIN_KM = 0.5

#: How far a section's line may begin or end from its place, beyond the place's own accuracy.
_MAX_PLACE_OFFSET_KM = 1.0

#: Fields that name places, by file.
_PLACES = {
    "sections.csv": ("from_place", "to_place"),
    "posts.csv": ("place",),
    "events.csv": ("begin", "end"),
}

_Found = Iterator[tuple[Row[Any], str, str]]
_Tables = dict[str, list[Row[Any]]]


def cross_check(folder: Path, corridor: str, routes: list[str], tables: _Tables) -> list[Problem]:
    """Return every problem between the records of a corridor's tables."""
    checks = (
        _ids_twice(tables),
        _unknown_sources(tables),
        _unknown_routes(routes, tables),
        _unknown_places(tables),
        _broken_routes(tables["sections.csv"]),
        _far_places(tables),
        _stray_stretches(tables),
        _used_lengths(tables["lengths.csv"]),
        _unknown_chainages(tables),
        _events_twice(tables["events.csv"]),
        _stray_names(corridor, routes, tables),
    )
    problems = [
        Problem(str(folder / row.file), row.number, row.name, code, message)
        for check in checks
        for row, code, message in check
    ]
    problems += _stray_lines(folder, tables["sections.csv"])
    problems += _empty(folder, routes, tables)
    return problems + _swapped(folder, tables)


def _ids(tables: _Tables, file: str) -> set[str]:
    return {row.record.id for row in tables[file]}


def _ids_twice(tables: _Tables) -> _Found:
    for rows in tables.values():
        seen: set[Any] = set()
        for row in rows:
            name = getattr(row.record, "key", getattr(row.record, "id", None))
            if name in seen:
                yield row, "id-twice", "an id stands once in its file, a name once in a language"
            seen |= {name} if name else set()


def _unknown_sources(tables: _Tables) -> _Found:
    known = _ids(tables, "sources.csv")
    for row in (row for rows in tables.values() for row in rows):
        for key in ("source", "line_source"):
            name = getattr(row.record, key, None)
            if name is not None and name not in known:
                yield row, "unknown-source", f"{key} {name!r} is not in sources.csv"


def _unknown_routes(routes: list[str], tables: _Tables) -> _Found:
    files = ("sections.csv", "lengths.csv", "posts.csv", "events.csv")
    for row in (row for file in files for row in tables[file]):
        if row.record.route not in routes:
            yield row, "unknown-route", f"route {row.record.route!r} is not in corridor.toml"


def _unknown_places(tables: _Tables) -> _Found:
    known = _ids(tables, "places.csv")
    for row in (row for file in _PLACES for row in tables[file]):
        for name in (getattr(row.record, end) for end in _PLACES[row.file]):
            if isinstance(name, str) and name not in known:
                yield row, "unknown-place", f"place {name!r} is not in places.csv"


def _unknown_chainages(tables: _Tables) -> _Found:
    known = _ids(tables, "chainages.csv")
    for row in tables["posts.csv"] + tables["events.csv"]:
        name = row.record.chainage
        if name is not None and name not in known:
            yield row, "unknown-chainage", f"chainage {name!r} is not in chainages.csv"


def _broken_routes(rows: list[Row[Any]]) -> _Found:
    """Sections of a route follow each other, and their lines meet within MAX_JOIN_KM."""
    last: dict[str, Any] = {}
    for row in rows:
        section, before = row.record, last.get(row.record.route)
        last[section.route] = section
        if before is None or before.line is None or section.line is None:
            continue
        if section.from_place != before.to_place:
            yield row, "route-broken", f"begins at {section.from_place}, not {before.to_place}"
        gap_km = distance_km(before.line.coords[-1], section.line.coords[0])
        if gap_km > MAX_JOIN_KM:
            message = f"begins {gap_km:.2f} km from the end of {before.id}: add a connector"
            yield row, "join-gap", message


def _far_places(tables: _Tables) -> _Found:
    places = {row.record.id: row.record for row in tables["places.csv"]}
    for row in tables["sections.csv"]:
        if row.record.line is None:
            continue
        ends = ((row.record.from_place, 0), (row.record.to_place, -1))
        for place, end in ((places.get(name), end) for name, end in ends):
            if place is None or place.lon is None:
                continue
            off_km = distance_km((place.lon, place.lat), row.record.line.coords[end])
            if off_km > _MAX_PLACE_OFFSET_KM + (place.accuracy_km or 0):
                yield row, "place-far", f"its line is {off_km:.1f} km from {place.id}"


def _places_along(sections: list[Row[Any]]) -> dict[str, list[str]]:
    along: dict[str, list[str]] = defaultdict(list)
    for row in sections:
        for place in (row.record.from_place, row.record.to_place):
            if place not in along[row.record.route]:
                along[row.record.route].append(place)
    return along


def _stray_stretches(tables: _Tables) -> _Found:
    along = _places_along(tables["sections.csv"])
    for row in tables["lengths.csv"]:
        places, record = along.get(row.record.route, []), row.record
        if record.from_place not in places or record.to_place not in places:
            message = f"{record.from_place} and {record.to_place} are not both ends of its sections"
            yield row, "length-stretch", message
        elif places.index(record.from_place) >= places.index(record.to_place):
            yield row, "length-stretch", f"{record.to_place} comes before {record.from_place}"


def _used_lengths(rows: list[Row[Any]]) -> _Found:
    used = Counter(row.record.stretch for row in rows if row.record.used)
    for row in {row.record.stretch: row for row in rows}.values():
        if used[row.record.stretch] != 1:
            message = f"{used[row.record.stretch]} of this stretch's records are used, not one"
            yield row, "length-used", message
    for row in rows:
        if row.record.difference and not row.record.used:
            yield row, "length-difference", "only the used record explains a difference"


def _events_twice(rows: list[Row[Any]]) -> _Found:
    seen: set[Any] = set()
    for row in rows:
        if row.record in seen:
            yield row, "event-twice", "the same fact stands twice"
        seen.add(row.record)


def _stray_names(corridor: str, routes: list[str], tables: _Tables) -> _Found:
    known = {
        "corridor": {corridor},
        "route": set(routes),
        "chainage": _ids(tables, "chainages.csv"),
        "place": _ids(tables, "places.csv"),
    }
    for row in tables["names.csv"]:
        if row.record.id not in known[row.record.what]:
            message = f"there is no {row.record.what} {row.record.id!r} to name"
            yield row, "unknown-named", message


def _stray_lines(folder: Path, rows: list[Row[Any]]) -> list[Problem]:
    known = {r.record.id for r in rows if r.record.quality is not Quality.UNKNOWN}
    return [
        Problem(str(path), 0, path.stem, "line-stray", "no section with a known line has this id")
        for path in sorted((folder / "lines").glob("*.geojson"))
        if path.stem not in known
    ]


def _empty(folder: Path, routes: list[str], tables: _Tables) -> list[Problem]:
    used = {row.record.route for row in tables["sections.csv"]}
    return [
        Problem(str(folder / "corridor.toml"), 0, route, "route-empty", "the route has no section")
        for route in routes
        if route not in used
    ]


def _swapped(folder: Path, tables: _Tables) -> list[Problem]:
    """Return places, and the first vertex of each line, whose lon and lat changed places."""
    code = "lon-lat-swapped"
    drawn = [row.record for row in tables["sections.csv"] if row.record.line is not None]
    located = [row for row in tables["places.csv"] if row.record.lon is not None]
    places = np.array([(row.record.lon, row.record.lat) for row in located]).reshape(-1, 2)
    lines = [shapely.get_coordinates(section.line) for section in drawn]
    vertices = np.concatenate([np.empty((0, 2)), *lines])
    near = plainly_near(places, vertices)
    problems = [
        Problem(str(folder / row.file), row.number, row.name, code, said)
        for row, point, is_near in zip(located, places.tolist(), near, strict=True)
        if not is_near and (said := swapped(point, vertices))
    ]
    for section, line in zip(drawn, lines, strict=True):
        if found := swapped_vertex(line, places):
            file = str(folder / "lines" / f"{section.id}.geojson")
            problems.append(Problem(file, found[0] + 2, section.id, code, found[1]))
    return problems
