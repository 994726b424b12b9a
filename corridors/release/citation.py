"""How a release is to be cited: a file in the Citation File Format 1.2 (https://citation-file-format.github.io)."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corridors.release.sources import open_licences

if TYPE_CHECKING:
    from corridors.records import Source
    from corridors.release.rows import Release

__all__ = ["citation"]


def citation(release: Release) -> str:
    """Return the file's text: YAML whose every value is written as JSON writes it."""
    survey = release.survey
    about: dict[str, Any] = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "Please cite this data, and the sources that it rests on.",
        "title": f"{survey.corridor.name}: segments by country, status and progress",
        "abstract": survey.corridor.summary,
        "authors": [{"name": "The corridor mapper's authors"}],
        "version": f"{survey.on.isoformat()} (corridor-mapper {version('corridor-mapper')})",
        "date-released": survey.on.isoformat(),
    }
    licences = [licence["name"] for licence in open_licences(release)]
    about |= {"license": licences} if licences else {}
    about["references"] = [_reference(source) for source in survey.corridor.sources.values()]
    return "".join(_line(key, value) for key, value in about.items())


def _line(key: str, value: object) -> str:
    if not isinstance(value, list):
        return f"{key}: {_json(value)}\n"
    return f"{key}:\n" + "".join(f"  - {_json(item)}\n" for item in value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _reference(source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "data" if source.quality == "data" else "generic",
        "title": source.title,
        "authors": [{"name": source.publisher}],
        "date-accessed": source.accessed.isoformat(),
    }
    if source.url:
        found["url"] = source.url
    if source.published:
        found["year"] = source.published.day.year
    if source.attribution:
        found["notes"] = source.attribution
    return found
