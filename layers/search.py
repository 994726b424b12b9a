"""The search field: places, sections, routes, countries, borders and kilometres, by keyboard."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Search"]


class Search(PageElement):
    """A field in the head of the page that goes to what is typed."""

    default_js = [  # noqa: RUF012 - folium's
        ("finding", "finding.js"),
        ("kmfinding", "kmfinding.js"),
        ("search", "search.js"),
    ]
    default_css = [("search_css", "search.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addSearch("tools");
        {% endmacro %}
        """
    )
