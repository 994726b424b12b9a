"""The parts of the README that the program itself tells: ``python -m readme`` writes them anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
from click.testing import CliRunner
from rooms import picture, table

from corridors.cli import main

__all__ = ["BEGIN", "END", "README", "parts"]

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- From here on `make readme` writes what the program tells. -->\n"
END = "<!-- To here. -->\n"

_HEAD = "| command | what it does |\n|---|---|"
_SHOWN = (
    "progress st-petersburg-iran --by route",
    "diff st-petersburg-iran 2024-08-19 2026-11-23 --only totals",
)


def parts() -> list[str]:
    """Return what the program tells, in the order in which it stands in the README."""
    return [_commands(), f"{picture()}\n{table()}"]


def _commands() -> str:
    """Return the table of all commands, and what some of them print."""
    context = click.Context(main)
    found = ((name, main.get_command(context, name)) for name in main.list_commands(context))
    told = [(name, command.get_short_help_str(200)) for name, command in found if command]
    rows = [f"| `{name}` | {words} |" for name, words in told]
    outputs = "\n".join(f"$ corridors {words}\n{_printed(words)}" for words in _SHOWN)
    return "\n".join([_HEAD, *rows, "", f"```console\n{outputs}```", ""])


def _printed(words: str) -> str:
    result = CliRunner().invoke(main, shlex.split(words))
    return f"{result.stdout.strip()}\n"


def _write() -> None:
    text = README.read_text("utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    told = iter(parts())
    written = between.sub(lambda _: f"{BEGIN}{next(told)}{END}", text)
    README.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    _write()
