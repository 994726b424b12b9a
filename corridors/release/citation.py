"""How a release is to be cited: a file in the Citation File Format 1.2 (https://citation-file-format.github.io)."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corridors.release.sources import open_licences, source_rows

if TYPE_CHECKING:
    from corridors.release.rows import Release

__all__ = ["citation"]


def citation(release: Release) -> str:
    """Return the file's text: YAML whose every value is written as JSON writes it."""
    survey = release.survey
    about: dict[str, Any] = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "Please cite this data, and the sources that it rests on.",
        "title": f"{release.title}: segments by country, status and progress",
        "abstract": release.summary,
        "authors": [{"name": "The corridor mapper's authors"}],
        "version": f"{survey.on.isoformat()} (corridor-mapper {version('corridor-mapper')})",
        "date-released": survey.on.isoformat(),
    }
    licences = [licence["name"] for licence in open_licences(release)]
    about |= {"license": licences} if licences else {}
    about["references"] = [_reference(row) for row in source_rows(release)]
    return "".join(_line(key, value) for key, value in about.items())


def _line(key: str, value: object) -> str:
    if not isinstance(value, list):
        return f"{key}: {_json(value)}\n"
    return f"{key}:\n" + "".join(f"  - {_json(item)}\n" for item in value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _reference(row: dict[str, str | None]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "data" if row["quality"] == "data" else "generic",
        "title": row["title"],
        "authors": [{"name": row["publisher"]}],
        "date-accessed": row["accessed"],
    }
    if row["url"]:
        found["url"] = row["url"]
    if row["published"]:
        found["year"] = int(row["published"][:4])
    if row["attribution"]:
        found["notes"] = row["attribution"]
    return found
