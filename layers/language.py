"""The choice of the language in which the page is read."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["LanguageChoice"]


class LanguageChoice(PageElement):
    """A native list of the languages, each by its own name, among the tools of the page."""

    default_js = [("language", "language.js")]  # noqa: RUF012 - folium's
    default_css = [("language_css", "language.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.addLanguageChoice();
        {% endmacro %}
        """
    )
