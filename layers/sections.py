"""The lines: every drawn piece of every route, coloured and dashed by status."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Sections"]


class Sections(PageElement):
    """Lines by status, a pale band where the course is approximate."""

    default_js = [  # noqa: RUF012 - folium's
        ("along", "along.js"),
        ("said", "said.js"),
        ("runs", "runs.js"),
        ("chooser", "chooser.js"),
        ("sections", "sections.js"),
    ]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.drawSections({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
