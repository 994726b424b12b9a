"""The command line: a group of commands, each in a module of its own, and how they end."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from corridors.commands import options
from corridors.commands.signals import heard, said_of
from corridors.errors import CorridorError

__all__ = ["main"]

#: The commands, each imported from its own module when it is asked for.
_COMMANDS = (
    "check", "diff", "export", "history", "lengths", "list", "map", "new", "paths", "plot",
    "progress", "readiness", "sources", "split",
)  # fmt: skip

#: What functions are called that cannot have the name of their command.
_CALLED = {"list": "list_", "map": "map_"}

#: Objects made before cycles among them are sought: what is read stays, and seeking costs 4 %.
_SELDOM = 50_000


class _Commands(click.Group):
    """Commands whose errors and signals end as one line on stderr: exit codes 2, 128 and more."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"corridors.commands.{cmd_name}")
        found: click.Command = getattr(module, _CALLED.get(cmd_name, cmd_name))
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
