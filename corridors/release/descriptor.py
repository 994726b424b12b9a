"""A release described as a Data Package: its files, and the dictionary as Table Schemas.

https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corridors.release.dictionary import table_schema
from corridors.release.sources import open_licences, source_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corridors.release.files import Released
    from corridors.release.rows import Release

__all__ = ["datapackage"]

_TABULAR = {"profile": "tabular-data-resource", "encoding": "utf-8"}
#: Keeps readers of tables from what is none, or is more.
_FILE = {"type": "file"}


def datapackage(release: Release, files: Iterable[Released]) -> dict[str, Any]:
    """Return the descriptor of a release whose files are written; it knows no empty lists."""
    survey = release.survey
    about = {
        "profile": "data-package",
        "name": release.name,
        "title": release.title,
        "description": release.summary,
        "version": f"{survey.on.isoformat()}+{version('corridor-mapper')}",
        "licenses": open_licences(release),
        "sources": [_source(row) for row in source_rows(release)],
        "resources": [_resource(file) for file in files],
    }
    return {key: value for key, value in about.items() if value != []}


def _source(row: dict[str, str | None]) -> dict[str, str | None]:
    return {"title": row["title"]} | ({"path": row["url"]} if row["url"] else {})


def _resource(file: Released) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": file.resource,
        "title": file.title,
        "path": file.path,
        "format": file.path.rpartition(".")[2],
        "mediatype": file.mediatype,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.written.rows is None:
        return found | _FILE
    about = _TABULAR if file.mediatype == "text/csv" else _FILE
    schema = table_schema() if file.columns is None else _texts(file.columns)
    return found | about | {"schema": schema}


def _texts(columns: Iterable[str]) -> dict[str, Any]:
    return {"fields": [{"name": name, "type": "string"} for name in columns]}
