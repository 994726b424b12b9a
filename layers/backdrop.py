"""The backdrop: land, borders and names drawn from data inside the page."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Backdrop"]


class Backdrop(PageElement):
    """Land, borders, names of countries and seas from Natural Earth; for orientation only."""

    default_js = [  # noqa: RUF012 - folium's
        ("boxes", "boxes.js"),
        ("labels", "labels.js"),
        ("backdrop", "backdrop.js"),
    ]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.drawBackdrop({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
