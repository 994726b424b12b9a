"""The controls on the map: which layers show, where to look, how long a kilometre is."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Controls"]


class Controls(PageElement):
    """Layers, zoom, full screen, the scale, and a button that fits each corridor."""

    default_js = [  # noqa: RUF012 - folium's
        ("layers", "layers.js"),
        ("tools", "tools.js"),
        ("controls", "controls.js"),
    ]
    default_css = [("map_css", "map.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addControls({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
