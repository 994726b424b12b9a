"""The command that writes the page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.errors import printable
from corridors.vocabulary import LANGUAGES

__all__ = ["map_"]

_DEFAULT_PAGE = Path("build") / "corridors.html"


@click.command(
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
