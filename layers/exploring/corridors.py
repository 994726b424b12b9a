"""Corridors on a map in a notebook, or on any folium map."""

from __future__ import annotations

import difflib
import inspect
import os
from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from corridors.boundaries import Boundaries, load_boundaries
from corridors.model import Corridor
from corridors.reading import read_corridor
from corridors.survey import Survey, survey
from corridors.survey import bounds_of as corridors_bounds
from corridors.vocabulary import Status
from layers.exploring.layer import CorridorLayer
from layers.exploring.record import bounds_of, corridor_name, record, shown
from layers.exploring.target import check_choice, fit, free_name, target_map
from layers.words import PAGE_LANGUAGES

if TYPE_CHECKING:
    import folium

__all__ = ["explore"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

#: What one corridor may be given as.
One = Corridor | Survey | str | os.PathLike[str]

_STATUSES = (*map(str, Status), "unknown")


def _telling(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let a function refuse an option that it does not have with the nearest that it has."""
    options = list(inspect.signature(function).parameters)

    @wraps(function)
    def checked(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        for name in named:
            if name not in options:
                near = difflib.get_close_matches(name, options, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(options)}"
                message = f"explore() has no option {name!r}; {hint}"
                raise TypeError(message)
        return function(*args, **named)

    return checked


@_telling
def explore(  # noqa: PLR0913  as geopandas has it: every option by its name
    corridor: One | list[One] | tuple[One, ...],
    m: folium.Map | None = None,
    on: date | str | None = None,
    *,
    boundaries: Boundaries | str | os.PathLike[str] | None = None,
    lang: str = "en",
    status: str | Collection[str] | None = None,
    routes: str | Collection[str] | None = None,
    places: bool = True,
    legend: bool = True,
    tooltip: bool = True,
    popup: bool = True,
    width: float | str = "100%",
    height: float | str | None = None,
) -> folium.Map:
    """Show corridors on an interactive map, as :meth:`geopandas.GeoDataFrame.explore` does lines.

    Parameters
    ----------
    corridor
        A corridor, a survey, the name of a built-in corridor or a folder of seeds; or several.
    m
        A map to add to, with a layer a corridor; it keeps its tiles and its view. Without one, a
        new map over land and borders, which shows in a notebook without a network, too.
    on
        The day of what is shown, as a date or YYYY-MM-DD; without one, that of the survey, or the
        day on which the sources were last read.
    boundaries
        Areas to cut at: loaded ones, ``fine``, ``world`` or a polygon file; without any, the best
        that hold the lines. A survey keeps its own.
    lang
        Language of names and words: ``en``, ``ru``, ``az``, ``tr`` or ``fa``.
    status, routes
        Only lines of this status or these, of this route or these, by their ids.
    places
        Mark the places at the ends of sections.
    legend
        Show a legend.
    tooltip, popup
        Tell of a line what the pointer is on, and all of it on a click.
    width, height
        Of the frame of a new map in a notebook: pixels, or such as ``80%``; without a height, 60 %
        of the width.

    Returns
    -------
    m
        The map: `save` writes it as a file that loads nothing, other elements may be added.

    Raises
    ------
    InputError, UnknownCorridorError
        When seeds cannot be read.
    OptionError
        When an option has no such value.
    TypeError
        When an option is unknown, or a value of another type.

    Examples
    --------
    >>> import folium
    >>> m = explore("southern-gas", on="2024-01-01", status="operating", lang="tr")
    >>> south, north = (corner[0] for corner in m.get_bounds())
    >>> round(south), round(north)
    (39, 44)
    >>> folium.Marker((40.4, 49.9)).add_to(m).get_name().startswith("marker")
    True

    Two on one map of one's own:

    >>> m = folium.Map(tiles=None)
    >>> m = explore(["southern-gas", "st-petersburg-iran"], m, legend=False)
    >>> folium.LayerControl().add_to(m).get_name().startswith("layer_control")
    True
    """
    check_choice("lang", [lang], PAGE_LANGUAGES)
    found = _surveys(corridor, on, boundaries)
    wanted = _chosen("status", status, _STATUSES)
    kept = _chosen("routes", routes, [r.id for one in found for r in one.corridor.routes])
    names = [corridor_name(one.corridor, lang) for one in found]
    target = target_map(m, names, lang, width, height)
    options = {"legend": legend, "tooltip": tooltip, "popup": popup}
    for one, name in zip(found, names, strict=True):
        segments = shown(one, wanted, kept)
        lines = [segment.line for segment in segments]
        data = record(one, segments, language=lang, places=places) | {"options": options}
        target.add_child(CorridorLayer(data, bounds_of(lines), free_name(target, name)))
    if m is None:
        fit(target)
    return target


def _surveys(
    given: One | list[One] | tuple[One, ...],
    on: date | str | None,
    boundaries: Boundaries | str | os.PathLike[str] | None,
) -> list[Survey]:
    """Return surveys of what is given; corridors are all cut by the same areas."""
    ones = [_read(one) for one in (given if isinstance(given, (list, tuple)) else [given])]
    day = date.fromisoformat(on) if isinstance(on, str) else on
    corridors = [one for one in ones if isinstance(one, Corridor)]
    if not corridors:
        return [_on(one, day) for one in ones if isinstance(one, Survey)]
    areas = _areas(boundaries, corridors)
    return [
        _on(one, day) if isinstance(one, Survey) else survey(one, areas, day or one.read_on)
        for one in ones
    ]


def _read(one: One) -> Corridor | Survey:
    if isinstance(one, (Corridor, Survey)):
        return one
    if isinstance(one, (str, os.PathLike)):
        return read_corridor(Path(one) if isinstance(one, os.PathLike) else one)
    message = f"a {type(one).__name__} is no corridor, survey, name or folder"
    raise TypeError(message)


def _areas(
    given: Boundaries | str | os.PathLike[str] | None, corridors: list[Corridor]
) -> Boundaries:
    if isinstance(given, Boundaries):
        return given
    choice = None if given is None else Path(given)
    return load_boundaries(choice, bounds=corridors_bounds(corridors))


def _on(one: Survey, day: date | None) -> Survey:
    """Return a survey for a day, cut as before."""
    return one if day in {None, one.on} else survey(one.corridor, one.boundaries, day or one.on)


def _chosen(
    name: str, given: str | Collection[str] | None, choices: Collection[str]
) -> frozenset[str] | None:
    """Return what is asked for as a set; None asks for all."""
    if given is None:
        return None
    asked = [given] if isinstance(given, str) else list(given)
    check_choice(name, asked, choices)
    return frozenset(asked)
