"""The frozen records of a corridor, each checked once, at construction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from shapely import LineString

from corridors.vocabulary import EVENT_KINDS, PartialDate, Quality, Status

__all__ = [
    "Context",
    "Corridor",
    "Event",
    "Latitude",
    "Length",
    "Longitude",
    "Place",
    "Record",
    "Route",
    "RouteRecord",
    "Section",
    "Source",
]


_FULL_PERCENT = 100.0


def _not_blank(text: str) -> str:
    if not text.strip():
        msg = "must not be blank"
        raise ValueError(msg)
    return text


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, AfterValidator(_not_blank)]
Address = Annotated[str, Field(pattern=r"^https?://\S+$")]
Dated = Annotated[PartialDate, BeforeValidator(PartialDate.parse)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Km = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Record(BaseModel):
    """A line of a seed file: closed, frozen, blank cells read as None where that is allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _blanks(cls, data: dict[str, object]) -> dict[str, object]:
        optional = {n for n, f in cls.model_fields.items() if f.default is None}
        return {k: _blank_is_none(v) if k in optional else v for k, v in data.items()}


class Source(Record):
    """Where a fact or a line comes from."""

    id: Id
    publisher: Text
    title: Text
    url: Address | None = None
    published: Dated | None = None
    accessed: date
    quality: Literal[
        "operator", "government", "agency", "press", "wiki", "compiled", "data", "general-knowledge"
    ]
    licence: str = ""
    attribution: str = ""

    @property
    def dated(self) -> PartialDate:
        """Date of the statement: that of publication, else the day it was read."""
        return self.published or PartialDate(self.accessed.isoformat(), self.accessed)


class Place(Record):
    """A named point; longitude and latitude in degrees on WGS 84, None where not known."""

    id: Id
    name: Text
    country: CountryCode | None = None
    kind: Literal[
        "station", "junction", "port", "border", "terminal", "compressor-station",
        "metering-station", "landfall", "town", "field", "point",
    ]  # fmt: skip
    lon: Longitude | None = None
    lat: Latitude | None = None
    accuracy_km: Km | None = None
    source: Id
    note: str = ""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.lon is None) != (self.lat is None):
            msg = "lon and lat are given together or not at all"
            raise ValueError(msg)
        return self


class Section(Record):
    """A stretch of a route between two places; the line runs from the first to the second."""

    id: Id
    route: Id
    from_place: Id = Field(alias="from")
    to_place: Id = Field(alias="to")
    kind: Literal["line", "connector"]
    quality: Quality
    line_source: Id | None = None
    note: str = ""
    line: LineString | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _source_with_line(self) -> Self:
        if (self.quality is Quality.UNKNOWN) != (self.line_source is None):
            msg = "line_source is given unless quality is unknown"
            raise ValueError(msg)
        return self


class Length(Record):
    """A published length of the stretch of a route between two places, or of a country's part."""

    route: Id
    from_place: Id = Field(alias="from")
    to_place: Id = Field(alias="to")
    country: CountryCode | None = None
    zone: Literal["land", "sea"] | None = None
    length_km: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    as_of: Dated | None = None
    source: Id
    used: Literal["yes", ""] = ""
    note: str = ""
    difference: str = ""

    @property
    def stretch(self) -> tuple[str, str, str, str | None, str | None]:
        """What was measured: route, from, to, country, zone."""
        return self.route, self.from_place, self.to_place, self.country, self.zone


class Event(Record):
    """A fact on a stretch of a section: what, since when, stated when, by whom.

    ``from_km`` and ``to_km`` count published kilometres from the section's first place; None
    means from its beginning and to its end. ``country`` keeps the fact to that country's part.
    """

    section: Id
    country: CountryCode | None = None
    from_km: Km | None = None
    to_km: Km | None = None
    kind: str
    value: Status | float | str
    since: Dated | None = None
    as_of: Dated | None = None
    source: Id
    note: str = ""

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: str) -> str:
        if kind not in EVENT_KINDS:
            msg = f"kind is one of {', '.join(EVENT_KINDS)}"
            raise ValueError(msg)
        return kind

    @field_validator("value", mode="before")
    @classmethod
    def _value_of_kind(cls, value: object, info: ValidationInfo) -> Status | float | str:
        kind = EVENT_KINDS.get(info.data.get("kind", ""))
        return _parse_value(kind.rule if kind else "text", str(value))

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.from_km is not None and self.to_km is not None and self.from_km >= self.to_km:
            msg = f"from_km {self.from_km:g} must be less than to_km {self.to_km:g}"
            raise ValueError(msg)
        return self


def _parse_value(rule: str, text: str) -> Status | float | str:
    if rule == "status":
        return _parse_status(text)
    if rule == "text":
        return _not_blank(text)
    if re.fullmatch(r"\d+(\.\d+)?", text) is None:
        msg = f"a number is digits with a point, not {text!r}"
        raise ValueError(msg)
    number = float(text)
    if rule == "percent" and number > _FULL_PERCENT:
        msg = f"a percentage is 0 to 100, not {text}"
        raise ValueError(msg)
    return number


def _parse_status(text: str) -> Status:
    if text not in set(Status):
        msg = f"status is one of {', '.join(Status)}, not {text!r}"
        raise ValueError(msg)
    return Status(text)


class Context(Record):
    """A dated figure or statement that concerns the corridor as a whole, shown beside it."""

    id: Id
    topic: Text
    statement: Text
    value: float | None = None
    unit: str = ""
    as_of: Dated
    source: Id


class RouteRecord(Record):
    """Head of a route as ``corridor.toml`` gives it."""

    id: Id
    name: Text
    role: Literal["main", "variant", "branch", "tied", "proposed"]
    note: str = ""


@dataclass(frozen=True)
class Route:
    """One directed line: its sections in order."""

    id: str
    name: str
    role: str
    sections: tuple[Section, ...]
    note: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places that its sections join, in order along the route."""
        return (self.sections[0].from_place, *(s.to_place for s in self.sections))


@dataclass(frozen=True)
class Corridor:
    """Everything known of one corridor; made by :func:`corridors.read_corridor`."""

    id: str
    name: str
    kind: Literal["rail", "gas"]
    summary: str
    read_on: date
    routes: tuple[Route, ...]
    places: dict[str, Place] = field(repr=False)
    sources: dict[str, Source] = field(repr=False)
    lengths: tuple[Length, ...] = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    context: tuple[Context, ...] = field(repr=False)

    @property
    def sections(self) -> Iterator[Section]:
        """All sections, route by route, in order along each."""
        return (section for route in self.routes for section in route.sections)

    @cached_property
    def events_by_section(self) -> dict[str, tuple[Event, ...]]:
        """Events of each section that has any, in the order of the seed file."""
        ids = dict.fromkeys(event.section for event in self.events)
        return {i: tuple(e for e in self.events if e.section == i) for i in ids}

    @cached_property
    def used_lengths(self) -> dict[tuple[str, str, str], tuple[Length, ...]]:
        """Used published lengths, whole and per country, by route, from and to of a stretch."""
        used = [length for length in self.lengths if length.used]
        spans = dict.fromkeys(length.stretch[:3] for length in used)
        return {span: tuple(r for r in used if r.stretch[:3] == span) for span in spans}

    def dated(self, event: Event) -> date:
        """Return the day from which an event counts: since when, else stated when."""
        stated = event.since or event.as_of or self.sources[event.source].dated
        return stated.day

    def stated(self, fact: Event | Length) -> PartialDate:
        """Return when a fact was stated: its own date, else that of its source."""
        return fact.as_of or self.sources[fact.source].dated
