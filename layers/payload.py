"""Surveys become the one dictionary that the page is drawn from; its texts are data, not markup.

The page tells any day by itself: of each smallest stretch it knows what counts from which day on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from corridors.ageing import STALE_MONTHS
from corridors.boundaries import area_names
from corridors.errors import InputError
from corridors.geodesy import length_km
from corridors.vocabulary import LANGUAGES
from layers.assets import read_backdrop
from layers.encoding import PER_DEGREE, encode, simplified
from layers.timeline import TIMED, ages, told

if TYPE_CHECKING:
    from corridors.calibration import Calibration
    from corridors.model import Corridor, Route
    from corridors.records import Event, Length, Place, Section
    from corridors.referencing import RouteReference
    from corridors.survey import Segment, Survey
    from corridors.vocabulary import PartialDate

__all__ = ["TIMED", "payload"]

Json = dict[str, Any]

#: A millimetre: as exact as kilometres of a page need be.
_KM_DECIMALS = 6
_DECIMALS = 5


def payload(surveys: Sequence[Survey]) -> Json:
    """Return all that the page shows, as JSON-able values.

    Surveys are best cut at the ends of all `TIMED` kinds of event.
    """
    lines, tolerance = _lines(surveys)
    return {
        "title": " · ".join(s.corridor.name for s in surveys),
        "as_of": max(s.on for s in surveys).isoformat(),
        "boundaries": _boundaries(surveys[0]),
        "corridors": [_corridor(s.corridor) for s in surveys],
        "sections": [_section(s.corridor, section) for s in surveys for section in _known(s)],
        "pieces": [piece for s in surveys for piece in _pieces(s, lines)],
        "facts": {
            s.corridor.id: [_fact(s.corridor, e) for e in s.corridor.events] for s in surveys
        },
        "places": [
            _place(s.corridor, place) for s in surveys for place in s.corridor.places.values()
        ],
        "areas": _areas(surveys),
        "sources": {s.corridor.id: _sources(s.corridor) for s in surveys},
        "attributions": _attributions(surveys),
        "stale_months": min(STALE_MONTHS.values()),
        "per_degree": PER_DEGREE,
        "simplified_degrees": tolerance,
    }


def _lines(surveys: Sequence[Survey]) -> tuple[dict[int, str], float]:
    """Return the encoded line of each drawn segment by its `id()`, and how simplified they are."""
    drawn = [segment for s in surveys for segment in s.segments if segment.line is not None]
    lines, tolerance = simplified([s.line for s in drawn if s.line is not None])
    texts = [encode(shapely.get_coordinates(line)) for line in lines]
    return {id(segment): text for segment, text in zip(drawn, texts, strict=True)}, tolerance


def _boundaries(survey: Survey) -> Json:
    used = survey.boundaries
    keys = ("name", "version", "date", "licence", "attribution", "sha256")
    return {key: getattr(used, key) for key in keys}


def _corridor(corridor: Corridor) -> Json:
    return {
        "id": corridor.id,
        "name": corridor.name,
        "names": _names(corridor, "corridor", corridor.id),
        "kind": corridor.kind,
        "summary": corridor.summary,
        "read_on": corridor.read_on.isoformat(),
        "routes": [_route(corridor, route) for route in corridor.routes],
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


def _names(corridor: Corridor, what: str, name: str) -> dict[str, str]:
    """Return what something is called in other languages, by language."""
    keys = {language: (what, name, language) for language in LANGUAGES}
    return {lang: corridor.names[key] for lang, key in keys.items() if key in corridor.names}


def _route(corridor: Corridor, route: Route) -> Json:
    reference = corridor.references[route.id]
    return {
        "id": route.id,
        "name": route.name,
        "names": _names(corridor, "route", route.id),
        "role": route.role,
        "note": route.note,
        "length_km": _km(route.alignment.length_km) if route.drawn else None,
        "stops": _stops(reference) if route.drawn else [],
        "chainages": [
            _chainage(corridor, name, found) for name, found in reference.calibrations.items()
        ],
        "published": _of_several_sections(corridor, route),
    }


def _of_several_sections(corridor: Corridor, route: Route) -> list[Json]:
    """Return the used published lengths of stretches of a route that are no section of it."""
    sections = {(section.from_place, section.to_place) for section in route.sections}
    used = [record for record in corridor.lengths if record.route == route.id and record.used]
    return [
        {"from": record.from_place, "to": record.to_place} | _published(corridor, record)
        for record in used
        if (record.from_place, record.to_place) not in sections
    ]


def _stops(reference: RouteReference) -> list[tuple[str, float]]:
    """Return the places on the drawn route with the km they lie at, in order along it."""
    found = []
    for place in reference.reachable:
        try:
            found.append((place, round(reference.measure(place), _KM_DECIMALS)))
        except InputError:
            continue
    return sorted(found, key=lambda stop: stop[1])


def _chainage(corridor: Corridor, name: str, calibration: Calibration) -> Json:
    """Return a count of kilometres as pairs of measured and counted km, its ties to the line."""
    return {
        "id": name,
        "name": corridor.chainages[name].name,
        "names": _names(corridor, "chainage", name),
        "posts": [[_km(measure), km] for measure, km in np.asarray(calibration.posts).tolist()],
    }


def _known(survey: Survey) -> list[Section]:
    """Return the sections that have segments."""
    used = {segment.section for segment in survey.segments}
    return [section for section in survey.corridor.sections if section.id in used]


def _section(corridor: Corridor, section: Section) -> Json:
    span = (section.route, section.from_place, section.to_place)
    return {
        "corridor": corridor.id,
        "id": section.id,
        "route": section.route,
        "from": section.from_place,
        "to": section.to_place,
        "kind": section.kind,
        "quality": str(section.quality),
        "note": section.note,
        "source": section.line_source,
        "measured_km": None if section.line is None else _km(length_km(section.line)),
        "published": [_published(corridor, r) for r in corridor.lengths if r.stretch[:3] == span],
    }


def _published(corridor: Corridor, record: Length) -> Json:
    return {
        "length_km": record.length_km,
        "as_of": str(corridor.stated(record)),
        "source": record.source,
        "used": bool(record.used),
        "note": record.note,
        "country": record.country,
        "zone": record.zone,
    }


def _pieces(survey: Survey, lines: Mapping[int, str]) -> list[Json]:
    numbers = {id(event): number for number, event in enumerate(survey.corridor.events)}
    return [
        {
            "corridor": segment.corridor,
            "id": f"{segment.corridor}-{number}",
            "section": segment.section,
            "area": segment.country or segment.country_name,
            "country": segment.country,
            "zone": segment.zone,
            "basis": segment.basis,
            "from_km": _km(segment.from_km),
            "to_km": _km(segment.to_km),
            "length_km": _km(segment.length_km),
            "line": lines.get(id(segment)),
            "told": told(survey.corridor, segment.events, survey.on, numbers),
            "ages": ages(survey.corridor, segment.events, survey.on),
            "facts": _fact_numbers(survey, segment, numbers),
        }
        for number, segment in enumerate(survey.segments)
    ]


def _km(km: float | None) -> float | None:
    return None if km is None else round(km, _KM_DECIMALS)


def _fact_numbers(survey: Survey, segment: Segment, numbers: Mapping[int, int]) -> list[int]:
    """Return the numbers of every claim known on the segment, newest first."""
    corridor = survey.corridor
    known = [e for e in segment.events + segment.points if corridor.dated(e) <= survey.on]
    return [numbers[id(e)] for e in sorted(known, key=corridor.dated, reverse=True)]


def _fact(corridor: Corridor, event: Event) -> Json:
    return {
        "kind": event.kind,
        "value": event.value if isinstance(event.value, float) else str(event.value),
        "direction": event.direction,
        "day": corridor.dated(event).isoformat(),
        "since": _text(event.since),
        "as_of": str(corridor.stated(event)),
        "source": event.source,
        "note": event.note,
        "where": _where(corridor, event),
    }


def _where(corridor: Corridor, event: Event) -> Json | None:
    """Return where a fact holds, by places or km of a chainage; None where on whole sections."""
    route = next(route for route in corridor.routes if route.id == event.route)
    is_point = event.begin is not None and event.begin == event.end
    if not is_point and {event.begin, event.end} <= {None, *route.places}:
        return None
    return {"from": event.begin, "to": event.end, "chainage": event.chainage or None}


def _text(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _place(corridor: Corridor, place: Place) -> Json:
    keys = ["id", "name", "kind", "country", "accuracy_km", "source", "note"]
    return {
        "corridor": corridor.id,
        "names": _names(corridor, "place", place.id),
        "lon": None if place.lon is None else round(place.lon, _DECIMALS),
        "lat": None if place.lat is None else round(place.lat, _DECIMALS),
    } | {key: getattr(place, key) for key in keys}


def _areas(surveys: Sequence[Survey]) -> dict[str, dict[str, str]]:
    """Return names by country code, or English name, and language: of what is cut or labelled."""
    used = [segment for survey in surveys for segment in survey.segments]
    english = {segment.country or segment.country_name: segment.country_name for segment in used}
    others = {language: area_names(language) for language in LANGUAGES}
    labelled = {code for code, *_ in json.loads(read_backdrop())["labels"]}
    return {
        area: {lang: names[area] for lang, names in others.items() if area in names}
        | ({"en": english[area]} if area in english else {})
        for area in sorted(labelled | english.keys())
    }


def _sources(corridor: Corridor) -> dict[str, Json]:
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
    found = {used.attribution: {"what": "borders", "licence": used.licence, "url": None}}
    for survey in surveys:
        for source in survey.corridor.sources.values():
            if source.attribution:
                found[source.attribution] = {
                    "what": None,
                    "licence": source.licence,
                    "url": source.url,
                }
    return [{"text": text} | rest for text, rest in found.items()]
