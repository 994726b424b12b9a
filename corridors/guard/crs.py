"""What the coordinates of a foreign file mean: a CRS from which a way leads to WGS 84."""

from __future__ import annotations

from pathlib import Path

from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from corridors.guard.opening import problem

__all__ = ["known_crs"]


def known_crs(path: Path, crs: object) -> CRS:
    """Return the CRS that a file names, in any way that PROJ knows.

    Raises
    ------
    InputError
        When PROJ does not know it, when its coordinates are neither degrees nor those of a map, as
        in a CRS of heights, of time or of a building site, or when no way leads to WGS 84, as from
        the Moon.
    """
    try:
        found = CRS.from_user_input(crs)
        Transformer.from_crs(found, "OGC:CRS84", always_xy=True)
    except (ProjError, LookupError, TypeError, ValueError) as error:
        raise problem(path, "crs", f"it names no CRS that leads to WGS 84: {crs}") from error
    if not (found.is_geographic or found.is_projected):
        raise problem(path, "crs", f"neither degrees nor a map: {found.name}")
    return found
