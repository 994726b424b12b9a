"""The command that releases a corridor: one folder with its segments in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.errors import printable
from corridors.printing import print_foot, print_table

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.release.bundle import Picture
    from corridors.release.rows import Release
    from corridors.survey import Survey

__all__ = ["export"]

#: As FORMATS of corridors.release.formats has them, and what is drawn; known before those load.
_DRAWN = ("html", "png")
_KNOWN = ("gpkg", "parquet", "geojson", "fgb", "kml", "shp", "csv", "xlsx", *_DRAWN)


def _formats(_context: click.Context, _option: click.Parameter, text: str) -> list[str]:
    found = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in found if word not in _KNOWN]
    if unknown or not found:
        which = printable(unknown[0] if unknown else text)
        message = f"{which!r} is none of {', '.join(_KNOWN)}"
        raise click.BadParameter(message)
    return found


@click.command(
    epilog=options.examples(
        "corridors export southern-gas -o release",
        "corridors export my-corridor -o release --formats gpkg,csv,html",
    )
)
@options.corridor
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="A folder that is not there yet; it appears whole or not at all.",
)  # fmt: skip
@click.option(
    "--formats", default=",".join(_KNOWN), callback=_formats, metavar="NAME,NAME,...",
    help=f"Of {', '.join(_KNOWN)}; default: all.",
)  # fmt: skip
@click.option(
    "--to-postgis", "database", metavar="URL",
    help="postgresql://user@host/database with PostGIS: a new table, whole or not at all.",
)  # fmt: skip
@options.on
@options.boundaries
@options.country_field
def export(
    corridor: str,
    output: Path | None,
    formats: list[str],
    database: str | None,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
) -> None:
    """Write a release of a corridor: its segments in every format, described and cited.

    A folder of the same rows as GeoPackage, GeoParquet, GeoJSON, FlatGeobuf, KML, Shapefile, CSV
    and workbook, with the page, the picture, dictionary, sources, CITATION.cff, a Data Package
    descriptor and, written last, a manifest with counts, km, SHA-256 and versions.
    """
    from corridors.release.rows import release  # noqa: PLC0415  heavy

    if output is None and database is None:
        message = "-o DIR or --to-postgis URL is wanted"
        raise click.UsageError(message)
    known = read([corridor])
    survey = surveys(known, on, boundaries, country_field)[0]
    found = release(survey)
    drawn = [name for name in _DRAWN if name in formats]
    pictures = _pictures(drawn, survey, known, (boundaries, country_field))
    told, table = _written(found, output, (formats, pictures), database)
    if told is not None and output is not None:
        _show(told, output)
    if table is not None:
        click.echo(f"wrote table {table}: {len(found.rows)} segments, lines measured in km")
    print_foot(survey.on, survey.boundaries)


def _written(
    found: Release,
    output: Path | None,
    holding: tuple[list[str], Iterator[Picture]],
    database: str | None,
) -> tuple[dict[str, Any] | None, str | None]:
    """Write folder and table, both or neither, and return the manifest and the table's name.

    The table is kept last: where the database then refuses, the folder is taken back.
    """
    from corridors.exchange import withdraw  # noqa: PLC0415
    from corridors.release.bundle import write_bundle  # noqa: PLC0415  heavy

    told = table = None
    with ExitStack() as undoing:
        with ExitStack() as database_last:
            if database is not None:
                table = database_last.enter_context(_loaded(found, database))
            if output is not None:
                formats, pictures = holding
                told = write_bundle(found, output, formats, [*pictures])
                undoing.callback(withdraw, output)
        undoing.pop_all()
    return told, table


def _loaded(found: Release, database: str) -> AbstractContextManager[str]:
    from corridors.release.postgis import loaded  # noqa: PLC0415  an extra

    return loaded(found, database)


def _pictures(
    drawn: list[str], survey: Survey, known: list[Corridor], areas: tuple[str | None, str]
) -> Iterator[Picture]:
    """Yield what draws the page and the picture; only then is what draws them imported."""
    from corridors.release.bundle import Picture  # noqa: PLC0415  heavy

    if "html" in drawn:
        from layers import page  # noqa: PLC0415  a command that draws
        from layers.payload import TIMED, payload  # noqa: PLC0415

        day = datetime.combine(survey.on, datetime.min.time())
        timed = surveys(known, day, *areas, kinds=TIMED)
        yield Picture(
            "The page", ".html", "text/html", lambda path: page.write(payload(timed), path)
        )
    if "png" in drawn:
        from layers import picture  # noqa: PLC0415

        yield Picture("The picture", ".png", "image/png", lambda path: picture.plot([survey], path))


def _show(told: Mapping[str, Any], output: Path) -> None:
    """Print each file with what it does not keep."""
    rows = [
        {
            "file": file["path"],
            "rows": file["rows"],
            "bytes": file["bytes"],
            "not kept": _lost(file),
        }
        for file in told["files"]
    ]
    print_table(rows, f"wrote {printable(output)}: {told['rows']} segments of {told['corridor']}")
    km = ", ".join(f"{km:,.1f} {basis}" for basis, km in told["km"].items())
    click.echo(f"Kilometres: {km}.")


def _lost(file: Mapping[str, Any]) -> str | None:
    names = [f"{name} is {short}" for name, short in file["renamed"].items()]
    return "; ".join([*file["losses"], *names]) or None
