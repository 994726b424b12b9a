"""The closed words of the records: status, quality, kinds of event; and dates as printed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, get_args

__all__ = [
    "ELECTRIFICATION",
    "EVENT_KINDS",
    "LANGUAGES",
    "PROGRESS_KINDS",
    "Kind",
    "Language",
    "PartialDate",
    "Quality",
    "Status",
]

#: The languages in which things have names beside their English ones.
Language = Literal["ru", "az", "tr", "fa"]

#: The same by code (ISO 639-1), in the order in which they are offered.
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Status(StrEnum):
    """State of a stretch, in Global Energy Monitor's words and one of our own.

    The words and their meaning are those of the Global Gas Infrastructure Tracker's methodology
    (https://globalenergymonitor.org/projects/global-gas-infrastructure-tracker/methodology/,
    read 2026-11-23); ``modernisation``, a line under works while open to traffic, is ours.
    """

    OPERATING = "operating"
    MODERNISATION = "modernisation"
    CONSTRUCTION = "construction"
    PROPOSED = "proposed"
    SHELVED = "shelved"
    CANCELLED = "cancelled"
    IDLE = "idle"
    MOTHBALLED = "mothballed"
    RETIRED = "retired"


class Quality(StrEnum):
    """How a section's line was drawn, best first; ``unknown`` means that there is no line."""

    NETWORK = "network"
    TRACED = "traced"
    STATION_CHAIN = "station-chain"
    SCHEMATIC = "schematic"
    SKETCH = "sketch"
    UNKNOWN = "unknown"


#: The systems of electrification that an event may name.
ELECTRIFICATION = ("none", "3 kV DC", "25 kV AC", "mixed")


class Kind(NamedTuple):
    """What an event of a kind says: its words for people, its unit, and how its value is read."""

    label: str
    unit: str
    rule: Literal["status", "electrification", "percent", "number", "date", "text"]


#: The kinds of event; progress of different things never mixes.
EVENT_KINDS = {
    "status": Kind("Status", "", "status"),
    "works_pct": Kind("Works done", "%", "percent"),
    "design_pct": Kind("Design done", "%", "percent"),
    "land_pct": Kind("Land bought", "%", "percent"),
    "land_km": Kind("Land bought", "km", "number"),
    "laid_km": Kind("Track or pipe laid", "km", "number"),
    "money_pct": Kind("Money spent", "%", "percent"),
    "begins": Kind("Works to begin", "", "date"),
    "opens": Kind("To open", "", "date"),
    "gauge_mm": Kind("Gauge", "mm", "number"),
    "electrification": Kind("Electrification", "", "electrification"),
    "tracks": Kind("Tracks", "", "text"),
    "capacity_mt": Kind("Capacity", "million t a year", "number"),
    "diameter_in": Kind("Diameter", "inch", "number"),
    "capacity_bcm": Kind("Capacity", "billion m³ a year", "number"),
    "expansion_bcm": Kind("Capacity if expanded", "billion m³ a year", "number"),
    "contracted_bcm": Kind("Contracted", "billion m³ a year", "number"),
    "flow_bcm": Kind("Flow of a year", "billion m³", "number"),
    "pressure_bar": Kind("Pressure", "bar", "number"),
    "operator": Kind("Operator", "", "text"),
    "owner": Kind("Owner", "", "text"),
    "cost": Kind("Cost", "", "text"),
    "design": Kind("Design", "", "text"),
    "note": Kind("Note", "", "text"),
}

#: The kinds that tell how far something has come, each of something else.
PROGRESS_KINDS = ("works_pct", "design_pct", "land_pct", "land_km", "laid_km", "money_pct")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day as a source prints it.

    Attributes
    ----------
    text
        As printed: ``2006``, ``2004-12`` or ``2018-03-29``.
    day
        The last day it may mean: by then what it dates was certainly so.

    Examples
    --------
    >>> PartialDate.parse("2004-12").day
    datetime.date(2004, 12, 31)
    """

    text: str
    day: date

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else is a ValueError."""
        if isinstance(text, cls):
            return text
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", str(text))
        if match is None:
            message = f"a date is YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}"
            raise ValueError(message)
        year, month, day = int(match[1]), int(match[2] or 12), match[3]
        date(year, month, 1)
        last = int(day) if day else calendar.monthrange(year, month)[1]
        return cls(match[0], date(year, month, last))

    def __str__(self) -> str:
        """Return the date as its source prints it."""
        return self.text
