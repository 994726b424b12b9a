"""A corridor of one's own: the lines of any file become a folder of seeds that can be read.

Nothing is guessed in silence: where lines do not meet, the stretch between stands as a section
without a line; what is not part of a route's line is told; what a file cannot say is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np

from corridors.consistency import MAX_JOIN_KM
from corridors.geodesy import edges_km
from corridors.joining import Chain, join
from corridors.vocabulary import Quality, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.foreign.features import Feature, Found
    from corridors.joining import Joined
    from corridors.wayfinding import Leg

    Coordinates = NDArray[np.float64]

__all__ = [
    "Draft",
    "DraftRoute",
    "DraftSection",
    "Gap",
    "Wanted",
    "draft",
    "draft_way",
    "identifier",
    "status_word",
]

#: Lines whose edges are longer than this in the middle were drawn with a few points only.
_SCHEMATIC_EDGE_KM = 5.0


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
    """

    name: str
    kind: Literal["rail", "gas"]
    route_field: str
    section_field: str
    status_field: str
    read_on: date


@dataclass(frozen=True)
class DraftSection:
    """A section to be: its line, or None where only a gap is known; texts of its features."""

    name: str
    status: str
    line: Coordinates | None = field(repr=False)
    note: str = ""

    @property
    def quality(self) -> Quality:
        """How the line seems to be drawn: with many points or with a few."""
        if self.line is None:
            return Quality.UNKNOWN
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
    def length_km(self) -> float:
        """Km of the lines of its sections."""
        drawn = [section.line for section in self.sections if section.line is not None]
        return sum(float(edges_km(line).sum()) for line in drawn)


@dataclass(frozen=True)
class Draft:
    """A corridor to be."""

    wanted: Wanted
    found: Found
    routes: tuple[DraftRoute, ...]

    @property
    def strange_statuses(self) -> tuple[str, ...]:
        """What the features say of their status in words that the seeds do not have."""
        said = {section.status for route in self.routes for section in route.sections}
        return tuple(sorted(word for word in said if word and status_word(word) is None))


def draft(found: Found, wanted: Wanted) -> Draft:
    """Join the lines of a file into routes and cut those into sections."""
    names = dict.fromkeys(_text(one, wanted.route_field) for one in found.features)
    routes = (_route(found, wanted, name) for name in names)
    return Draft(wanted, found, tuple(routes))


def draft_way(found: Found, wanted: Wanted, legs: Sequence[Leg]) -> Draft:
    """Make a draft of one route out of the legs of a way, a section each, two around a break."""
    sections = [section for leg in legs for section in _of_leg(leg)]
    gaps = [Gap(leg.begin.name, leg.gap.km) for leg in legs if leg.gap is not None]
    return Draft(wanted, found, (DraftRoute(wanted.name, tuple(sections), tuple(gaps), ((), 0.0)),))


def _of_leg(leg: Leg) -> Iterator[DraftSection]:
    if leg.gap is None:
        yield DraftSection(f"{leg.begin.name} – {leg.end.name}", "", leg.lines[0])
        return
    lon, lat = leg.gap.begin
    note = f"the network has no way on at {lon:.4f} {lat:.4f}, for {leg.gap.km:.1f} km"
    before, beyond = leg.lines
    if len(before):
        yield DraftSection(f"{leg.begin.name} – ", "", before)
    yield DraftSection("" if len(before) else f"{leg.begin.name} – ", "", None, note)
    if len(beyond):
        yield DraftSection(f" – {leg.end.name}", "", beyond)


def _text(feature: Feature, name: str) -> str:
    return feature.attributes.get(name, "").strip() if name else ""


def _route(found: Found, wanted: Wanted, value: str) -> DraftRoute:
    features = [one for one in found.features if _text(one, wanted.route_field) == value]
    owners = [feature for feature in features for _ in feature.parts]
    parts = [part for feature in features for part in feature.parts]
    joined = join(parts)
    sections, gaps = _sections(joined, parts, owners, wanted)
    return DraftRoute(value or wanted.name, tuple(sections), tuple(gaps), _beside(joined, owners))


def _beside(joined: Joined, owners: Sequence[Feature]) -> tuple[tuple[int, ...], float]:
    numbers = {owners[part].number for chain in joined.beside for part in chain.parts}
    return tuple(sorted(numbers)), sum(chain.length_km for chain in joined.beside)


def _sections(
    joined: Joined, parts: Sequence[Coordinates], owners: Sequence[Feature], wanted: Wanted
) -> tuple[list[DraftSection], list[Gap]]:
    sections: list[DraftSection] = []
    gaps: list[Gap] = []
    for number, chain in enumerate(joined.chains):
        if number:
            km = joined.gaps_km[number - 1]
            gaps.append(Gap(sections[-1].name, km))
            if km > MAX_JOIN_KM:
                note = f"no line in the file: its lines end {km:.1f} km apart"
                sections.append(DraftSection("", "", None, note))
        sections += _cut(chain, parts, owners, wanted)
    return sections, gaps


def _cut(
    chain: Chain, parts: Sequence[Coordinates], owners: Sequence[Feature], wanted: Wanted
) -> Iterator[DraftSection]:
    """Yield the sections of a chain: its neighbouring parts of one name and status."""
    said = [
        (_text(owners[part], wanted.section_field), _text(owners[part], wanted.status_field))
        for part in chain.parts
    ]
    told = list(zip(said, chain.parts, chain.reversed, strict=True))
    for (name, status), group in groupby(told, key=lambda one: one[0]):
        lines = [parts[part][::-1] if flag else parts[part] for _, part, flag in group]
        coords = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
        yield DraftSection(name, status, coords)


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
