"""The frame of the page: a folium map with Leaflet alone, in a figure whose files are inlined."""

from __future__ import annotations

from collections.abc import Iterable

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.template import Template

from corridors.errors import AssetError

__all__ = ["CorridorMap", "PageFigure"]


#: What every other script builds on, in order.
_SCRIPTS = (
    *("leaflet", "base", "lines", "words", "view"),
    *("pieces", "filters", "evidence", "hatch", "shapes", "map"),
)
#: The style sheets beside them, in order.
_SHEETS = ("leaflet", "page", "hatch")


class CorridorMap(folium.Map):
    """A folium map with Leaflet alone: no tiles, no jQuery, no Bootstrap, no fonts."""

    default_js = [(name, f"{name}.js") for name in _SCRIPTS]  # noqa: RUF012 - folium's
    default_css = [(f"{name}_css", f"{name}.css") for name in _SHEETS]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <main id="map-region">
        <div id="{{ this.get_name() }}" class="map"></div>
        <div id="time"></div>
        <div id="strip"></div>
        </main>
        {% endmacro %}

        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = corridorPage.createMap("{{ this.get_name() }}");
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(tiles=None)

    @classmethod
    def _generate_id(cls) -> str:
        """Return a fixed id in place of folium's random one."""
        return "page"


class PageFigure(Figure):
    """The frame of the page, rendered once.

    Its text carries marks such as `@@data@@` where libraries, style and data belong; they are
    put in afterwards as plain text, so nothing of them passes a template.
    """

    _template = Template(
        """<!DOCTYPE html>
<html lang="@@language@@" data-lang="@@language@@">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="@@policy@@">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>@@title@@</title>
<link rel="icon" href="data:,">
@@styles@@
</head>
<body>
<a class="skip" href="#panel">Skip to the tables</a>
<header class="masthead">
<h1>@@heading@@</h1>
<p id="as-of">@@as-of@@</p>
<div id="tools"></div>
</header>
{{ this.html.render() }}
<noscript>
<p lang="en" dir="ltr">This page draws its map and tables with JavaScript, which is off.</p>
</noscript>
<script type="application/json" id="corridor-data">@@data@@</script>
<script type="application/json" id="corridor-words">@@words@@</script>
<script type="application/json" id="corridor-style">@@catalogue@@</script>
<script type="application/json" id="corridor-backdrop">@@backdrop@@</script>
@@tiles@@
@@scripts@@
</body>
</html>
"""
    )

    def __init__(self) -> None:
        super().__init__()
        self.header = Element()
        self.header._parent = self  # noqa: SLF001 - branca sets the parent of its parts this way

    def render_once(self) -> tuple[str, list[str], list[str]]:
        """Render the frame and say what belongs into it.

        Returns
        -------
        frame
            The HTML with its marks.
        styles
            Names of the style sheets, in order.
        scripts
            Names of the scripts, in order.
        """
        for child in self._children.values():
            child.render()
        links = list(self.header._children.values())  # noqa: SLF001 - branca offers no way to list
        _refuse_others(links)
        styles = [link.url for link in links if isinstance(link, CssLink)]
        scripts = [link.url for link in links if isinstance(link, JavascriptLink)]
        return self._template.render(this=self), styles, scripts

    def calls(self) -> str:
        """Return the script of all elements."""
        lines = self.script.render().splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())


def _refuse_others(links: Iterable[Element]) -> None:
    for link in links:
        if not isinstance(link, (CssLink, JavascriptLink)):
            message = f"a {type(link).__name__} stands in the head of the page; only files may"
            raise AssetError(message)
