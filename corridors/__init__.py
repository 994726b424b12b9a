"""Long railways and pipelines as measured lines: km per country, status by km and by date."""

from corridors.boundaries import Boundaries, load_boundaries
from corridors.errors import CorridorError, InputError, UnknownCorridorError
from corridors.geodesy import length_km
from corridors.model import Corridor
from corridors.reading import read_corridor
from corridors.splitting import split_line

__all__ = [
    "Boundaries",
    "Corridor",
    "CorridorError",
    "InputError",
    "UnknownCorridorError",
    "length_km",
    "load_boundaries",
    "read_corridor",
    "split_line",
]
