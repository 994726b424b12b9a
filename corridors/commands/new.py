"""The command that makes a folder of seeds from any file of lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from corridors.commands import options
from corridors.errors import printable

if TYPE_CHECKING:
    from corridors.drafts import Draft, Wanted
    from corridors.foreign.features import Found
    from corridors.wayfinding import Leg

__all__ = ["new"]

_SHOWN = 10
_FILE = click.Path(path_type=Path)


@click.command(
    epilog=options.examples(
        "corridors new my-corridor --from lines.geojson --section-field name",
        'corridors new my-corridor --network rails.gpkg --via "13.55 -12.35, 15.74 -12.78"',
    )
)
@click.argument("folder", type=_FILE)
@click.option("--from", "source", metavar="FILE", type=_FILE, help="File of the corridor's lines.")
@click.option("--network", metavar="FILE", type=_FILE, help="File of a network to find a way on.")
@click.option("--via", metavar="PLACE, PLACE …", help="Places that the way passes, in order.")
@click.option(
    "--within", default=10.0, show_default=True, metavar="KM", help="Places lie so near to it."
)
@click.option("--name", metavar="TEXT", help="Name of the corridor; default: the file's.")
@click.option(
    "--kind",
    type=click.Choice(["rail", "gas"]),
    help="Default: gas of a pipeline tracker, else rail.",
)
@click.option(
    "--where", multiple=True, metavar="NAME=TEXT", help="Only features with this text; repeatable."
)
@click.option("--route-field", default="", metavar="NAME", help="Lines that share it: a route.")
@click.option("--section-field", default="", metavar="NAME", help="Lines that share it: a section.")
@click.option("--status-field", default="status", metavar="NAME", help="Status of the lines.")
@click.option("--relation", type=int, metavar="ID", help="Of an OpenStreetMap extract: its ways.")
def new(  # noqa: PLR0913, PLR0917 - as many as the command has options
    folder: Path,
    source: Path | None,
    network: Path | None,
    via: str | None,
    within: float,
    name: str | None,
    kind: Literal["rail", "gas"] | None,
    route_field: str,
    section_field: str,
    status_field: str,
    relation: int | None,
    where: tuple[str, ...],
) -> None:
    """Make a corridor of your own: FOLDER, which all commands take, from a file of lines.

    FILE is GeoJSON, GeoPackage, GeoParquet, FlatGeobuf, a Shapefile (zipped or not), KML, KMZ,
    GPX, CSV or XLSX of lines in WKT or of vertices, an OpenStreetMap extract, or a release of
    Global Energy Monitor's pipeline trackers. Parts are joined where they meet; what does not
    join is told, and stands as a section without a line.

    With --network the shortest way over its lines from place to place: a place is "lon lat", the
    id or name of a line of the file, which means where that begins, or a town: "Astara (IR)".
    """
    from corridors.drafts import Wanted  # noqa: PLC0415  heavy
    from corridors.foreign.reading import read_features  # noqa: PLC0415

    file = _only(source, network, via)
    fields = (route_field, section_field)
    found = read_features(file, by=[field for field in fields if field], relation=relation)
    found = _selected(found, where)
    today = datetime.now(tz=UTC).date()
    kind = kind or ("gas" if found.is_tracked else "rail")
    wanted = Wanted(name or file.stem, kind, *fields, status_field, today)
    if via is None:
        _from_lines(folder, found, wanted)
    else:
        _over_network(folder, found, wanted, via.split(","), within)


def _only(source: Path | None, network: Path | None, via: str | None) -> Path:
    """Return the one file that is given, after checking that the options go together."""
    if source is not None and network is None and via is None:
        return source
    if network is not None and source is None and via is not None:
        return network
    message = "--from FILE is wanted, or --network FILE with --via"
    raise click.UsageError(message)


def _selected(found: Found, where: tuple[str, ...]) -> Found:
    from corridors.foreign.selecting import select  # noqa: PLC0415  heavy

    asked = [one.partition("=") for one in where]
    if any(not sign for _, sign, _ in asked):
        message = "--where wants NAME=TEXT"
        raise click.UsageError(message)
    return select(found, [(name.strip(), text) for name, _, text in asked]) if asked else found


def _from_lines(folder: Path, found: Found, wanted: Wanted) -> None:
    from corridors.founding import draft  # noqa: PLC0415  heavy
    from corridors.tracking import draft_tracked  # noqa: PLC0415

    for field in (wanted.route_field, wanted.section_field):
        if field and field not in found.names:
            known = ", ".join(map(printable, found.names)) or "none"
            message = f"the file has no text {printable(field)!r}; it has: {known}"
            raise click.UsageError(message)
    _write(folder, (draft_tracked if found.is_tracked else draft)(found, wanted))


def _over_network(
    folder: Path, found: Found, wanted: Wanted, words: list[str], within_km: float
) -> None:
    from corridors.founding import draft_way  # noqa: PLC0415  heavy
    from corridors.gazetteer import find_stops, points_of  # noqa: PLC0415
    from corridors.wayfinding import find_way  # noqa: PLC0415

    if len(words) < 2:  # noqa: PLR2004  from and to
        message = "--via wants two places or more, with commas between"
        raise click.UsageError(message)
    stops = find_stops(words, points_of(found.features))
    parts = [part for feature in found.features for part in feature.parts]
    legs = find_way(parts, stops, within_km=within_km)
    _write(folder, draft_way(found, wanted, legs))
    for leg in legs:
        click.echo(_told_leg(leg))


def _write(folder: Path, draft: Draft) -> None:
    from corridors.seeding import write_seeds  # noqa: PLC0415  heavy

    write_seeds(folder, draft)
    for line in (*_told(folder, draft), *_to_fill_in(folder, draft)):
        click.echo(line)


def _to_fill_in(folder: Path, draft: Draft) -> Iterator[str]:
    of_file = (
        "" if draft.origin.licence else "publisher, url and licence of 'file' in sources.csv; "
    )
    yield f"fill in: {of_file}names of places.csv; quality of the lines in sections.csv"
    for line in draft.missing:
        yield f"  {printable(line)}"
    yield f"Then: corridors check {printable(folder)}"


def _told_leg(leg: Leg) -> str:
    """Return how long a leg is, what it chose and where it breaks."""
    text = f"    {printable(leg.begin.name)} to {printable(leg.end.name)}: {leg.length_km:,.1f} km"
    if leg.choices:
        text += f"; at {leg.choices} places two lines led on, the shorter was taken"
    if leg.gap is not None:
        lon, lat = leg.gap.begin
        text += f"; breaks at {lon:.4f} {lat:.4f} for {leg.gap.km:,.1f} km"
    return text


def _told(folder: Path, draft: Draft) -> Iterator[str]:
    """Yield what was made, what did not join and what was left out."""
    source, count = printable(draft.found.path), len(draft.routes)
    yield f"wrote {printable(folder)}: {count} routes from {source}"
    for route in draft.routes:
        count = len(route.sections)
        yield f"  {printable(route.name)}: {count} sections, {route.length_km:,.1f} km"
        for gap in route.gaps:
            yield f"    gap of {gap.km:,.3f} km after {printable(gap.after) or 'the start'}"
        numbers, km = route.beside
        if numbers:
            some = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if numbers[_SHOWN:] else "")
            yield f"    {km:,.1f} km are beside the line and not in it: features {some}"
    for reason, left in draft.found.left_out.items():
        which = f"number {left[0]}{' …' if left[1:] else ''}"
        yield f"  {len(left)} features left out: {reason} ({which})"
    for note in draft.found.notes:
        yield f"  {printable(note)}"
    for status in draft.strange_statuses:
        yield f"  status {printable(status)!r} is no word of the seeds; no claim was made of it"
