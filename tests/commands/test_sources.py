"""``corridors sources`` as a user types it; and the commands of the README on what was known."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from networks import squares_file

from corridors.cli import main


@pytest.fixture
def run(tiny: Path, tmp_path: Path) -> Callable[..., str]:
    """Return a function that prints the sources of the tiny corridor."""
    areas = ["--boundaries", str(squares_file(tmp_path)), "--country-field", "code"]

    def invoke(*words: str) -> str:
        result = CliRunner().invoke(main, ["sources", str(tiny), *areas, *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    return invoke


def test_json_has_every_source_and_the_share_of_each_quality(run: Callable[..., str]) -> None:
    found = json.loads(run("--format", "json"))
    assert [row["source"] for row in found["rows"]] == ["paper", "atlas"]
    assert {(row["basis"], row["quality"]) for row in found["totals"]} == {
        ("measured", "press"), ("published", "press"),
    }  # fmt: skip
    assert [row["share_pct"] for row in found["totals"]] == pytest.approx([100, 100])


def test_stale_are_only_those_to_look_up_again(run: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--stale", "--format", "csv"))))
    assert [row["source"] for row in rows] == ["paper"]
    assert "west-middle" in rows[0]["stale_sections"]
    shown = run("--stale")
    assert "where" in shown
    assert "Sheet 1" not in shown


def test_nothing_was_stale_before_anything_was_known(run: Callable[..., str]) -> None:
    found = json.loads(run("--stale", "--on", "2000-01-01", "--format", "json"))
    assert found["rows"] == []
    assert {row["quality"] for row in found["totals"]} == {None}


def test_table_has_whole_addresses_and_qualities(run: Callable[..., str]) -> None:
    shown = run()
    assert "https://exam" in shown
    assert "78 months, stale" in " ".join(shown.replace("│", " ").split())
    assert "by the quality of the source" in shown


def test_commands_of_the_readme_run() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    section = readme.split("## What was known when")[1].split("\n## ")[0]
    commands = re.findall(r"^\$ \.venv/bin/corridors (.*)$", section, re.MULTILINE)
    assert {command.split()[0] for command in commands} == {"history", "diff", "sources"}
    for command in commands:
        result = CliRunner().invoke(main, command.split())
        assert result.exit_code == 0, result.output
