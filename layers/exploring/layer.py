"""A corridor as one layer of any folium map, and blocks of text that no template reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from branca.element import Element, Figure
from folium.map import Layer

from layers.assets import read_asset
from layers.inert import entities, script_text

__all__ = [
    "CorridorLayer",
    "Verbatim",
    "children",
    "corridor_scripts",
    "page_of",
    "script_block",
    "style_block",
]

_SCRIPTS = ("base.js", "lines.js", "words.js", "explored.js")


def children(element: Element) -> list[Element]:
    """Return the parts of an element, in order."""
    return list(element._children.values())  # noqa: SLF001 - branca offers no way to list


def page_of(element: Element) -> Figure:
    """Return the page in which an element stands."""
    page = element.get_root()
    if not isinstance(page, Figure):
        message = f"{element.get_name()} is drawn as a part of a map only"
        raise TypeError(message)
    return page


class Verbatim(Element):
    """Text that goes into the page as it stands; branca's own would run it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


def script_block(texts: Iterable[str]) -> Verbatim:
    """Return scripts as one element of the head."""
    return Verbatim("<script>" + "\n".join(texts) + "</script>")


def style_block(texts: Iterable[str]) -> Verbatim:
    """Return style sheets as one element of the head."""
    return Verbatim("<style>" + "\n".join(texts) + "</style>")


def corridor_scripts() -> Verbatim:
    """Return what draws corridors, for the head of any page."""
    return script_block(map(read_asset, _SCRIPTS))


class CorridorLayer(Layer):
    """Lines, places and legend of one corridor, for a `folium.Map`.

    Parameters
    ----------
    record
        What it draws, see `layers.exploring.record`.
    bounds
        [[south, west], [north, east]] in degrees.
    name
        As a control of layers shows it; it may hold anything.
    """

    def __init__(self, record: dict[str, Any], bounds: list[list[float | None]], name: str) -> None:
        super().__init__(name=entities(name), overlay=True)
        self._name = "CorridorLayer"
        self.record = record
        self.bounds = bounds

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self.bounds

    def render(self, **_: object) -> str:
        """Put scripts and style into the page, once however many layers it has, and the data."""
        figure = page_of(self)
        figure.header.add_child(style_block([read_asset("explored.css")]), name="corridor_css")
        figure.header.add_child(corridor_scripts(), name="corridor_js")
        name = self.get_name()
        call = f"var {name} = corridorPage.exploredLayer({script_text(self.record)});"
        if self.show and self._parent is not None:
            call += f"\n{name}.addTo({self._parent.get_name()});"
        figure.script.add_child(Verbatim(call), name=name)
        # Not that of folium's layers, which adds to the page once more each time.
        super(Layer, self).render()  # type: ignore[no-untyped-call]
        return ""
