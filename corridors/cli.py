"""The commands: parse the words, read, compute, show. The only place that joins the rooms."""

from __future__ import annotations

import gc
from datetime import datetime
from importlib import import_module
from pathlib import Path

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.commands.signals import heard, said_of
from corridors.errors import CorridorError, printable
from corridors.vocabulary import LANGUAGES

__all__ = ["main"]

_DEFAULT_PAGE = Path("build") / "corridors.html"


#: Commands with a module of their own, imported when they are asked for.
_OWN_MODULE = (
    *(
        "check",
        "diff",
        "export",
        "history",
        "new",
        "paths",
        "plot",
        "readiness",
        "sources",
        "split",
    ),
)


#: Objects made before cycles among them are sought: what is read stays, and seeking costs 4 %.
_SELDOM = 50_000


class _Commands(click.Group):
    """Commands whose errors and signals end as one line on stderr: exit codes 2, 128 and more."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_OWN_MODULE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _OWN_MODULE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(f"corridors.commands.{cmd_name}"), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> object:
        gc.set_threshold(_SELDOM)
        with heard() as came:
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                said, code = said_of(came)
            except CorridorError as error:
                said, code = said_of(came) if came else (str(error), 2)
        click.echo(f"corridors: {said}", err=True)
        return ctx.exit(code)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=options.examples(
        "corridors map",
        "corridors lengths southern-gas",
        "corridors readiness st-petersburg-iran",
    ),
)
@click.version_option(package_name="corridor-mapper")
def main() -> None:
    """Measure long railways and pipelines: km per country, status by km and date, one map.

    CORRIDOR is st-petersburg-iran, southern-gas or a folder of seeds; none means both.
    """


@main.command(
    "list",
    epilog=options.examples(
        "corridors list",
    ),
)
def list_() -> None:
    """List the built-in corridors and their routes."""
    from corridors import report  # noqa: PLC0415  heavy

    report.show_routes(read(()))


@main.command(
    epilog=options.examples(
        "corridors lengths southern-gas",
        "corridors lengths --by status --on 2024-08-19 --format csv",
        "corridors lengths st-petersburg-iran --compare-boundaries world",
    )
)
@options.corridors
@click.option("--by", type=click.Choice(["country", "section", "status"]), default="country")
@options.on
@options.boundaries
@options.country_field
@click.option(
    "--compare-boundaries",
    "compared",
    metavar="fine|world|FILE",
    help="Cut by these areas, too, and print both km per country with the differences.",
)
@options.shape
def lengths(
    corridors: tuple[str, ...],
    by: str,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    compared: str | None,
    shape: str,
) -> None:
    """Print km per route and country, as measured on the geodesic."""
    from corridors import report  # noqa: PLC0415  heavy

    if compared is not None and by != "country":
        message = "--compare-boundaries compares km by country"
        raise click.UsageError(message)
    known = read(corridors)
    found = surveys(known, on, boundaries, country_field)
    if compared is None:
        report.lengths(found, by, shape)
    else:
        report.comparison(found, surveys(known, on, compared, country_field), shape)


@main.command(
    epilog=options.examples(
        "corridors progress st-petersburg-iran --on 2024-08-19",
        "corridors progress southern-gas --by country",
    )
)
@options.corridors
@click.option(
    "--by",
    type=click.Choice(["section", "route", "country", "corridor"]),
    help="Print only the km by status of each.",
)
@options.on
@options.boundaries
@options.country_field
@options.shape
def progress(
    corridors: tuple[str, ...],
    by: str | None,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    shape: str,
) -> None:
    """Print status and progress per section and country, and km by status."""
    from corridors import report  # noqa: PLC0415  heavy

    found = surveys(read(corridors), on, boundaries, country_field)
    if by is None:
        report.progress(found, shape)
    else:
        report.shares(found, by, shape)


@main.command(
    "map",
    epilog=options.examples(
        "corridors map",
        "corridors map southern-gas --lang az -o gas.html",
        "corridors map my-corridor --on 2024-08-19 -o then.html",
    ),
)
@options.corridors
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=_DEFAULT_PAGE, show_default=True
)
@options.on
@options.boundaries
@options.country_field
@click.option(
    "--lang",
    "language",
    type=click.Choice(("en", *LANGUAGES)),
    default="en",
    show_default=True,
    help="Language in which the page opens; it can be changed in the page.",
)
@click.option(
    "--tiles",
    metavar="URL",
    help="Offer tiles where the reader's network has them: an address with {z}, {x} and {y}.",
)
@click.option("--attribution", metavar="TEXT", help="Who made the tiles; goes with --tiles.")
def map_(
    corridors: tuple[str, ...],
    output: Path,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    language: str,
    tiles: str | None,
    attribution: str | None,
) -> None:
    """Write the interactive map: one HTML file that opens without a network."""
    from layers.page import write  # noqa: PLC0415  the one command that draws
    from layers.payload import TIMED, payload  # noqa: PLC0415
    from layers.tiles import Tiles  # noqa: PLC0415

    if (tiles is None) != (attribution is None):
        message = "--tiles and --attribution go together: who makes tiles is to be named"
        raise click.UsageError(message)
    offered = None if tiles is None or attribution is None else Tiles(tiles, attribution)
    found = surveys(read(corridors), on, boundaries, country_field, kinds=TIMED)
    write(payload(found), output, language=language, tiles=offered)
    click.echo(f"wrote {printable(output)}")
