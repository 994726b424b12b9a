"""The manifest of a release, written last: what it holds, made of what, by what."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pyogrio
import pyproj
import shapely

from corridors.printing import areas_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corridors.release.files import Released
    from corridors.release.rows import Release

__all__ = ["manifest"]

_PACKAGES = ("corridor-mapper", "pyogrio", "shapely", "pyproj", "pyarrow", "xlsxwriter")


def manifest(release: Release, files: Iterable[Released]) -> dict[str, Any]:
    """Return the manifest: counts, km, areas, versions, and each file with its SHA-256."""
    survey = release.survey
    return {
        "corridor": survey.corridor.id,
        "name": release.title,
        "known_on": survey.on.isoformat(),
        "crs": "EPSG:4326",
        "rows": len(release.rows),
        "km": release.km(),
        "boundaries": areas_named(survey.boundaries),
        "versions": _versions(),
        "files": [_file(file) for file in files],
    }


def _versions() -> dict[str, str]:
    return {name: version(name) for name in _PACKAGES} | {
        "GDAL": pyogrio.__gdal_version_string__,
        "GEOS": shapely.geos_version_string,
        "PROJ": pyproj.proj_version_str,
    }


def _file(file: Released) -> dict[str, Any]:
    return {
        "path": file.path,
        "title": file.title,
        "bytes": file.size,
        "sha256": file.sha256,
        "rows": file.written.rows,
        "losses": [*file.written.losses],
        "renamed": dict(file.written.renamed),
    }
