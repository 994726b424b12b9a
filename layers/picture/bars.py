"""Progress bars on paper: how far works are, of what, as of when, says who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corridors import sums
from corridors.vocabulary import EVENT_KINDS
from layers.picture.ink import GREY, PALE, letter, status_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from corridors.survey import Survey

__all__ = ["draw_bars", "under_works"]


def under_works(surveys: Sequence[Survey]) -> list[dict[str, Any]]:
    """Return the rows of progress of what has a known progress of works."""
    rows = [row for survey in surveys for row in sums.progress(survey)]
    return [row for row in rows if row["progress_pct"] is not None]


def draw_bars(axes: Axes, rows: Sequence[dict[str, Any]], sources: dict[str, str]) -> None:
    """Draw a bar for each row; ``sources`` are the publishers by id."""
    axes.set(xlim=(0, 100), ylim=(len(rows) - 0.4, -0.6), yticks=[], xticks=[0, 25, 50, 75, 100])
    axes.tick_params(labelsize=6, colors=GREY, length=2)
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.set_title(
        f"{EVENT_KINDS['works_pct'].label}, per cent", loc="left", size=7.5, weight="bold"
    )
    for number, row in enumerate(rows):
        axes.barh(number, 100, 0.62, color=PALE, alpha=0.45)
        axes.barh(number, row["progress_pct"], 0.62, color=status_style(row["status"]).colour)
        said = f"{row['progress_as_of']}, {sources[row['progress_source']]}"
        words = f"{row['title']} ({row['length_km']:,.0f} km): {row['progress_pct']:g} %, {said}"
        letter(axes, 101, number, words, {"size": 5.5, "va": "center"})
