"""``corridors readiness`` as a user types it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corridors.cli import main

READY = ["summary", "opening", "missing", "claims"]
RAIL = ["gauge", "gauge_breaks", "electrification", "electrification_changes"]
GAS = ["links", "expansions", "bottleneck", "capacity_claims"]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["readiness", *map(str, words)])


def answer(*words: str | Path) -> dict[str, list[dict[str, Any]]]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize(
    ("name", "tables"), [("st-petersburg-iran", READY + RAIL), ("southern-gas", READY + GAS)]
)
def test_tables_stand_in_order_and_km_add_up(name: str, tables: list[str]) -> None:
    found = answer(name)
    assert list(found) == ["as_of", "boundaries", *tables]
    whole, *parts = found["summary"]
    statuses = [row for row in parts if row["what"] not in {"open to traffic", "longest open run"}]
    assert sum(row["measured_km"] for row in statuses) == pytest.approx(whole["measured_km"])
    assert sum(row["measured_pct"] for row in statuses) == pytest.approx(100)


def test_tiny_railway(tiny: Path) -> None:
    found = answer(tiny)
    assert found["opening"][0]["verdict"] == "no date claimed"
    assert [row["status"] for row in found["missing"]] == ["proposed", "construction"]
    lengths = [row["measured_km"] for row in found["missing"]]
    assert lengths == sorted(lengths, reverse=True)
    assert {row["source"] for row in found["claims"]} == {"paper"}
    assert found["gauge"] == [
        {"gauge_mm": "unknown", "measured_km": pytest.approx(found["summary"][0]["measured_km"]),
         "published_km": None, "of_unknown_length": None}
    ]  # fmt: skip


def test_claims_of_dates_and_those_overdue(edit: Callable[[str, str, str], Path]) -> None:
    last = "unbuilt,,,,,,status,proposed,,2019,paper,\n"
    kinds = (("opens", 2030), ("begins", 2022))
    dates = "".join(f"main,middle,east,,,,{kind},{year},,2020,paper,\n" for kind, year in kinds)
    tiny = edit("events.csv", last, last + dates)
    found = answer(tiny)
    assert found["opening"][0]["opens"] == "2030"
    assert found["opening"][0]["overdue"] == "begins; begins"
    assert {row["overdue"] for row in found["missing"]} == {"begins"}
    late = answer(tiny, "--on", "2031-01-01")
    assert late["opening"][0]["verdict"] == "overdue"
    assert {row["overdue"] for row in late["missing"]} == {"begins opens"}


def test_russian_gas_as_a_table() -> None:
    result = run("southern-gas", "--from", "mozdok", "--expanded")
    assert result.exit_code == 0, result.output
    for words in ("at most", "kazi-magomed – sangachal", "If proposed expansions", "g73"):
        assert words in result.stdout
    assert "If proposed" not in run("southern-gas", "--from", "mozdok").stdout


def test_csv_is_one_table_of_all() -> None:
    words = ("southern-gas", "--from", "mozdok", "--expanded")
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    found = answer(*words)
    for name in READY + GAS:
        assert len([row for row in rows if row["table"] == name]) == len(found[name])
    least = [row["bcm"] for row in rows if row["table"] == "bottleneck"]
    assert list(map(float, least)) == [row["bcm"] for row in found["bottleneck"]]


def test_way_keeps_to_the_main_route_unless_told_otherwise() -> None:
    ends = ("st-petersburg-iran", "--from", "saratov", "--to", "astrakhan")
    plain, left_bank = answer(*ends), answer(*ends, "--by-way-of", "krasny-kut")
    assert answer(*ends, "--via", "volgograd")["summary"] == plain["summary"]
    assert left_bank["summary"][0]["measured_km"] < plain["summary"][0]["measured_km"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--from", "ouest"], "[place-unknown]"),
        (["--to", "west"], "[path-none]"),
        (["--on", "tomorrow"], "--on"),
        (["--via", "nowhere"], "by way of nowhere"),
    ],
)
def test_what_cannot_be_done_ends_with_2(tiny: Path, words: list[str], message: str) -> None:
    result = run(tiny, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_commands_of_the_readme_run() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    section = readme.split("## Which way, and is it ready")[1].split("\n## ")[0]
    commands = re.findall(r"^\$ \.venv/bin/corridors (.*)$", section, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        result = CliRunner().invoke(main, command.split())
        assert result.exit_code == 0, result.output
        assert "As known on" in result.stdout
