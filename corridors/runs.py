"""A way along a corridor as legs, and its runs: the parts on which something is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from corridors.records import Event
    from corridors.survey import Segment

__all__ = ["Km", "Leg", "Run", "runs", "sum_km"]

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Leg:
    """A part of one segment as a way passes it; every claim that holds on it does so throughout.

    Attributes
    ----------
    segment
        What it is part of: route, section, country, status, basis.
    from_km, to_km
        Along the route from its first place, from_km before to_km; None without a known line.
    length_km
        On the basis of the segment; None where it is not known.
    events
        All that is claimed of it on any day, in the order of the seed file.
    against
        Whether it is passed against the direction of its route.
    begin, end
        Ids of the places at which it begins and ends as it is passed; None between places.
    """

    segment: Segment
    from_km: float | None
    to_km: float | None
    length_km: float | None
    events: tuple[Event, ...] = field(repr=False)
    against: bool = False
    begin: str | None = None
    end: str | None = None

    @property
    def begin_km(self) -> float | None:
        """The km of its route at which it begins."""
        return self.to_km if self.against else self.from_km

    @property
    def begins_at(self) -> str:
        """The place at which it begins, else the route and its km."""
        return self.begin or self._km_post(self.begin_km)

    @property
    def ends_at(self) -> str:
        """The place at which it ends, else the route and its km."""
        return self.end or self._km_post(self.from_km if self.against else self.to_km)

    def _km_post(self, km: float | None) -> str:
        part = self.segment.section if km is None else f"km {km:.1f}"
        return f"{self.segment.route} {part}"


class Km(NamedTuple):
    """Kilometres, by what they rest on; ``unknown`` counts the legs of which none are known."""

    measured: float = 0.0
    published: float = 0.0
    unknown: int = 0

    @property
    def cells(self) -> dict[str, float | None]:
        """As cells of a table; None where nothing rests on that."""
        return {
            "measured_km": self.measured or None,
            "published_km": self.published or None,
            "of_unknown_length": self.unknown or None,
        }


def sum_km(legs: Iterable[Leg]) -> Km:
    """Return the kilometres of legs, measured and published apart."""
    legs = list(legs)
    known = [(leg.segment.basis, leg.length_km) for leg in legs if leg.length_km is not None]
    measured, published = (
        sum((km for found, km in known if found == basis), 0.0)
        for basis in ("measured", "published")
    )
    return Km(measured, published, len(legs) - len(known))


@dataclass(frozen=True)
class Run(Generic[_Value]):
    """Legs that follow each other and have a value in common."""

    value: _Value
    legs: tuple[Leg, ...] = field(repr=False)

    @property
    def km(self) -> Km:
        """Its kilometres, measured and published apart."""
        return sum_km(self.legs)

    @property
    def begins_at(self) -> str:
        """Where it begins."""
        return self.legs[0].begins_at

    @property
    def ends_at(self) -> str:
        """Where it ends."""
        return self.legs[-1].ends_at

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes of the countries that it passes, in order, each once."""
        codes = (leg.segment.country for leg in self.legs)
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    @property
    def span(self) -> dict[str, str]:
        """Where it begins and ends, its routes and countries, as the first cells of a table."""
        routes = dict.fromkeys(leg.segment.route for leg in self.legs)
        return {
            "from": self.begins_at,
            "to": self.ends_at,
            "routes": " ".join(routes),
            "countries": " ".join(self.countries),
        }


def runs(legs: Iterable[Leg], value: Callable[[Leg], _Value]) -> list[Run[_Value]]:
    """Return the fewest runs on which a value of the legs is the same, in order."""
    return [Run(key, tuple(same)) for key, same in groupby(legs, key=value)]
