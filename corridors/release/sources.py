"""What a release rests on, and what it may be used for: its sources and their licences as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.release.characters import plain

if TYPE_CHECKING:
    from corridors.records import Source
    from corridors.release.rows import Release

__all__ = ["SOURCE_COLUMNS", "licence_rows", "open_licences", "source_rows"]

#: The columns of the sources, in order.
SOURCE_COLUMNS = (
    "id", "publisher", "title", "url", "published", "accessed", "quality", "licence",
    "attribution",
)  # fmt: skip

#: Licences by the words that the seeds have for them: id of opendefinition.org, and address.
_OPEN = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "ODbL 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODbL-1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}


def source_rows(release: Release) -> list[dict[str, str | None]]:
    """Return one row per source, in the order of the seeds."""
    return [_row(source) for source in release.survey.corridor.sources.values()]


def _row(source: Source) -> dict[str, str | None]:
    cells = {name: getattr(source, name) for name in SOURCE_COLUMNS}
    return {name: None if cell in {None, ""} else plain(str(cell)) for name, cell in cells.items()}


def licence_rows(release: Release) -> list[dict[str, str | None]]:
    """Return one row per licence and attribution, and the number of sources under it.

    Sources without a licence of their own give facts, which have none; they come last.
    """
    counts: dict[tuple[str, str], list[str]] = {}
    for source in release.survey.corridor.sources.values():
        counts.setdefault((source.licence, source.attribution), []).append(source.id)
    areas = release.survey.boundaries
    counts.setdefault((areas.licence, areas.attribution), []).append(f"areas {areas.name}")
    return [
        {
            "licence": plain(licence) or "none stated: facts, in our own words",
            "attribution": plain(attribution) or None,
            "sources": " ".join(named) if licence else f"{len(named)} others",
        }
        for (licence, attribution), named in sorted(counts.items(), key=lambda item: not item[0][0])
    ]


def open_licences(release: Release) -> list[dict[str, Any]]:
    """Return the open licences among them, each once, as a Data Package names them."""
    told = " ".join(str(row["licence"]) for row in licence_rows(release))
    found = {name: path for words, (name, path) in _OPEN.items() if words in told}
    return [{"name": name, "path": path} for name, path in sorted(found.items())]
