"""A folium map that needs no network: Leaflet, land and style stand in its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import folium
from branca.element import Element, Figure
from folium.elements import ElementAddToElement
from folium.map import FitBounds
from folium.template import Template

from corridors.boundaries import area_names
from layers.assets import leaflet_picture, read_asset, read_backdrop
from layers.exploring.layer import (
    Verbatim,
    children,
    corridor_scripts,
    page_of,
    script_block,
    style_block,
)
from layers.inert import markup_text, script_text, source_hash
from layers.style import LAND_COLOURS

__all__ = ["AloneMap"]

_ICONS = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}
_ADDRESS = re.compile(r"https?://[\w.:/@%+~-]+")


class AloneMap(folium.Map):
    """A folium map without tiles, over land and borders from Natural Earth.

    Its page loads nothing; other elements of folium may be added, and load what they ask for.

    Parameters
    ----------
    title, language
        Of the page.
    width, height
        Of the frame in a notebook, as style sheets have them; no height: 60 % of the width.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <style>
        html, body, #{{ this.get_name() }} { width: 100%; height: 100%; margin: 0; }
        .leaflet-control-attribution { max-width: calc(100vw - 130px); }
        </style>
        {% endmacro %}

        {% macro html(this, kwargs) %}
        <div id="{{ this.get_name() }}"></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
            center: {{ this.location|tojson }},
            ...{{ this.options|tojavascript }}
        });
        L.control.scale({ imperial: false }).addTo({{ this.get_name() }});
        {%- if this.objects_to_stay_in_front %}
        {{ this.get_name() }}.on("overlayadd", () => {
            {%- for one in this.objects_to_stay_in_front %}
            {{ one.get_name() }}.bringToFront();
            {%- endfor %}
        });
        {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, *, title: str, language: str, width: str, height: str | None) -> None:
        super().__init__(location=(43.0, 46.0), zoom_start=4, tiles=None, min_zoom=2)
        self.default_js, self.default_css = [], []
        _AlonePage(title, language, width, height).add_child(self)
        self.add_child(_Land(self.get_name(), language), name="land")

    def render(self, **_: object) -> str:
        """Put Leaflet into the head of the page, then render."""
        head = page_of(self).header
        head.add_child(style_block([_leaflet_sheet()]), name="leaflet_css")
        head.add_child(script_block([read_asset("leaflet.js")]), name="leaflet")
        head.add_child(corridor_scripts(), name="corridor_js")
        icons = json.dumps({key: leaflet_picture(name) for key, name in _ICONS.items()})
        alone = [read_asset("alone.js"), f"corridorPage.standAlone({icons});"]
        head.add_child(script_block(alone), name="corridor_alone_js")
        super().render()  # type: ignore[no-untyped-call]
        return ""


def _leaflet_sheet() -> str:
    """Return Leaflet's style sheet, the sign of its control of layers inside."""
    sign = leaflet_picture("layers-2x.png")
    return (
        f"{read_asset('leaflet.css')}\n.leaflet-control-layers-toggle {{ "
        f"background-image: url({sign}) !important; background-size: 26px 26px !important; }}"
    )


class _Land(Element):
    """Land, borders and names of countries under the lines."""

    def __init__(self, land_of: str, language: str) -> None:
        super().__init__()
        self.land_of = land_of
        self.language = language

    def render(self, **_: object) -> str:
        """Draw them before whatever is added to the map."""
        names = {} if self.language == "en" else area_names(self.language)
        backdrop: dict[str, Any] = json.loads(read_backdrop())
        labels = [[names.get(code, name), *rest] for code, name, *rest in backdrop["labels"]]
        data = backdrop | {"labels": labels, "colour": LAND_COLOURS[0]}
        call = f"corridorPage.exploredBackdrop({self.land_of}, {script_text(data)});"
        page_of(self).script.add_child(Verbatim(call), name=self.get_name())
        return ""


class _AlonePage(Figure):
    """A page with a policy that admits what stands in it, and what others added to it ask for."""

    def __init__(self, title: str, language: str, width: str, height: str | None) -> None:
        super().__init__(width=width, height=height, title=title)
        self.language = language

    def render(self, **_: object) -> str:
        """Return the page; each element's script is a block, so that one may fail alone."""
        for child in children(self):
            child.render()
        head = "\n".join(element.render() for element in children(self.header))
        body = self.html.render()
        scripts = "\n".join(
            f"<script>{element.render()}</script>" for element in children(self.script)
        )
        policy = _policy(f"{head}{body}{scripts}", is_open=any(map(_is_foreign, _all(self))))
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{markup_text(self.title)}</title>\n"
            f"{head}\n</head>\n<body>\n{body}\n{scripts}\n</body>\n</html>\n"
        )


def _all(element: Element) -> Iterator[Element]:
    for child in children(element):
        yield child
        yield from _all(child)


def _is_foreign(element: Element) -> bool:
    ours = type(element).__module__.startswith("layers.")
    return not ours and not isinstance(element, (FitBounds, ElementAddToElement))


def _policy(page: str, *, is_open: bool) -> str:
    """Return a policy for exactly the blocks of a page; open lets pictures and data in."""
    found = _Blocks()
    found.feed(page)
    scripts, styles = " ".join(found.of["script"]), " ".join(found.of["style"])
    open_part = (
        "img-src data: blob: https: http:; font-src data: https:; connect-src https: http:; "
        "style-src-attr 'unsafe-inline'; "
        if is_open
        else "img-src data:; "
    )
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; "
        f"{open_part}base-uri 'none'; form-action 'none'"
    )


class _Blocks(HTMLParser):
    """What a policy must name of a page: hashes of its blocks, addresses of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.of: dict[str, list[str]] = {"script": [], "style": []}
        self.block: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in self.of and "src" not in given:
            self.block = ""
        elif tag == "script":
            self._admit("script", given["src"])
        elif tag == "link" and given.get("rel") == "stylesheet":
            self._admit("style", given.get("href", ""))

    def _admit(self, what: str, address: str) -> None:
        if allowed := _ADDRESS.match(address):
            self.of[what].append(allowed[0])

    def handle_data(self, data: str) -> None:
        if self.block is not None:
            self.block += data

    def handle_endtag(self, tag: str) -> None:
        if self.block is not None and tag in self.of:
            self.of[tag].append(source_hash(self.block))
            self.block = None
