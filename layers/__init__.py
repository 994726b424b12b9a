"""The offline map page, and maps for notebooks: one module a layer, `page` writes the page."""

from layers.exploring import explore, explore_lines
from layers.page import render, write

__all__ = ["explore", "explore_lines", "render", "write"]
