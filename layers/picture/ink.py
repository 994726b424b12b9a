"""How words and lines look on paper: the styles of the page, said to matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layers.style import QUALITIES, STATUSES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from layers.style import StatusStyle

__all__ = ["GREY", "PALE", "SEA", "band_look", "letter", "line_look", "status_style"]

SEA = "#d6e3ec"
GREY = "#5b646c"
PALE = "#c3c9ce"

#: Points of paper per pixel of the page's widths and dashes.
_PT_PER_PX = 0.55

_BANDS = {style.word: style.band for style in QUALITIES}
_BY_WORD = {style.word: style for style in STATUSES}


def status_style(status: str | None) -> StatusStyle:
    """Return the style of a status; that of ``unknown`` where nothing is known."""
    return _BY_WORD.get(status or "unknown", _BY_WORD["unknown"])


def line_look(status: str | None) -> dict[str, Any]:
    """Return colour, width and dashes of a line, as matplotlib's lines take them."""
    style = status_style(status)
    look: dict[str, Any] = {"color": style.colour, "linewidth": style.weight * _PT_PER_PX}
    if not style.dash:
        return look | {"solid_capstyle": "round"}
    dashes = [float(part) / style.weight for part in style.dash.split()]
    return look | {"dashes": dashes, "dash_capstyle": style.cap}


def band_look(quality: str) -> dict[str, Any]:
    """Return colour and width of the band under a line of a quality; nothing where it has none."""
    band = _BANDS.get(quality, 0.0)
    if not band:
        return {}
    return {"color": PALE, "linewidth": band * _PT_PER_PX, "solid_capstyle": "round"}


def letter(axes: Axes, x: float, y: float, text: str, look: Mapping[str, Any]) -> Text:
    """Write text as it stands, dollar signs and all, at a point of the axes.

    Parameters
    ----------
    axes, x, y
        The point, in the axes' own units.
    text
        What is written.
    look
        Its size, colour and place beside the point, as matplotlib's texts take them.
    """
    return axes.text(x, y, text, parse_math=False, **look)
