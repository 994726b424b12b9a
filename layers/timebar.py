"""Time under the map: a slider over the days on which something changed, and what it was."""

from __future__ import annotations

from folium.template import Template

from layers.element import PageElement

__all__ = ["TimeBar"]


class TimeBar(PageElement):
    """Slider, buttons, an axis of years, and the changes at the day in words."""

    default_js = [  # noqa: RUF012 - folium's
        ("time", "time.js"),
        ("timeaxis", "timeaxis.js"),
        ("timenews", "timenews.js"),
        ("timebar", "timebar.js"),
    ]
    default_css = [("time_css", "time.css")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.fillTime("time");
        {% endmacro %}
        """
    )
