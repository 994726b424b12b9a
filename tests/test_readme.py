"""What the README says is so: commands and example run, each dependency has its reason."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from readme import BEGIN, END, parts

from corridors.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


COMMANDS = re.findall(r"^\$ \.venv/bin/corridors (.*)$", blocks("console")[0], re.MULTILINE)


def test_there_are_five_more_commands() -> None:
    assert len(COMMANDS) == 5


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0, result.output
    assert result.stdout


@pytest.mark.parametrize("example", blocks("python"))
def test_python_example_runs(
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  our own text
    written = [file.read_text("utf-8") for file in tmp_path.iterdir()]
    assert re.search("Azerbaijan|AZ", "".join([capsys.readouterr().out, *written]))


def test_make_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_each_dependency_has_a_line_saying_why(requirement: str) -> None:
    name = re.split(r"[<>=]", requirement)[0]
    assert re.search(rf"^\|.*\b{name}\b.*\|.*\w+.*\|$", README, re.MULTILINE)


def test_generated_parts_are_what_the_program_tells() -> None:
    found = re.findall(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", README, re.DOTALL)
    assert found == parts(), "`make readme` writes them anew"


def test_pictures_exist() -> None:
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", README):
        assert (ROOT / picture).is_file()


def test_example_lines_have_the_columns_of_their_files() -> None:
    examples = blocks("csv")
    for example, file in zip(examples, ("events.csv", "sources.csv"), strict=True):
        header = (ROOT / "seeds" / "southern-gas" / file).read_text("utf-8").splitlines()[0]
        assert example.strip().count(",") == header.count(",")
