"""Arguments and options that several commands share."""

from __future__ import annotations

import click

__all__ = ["boundaries", "corridor", "corridors", "country_field", "on", "shape", "via"]

corridors = click.argument("corridors", nargs=-1, metavar="[CORRIDOR ...]")
corridor = click.argument("corridor")
on = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Tell what was known on this day; default: the day the sources were last read.",
)
boundaries = click.option(
    "--boundaries",
    metavar="fine|world|FILE",
    help="Country areas to cut by; default: fine where the lines stay inside it, else world.",
)
country_field = click.option(
    "--country-field", default="country", show_default=True, help="Country column of a FILE."
)
shape = click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table"
)
via = click.option(
    "--via",
    "--by-way-of",
    "via",
    metavar="PLACE",
    multiple=True,
    help="Only ways over this place; may be given again, in order.",
)
