"""The head of the page: what it is about, as of which day."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Heading"]


class Heading(PageElement):
    """Title and day in the language of the view."""

    default_js = [("heading", "heading.js")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.fillHeading();
        {% endmacro %}
        """
    )


class Opening(PageElement):
    """The last call: show on the map what the address names."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.openMap({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
