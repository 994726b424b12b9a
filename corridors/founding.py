"""A corridor of one's own: the lines of any file become a folder of seeds that can be read.

Nothing is guessed in silence: where lines do not meet, the stretch between stands as a section
without a line; what is not part of a route's line is told; what a file cannot say is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from corridors.consistency import MAX_JOIN_KM
from corridors.drafts import Draft, DraftRoute, DraftSection, Gap, Origin, Wanted
from corridors.joining import Chain, join

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.foreign.features import Feature, Found
    from corridors.joining import Joined
    from corridors.wayfinding import Leg

    Coordinates = NDArray[np.float64]

__all__ = ["draft", "draft_route", "draft_way"]


def draft(found: Found, wanted: Wanted) -> Draft:
    """Join the lines of a file into routes and cut those into sections."""
    names = dict.fromkeys(_text(one, wanted.route_field) for one in found.features)
    routes = (_route(found, wanted, name) for name in names)
    return Draft(wanted, found, tuple(routes), _origin(found))


def draft_way(found: Found, wanted: Wanted, legs: Sequence[Leg]) -> Draft:
    """Make a draft of one route out of the legs of a way, a section each, two around a break."""
    sections = [section for leg in legs for section in _of_leg(leg)]
    gaps = [Gap(leg.begin.name, leg.gap.km) for leg in legs if leg.gap is not None]
    route = DraftRoute(wanted.name, tuple(sections), tuple(gaps), ((), 0.0))
    return Draft(wanted, found, (route,), _origin(found))


def _origin(found: Found) -> Origin:
    return Origin(found.path.name, found.path.name)


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
    return draft_route(features, wanted, value or wanted.name)


def draft_route(features: Sequence[Feature], wanted: Wanted, name: str) -> DraftRoute:
    """Join the lines of features into a route of a name, and cut it into sections."""
    owners = [feature for feature in features for _ in feature.parts]
    parts = [part for feature in features for part in feature.parts]
    joined = join(parts)
    sections, gaps = _sections(joined, parts, owners, wanted)
    return DraftRoute(name, tuple(sections), tuple(gaps), _beside(joined, owners))


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

    def said(told: tuple[int, bool]) -> tuple[str, str, int]:
        owner = owners[told[0]]
        texts = _text(owner, wanted.section_field), _text(owner, wanted.status_field)
        return *texts, owner.number if wanted.by_feature else 0

    told = zip(chain.parts, chain.reversed, strict=True)
    for (name, status, _), group in groupby(told, key=said):
        own = list(group)
        lines = [parts[part][::-1] if flag else parts[part] for part, flag in own]
        coords = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
        numbers = tuple(dict.fromkeys(owners[part].number for part, _ in own))
        yield DraftSection(name, status, coords, "", numbers, is_turned=own[0][1])
