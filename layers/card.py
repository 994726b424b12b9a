"""The card: all that is known of a piece, a place or a border crossing, and a link to it."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Card"]


class Card(PageElement):
    """A card at the side of the map, for what the address names."""

    default_js = [  # noqa: RUF012 - folium's
        ("chainage", "chainage.js"),
        ("dock", "dock.js"),
        ("seen", "seen.js"),
        ("card", "card.js"),
        ("lengths", "lengths.js"),
        ("facts", "facts.js"),
        ("claims", "claims.js"),
        ("stops", "stops.js"),
    ]
    default_css = [("card_css", "card.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addDock({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
