"""``corridors check`` as a user types it: what is printed, in which shape, how it ends."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors.checks.rules import RULES
from corridors.cli import main

Edit = Callable[[str, str, str], Path]
KEYS = ["severity", "file", "line", "record", "code", "message", "reason"]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words)])


def answer(*words: str | Path) -> dict[str, list[dict[str, object]]]:
    return dict(json.loads(run(*words, "--format", "json").stdout))


def test_what_ships_has_no_error_and_each_warning_a_reason() -> None:
    result = run("--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["errors"] == 0
    assert found["warnings"] == found["explained"] == len(found["findings"])
    assert [f for f in found["findings"] if not f["reason"]] == []
    assert found["residual_m"] < 1e-3
    assert {"within", "explained", "reported", "unmeasured"} >= {
        row["verdict"] for row in found["lengths"]
    }


def test_text_ends_with_the_sum() -> None:
    lines = run().stdout.splitlines()
    found = answer()
    counts = f"0 errors, {found['warnings']} warnings ({found['explained']} explained)"
    assert lines[-1].startswith(counts)
    assert "Measured against published" in "\n".join(lines)
    assert sum(line.startswith("warning ") for line in lines) == found["warnings"]
    assert sum(line.startswith("    explained: ") for line in lines) == found["explained"]


def test_bad_seeds_end_with_1(edit: Edit) -> None:
    folder = edit("events.csv", "operating", "open")
    result = run(folder)
    assert result.exit_code == 1
    assert f"error {folder}/events.csv:2: main: [record-field]" in result.stdout
    assert result.stdout.endswith("1 errors, 0 warnings (0 explained), 0 infos\n")


def test_one_bad_folder_does_not_hide_the_other(edit: Edit) -> None:
    folder = edit("events.csv", "operating", "open")
    found = answer(folder, "southern-gas")
    assert found["errors"] == 1
    assert {row["route"] for row in found["lengths"]} >= {"tanap", "tap"}
    assert found["warnings"]


def test_bad_folder_alone_is_told_in_json(edit: Edit) -> None:
    found = answer(edit("events.csv", "operating", "open"))
    assert [list(finding) for finding in found["findings"]] == [KEYS]
    assert (found["lengths"], found["residual_m"]) == ([], None)


def test_unexplained_difference_ends_with_1(edit: Edit) -> None:
    result = run(edit("lengths.csv", "444", "500"))
    assert result.exit_code == 1
    assert "lengths.csv:2: main west middle 500 paper: [length-beyond]" in result.stdout


@pytest.mark.parametrize(
    ("severity", "shown"),
    [
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("info", {"error", "warning", "info"}),
    ],
)
def test_severity_hides_what_matters_less_but_counts_it(
    edit: Edit, severity: str, shown: set[str]
) -> None:
    folder = edit("lengths.csv", "444", "500")
    found = answer(folder, "--severity", severity)
    assert {finding["severity"] for finding in found["findings"]} == shown
    assert found["errors"] == 1
    assert found["warnings"] == answer(folder)["warnings"] > 0


def test_csv_has_the_findings_of_json(tiny: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(tiny, "--format", "csv").stdout)))
    found = answer(tiny)["findings"]
    assert rows == [{key: str(value) for key, value in row.items()} for row in found]


def test_findings_stand_by_file_and_line(tiny: Path) -> None:
    found = [(f["file"], f["line"]) for f in answer(tiny, "--severity", "info")["findings"]]
    assert len(found) > 2
    assert found == sorted(found)


def test_rules_are_listed_with_their_examples() -> None:
    rows = json.loads(run("--rules", "--format", "json").stdout)["rows"]
    assert [row["code"] for row in rows] == [rule.code for rule in RULES]
    assert all(row["severity"] and row["meaning"] and row["example"] for row in rows)
    assert run("--rules").exit_code == 0


def test_text_of_data_is_printable(tiny: Path) -> None:
    text = "code,file,record,reason\nevidence-stale,events.csv,,\x1b[31mred\n"
    (tiny / "explained.csv").write_text(text, "utf-8")
    printed = run(tiny).stdout
    assert "\x1b" not in printed
    assert r"explained: \x1b[31mred" in printed


def test_corridor_without_a_line_is_checked_too(tiny: Path, edit: Edit) -> None:
    edit("sections.csv", "west,middle,line,network,atlas", "west,middle,line,unknown,")
    edit("sections.csv", "middle,east,line,sketch,atlas", "middle,east,line,unknown,")
    edit("events.csv", "main,494,middle,count,", "main,middle,east,,")
    edit("places.csv", "halt,Halt,BB,station,,,", "halt,Halt,BB,station,13,6,1")
    for post in ("0,yes", "444,yes", "644,yes"):
        edit("posts.csv", post, post.removesuffix("yes"))
    for line in (tiny / "lines").iterdir():
        line.unlink()
    result = run(tiny, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {row["verdict"] for row in found["lengths"]} == {"unmeasured"}
    assert {finding["code"] for finding in found["findings"]} == {"evidence-stale"}


def test_unknown_corridor_ends_with_2() -> None:
    assert run("nowhere").exit_code == 2
