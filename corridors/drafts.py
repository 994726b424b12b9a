"""A corridor to be: its routes and sections before they are written as seeds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np

from corridors.geodesy import edges_km
from corridors.vocabulary import Quality, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.foreign.features import Found
    from corridors.foreign.tracker import TrackerRow

    Coordinates = NDArray[np.float64]

__all__ = [
    "Draft",
    "DraftRoute",
    "DraftSection",
    "Gap",
    "Origin",
    "Wanted",
    "identifier",
    "status_word",
]

#: Lines whose edges are longer than this in the middle were drawn with a few points only.
_SCHEMATIC_EDGE_KM = 5.0

#: "Tabriz – Marand" names two places.
_BETWEEN = re.compile(r"\s+[-–—]\s+")


@dataclass(frozen=True)
class Wanted:
    """What the user says of the corridor.

    Attributes
    ----------
    name, kind
        Of the corridor.
    route_field, section_field, status_field
        Names of texts of the features: lines with the same value are one route, one section, or
        of one status; "" where all are one.
    read_on
        The day on which the file was read.
    by_feature
        Whether each feature is a section of its own, whatever its texts.
    """

    name: str
    kind: Literal["rail", "gas"]
    route_field: str
    section_field: str
    status_field: str
    read_on: date
    by_feature: bool = False


@dataclass(frozen=True)
class DraftSection:
    """A section to be.

    Attributes
    ----------
    name, status
        Texts of its features; a name "A – B" names its places.
    line
        None where there is none.
    note
        What ``sections.csv`` says of it.
    numbers
        Of the features that its line is of.
    is_turned
        Whether the first of them runs against the section.
    row
        What a tracker says of its feature; None of other files, and of gaps.
    """

    name: str
    status: str
    line: Coordinates | None = field(repr=False)
    note: str = ""
    numbers: tuple[int, ...] = ()
    is_turned: bool = False
    row: TrackerRow | None = field(default=None, repr=False)

    @property
    def ends(self) -> tuple[str, str]:
        """The places that it is named for, "" where it is not."""
        told = _BETWEEN.split(self.name)
        named = (told[0], told[1]) if len(told) == 2 else ("", "")  # noqa: PLR2004  from and to
        begin, end = self.row.ends if self.row else named
        return (end, begin) if self.is_turned else (begin, end)

    @property
    def quality(self) -> Quality:
        """How the line is drawn; where that is not told, whether with many points or a few."""
        if self.line is None:
            return Quality.UNKNOWN
        if self.row and self.row.quality:
            return self.row.quality
        few = float(np.median(edges_km(self.line))) > _SCHEMATIC_EDGE_KM
        return Quality.SCHEMATIC if few else Quality.TRACED


@dataclass(frozen=True)
class Gap:
    """Where two lines of a route do not meet: behind which section, and how far apart."""

    after: str
    km: float


@dataclass(frozen=True)
class DraftRoute:
    """A route to be.

    Attributes
    ----------
    name
        The value of the route field, or the corridor's name.
    sections
        In order along the route, gaps of more than 500 m among them.
    gaps
        All gaps, however small.
    beside
        Numbers of the features whose parts are not on the line, and the km of those parts.
    """

    name: str
    sections: tuple[DraftSection, ...]
    gaps: tuple[Gap, ...]
    beside: tuple[tuple[int, ...], float]

    @property
    def rows(self) -> dict[int, TrackerRow]:
        """What a tracker says of its features, by their numbers."""
        return {one.numbers[0]: one.row for one in self.sections if one.row is not None}

    def stretches(self, number: int) -> list[tuple[int, int]]:
        """Return the first and the last section of each stretch of a feature, with its gaps."""
        told = [(i, one.numbers) for i, one in enumerate(self.sections) if one.numbers]
        groups = groupby(told, key=lambda one: number in one[1])
        own = [[i for i, _ in group] for is_own, group in groups if is_own]
        return [(numbers[0], numbers[-1]) for numbers in own]

    @property
    def length_km(self) -> float:
        """Km of the lines of its sections."""
        drawn = [section.line for section in self.sections if section.line is not None]
        return sum(float(edges_km(line).sum()) for line in drawn)


@dataclass(frozen=True)
class Origin:
    """Cells of ``sources.csv`` for the file."""

    publisher: str
    title: str
    url: str = ""
    published: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Draft:
    """A corridor to be.

    Attributes
    ----------
    wanted, found, routes
        What was asked for, what was found, and what it comes to.
    origin
        Where the file is from.
    missing
        What is to be filled in, beside what no file of lines says.
    """

    wanted: Wanted
    found: Found
    routes: tuple[DraftRoute, ...]
    origin: Origin
    missing: tuple[str, ...] = ()

    @property
    def strange_statuses(self) -> tuple[str, ...]:
        """What the features say of their status in words that the seeds do not have."""
        said = {section.status for route in self.routes for section in route.sections}
        return tuple(sorted(word for word in said if word and status_word(word) is None))


def status_word(text: str) -> Status | None:
    """Return the status of a word of the data; None for what is no such word."""
    word = text.strip().lower()
    return Status(word) if word in list(Status) else None


def identifier(text: str, taken: set[str]) -> str:
    """Return an id for a name, unlike those taken, and take it.

    Examples
    --------
    >>> taken = set()
    >>> identifier("Tōkyō – Ōsaka (Shinkansen)", taken), identifier("東京", taken)
    ('tokyo-osaka-shinkansen', 'x')
    >>> identifier("東京", taken)
    'x-2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "x"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name
