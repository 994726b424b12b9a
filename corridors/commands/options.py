"""Arguments and options that several commands share."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from corridors.reading import BUILT_IN

__all__ = [
    "boundaries",
    "corridor",
    "corridors",
    "country_field",
    "examples",
    "on",
    "shape",
    "via",
]


def _names(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return what a shell offers for a corridor: those built in, and folders."""
    known = [CompletionItem(name) for name in BUILT_IN if name.startswith(begun)]
    return [*known, CompletionItem(begun, type="dir")]


corridors = click.argument("corridors", nargs=-1, metavar="[CORRIDOR ...]", shell_complete=_names)
corridor = click.argument("corridor", shell_complete=_names)
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


def examples(*lines: str) -> str:
    """Return what stands under a command's help: lines as they are typed."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
