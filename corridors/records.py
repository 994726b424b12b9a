"""The records of seed files: one line each, frozen, checked once, at construction.

What each field means, and what it may hold, stands in ``seeds/README.md``, the data dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from shapely import LineString

from corridors.cells import number
from corridors.fields import (
    Address,
    CountryCode,
    EventKind,
    Id,
    Km,
    Latitude,
    Longitude,
    Spot,
    Text,
    Value,
    parse_value,
)
from corridors.record import Record, Spelt
from corridors.vocabulary import EVENT_KINDS, Language, PartialDate, Quality

__all__ = [
    "Chainage",
    "Context",
    "Event",
    "Explanation",
    "Length",
    "Name",
    "Place",
    "Post",
    "RouteRecord",
    "Row",
    "Section",
    "Source",
]


def _as_it_is(cell: object) -> object:
    return cell


class Source(Record):
    """Where a fact or a line comes from."""

    id: Id
    publisher: Text
    title: Text
    url: Address | None = None
    published: PartialDate | None = None
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

    def check(self) -> None:
        """Refuse one coordinate without the other."""
        if (self.lon is None) != (self.lat is None):
            message = "lon and lat are given together or not at all"
            raise ValueError(message)


class Section(Record):
    """A stretch of a route between two places; the line runs from the first to the second."""

    id: Id
    route: Id
    from_place: Annotated[Id, Spelt("from")]
    to_place: Annotated[Id, Spelt("to")]
    kind: Literal["line", "connector"]
    quality: Quality
    line_source: Id | None = None
    note: str = ""
    line: Annotated[LineString | None, _as_it_is] = None

    def check(self) -> None:
        """Refuse a line without a source, and a source of none."""
        if (self.quality is Quality.UNKNOWN) != (self.line_source is None):
            message = "line_source is given unless quality is unknown"
            raise ValueError(message)


class Length(Record):
    """A published length of the stretch of a route between two places, or of a country's part."""

    route: Id
    from_place: Annotated[Id, Spelt("from")]
    to_place: Annotated[Id, Spelt("to")]
    country: CountryCode | None = None
    zone: Literal["land", "sea"] | None = None
    length_km: Annotated[float, number(0, above=True)]
    as_of: PartialDate | None = None
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
    km: float
    tie: Literal["yes", ""] = ""
    source: Id
    as_of: PartialDate | None = None
    note: str = ""


class Event(Record):
    """A fact on a stretch of a route: what, since when, stated when, by whom.

    ``begin`` and ``end`` (``from`` and ``to`` in the file) are ids of places or kilometres, of
    the named chainage or, without one, as measured along the route; None means the route's first
    and last place. They may run against the route; the same twice is a point. ``country`` keeps
    the fact to that country's part, ``direction`` to what moves that way.
    """

    route: Id
    begin: Annotated[Spot | None, Spelt("from")] = None
    end: Annotated[Spot | None, Spelt("to")] = None
    chainage: Id | None = None
    country: CountryCode | None = None
    direction: Literal["with", "against", ""] = ""
    kind: EventKind
    value: Annotated[Value, _as_it_is]
    since: PartialDate | None = None
    as_of: PartialDate | None = None
    source: Id
    note: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it holds at one place or kilometre only, not along a stretch."""
        return self.begin is not None and self.begin == self.end

    def check(self) -> None:
        """Read the value as its kind says."""
        try:
            value = parse_value(EVENT_KINDS[self.kind].rule, str(self.value))
        except ValueError as error:
            message = f"value: {error}"
            raise ValueError(message) from error
        self.__dict__["value"] = value


class Context(Record):
    """A dated figure or statement that concerns the corridor as a whole, shown beside it."""

    id: Id
    topic: Text
    statement: Text
    value: float | None = None
    unit: str = ""
    as_of: PartialDate
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
