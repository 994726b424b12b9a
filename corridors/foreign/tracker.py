"""Global Energy Monitor's pipeline trackers: what the cells of a row say, as dated claims.

Columns and words are those of the releases of its Global Gas and Global Oil Infrastructure
Trackers, as GeoJSON, GeoPackage, Shapefile or spreadsheet. Nothing is guessed: a cell that is not
what its column takes is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corridors.foreign.tracker_cells import NUMBER, Cells
from corridors.vocabulary import PartialDate, Quality, Status

__all__ = ["LICENCE", "PUBLISHER", "Claim", "TrackerRow", "is_tracker", "read_row"]

#: Who publishes the trackers, and under what.
PUBLISHER, LICENCE = "Global Energy Monitor", "CC BY 4.0"

_COLUMNS = frozenset({"ProjectID", "PipelineName", "Status"})
_OTHER_WORDS = {"canceled": "cancelled", "in construction": "construction"}
#: The column that tells since when a status is so.
_SINCE = {
    Status.PROPOSED: "ProposalYear",
    Status.CONSTRUCTION: "ConstructionYear",
    Status.OPERATING: "StartYear1",
    Status.SHELVED: "ShelvedYear",
    Status.CANCELLED: "CancelledYear",
    Status.IDLE: "StopYear",
    Status.MOTHBALLED: "StopYear",
    Status.RETIRED: "StopYear",
}
_COMING = (Status.PROPOSED, Status.CONSTRUCTION, Status.OPERATING)
_NEVER_BUILT = {Status.SHELVED, Status.CANCELLED}
_PLANNED = {Status.PROPOSED, Status.CONSTRUCTION}
#: How the lines are drawn, as the tracker grades them, and the nearest of our words.
_ACCURACY = {
    "very high": Quality.NETWORK,
    "high": Quality.TRACED,
    "medium": Quality.SCHEMATIC,
    "low": Quality.SKETCH,
    "very low": Quality.SKETCH,
}
_KM = {"km": 1.0, "mi": 1.609344, "miles": 1.609344}
_INCHES = {"in": 1.0, "inch": 1.0, "inches": 1.0, "mm": 1 / 25.4}


@dataclass(frozen=True)
class Claim:
    """A fact of the kinds of ``events.csv``: its value as written there, since when, a note."""

    kind: str
    value: str
    since: str = ""
    note: str = ""


@dataclass(frozen=True)
class TrackerRow:
    """What a row says.

    Attributes
    ----------
    id, pipeline, segment, url
        Of the project; its page.
    ends
        Where it begins and ends, "" where that is not told.
    status
        In our word where there is one.
    day
        When the row was last changed, else ``""``.
    quality
        How its line is drawn; None where the tracker does not grade it.
    lengths_km
        Published lengths, the one to compare with first, and what each is.
    claims
        Its facts.
    note
        Countries and accuracy, as told.
    doubts
        Cells that are not what their columns take.
    """

    id: str
    pipeline: str
    segment: str
    url: str
    ends: tuple[str, str]
    status: str
    day: str
    quality: Quality | None
    lengths_km: tuple[tuple[float, str], ...]
    claims: tuple[Claim, ...]
    note: str
    doubts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the pipeline and, where it has several, of the segment."""
        return ", ".join(filter(None, [self.pipeline, self.segment]))


def is_tracker(names: Iterable[str]) -> bool:
    """Return whether columns of these names are those of a tracker's rows.

    Examples
    --------
    >>> is_tracker(["PipelineName", "Status", "ProjectID", "Wiki"]), is_tracker(["name", "Status"])
    (True, False)
    """
    return _COLUMNS.issubset(names)


def read_row(texts: Mapping[str, str], stated: date) -> TrackerRow:
    """Return what a row says.

    Parameters
    ----------
    texts
        Its cells by column.
    stated
        When it was stated, where the row itself does not say.

    Examples
    --------
    >>> row = read_row({"ProjectID": "P1", "Status": "Canceled", "CancelledYear": "2019"},
    ...                date(2025, 11, 30))
    >>> row.status, row.claims
    ('cancelled', (Claim(kind='status', value='cancelled', since='2019', note=''),))
    """
    cells = Cells(texts)
    status = _status(cells.text("Status"))
    day = _day(cells.text("LastUpdated"), stated)
    known = Status(status) if status in _SINCE else None
    claims = [
        *(_statuses(cells, known, date.fromisoformat(day) if day else stated) if known else ()),
        *_figures(cells, known),
        *_words(cells),
    ]
    url = cells.text("Wiki")
    return TrackerRow(
        cells.text("ProjectID"),
        cells.text("PipelineName"),
        cells.text("SegmentName"),
        url if re.fullmatch(r"https?://\S+", url) else "",
        (cells.text("StartLocation"), cells.text("EndLocation")),
        status,
        day,
        _ACCURACY.get(cells.text("RouteAccuracy").lower().partition("(")[0].strip()),
        tuple(_lengths(cells)),
        tuple(claims),
        "; ".join(_about(cells)),
        tuple(dict.fromkeys(cells.doubts)),
    )


def _status(text: str) -> str:
    """Return the word without what other trackers add: ``shelved - inferred 2 y``."""
    word = text.lower().partition(" - ")[0].strip()
    return _OTHER_WORDS.get(word, word)


def _day(text: str, stated: date) -> str:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return ""
    return day.isoformat() if day <= stated else ""


def _statuses(cells: Cells, status: Status, stated: date) -> Iterator[Claim]:
    """Yield what is so since when, after what was so before, as far as the years agree."""
    since = cells.when(_SINCE[status])
    notes = []
    if since and PartialDate.parse(since).day > stated:
        notes, since = [f"{_SINCE[status]} {since}"], ""
    last = PartialDate.parse(since).day if since else stated
    for before in _before(status):
        when = cells.when(_SINCE[before])
        if when and PartialDate.parse(when).day < last:
            yield Claim("status", before.value, when)
        elif when:
            notes.append(f"{_SINCE[before]} {when}")
    start = cells.when("StartYear1")
    if start and status in _PLANNED:
        yield Claim("opens", start)
    if start and status in _NEVER_BUILT:
        notes.append(f"StartYear1 {start}")
    yield Claim("status", status.value, since, "; ".join(notes))


def _before(status: Status) -> tuple[Status, ...]:
    if status in _COMING:
        return _COMING[: _COMING.index(status)]
    return _COMING[:2] if status in _NEVER_BUILT else _COMING


def _figures(cells: Cells, status: Status | None) -> Iterator[Claim]:
    bcm, stated = cells.number("CapacityBcm/y"), cells.text("Capacity", "CapacityUnits")
    if bcm and status is Status.OPERATING:
        yield Claim("capacity_bcm", _plain(bcm), note=stated)
    elif bcm:
        yield Claim("design", f"{_plain(bcm)} billion m³ a year", note=stated)
    elif stated:
        yield Claim("note", f"Capacity {stated}")
    size, unit = cells.text("Diameter"), cells.text("DiameterUnits").lower()
    if NUMBER.fullmatch(size) and float(size.replace(",", "")) and unit in _INCHES:
        inches = float(size.replace(",", "")) * _INCHES[unit]
        yield Claim("diameter_in", _plain(inches), note="" if unit == "in" else f"{size} {unit}")
    elif size:
        yield Claim("note", f"Diameter {size} {unit}".strip())


def _words(cells: Cells) -> Iterator[Claim]:
    for name, kind, before in (
        ("Owner", "owner", ""),
        ("Parent", "note", "Parent company: "),
        ("StartYear2", "note", "Second start: "),
        ("StartYear3", "note", "Third start: "),
    ):
        if cells.text(name):
            yield Claim(kind, before + cells.text(name))
    if cells.text("Cost"):
        yield Claim("cost", cells.text("Cost", "CostUnits"))
    if cells.text("Fuel").lower() not in {"", "gas"}:
        yield Claim("note", f"Carries {cells.text('Fuel')}")


def _lengths(cells: Cells) -> Iterator[tuple[float, str]]:
    known, unit = cells.number("LengthKnownKm"), cells.text("LengthKnownUnits").lower()
    if known is None and unit in _KM and (given := cells.number("LengthKnown")) is not None:
        known = given * _KM[unit]
    if known:
        yield known, ""
    elif known is not None:
        cells.doubts.append("LengthKnown is 0: no new pipe, or not known")
    estimate = cells.number("LengthEstimateKm")
    if estimate and estimate != known:
        yield estimate, "Estimated by the tracker along the line that it draws"
    merged = cells.number("LengthMergedKm")
    if merged and not (known or estimate):
        yield merged, "Known or estimated; the tracker does not say which"


def _about(cells: Cells) -> Iterator[str]:
    countries = cells.text("CountriesOrAreas") or cells.text("Countries")
    if countries:
        yield f"countries as told: {countries}"
    for name, before in (("RouteAccuracy", "accuracy"), ("RouteType", "kind of route")):
        if cells.text(name):
            yield f"{before}: {cells.text(name)}"


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
