"""Maps for notebooks, with or without a network: of corridors, and of any lines cut at borders."""

from layers.exploring.corridors import explore
from layers.exploring.lines import explore_lines

__all__ = ["explore", "explore_lines"]
