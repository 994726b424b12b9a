"""The command that draws corridors on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys
from corridors.errors import printable

__all__ = ["plot"]


@click.command(
    epilog=options.examples(
        "corridors plot -o corridors.png",
        "corridors plot southern-gas --on 2018-06-12 -o gas.svg",
    )
)
@options.corridors
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.png|.svg|.pdf"
)
@options.on
@options.boundaries
@options.country_field
def plot(
    corridors: tuple[str, ...],
    output: Path,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
) -> None:
    """Draw a picture: map, strip diagrams of the main routes, progress of works."""
    from layers import picture  # noqa: PLC0415  a command that draws

    picture.plot(surveys(read(corridors), on, boundaries, country_field), output)
    click.echo(f"wrote {printable(output)}")
