"""The command that makes a folder of seeds from any file of lines."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from corridors.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corridors.founding import Draft

__all__ = ["new"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--from", "source", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="File of lines, in any common format.",
)  # fmt: skip
@click.option("--name", metavar="TEXT", help="Name of the corridor; default: the file's.")
@click.option("--kind", type=click.Choice(["rail", "gas"]), default="rail", show_default=True)
@click.option("--route-field", default="", metavar="NAME", help="Lines that share it: a route.")
@click.option("--section-field", default="", metavar="NAME", help="Lines that share it: a section.")
@click.option("--status-field", default="status", metavar="NAME", help="Status of the lines.")
@click.option(
    "--relation", type=int, metavar="ID", help="Of an OpenStreetMap extract: its members."
)
def new(
    folder: Path,
    source: Path,
    name: str | None,
    kind: Literal["rail", "gas"],
    route_field: str,
    section_field: str,
    status_field: str,
    relation: int | None,
) -> None:
    """Make a corridor of your own: FOLDER, which all commands take, from a file of lines.

    FILE is GeoJSON, GeoPackage, GeoParquet, FlatGeobuf, a Shapefile (zipped or not), KML, KMZ,
    GPX, CSV of lines in WKT or of vertices, or an OpenStreetMap extract. Parts are joined where
    they meet; what does not join is told, and stands as a section without a line.
    """
    from corridors.foreign.reading import read_features  # noqa: PLC0415
    from corridors.founding import Wanted, draft  # noqa: PLC0415  heavy
    from corridors.seeding import write_seeds  # noqa: PLC0415

    fields = [field for field in (route_field, section_field) if field]
    found = read_features(source, by=fields, relation=relation)
    unknown = [field for field in fields if field not in found.names]
    if unknown:
        known = ", ".join(map(printable, found.names)) or "none"
        message = f"the file has no text {printable(unknown[0])!r}; it has: {known}"
        raise click.UsageError(message)
    wanted = Wanted(
        name or source.stem, kind, route_field, section_field, status_field,
        datetime.now(tz=UTC).date(),
    )  # fmt: skip
    made = draft(found, wanted)
    write_seeds(folder, made)
    for line in _told(folder, made):
        click.echo(line)


def _told(folder: Path, draft: Draft) -> Iterator[str]:
    """Yield what was made, what did not join, what was left out and what is to be filled in."""
    source, count = printable(draft.found.path), len(draft.routes)
    yield f"wrote {printable(folder)}: {count} routes from {source}"
    for route in draft.routes:
        count = len(route.sections)
        yield f"  {printable(route.name)}: {count} sections, {route.length_km:,.1f} km"
        for gap in route.gaps:
            yield f"    gap of {gap.km:,.3f} km after {printable(gap.after) or 'the start'}"
        numbers, km = route.beside
        if numbers:
            some = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")  # noqa: PLR2004
            yield f"    {km:,.1f} km are beside the line and not in it: features {some}"
    for reason, left in draft.found.left_out.items():
        which = f"number {left[0]}{' …' if left[1:] else ''}"
        yield f"  {len(left)} features left out: {reason} ({which})"
    for status in draft.strange_statuses:
        yield f"  status {printable(status)!r} is no word of the seeds; no claim was made of it"
    yield "fill in: publisher, url and licence of 'file' in sources.csv; names of places.csv;"
    yield "the accuracy of lines (quality) in sections.csv. Then: corridors check " + printable(
        folder
    )
