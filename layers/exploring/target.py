"""The map that is drawn on: a new one, or the one given, checked; and its view and names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import folium
from folium.map import Layer

from corridors.errors import OptionError
from layers.exploring.alone import AloneMap
from layers.exploring.layer import children
from layers.inert import entities

__all__ = ["check_choice", "fit", "free_name", "target_map"]

_SIZE = re.compile(r"\d+(\.\d+)?(px|%|em|rem|vh|vw)?")


def target_map(
    m: folium.Map | None,
    names: Sequence[str],
    lang: str,
    width: float | str,
    height: float | str | None,
) -> folium.Map:
    """Return the map given, else a new one of this title, language and size."""
    return _new_map(names, lang, width, height) if m is None else _given_map(m, width, height)


def fit(target: folium.Map) -> None:
    """Show all that is on a map."""
    corners = [[part for part in corner if part is not None] for corner in target.get_bounds()]
    if all(corners):
        target.fit_bounds(corners, padding=(24, 24))


def check_choice(name: str, asked: Iterable[str], choices: Collection[str]) -> None:
    """Refuse values of an option that are none of its choices."""
    for one in asked:
        if one not in choices:
            message = f"{name}={one!r} is none of {', '.join(choices)}"
            raise OptionError(message)


def _new_map(
    names: Sequence[str], lang: str, width: float | str, height: float | str | None
) -> AloneMap:
    return AloneMap(
        title=" · ".join(names),
        language=lang,
        width=_size("width", width),
        height=None if height is None else _size("height", height),
    )


def _given_map(m: folium.Map, width: float | str, height: float | str | None) -> folium.Map:
    if not isinstance(m, folium.Map):
        message = f"m is a {type(m).__name__}, not a folium.Map"
        raise TypeError(message)
    if (width, height) != ("100%", None):
        message = "width and height are set with the map m"
        raise OptionError(message)
    return m


def _size(name: str, value: float | str) -> str:
    """Return a size as style sheets have it; it stands in markup, so nothing else passes."""
    text = f"{value:g}px" if isinstance(value, (int, float)) else value
    if not _SIZE.fullmatch(text):
        message = f"{name}={value!r} is no number of pixels and no size such as '80%'"
        raise OptionError(message)
    return text


def free_name(target: folium.Map, name: str) -> str:
    """Return a name that no layer of the map has, or a control of layers would show only one."""
    taken = {child.layer_name for child in children(target) if isinstance(child, Layer)}
    tried = (name, *(f"{name} ({count})" for count in range(2, len(taken) + 3)))
    return next(one for one in tried if entities(one) not in taken)
