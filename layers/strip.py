"""The strip diagram under the map: a route pulled straight, with what is told along it."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Strip"]

_SCRIPTS = ("strip", "stripbands", "stripaxis", "stripnames", "stripcursor", "stripkeys")


class Strip(PageElement):
    """Bands by kilometre for countries, status, works and the line itself, linked with the map."""

    default_js = [(name, f"{name}.js") for name in _SCRIPTS]  # noqa: RUF012 - folium's
    default_css = [("strip_css", "strip.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.fillStrip("strip");
        {% endmacro %}
        """
    )
