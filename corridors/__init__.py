"""Long railways and pipelines as measured lines: km per country, status by km and by date."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from corridors.errors import (
    CorridorError,
    ExtraError,
    FileError,
    InputError,
    OptionError,
    UnknownCorridorError,
)

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries, load_boundaries
    from corridors.geodesy import length_km
    from corridors.model import Corridor
    from corridors.networks import lengths_by_country, split_by_country
    from corridors.reading import read_corridor
    from corridors.splitting import split_line
    from corridors.tables import segments

__all__ = [
    "Boundaries",
    "Corridor",
    "CorridorError",
    "ExtraError",
    "FileError",
    "InputError",
    "OptionError",
    "UnknownCorridorError",
    "length_km",
    "lengths_by_country",
    "load_boundaries",
    "read_corridor",
    "segments",
    "split_by_country",
    "split_line",
]


#: Imported when first asked for, and numpy with it: a command is soon there to hear signals.
_LAZY = {
    "Boundaries": "corridors.boundaries",
    "Corridor": "corridors.model",
    "length_km": "corridors.geodesy",
    "lengths_by_country": "corridors.networks",
    "load_boundaries": "corridors.boundaries",
    "read_corridor": "corridors.reading",
    "segments": "corridors.tables",
    "split_by_country": "corridors.networks",
    "split_line": "corridors.splitting",
}


def __dir__() -> list[str]:
    """Name what is imported when it is first asked for, too."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    """Import what is asked for for the first time, and what it needs."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
