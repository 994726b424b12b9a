"""The offline map page: one module a layer, `page` composes them and writes one HTML file."""

from layers.page import render, write

__all__ = ["render", "write"]
