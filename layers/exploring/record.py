"""What a survey tells a map in a notebook, as plain data; its texts are data, not markup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import shapely

from corridors.boundaries import area_names
from layers.encoding import PER_DEGREE, encode, simplified
from layers.style import PLACE_KINDS, QUALITIES, STATUSES
from layers.words import words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from corridors.model import Corridor
    from corridors.survey import Segment, Survey

__all__ = ["bounds_of", "corridor_name", "known_words", "record", "shown"]

Json = dict[str, Any]

_WORDS = (
    "unit.",
    "evidence.",
    "explored.",
    "status.",
    "place.",
    "zone.",
    "basis.",
    "fact.works_pct",
)
_DECIMALS = 5
_STATUSES = {status.word: status for status in STATUSES}
_QUALITIES = {quality.word: quality for quality in QUALITIES}
_KINDS = {kind.word: kind for kind in PLACE_KINDS}


def shown(
    survey: Survey, statuses: Collection[str] | None, routes: Collection[str] | None
) -> list[Segment]:
    """Return the drawn segments of these statuses and routes; None means all."""
    return [
        segment
        for segment in survey.segments
        if segment.line is not None
        and (statuses is None or (segment.status or "unknown") in statuses)
        and (routes is None or segment.route in routes)
    ]


def bounds_of(lines: Sequence[BaseGeometry | None]) -> list[list[float | None]]:
    """Return [[south, west], [north, east]] of lines in degrees, as folium has it."""
    if not lines:
        return [[None, None], [None, None]]
    west, south, east, north = map(float, shapely.total_bounds(lines))
    return [[south, west], [north, east]]


def corridor_name(corridor: Corridor, language: str) -> str:
    """Return what a corridor is called in a language."""
    return corridor.names.get(("corridor", corridor.id, language), corridor.name)


def record(survey: Survey, segments: list[Segment], *, language: str, places: bool) -> Json:
    """Return what the script `static/explored.js` draws of a survey.

    Parameters
    ----------
    survey
        Whose corridor it is, and of which day.
    segments
        Those that are drawn.
    language
        Of names and words, one of `PAGE_LANGUAGES`.
    places
        Whether the places at the ends of sections are marked.
    """
    lines, _ = simplified([s.line for s in segments if s.line is not None])
    names = _Names(survey.corridor, language)
    pieces = [
        names.piece(segment) | {"line": encode(shapely.get_coordinates(line))}
        for segment, line in zip(segments, lines, strict=True)
    ]
    used = {segment.status or "unknown" for segment in segments}
    return {
        "name": corridor_name(survey.corridor, language),
        "day": survey.on.isoformat(),
        "lang": language,
        "words": {"en": known_words("en"), language: known_words("en") | known_words(language)},
        "per_degree": PER_DEGREE,
        "is_gas": survey.corridor.kind == "gas",
        "statuses": [_look(word) for word in _STATUSES if word in used],
        "pieces": pieces,
        "runs": _runs(segments),
        "places": names.places(segments) if places else [],
        "credits": _credits(survey, segments),
    }


def known_words(language: str) -> dict[str, str]:
    """Return the words of a language that the script may show."""
    return {key: text for key, text in words(language).items() if key.startswith(_WORDS)}


def _look(word: str) -> Json:
    style = _STATUSES[word]
    keys = ("word", "colour", "dash", "weight", "cap")
    return {key: getattr(style, key) for key in keys}


def _runs(segments: list[Segment]) -> list[Json]:
    """Return neighbours of one look as runs of their numbers, so that dashes run on."""

    def look(numbered: tuple[int, Segment]) -> tuple[str, str, str]:
        segment = numbered[1]
        return segment.route, segment.status or "unknown", segment.quality

    def joins(numbers: list[int]) -> Iterable[list[int]]:
        run: list[int] = []
        for number in numbers:
            if run and segments[run[-1]].to_km != segments[number].from_km:
                yield run
                run = []
            run.append(number)
        yield run

    return [
        {
            "pieces": run,
            "status": status,
            "band": _QUALITIES[quality].band,
            "width": _QUALITIES[quality].width,
        }
        for (_, status, quality), group in groupby(enumerate(segments), key=look)
        for run in joins([number for number, _ in group])
    ]


def _credits(survey: Survey, segments: list[Segment]) -> list[str]:
    """Return who must be named for borders, lines and places."""
    drawn = {segment.section for segment in segments}
    corridor = survey.corridor
    used = [section.line_source for section in corridor.sections if section.id in drawn]
    used += [place.source for place in corridor.places.values()]
    named = [corridor.sources[source].attribution for source in dict.fromkeys(used) if source]
    return list(dict.fromkeys(one for one in (survey.boundaries.attribution, *named) if one))


class _Names:
    """What things of a corridor are called in a language."""

    def __init__(self, corridor: Corridor, language: str) -> None:
        self.corridor = corridor
        self.language = language
        self.sections = {section.id: section for section in corridor.sections}
        self.areas = {} if language == "en" else area_names(language)

    def of(self, what: str, name: str, otherwise: str) -> str:
        return self.corridor.names.get((what, name, self.language), otherwise)

    def place(self, name: str) -> str:
        return self.of("place", name, self.corridor.places[name].name)

    def piece(self, segment: Segment) -> Json:
        section = self.sections[segment.section]
        source = self.corridor.sources.get(segment.source or "")
        area = segment.country or segment.country_name
        return {
            "title": f"{self.place(section.from_place)} – {self.place(section.to_place)}",
            "route": self.of("route", segment.route, self.corridor.route(segment.route).name),
            "area": self.areas.get(area, segment.country_name),
            "from_km": segment.from_km,
            "to_km": segment.to_km,
            "length_km": segment.length_km,
            "status": segment.status or "unknown",
            "since": segment.since,
            "as_of": segment.as_of,
            "progress_pct": segment.progress_pct,
            "source": source and {"text": source.publisher or source.title, "url": source.url},
        }

    def places(self, segments: Iterable[Segment]) -> list[Json]:
        """Return the places at the ends of sections; those at the ends of routes show first."""
        sections = dict.fromkeys(segment.section for segment in segments)
        ends = [
            e for s in sections for e in (self.sections[s].from_place, self.sections[s].to_place)
        ]
        outer = {
            end
            for route in self.corridor.routes
            for end in route.places[:: len(route.places) - 1 or 1]
        }
        found = [self.corridor.places[name] for name in dict.fromkeys(ends)]
        return [
            {
                "name": self.place(place.id),
                "kind": place.kind,
                "lat": round(place.lat, _DECIMALS),
                "lon": round(place.lon, _DECIMALS),
                "zoom": 0 if place.id in outer else _KINDS[place.kind].min_zoom + 1,
            }
            for place in found
            if place.lat is not None and place.lon is not None
        ]
