"""Compose map, strip diagrams and progress bars on one sheet, and write it as one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from corridors.errors import InputError, Problem
from corridors.exchange import write_whole
from layers.picture.bars import draw_bars, under_works
from layers.picture.ink import GREY, band_look, line_look, status_style
from layers.picture.maparea import draw_map
from layers.picture.strip import draw_strip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from corridors.model import Route
    from corridors.survey import Survey

__all__ = ["Sheet", "draw", "plot"]

# Inches of paper: the sheet is as wide as A4 held sideways.
_WIDTH_IN = 11.7
_SIDE_IN = 0.4
_HEAD_IN = 0.55
_FOOT_IN = 0.55
_MAP_IN = 6.2
_STRIP_IN = 0.45
_STRIP_ROOM_IN = 1.45
_STRIP_WIDE_IN = 10.2
_BAR_IN = 0.2
_BAR_ROOM_IN = 0.6
_BAR_WIDE_IN = 3.4
_DPI = 200
_SCREEN_DPI = 150
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "corridors", "svg.fonttype": "none", "hatch.linewidth": 0.7,
}  # fmt: skip

#: What a file may be, and the words in it that would tell when it was made.
_DATES = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


def plot(surveys: Sequence[Survey], output: Path) -> None:
    """Draw corridors as a picture: map, strip diagrams of the main routes, progress of works.

    The same corridors give the same bytes with the same release of matplotlib.

    Parameters
    ----------
    surveys
        The corridors, cut by the same areas, for the same day.
    output
        A ``.png`` (200 dots an inch), ``.svg`` or ``.pdf`` file, written whole or not at all.

    Raises
    ------
    InputError
        When the file is none of these, or cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> with TemporaryDirectory() as folder:
    ...     plot([survey(read_corridor("southern-gas"))], Path(folder) / "gas.svg")
    ...     [file.name for file in Path(folder).iterdir()]
    ['gas.svg']
    """
    kind = output.suffix.lower()
    if kind not in _DATES:
        message = f"a picture is {', '.join(_DATES)}, not {kind or 'without a suffix'}"
        raise InputError(Problem(str(output), 0, "", "picture-kind", message))
    picture = BytesIO()
    with mpl.rc_context(_SETTINGS):
        draw(surveys).savefig(picture, format=kind[1:], dpi=_DPI, metadata=_DATES[kind])
    write_whole(output, picture.getvalue())


class Sheet(Figure):
    """A figure that shows itself in a notebook, also where pyplot does not know of it."""

    def _repr_png_(self) -> bytes:
        with mpl.rc_context(_SETTINGS):
            picture = BytesIO()
            self.savefig(picture, format="png", dpi=_SCREEN_DPI)
        return picture.getvalue()


def draw(surveys: Sequence[Survey]) -> Sheet:
    """Draw corridors as a picture in memory, as a matplotlib figure.

    Parameters
    ----------
    surveys
        As of :func:`plot`.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> sheet = draw([survey(read_corridor("southern-gas"))])
    >>> [axes.get_title(loc="left") for axes in sheet.axes][1][:23]
    'South Caucasus Pipeline'
    """
    # Areas are stacked from the top, each of its own height in inches.
    strips = [(survey, route) for survey in surveys for route in _main_routes(survey)]
    rows = under_works(surveys)
    bars_in = _BAR_IN * len(rows)
    bars_room_in = bars_in + _BAR_ROOM_IN if rows else 0.0
    height_in = _HEAD_IN + _MAP_IN + _STRIP_ROOM_IN * len(strips) + bars_room_in + _FOOT_IN
    figure = Sheet(figsize=(_WIDTH_IN, height_in))
    FigureCanvasAgg(figure)
    stack = _Stack(figure, height_in - _HEAD_IN)
    draw_map(stack.area(_MAP_IN, 0.0, _WIDTH_IN - 2 * _SIDE_IN), surveys)
    for survey, route in strips:
        draw_strip(stack.area(_STRIP_IN, _STRIP_ROOM_IN - _STRIP_IN, _STRIP_WIDE_IN), survey, route)
    if rows:
        named = {s.id: s.publisher for survey in surveys for s in survey.corridor.sources.values()}
        draw_bars(stack.area(bars_in, _BAR_ROOM_IN, _BAR_WIDE_IN), rows, named)
    _write_around(figure, surveys)
    return figure


@dataclass
class _Stack:
    """Axes one below the other on a figure, from a height in inches downwards."""

    figure: Figure
    top_in: float

    def area(self, height_in: float, above_in: float, width_in: float) -> Axes:
        self.top_in -= height_in + above_in
        paper = self.figure.get_size_inches()
        inches = (_SIDE_IN, self.top_in, width_in, height_in)
        return self.figure.add_axes(tuple(inches[i] / paper[i % 2] for i in range(4)))


def _main_routes(survey: Survey) -> list[Route]:
    return [route for route in survey.corridor.routes if route.role == "main" and route.drawn]


def _write_around(figure: Figure, surveys: Sequence[Survey]) -> None:
    """Write title, legend and what the sheet rests on."""
    title = " · ".join(survey.corridor.name for survey in surveys)
    width_in, height_in = figure.get_size_inches()
    left, top = _SIDE_IN / width_in, 1 - 0.35 / height_in
    figure.text(left, top, title, size=12, weight="bold", parse_math=False)
    used = surveys[0].boundaries
    day = max(survey.on for survey in surveys)
    words = (
        f"As known on {day.isoformat()}. Geodesic kilometres on WGS 84, measured on the drawn "
        f"lines; borders: {used.name} {used.version}, {used.attribution}."
    )
    figure.text(left, 0.15 / height_in, words, size=5.5, color=GREY, parse_math=False)
    shown = dict.fromkeys(s.status for survey in surveys for s in survey.segments)
    handles = [Line2D([], [], label=status_style(s).label, **line_look(s)) for s in shown]
    if any(band_look(s.quality) for survey in surveys for s in survey.segments):
        handles.append(Line2D([], [], label="Course approximate", **band_look("schematic")))
    figure.axes[0].legend(handles=handles, loc="lower left", fontsize=6, framealpha=0.9)
