"""One record per status, quality and kind of place; legend, lines and tables all read it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

__all__ = [
    "CAPACITY",
    "LAND_COLOURS",
    "PLACE_KINDS",
    "QUALITIES",
    "STATUSES",
    "CapacityStyle",
    "PlaceKindStyle",
    "QualityStyle",
    "StatusStyle",
    "catalogue",
]

#: Colour of the land under the lines, in the light and in the dark page.
LAND_COLOURS = ("#f5f2eb", "#232a31")


@dataclass(frozen=True)
class StatusStyle:
    """How one status is written and drawn.

    Attributes
    ----------
    word
        The status word of the data; also the end of its class name.
    label
        The word as shown.
    meaning
        What the word means, in one sentence.
    colour, dark_colour
        Line colour on the light and on the dark page.
    dash
        Dashes and gaps in pixels, as SVG has them; empty for a solid line.
    weight
        Width in pixels at the first zoom, before it grows with the zoom.
    cap
        Ends of the dashes.
    """

    word: str
    label: str
    meaning: str
    colour: str
    dark_colour: str
    dash: str
    weight: float
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True)
class QualityStyle:
    """How well the course of a line is known, and how that shows.

    Attributes
    ----------
    word
        The quality word of the data.
    label
        The word as shown.
    meaning
        What the word means, in one sentence.
    width
        Factor on the width of the line.
    band
        Width in pixels of the pale band under a line whose course is approximate; 0 for none.
    """

    word: str
    label: str
    meaning: str
    width: float
    band: float


@dataclass(frozen=True)
class PlaceKindStyle:
    """How one kind of place is named and drawn.

    Attributes
    ----------
    word
        The kind of the data.
    shape
        Shape of its mark.
    group
        The kinds that show and hide together; legend and layers name it by this word.
    min_zoom
        First zoom at which it may appear.
    """

    word: str
    shape: Literal["circle", "square", "triangle", "ring"]
    group: str
    min_zoom: int


@dataclass(frozen=True)
class CapacityStyle:
    """How wide a pipeline is drawn: in proportion to the root of what it can carry.

    Attributes
    ----------
    base_bcm
        Billion m³ a year of a line of plain width; so is one whose capacity is not known.
    least, most
        Smallest and largest factor on the width.
    samples_bcm
        What the legend shows.
    """

    base_bcm: float
    least: float
    most: float
    samples_bcm: tuple[float, ...]


CAPACITY = CapacityStyle(10.0, 0.75, 1.75, (5.0, 30.0))

#: In the order of the legend; `other` and `unknown` close it.
STATUSES: tuple[StatusStyle, ...] = (
    StatusStyle(
        "operating", "Operating", "Commissioned and in use.", "#063352", "#5b8bf0", "", 3.6
    ),
    StatusStyle(
        "modernisation",
        "Modernisation",
        "Works on a line that stays open to traffic.",
        "#379c65",
        "#8af1d6",
        "13 3",
        3.6,
    ),
    StatusStyle(
        "construction",
        "Construction",
        "Site preparation or building has begun.",
        "#ab2902",
        "#fdb878",
        "7 4",
        3.6,
    ),
    StatusStyle(
        "proposed",
        "Proposed",
        "Announced by a company or a government.",
        "#662192",
        "#f27ecf",
        "0.1 6.5",
        4.2,
        "round",
    ),
    StatusStyle(
        "shelved",
        "Shelved",
        "Two years without development, or shelved by announcement.",
        "#806218",
        "#d3b568",
        "10 4 2 4",
        3.0,
    ),
    StatusStyle(
        "cancelled",
        "Cancelled",
        "Four years without development, or cancelled by announcement.",
        "#7a5a5a",
        "#c9a5a5",
        "2 6",
        3.0,
    ),
    StatusStyle(
        "idle",
        "Idle",
        "Once in use; unused now, not formally closed.",
        "#5d6b2f",
        "#b4c77a",
        "14 4 3 4",
        3.0,
    ),
    StatusStyle(
        "mothballed",
        "Mothballed",
        "Formally taken out of use, not dismantled.",
        "#6a5a86",
        "#b9a8dc",
        "5 3 1 3",
        3.0,
    ),
    StatusStyle("retired", "Retired", "Decommissioned.", "#6b6b6b", "#a8a8a8", "3 9", 2.6),
    StatusStyle(
        "other",
        "Other",
        "Shelved, cancelled, idle, mothballed or retired.",
        "#806218",
        "#d3b568",
        "10 4 2 4",
        3.0,
    ),
    StatusStyle(
        "unknown",
        "Unknown",
        "No source states a status.",
        "#6b7074",
        "#6e777f",
        "1.5 3",
        2.4,
    ),
)

#: Best first.
QUALITIES: tuple[QualityStyle, ...] = (
    QualityStyle("network", "Network", "Follows the mapped line.", 1.0, 0.0),
    QualityStyle("traced", "Traced", "Digitised from maps, within 1–2 km.", 1.0, 0.0),
    QualityStyle("station-chain", "Station chain", "Straight between stations.", 0.8, 9.0),
    QualityStyle("schematic", "Schematic", "A few points only.", 0.75, 12.0),
    QualityStyle("sketch", "Sketch", "Drawn through towns; the course is not known.", 0.75, 15.0),
)

_SITES = "sites"
_STATIONS_OF_GAS = "gas-stations"
_OTHER_POINTS = "points"
PLACE_KINDS: tuple[PlaceKindStyle, ...] = (
    PlaceKindStyle("station", "circle", "stations", 4),
    PlaceKindStyle("terminal", "square", _SITES, 4),
    PlaceKindStyle("port", "square", _SITES, 4),
    PlaceKindStyle("field", "square", _SITES, 6),
    PlaceKindStyle("compressor-station", "triangle", _STATIONS_OF_GAS, 6),
    PlaceKindStyle("metering-station", "triangle", _STATIONS_OF_GAS, 7),
    PlaceKindStyle("border", "ring", _OTHER_POINTS, 6),
    PlaceKindStyle("landfall", "ring", _OTHER_POINTS, 6),
    PlaceKindStyle("junction", "ring", _OTHER_POINTS, 7),
    PlaceKindStyle("town", "ring", _OTHER_POINTS, 8),
    PlaceKindStyle("point", "ring", _OTHER_POINTS, 8),
)


def catalogue() -> dict[str, Any]:
    """Return all records as plain data, for the scripts of the page."""
    return {
        "capacity": {**asdict(CAPACITY), "samples_bcm": list(CAPACITY.samples_bcm)},
        "place_kinds": [asdict(kind) for kind in PLACE_KINDS],
        "qualities": [asdict(quality) for quality in QUALITIES],
        "statuses": [asdict(status) for status in STATUSES],
    }
