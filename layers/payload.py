"""Surveys become the one dictionary that the page is drawn from; its texts are data, not markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely

from corridors import sums
from corridors.geodesy import length_km
from corridors.progress import figure_of
from corridors.vocabulary import EVENT_KINDS, PartialDate

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Event, Length, Section
    from corridors.survey import Segment, Survey

__all__ = ["payload"]

Json = dict[str, Any]

#: Lines are drawn simplified to this, about 40 m; lengths are of the whole line.
_SIMPLIFY_DEGREES = 0.0004
_DECIMALS = 5

_EDGE_NOTE = (
    "Lengths are geodesic on the WGS 84 ellipsoid: the edge between two vertices is the shortest "
    "line between them. Routes are cut at borders on that line, so the pieces sum to the route. "
    "Measured lengths are those of the drawn geometry; where it is a sketch or a chain of stations "
    "they fall short of the published ones, which stand beside them. Facts given by official "
    "kilometres are placed in proportion between known posts. The sea is told from land by a coast "
    "generalised to 1:10 million, so that a sketched railway may cross it."
)


def payload(surveys: Sequence[Survey]) -> Json:
    """Return all that the page shows, as JSON-able values."""
    return {
        "title": " · ".join(s.corridor.name for s in surveys),
        "as_of": max(s.on for s in surveys).isoformat(),
        "boundaries": _boundaries(surveys[0]),
        "corridors": [_corridor(s.corridor) for s in surveys],
        "facts": {
            s.corridor.id: [_fact(s.corridor, e) for e in s.corridor.events] for s in surveys
        },
        "pieces": [piece for s in surveys for piece in _pieces(s)],
        "undrawn": [row for s in surveys for row in _undrawn(s)],
        "crossings": [crossing for s in surveys for crossing in _crossings(s)],
        "places": [place for s in surveys for place in _places(s.corridor)],
        "countries": [row for s in surveys for row in _countries(s)],
        "progress": [row for s in surveys for row in _progress(s)],
        "sources": {s.corridor.id: _sources(s.corridor) for s in surveys},
        "attributions": _attributions(surveys),
        "edge_note": _EDGE_NOTE,
    }


def _boundaries(survey: Survey) -> Json:
    used = survey.boundaries
    keys = ("name", "version", "date", "licence", "attribution", "sha256")
    return {key: getattr(used, key) for key in keys}


def _corridor(corridor: Corridor) -> Json:
    return {
        "id": corridor.id,
        "name": corridor.name,
        "kind": corridor.kind,
        "summary": corridor.summary,
        "read_on": corridor.read_on.isoformat(),
        "routes": [
            {"id": r.id, "name": r.name, "role": r.role, "note": r.note} for r in corridor.routes
        ],
        "context": [
            {
                "topic": c.topic,
                "statement": c.statement,
                "value": c.value,
                "unit": c.unit,
                "as_of": str(c.as_of),
                "source": c.source,
            }
            for c in corridor.context
        ],
    }


def _piece_ids(survey: Survey) -> list[str]:
    return [f"{survey.corridor.id}-{number}" for number in range(len(survey.segments))]


def _pieces(survey: Survey) -> list[Json]:
    sections = {section.id: section for section in survey.corridor.sections}
    about = {name: _section(survey, section) for name, section in sections.items()}
    numbers = {id(event): number for number, event in enumerate(survey.corridor.events)}
    keys = [
        "corridor",
        "route",
        "section",
        "title",
        "kind",
        "country",
        "country_name",
        "zone",
        "from_km",
        "to_km",
        "length_km",
        "status",
        "since",
        "as_of",
        "quality",
    ]
    return [
        {key: getattr(segment, key) for key in keys}
        | {"id": name, "status_source": segment.source, "line": _line(segment.line)}
        | about[segment.section]
        | _facts(survey, segment, numbers)
        for name, segment in zip(_piece_ids(survey), survey.segments, strict=True)
        if segment.line is not None
    ]


def _line(geometry: shapely.Geometry) -> list[list[float]]:
    drawn = shapely.simplify(geometry, _SIMPLIFY_DEGREES)
    return [[float(x), float(y)] for x, y in shapely.get_coordinates(drawn).round(_DECIMALS)]


def _section(survey: Survey, section: Section) -> Json:
    """Return what the card says of the whole section's length."""
    corridor = survey.corridor
    span = (section.route, section.from_place, section.to_place)
    published = corridor.published_length(section)
    return {
        "section_measured_km": None if section.line is None else length_km(section.line),
        "section_published_km": published.length_km if published else None,
        "published_source": published.source if published else None,
        "published_all": [
            _published(corridor, record)
            for record in corridor.lengths
            if record.stretch[:3] == span
        ],
    }


def _published(corridor: Corridor, record: Length) -> Json:
    return {
        "length_km": record.length_km,
        "as_of": str(corridor.stated(record)),
        "source": record.source,
        "used": bool(record.used),
        "note": record.note,
        "country": record.country,
    }


def _facts(survey: Survey, segment: Segment, numbers: Mapping[int, int]) -> Json:
    """Return the numbers of every claim on the segment, newest first, and its progress."""
    corridor = survey.corridor
    told = [e for e in segment.events + segment.points if corridor.dated(e) <= survey.on]
    figures = [figure_of(corridor, segment.events, k, survey.on) for k in _PROGRESS_KINDS]
    progress = [figure.event for figure in figures if figure is not None]
    newest_first = sorted(told, key=corridor.dated, reverse=True)
    return {
        "progress": [_fact(corridor, e) | {"value": e.value} for e in progress],
        "facts": [numbers[id(event)] for event in newest_first],
    }


_PROGRESS_KINDS = [name for name, kind in EVENT_KINDS.items() if kind.rule == "percent"]


def _fact(corridor: Corridor, event: Event) -> Json:
    kind = EVENT_KINDS[event.kind]
    return {
        "kind": event.kind,
        "label": kind.label,
        "value": f"{event.value:g}" if isinstance(event.value, float) else str(event.value),
        "unit": kind.unit,
        "since": _text(event.since),
        "as_of": str(corridor.stated(event)),
        "source": event.source,
        "note": "; ".join(filter(None, (_stretch(corridor, event), event.note))),
    }


def _stretch(corridor: Corridor, event: Event) -> str:
    """Return where a fact holds, in the words of its record; "" where on whole sections."""
    route = next(route for route in corridor.routes if route.id == event.route)
    if {event.begin, event.end} <= {None, *route.places}:
        return ""
    begin, end = (_spot(corridor, event, spot) for spot in (event.begin, event.end))
    return begin if begin == end else f"{begin} to {end}"


def _spot(corridor: Corridor, event: Event, spot: str | float | None) -> str:
    if spot is None:
        return "the end"
    if isinstance(spot, str):
        return corridor.places[spot].name
    count = f" ({corridor.chainages[event.chainage].name})" if event.chainage else ""
    return f"km {spot:g}{count}"


def _text(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _undrawn(survey: Survey) -> list[Json]:
    keys = ["corridor", "route", "section", "title", "country", "status", "since", "as_of"]
    sections = {section.id: section for section in survey.corridor.sections}
    return [
        {key: getattr(segment, key) for key in keys}
        | {
            "status_source": segment.source,
            "published_km": segment.length_km,
            "published_source": _source_of_length(survey, sections[segment.section]),
            "note": sections[segment.section].note,
        }
        for segment in survey.segments
        if segment.line is None
    ]


def _source_of_length(survey: Survey, section: Section) -> str | None:
    used = survey.corridor.used_lengths_of(section)
    return used[0].source if used else None


def _crossings(survey: Survey) -> list[Json]:
    """Return the points at which a route passes from one country, or the sea, to the next."""
    drawn = [segment for segment in survey.segments if segment.line is not None]
    return [
        _crossing(before, segment)
        for before, segment in pairwise(drawn)
        if before.route == segment.route and before.country != segment.country
    ]


def _crossing(before: Segment, segment: Segment) -> Json:
    lon, lat = shapely.get_coordinates(segment.line)[0].round(_DECIMALS)
    return {
        "corridor": segment.corridor,
        "route": segment.route,
        "km": segment.from_km,
        "lon": float(lon),
        "lat": float(lat),
        "from": before.country,
        "to": segment.country,
        "from_name": before.country_name,
        "to_name": segment.country_name,
    }


def _places(corridor: Corridor) -> list[Json]:
    keys = ["id", "name", "kind", "country", "lon", "lat", "accuracy_km", "source", "note"]
    return [
        {"corridor": corridor.id} | {key: getattr(place, key) for key in keys}
        for place in corridor.places.values()
        if place.lon is not None
    ]


def _countries(survey: Survey) -> list[Json]:
    """Return km per country and status; a railway's land and sea are one.

    A railway is at sea only where a sketch or the generalised coast puts it there.
    """
    told = ["operating", "modernisation", "construction", "proposed", "unknown"]
    return [
        {key: row[key] for key in ("corridor", "country", "country_name", "zone", "basis")}
        | {"route": None, "length_km": row["length_km"]}
        | {f"{status}_km": row[status] for status in told}
        | {"other_km": row["length_km"] - sum(row[status] for status in told)}
        for row in sums.country_statuses(survey, zones=survey.corridor.kind == "gas")
    ]


def _progress(survey: Survey) -> list[Json]:
    names = {route.id: route.name for route in survey.corridor.routes}
    ids = {
        (segment.route, segment.from_km): name
        for name, segment in zip(_piece_ids(survey), survey.segments, strict=True)
    }
    return [
        row
        | {
            "piece": None if row["from_km"] is None else ids[row["route"], row["from_km"]],
            "route_name": names[row["route"]],
            "progress_label": EVENT_KINDS["works_pct"].label,
        }
        for row in sums.progress(survey)
    ]


def _sources(corridor: Corridor) -> Json:
    return {
        source.id: {
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published": _text(source.published),
            "accessed": source.accessed.isoformat(),
            "quality": source.quality,
        }
        for source in corridor.sources.values()
    }


def _attributions(surveys: Sequence[Survey]) -> list[Json]:
    """Return who must be named for data, each once, the borders first."""
    used = surveys[0].boundaries
    found = {f"Borders: {used.attribution}": {"licence": used.licence, "url": None}}
    for survey in surveys:
        for source in survey.corridor.sources.values():
            if source.attribution:
                found[source.attribution] = {"licence": source.licence, "url": source.url}
    return [{"text": text} | rest for text, rest in found.items()]
