"""The panel beside the map: legend, tables, context, sources and how it was measured."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["Panel"]


class Panel(PageElement):
    """An `aside` with a legend and tabs, filled from the data in the browser."""

    default_js = [  # noqa: RUF012 - folium's
        ("filterbar", "filterbar.js"),
        ("records", "records.js"),
        ("downloads", "downloads.js"),
        ("sorting", "sorting.js"),
        ("linking", "linking.js"),
        ("tables", "tables.js"),
        ("countries", "countries.js"),
        ("progress", "progress.js"),
        ("notes", "notes.js"),
        ("legend", "legend.js"),
        ("panel", "panel.js"),
    ]
    default_css = [("tables_css", "tables.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <aside id="panel" class="panel" tabindex="-1"></aside>
        {% endmacro %}

        {% macro script(this, kwargs) %}
        corridorPage.fillPanel("panel");
        {% endmacro %}
        """
    )
