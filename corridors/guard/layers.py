"""Files that hold several layers are not guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio

from corridors.guard.opening import problem

if TYPE_CHECKING:
    from corridors.guard.opening import Source

__all__ = ["only_layer"]


def only_layer(source: Source) -> str:
    """Return the name of the one layer of features of a file that GDAL reads.

    Raises
    ------
    InputError
        When there is none, or another.
    """
    layers = [name for name, kind in pyogrio.list_layers(source.dataset) if kind is not None]
    if len(layers) != 1:
        message = f"one layer of features is wanted, not {len(layers)}: {', '.join(layers)}"
        raise problem(source.path, "layers", f"{message}; take one: `ogr2ogr OUTPUT INPUT LAYER`")
    return str(layers[0])
