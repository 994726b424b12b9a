"""The points: border crossings with their kilometre, and stations by kind."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Places"]


class Places(PageElement):
    """Crossings and places, named as far as there is room at the zoom."""

    default_js = [("places", "places.js")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.drawPlaces({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
