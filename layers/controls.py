"""The controls on the map: which layers show, where to look, how long a kilometre is."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Controls"]


class Controls(PageElement):
    """Leaflet's layers control and scale, and a button that fits each corridor."""

    default_js = [("controls", "controls.js")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addControls({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
