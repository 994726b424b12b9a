"""The command that lists the corridors that ship."""

from __future__ import annotations

import click

from corridors.commands import options
from corridors.commands.opening import read

__all__ = ["list_"]


@click.command("list", epilog=options.examples("corridors list"))
def list_() -> None:
    """List the built-in corridors and their routes."""
    from corridors import report  # noqa: PLC0415  heavy

    report.show_routes(read(()))
