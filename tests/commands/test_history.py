"""``corridors history`` as a user types it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors.cli import main


@pytest.fixture
def run(tiny: Path) -> Callable[..., Result]:
    """Return a function that asks for the history of the tiny corridor."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, ["history", str(tiny), *words])

    return invoke


def test_json_and_csv_have_the_same_claims(run: Callable[..., Result]) -> None:
    found = json.loads(run("--format", "json").stdout)
    assert found["as_of"] == "2026-01-01"
    assert found["boundaries"]["name"] == "world"
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    assert [int(row["line"]) for row in rows] == [row["line"] for row in found["rows"]]
    assert {row["known_on"] for row in rows} == {"2026-01-01"}
    assert [row["value"] for row in rows if row["kind"] == "works_pct"] == ["40.0", "70.0"]


def test_table_tells_where_by_whom_and_by_which_rule(run: Callable[..., Result]) -> None:
    result = run("--section", "middle-east", "--kind", "status")
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert "paper, Paper, press" in shown
    assert "newest" in shown
    assert "Status: construction" in shown
    assert "operating" not in shown
    assert "As known on 2026-01-01" in shown


def test_as_then_known(run: Callable[..., Result]) -> None:
    rows = json.loads(run("--on", "2019-12-31", "--format", "json").stdout)["rows"]
    assert [row["value"] for row in rows] == ["operating", "proposed", "proposed"]


@pytest.mark.parametrize(
    ("words", "message"),
    [(["--section", "north"], "[unknown-section]"), (["--kind", "colour"], "colour")],
)
def test_what_is_not_there_ends_with_2(
    run: Callable[..., Result], words: list[str], message: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
