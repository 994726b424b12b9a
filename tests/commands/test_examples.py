"""The examples under each command's help: every command has some, and they run as they stand."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import geopandas as gpd
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from shapely import LineString

from corridors.cli import main


def examples_of(command: click.Command) -> list[str]:
    epilog = command.epilog or ""
    return [line.strip() for line in epilog.splitlines() if line.startswith("  corridors ")]


COMMANDS = {
    name: command
    for name in main.list_commands(click.Context(main))
    if (command := main.get_command(click.Context(main), name))
}
EXAMPLES = [line for command in (main, *COMMANDS.values()) for line in examples_of(command)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the files that the examples name."""
    made = tmp_path_factory.mktemp("examples")
    towns = [(13.55, -12.35), (15.74, -12.78), (22.22, -10.71)]
    lines = gpd.GeoDataFrame(
        {"name": ["coast", "inland"], "operator": ["CFB", "CFB"]},
        geometry=[LineString(towns[:2]), LineString(towns[1:])],
        crs=4326,
    )
    lines.to_file(made / "lines.geojson")
    lines.to_file(made / "rails.gpkg")
    done = CliRunner().invoke(
        main, ["new", str(made / "my-corridor"), "--from", str(made / "lines.geojson")]
    )
    assert done.exit_code == 0, done.output
    return made


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_examples_of_itself(name: str) -> None:
    examples = examples_of(COMMANDS[name])
    assert examples
    assert all(line.startswith(f"corridors {name}") for line in examples)
    assert "Examples:\n" in CliRunner().invoke(main, [name, "--help"]).output


def test_shells_complete_commands_corridors_and_words() -> None:
    shell = ShellComplete(main, {}, "corridors", "_CORRIDORS_COMPLETE")

    def offered(words: list[str], begun: str) -> list[str]:
        return [item.value for item in shell.get_completions(words, begun)]

    assert offered([], "re") == ["readiness"]
    assert offered(["lengths"], "s") == ["st-petersburg-iran", "southern-gas", "s"]
    assert offered(["history"], "sou")[:1] == ["southern-gas"]
    assert offered(["map", "--lang"], "t") == ["tr"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_runs(
    example: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in folder.iterdir():
        if part.name != "my-corridor" or " new " not in example:
            (tmp_path / part.name).symlink_to(part)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(example)[1:])
    assert result.exit_code == 0, result.output
