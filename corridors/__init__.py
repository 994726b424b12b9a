"""Long railways and pipelines as measured lines: km per country, status by km and by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corridors.boundaries import Boundaries, load_boundaries
from corridors.errors import CorridorError, InputError, UnknownCorridorError
from corridors.geodesy import length_km
from corridors.model import Corridor
from corridors.reading import read_corridor
from corridors.splitting import split_line

if TYPE_CHECKING:
    from corridors.networks import lengths_by_country, split_by_country

__all__ = [
    "Boundaries",
    "Corridor",
    "CorridorError",
    "InputError",
    "UnknownCorridorError",
    "length_km",
    "lengths_by_country",
    "load_boundaries",
    "read_corridor",
    "split_by_country",
    "split_line",
]


def __getattr__(name: str) -> object:
    """Import what works on geopandas' frames, and so geopandas, when it is first asked for."""
    if name in {"lengths_by_country", "split_by_country"}:
        from corridors import networks  # noqa: PLC0415

        return getattr(networks, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
