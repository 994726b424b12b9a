"""The strip diagram on paper: a route pulled straight, with its countries, status and places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from corridors.intervals import SAME_KM
from layers.picture.ink import GREY, letter, status_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from corridors.model import Route
    from corridors.survey import Segment, Survey

__all__ = ["draw_strip"]

_COUNTRY_SHADES = ("#e7e4dc", "#d3d9de")
_HATCHES = {"modernisation": "//", "construction": "xx", "proposed": "..", "unknown": ""}
_NARROW = 0.025
_MIDDLE = {"size": 5.5, "ha": "center", "va": "center"}
_SLANTED = {"size": 5, "rotation": 35, "ha": "left", "va": "bottom"}


def draw_strip(axes: Axes, survey: Survey, route: Route) -> None:
    """Draw one route's drawn part along its measured kilometres."""
    segments = [s for s in survey.segments if s.route == route.id and s.from_km is not None]
    length_km = segments[-1].to_km or 0.0
    axes.set(xlim=(0, length_km), ylim=(0, 1.7), yticks=[])
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.tick_params(labelsize=6, colors=GREY, length=2)
    axes.set_title(route.name, loc="left", size=7.5, weight="bold", pad=44, parse_math=False)
    runs = groupby(segments, key=lambda segment: segment.country_name)
    for number, (name, run) in enumerate(runs):
        _draw_country(axes, list(run), name, number, length_km)
    for status, run in groupby(segments, key=lambda segment: segment.status):
        _draw_status(axes, list(run), status)
    _draw_places(axes, survey, route, length_km)


def _ends(run: Sequence[Segment]) -> tuple[float, float]:
    return run[0].from_km or 0.0, run[-1].to_km or 0.0


def _draw_country(
    axes: Axes, run: Sequence[Segment], name: str, number: int, length_km: float
) -> None:
    from_km, to_km = _ends(run)
    axes.broken_barh([(from_km, to_km - from_km)], (0, 0.9), facecolor=_COUNTRY_SHADES[number % 2])
    room = (to_km - from_km) / length_km
    if room > _NARROW:
        text = f"{name} {to_km - from_km:,.0f} km" if room > 5 * _NARROW else run[0].country or name
        letter(axes, (from_km + to_km) / 2, 0.42, text, _MIDDLE)


def _draw_status(axes: Axes, run: Sequence[Segment], status: str | None) -> None:
    from_km, to_km = _ends(run)
    style = status_style(status)
    axes.broken_barh(
        [(from_km, to_km - from_km)],
        (0.95, 0.75),
        facecolor=style.colour,
        edgecolor="white",
        hatch=_HATCHES.get(style.word, ""),
        linewidth=0,
    )


def _draw_places(axes: Axes, survey: Survey, route: Route, length_km: float) -> None:
    """Write the places between sections over their kilometre, as far as there is room."""
    reference, last_km = survey.corridor.references[route.id], -length_km
    end_km = length_km * (1 - _NARROW)
    for place in (*(section.from_place for section in route.drawn), route.drawn[-1].to_place):
        km = reference.measure(place)
        axes.plot([km, km], [0.95, 1.7], color="white", linewidth=0.6)
        if last_km + length_km * _NARROW <= km and (km <= end_km or length_km - km < SAME_KM):
            name = _short(survey.corridor.places[place].name)
            letter(axes, km, 1.8, name, _SLANTED)
            last_km = km


def _short(name: str) -> str:
    """Return a name without what stands in brackets or after a comma."""
    return name.partition(" (")[0].partition(", ")[0]
