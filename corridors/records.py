"""The records of seed files: one line each, frozen, checked once, at construction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    ValidationInfo,
    field_validator,
    model_validator,
)
from shapely import LineString

from corridors.vocabulary import (
    ELECTRIFICATION,
    EVENT_KINDS,
    Language,
    PartialDate,
    Quality,
    Status,
)

__all__ = [
    "Chainage",
    "Context",
    "Event",
    "Explanation",
    "Latitude",
    "Length",
    "Longitude",
    "Name",
    "Place",
    "Post",
    "Record",
    "RouteRecord",
    "Row",
    "Section",
    "Source",
    "Value",
]

#: What an event says: a status word, a number in the unit of its kind, a date, or text.
Value = Status | float | PartialDate | str


_FULL_PERCENT = 100.0
_NUMBER = r"\d+(\.\d+)?"
_WORDS = {"status": tuple(map(str, Status)), "electrification": ELECTRIFICATION}


def _not_blank(text: str) -> str:
    if not text.strip():
        msg = "must not be blank"
        raise ValueError(msg)
    return text


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _km_if_number(value: object) -> object:
    return float(value) if isinstance(value, str) and re.fullmatch(_NUMBER, value) else value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, AfterValidator(_not_blank)]
Address = Annotated[str, Field(pattern=r"^https?://\S+$")]
Dated = Annotated[PartialDate, BeforeValidator(PartialDate.parse)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Km = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Spot = Annotated[StrictFloat | Id | None, BeforeValidator(_km_if_number)]


class Record(BaseModel):
    """A line of a seed file: closed, frozen, blank cells read as None where that is allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _blanks(cls, data: dict[str, object]) -> dict[str, object]:
        optional = {f.alias or n for n, f in cls.model_fields.items() if f.default is None}
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


class Chainage(Record):
    """A count of kilometres along one line or more, as operators and atlases print it."""

    id: Id
    name: Text
    origin: Text
    source: Id
    note: str = ""


class Post(Record):
    """A kilometre of a chainage at a place on a route; as a tie it fixes the line to the count."""

    chainage: Id
    route: Id
    place: Id
    km: Annotated[float, Field(allow_inf_nan=False)]
    tie: Literal["yes", ""] = ""
    source: Id
    as_of: Dated | None = None
    note: str = ""


class Event(Record):
    """A fact on a stretch of a route: what, since when, stated when, by whom.

    ``begin`` and ``end`` (``from`` and ``to`` in the file) are ids of places or kilometres, of
    the named chainage or, without one, as measured along the route; None means the route's first
    and last place. They may run against the route; the same twice is a point. ``country`` keeps
    the fact to that country's part, ``direction`` to what moves that way.
    """

    route: Id
    begin: Spot = Field(None, alias="from")
    end: Spot = Field(None, alias="to")
    chainage: Id | None = None
    country: CountryCode | None = None
    direction: Literal["with", "against", ""] = ""
    kind: str
    value: Value
    since: Dated | None = None
    as_of: Dated | None = None
    source: Id
    note: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it holds at one place or kilometre only, not along a stretch."""
        return self.begin is not None and self.begin == self.end

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: str) -> str:
        if kind not in EVENT_KINDS:
            msg = f"kind is one of {', '.join(EVENT_KINDS)}"
            raise ValueError(msg)
        return kind

    @field_validator("value", mode="before")
    @classmethod
    def _value_of_kind(cls, value: object, info: ValidationInfo) -> Value:
        kind = EVENT_KINDS.get(info.data.get("kind", ""))
        return _parse_value(kind.rule if kind else "text", str(value))


def _parse_value(rule: str, text: str) -> Value:
    if rule == "date":
        return PartialDate.parse(text)
    if rule in _WORDS:
        return _parse_word(rule, text)
    if rule == "text":
        return _not_blank(text)
    return _parse_number(rule, text)


def _parse_word(rule: str, text: str) -> Value:
    known = _WORDS[rule]
    if text not in known:
        near = get_close_matches(text, known, 1)
        hint = f"; the nearest is {near[0]!r}" if near else ""
        msg = f"{rule} is one of {', '.join(known)}, not {text!r}{hint}"
        raise ValueError(msg)
    return Status(text) if rule == "status" else text


def _parse_number(rule: str, text: str) -> float:
    if re.fullmatch(_NUMBER, text) is None:
        msg = f"a number is digits with a point, not {text!r}"
        raise ValueError(msg)
    number = float(text)
    if rule == "percent" and number > _FULL_PERCENT:
        msg = f"a percentage is 0 to 100, not {text}"
        raise ValueError(msg)
    return number


class Context(Record):
    """A dated figure or statement that concerns the corridor as a whole, shown beside it."""

    id: Id
    topic: Text
    statement: Text
    value: float | None = None
    unit: str = ""
    as_of: Dated
    source: Id


class Explanation(Record):
    """Why a warning of ``corridors check`` stands: its code, its file, the record it is about.

    ``record`` is what the warning says of it, or the first words of that; blank: any record.
    """

    code: Id
    file: Text
    record: str = ""
    reason: Text


class Name(Record):
    """What the corridor, a route, a chainage or a place is called in another language."""

    what: Literal["corridor", "route", "chainage", "place"]
    id: Id
    lang: Language
    name: Text
    source: Id

    @property
    def key(self) -> tuple[str, str, str]:
        """What is named, and in which language: kind, id, language."""
        return self.what, self.id, self.lang


class RouteRecord(Record):
    """Head of a route as ``corridor.toml`` gives it."""

    id: Id
    name: Text
    role: Literal["main", "variant", "branch", "tied", "proposed"]
    note: str = ""


_Record = TypeVar("_Record", bound=Record)


@dataclass(frozen=True)
class Row(Generic[_Record]):
    """A record and where it stands."""

    file: str
    number: int
    record: _Record

    @property
    def name(self) -> str:
        """The id by which people know the record."""
        known = (getattr(self.record, key, None) for key in ("id", "route"))
        return next((name for name in known if name), "")
