"""What leaves the page: on paper, and as a picture."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Output"]


class Output(PageElement):
    """A style for A4 held sideways, and buttons that print and that save what the map shows."""

    default_js = [  # noqa: RUF012 - folium's
        ("ink", "ink.js"),
        ("picture", "picture.js"),
        ("print", "print.js"),
    ]
    default_css = [  # noqa: RUF012 - folium's
        ("output_css", "output.css"),
        ("print_css", "print.css"),
    ]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addOutput({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
