"""The map on paper: land, borders and names from the page's backdrop, and the corridors' lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patheffects import withStroke

from layers.assets import read_backdrop
from layers.encoding import decode
from layers.picture.ink import GREY, SEA, band_look, letter, line_look
from layers.style import LAND_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

    from corridors.records import Place
    from corridors.survey import Segment, Survey

__all__ = ["draw_map"]

_MARGIN = 0.06
#: What is shown where no line is.
_INHABITED = shapely.box(-170, -55, 180, 75)
_MARKED = ("station", "port", "terminal")
_INK = "#1d2329"
_HALO = [withStroke(linewidth=1.6, foreground=LAND_COLOURS[0])]


def draw_map(axes: Axes, surveys: Sequence[Survey]) -> None:
    """Draw the corridors on land and sea; the axes become degrees of longitude and latitude."""
    drawn = [s for survey in surveys for s in survey.segments if s.line is not None]
    lines = [segment.line for segment in drawn]
    west, south, east, north = _window(lines, axes.bbox.width / axes.bbox.height)
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA)
    axes.set_aspect(_stretch(south, north))
    _draw_ground(axes)
    gas = {survey.corridor.id for survey in surveys if survey.corridor.kind == "gas"}
    for (_, _, quality), run in groupby(drawn, lambda s: (s.corridor, s.route, s.quality)):
        _draw_band(axes, list(run), quality)
    for (corridor, *_), run in groupby(drawn, lambda s: (s.corridor, s.route, s.status)):
        _draw_run(axes, list(run), hollow=corridor in gas)
    names = _Names(axes)
    for place in (place for survey in surveys for place in _ends(survey)):
        names.mark(place)
    names.name_countries()


def _stretch(south: float, north: float) -> float:
    """Return how much longer a degree of latitude is than one of longitude, in the middle."""
    return float(1 / np.cos(np.radians((south + north) / 2)))


def _window(lines: Iterable[Any], shape: float) -> tuple[float, float, float, float]:
    """Return the lines' bounds, widened by a margin and to the shape of the paper."""
    west, south, east, north = shapely.total_bounds(list(lines) or [_INHABITED])
    height = (north - south) * (1 + 2 * _MARGIN) * _stretch(south, north)
    width = max((east - west) * (1 + 2 * _MARGIN), height * shape)
    height = max(height, width / shape) / _stretch(south, north)
    middle, centre = (west + east) / 2, (south + north) / 2
    return middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2


def _draw_ground(axes: Axes) -> None:
    backdrop = _backdrop()
    land = [decode(line, backdrop["per_degree"]) for line in backdrop["land"]]
    borders = [decode(line, backdrop["per_degree"]) for line in backdrop["borders"]]
    axes.add_collection(
        PolyCollection(land, facecolor=LAND_COLOURS[0], edgecolor="#9db3c2", linewidth=0.3)
    )
    axes.add_collection(LineCollection(borders, colors="#c9bfae", linewidths=0.5))


def _draw_band(axes: Axes, run: Sequence[Segment], quality: str) -> None:
    """Draw the pale band under neighbouring segments whose course is approximate."""
    coords = np.concatenate([shapely.get_coordinates(segment.line) for segment in run])
    if look := band_look(quality):
        axes.plot(*coords.T, zorder=2, **look)


def _draw_run(axes: Axes, run: Sequence[Segment], *, hollow: bool) -> None:
    """Draw neighbouring segments of one status, joined so that dashes run on."""
    coords = np.concatenate([shapely.get_coordinates(segment.line) for segment in run])
    axes.plot(*coords.T, color="white", linewidth=3.2, solid_capstyle="round", zorder=3)
    axes.plot(*coords.T, zorder=4, **line_look(run[0].status))
    if hollow:
        axes.plot(*coords.T, color="white", linewidth=0.7, zorder=5)


def _ends(survey: Survey) -> list[Place]:
    """Return the marked places at which sections begin or end, those of main routes first."""
    routes = sorted(survey.corridor.routes, key=lambda route: route.role != "main")
    names = dict.fromkeys(name for route in routes for name in _by_weight(route.places))
    places = [survey.corridor.places[name] for name in names]
    return [place for place in places if place.kind in _MARKED and place.lon is not None]


def _by_weight(places: Sequence[str]) -> list[str]:
    """Return the first and the last place of a route before those between."""
    return [*places[:1], *places[-1:], *places[1:-1]]


class _Names:
    """The names on a map: each stays only where none stands yet."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.taken: list[Bbox] = []

    def mark(self, place: Place) -> None:
        """Mark a place, and name it on the side that has room."""
        lon, lat = place.lon or 0.0, place.lat or 0.0
        self.axes.plot(lon, lat, "o", ms=2.2, color=_INK, zorder=6)
        for side, shift in (("left", 4), ("right", -4)):
            if self._stays(self._beside(place, side, shift)):
                return

    def name_countries(self) -> None:
        """Name countries, the large ones first."""
        look = {"color": GREY, "size": 5.5, "ha": "center", "va": "center", "clip_on": True}
        look |= {"path_effects": _HALO}
        for _, name, lon, lat, _ in sorted(_backdrop()["labels"], key=lambda label: -label[4]):
            self._stays(letter(self.axes, lon, lat, name.upper(), look))

    def _stays(self, name: Text) -> bool:
        box, frame = name.get_window_extent(), self.axes.bbox
        inside = frame.x0 < box.x0 and box.x1 < frame.x1 and frame.y0 < box.y0 and box.y1 < frame.y1
        if inside and not any(box.overlaps(other) for other in self.taken):
            self.taken.append(box)
            return True
        name.remove()
        return False

    def _beside(self, place: Place, side: str, shift: float) -> Text:
        return self.axes.annotate(
            place.name,
            (place.lon or 0.0, place.lat or 0.0),
            (shift, 0),
            textcoords="offset points",
            ha=side,
            va="center",
            size=6,
            color=_INK,
            zorder=7,
            parse_math=False,
            path_effects=_HALO,
        )


def _backdrop() -> dict[str, Any]:
    backdrop: dict[str, Any] = json.loads(read_backdrop())
    return backdrop
