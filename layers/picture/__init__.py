"""A corridor on paper, without a browser: map, strip diagrams and progress bars by matplotlib."""

from layers.picture.sheet import draw, plot

__all__ = ["draw", "plot"]
