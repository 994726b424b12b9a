"""Pipelines of a tracker become a corridor to be: a route each, a section for each of its rows.

No row is lost: one that branches off is a route of its own, one without a line a route whose one
section has none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from corridors.drafts import Draft, DraftRoute, DraftSection, Origin, Wanted
from corridors.foreign.tracker import LICENCE, PUBLISHER, read_row
from corridors.founding import draft_route
from corridors.geodesy import edges_km
from corridors.published import TOLERANCE_PCT
from corridors.vocabulary import PartialDate

if TYPE_CHECKING:
    from corridors.foreign.features import Feature, Found
    from corridors.foreign.tracker import TrackerRow

__all__ = ["draft_tracked"]

_PAGE = "https://globalenergymonitor.org/projects/global-{}-infrastructure-tracker/"
_ROUTE, _STATUS = "PipelineName", "Status"

#: The month of a release stands in the name of its file.
_RELEASE = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?!\d)")

Rows = Mapping[int, "TrackerRow"]


def draft_tracked(found: Found, wanted: Wanted) -> Draft:
    """Join the lines of each pipeline into a route, and attach to its sections what rows say.

    Parameters
    ----------
    found
        Rows with and without lines, told by the number of their feature.
    wanted
        What the user says; without a route field, a pipeline is a route.
    """
    origin = _origin(found, wanted.read_on)
    stated = PartialDate.parse(origin.published).day if origin.published else wanted.read_on
    every = sorted((*found.features, *found.without), key=lambda one: one.number)
    read = {one.number: read_row(one.attributes, stated) for one in every}
    rows = {n: replace(row, day=row.day or origin.published) for n, row in read.items()}
    wanted = replace(wanted, route_field=wanted.route_field or _ROUTE, by_feature=True)
    routes = [route for own in _routes(every, wanted) for route in _drawn(own, wanted, rows)]
    told = tuple(_told(found.without, rows))
    kept = replace(found, left_out=_left(found), notes=(*found.notes, *told))
    return Draft(wanted, kept, tuple(routes), origin, tuple(_missing(routes)))


def _origin(found: Found, read_on: date) -> Origin:
    kind = "gas" if "CapacityBcm/y" in found.names else "oil"
    title = f"Global {kind.title()} Infrastructure Tracker, {found.path.name}"
    release = _RELEASE.search(found.path.name)
    month = "-".join(release.groups()) if release else ""
    published = month if month and PartialDate.parse(month).day <= read_on else ""
    return Origin(PUBLISHER, title, _PAGE.format(kind), published, LICENCE, PUBLISHER)


def _routes(every: Sequence[Feature], wanted: Wanted) -> Iterator[tuple[str, list[Feature]]]:
    """Yield the name of each route and its features."""
    names = [one.attributes.get(wanted.route_field, "").strip() for one in every]
    for name in dict.fromkeys(names):
        yield name or wanted.name, [f for f, own in zip(every, names, strict=True) if own == name]


def _drawn(own: tuple[str, list[Feature]], wanted: Wanted, rows: Rows) -> Iterator[DraftRoute]:
    """Yield a route of the features that lie along it, and one of each other feature."""
    name, features = own
    with_lines = [one for one in features if one.parts]
    if with_lines:
        route = draft_route(with_lines, wanted, name)
        along = {number for section in route.sections for number in section.numbers}
        if len(along) < len(with_lines):
            route = draft_route([one for one in with_lines if one.number in along], wanted, name)
        yield _attached(route, rows)
        for one in (one for one in with_lines if one.number not in along):
            yield _attached(draft_route([one], wanted, rows[one.number].name), rows)
    for one in (one for one in features if not one.parts):
        row = rows[one.number]
        section = DraftSection("", row.status, None, row.note, (one.number,), row=row)
        yield DraftRoute(row.name, (section,), (), ((), 0.0))


def _attached(route: DraftRoute, rows: Rows) -> DraftRoute:
    sections = (_with_row(section, rows) for section in route.sections)
    return replace(route, sections=tuple(sections))


def _with_row(section: DraftSection, rows: Rows) -> DraftSection:
    if not section.numbers:
        return section  # a gap
    row = rows[section.numbers[0]]
    return replace(section, row=row, status=row.status, note=row.note)


def _told(without: Sequence[Feature], rows: Rows) -> Iterator[str]:
    """Yield what became of rows without a line, and the cells that could not be read."""
    if without:
        ids = ", ".join(rows[one.number].id for one in without)
        yield f"{len(without)} rows have no line; each is a section without one: {ids}"
    for row in rows.values():
        if row.doubts:
            yield f"{row.id}: {'; '.join(row.doubts)}"


def _left(found: Found) -> dict[str, tuple[int, ...]]:
    """Return what is left out but for the rows without a line, which are sections."""
    kept = {one.number for one in found.without}
    rest = {why: tuple(n for n in all_ if n not in kept) for why, all_ in found.left_out.items()}
    return {why: numbers for why, numbers in rest.items() if numbers}


def _missing(routes: Sequence[DraftRoute]) -> Iterator[str]:
    """Yield the rows whose line is longer or shorter than published, beyond the tolerance."""
    for route in routes:
        for number, row in route.rows.items():
            own = [one for one in route.sections if number in one.numbers]
            if len(route.stretches(number)) > 1:
                yield f"{row.id}: its sections lie apart; its published length is not written"
            elif row.lengths_km:
                yield from _beyond(row, own)


def _beyond(row: TrackerRow, own: Sequence[DraftSection]) -> Iterator[str]:
    tolerance = TOLERANCE_PCT.get(own[0].quality, math.inf)
    km = sum(float(edges_km(one.line).sum()) for one in own if one.line is not None)
    published = row.lengths_km[0][0]
    if abs(km / published - 1) > tolerance / 100:
        told = f"{row.id}: {km:,.1f} km are drawn, {published:,.1f} km published"
        yield f"{told}; say why in 'difference' of lengths.csv"
