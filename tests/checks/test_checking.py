"""Warnings beside the reasons that the seeds give: by code, file and first words of a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import InputError, read_corridor
from corridors.checks.checking import check
from corridors.checks.findings import Severity, named
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.checks.findings import Finding

BACK = "main,west,middle,,BB,,works_pct,30,,2023,paper,\n"


@pytest.fixture
def explained(tiny: Path, squares: Boundaries) -> Callable[[str], list[Finding]]:
    """Return a function that checks a corridor whose progress goes back, with an explanation."""
    events = tiny / "events.csv"
    events.write_text(events.read_text("utf-8") + BACK, "utf-8")

    def checked(line: str) -> list[Finding]:
        text = f"code,file,record,reason\n{line}\n"
        (tiny / "explained.csv").write_text(text, "utf-8")
        corridor = read_corridor(tiny)
        return check(survey(corridor, squares, corridor.read_on), tiny)

    return checked


def reason(found: list[Finding], code: str) -> str:
    return next(finding.reason for finding in found if finding.problem.code == code)


@pytest.mark.parametrize(
    "record",
    ["", "main", "main west middle BB works_pct", "main west middle BB works_pct 30 paper"],
)
def test_reason_stands_beside_its_warning(
    explained: Callable[[str], list[Finding]], record: str
) -> None:
    found = explained(f"progress-back,events.csv,{record},two offices count apart")
    assert reason(found, "progress-back") == "two offices count apart"
    assert {f.problem.code for f in found if f.reason} == {"progress-back"}
    assert "explanation-idle" not in {f.problem.code for f in found}


@pytest.mark.parametrize(
    "line",
    [
        "progress-back,events.csv,unbuilt,another record",
        "progress-back,events.csv,mai,half a word",
        "progress-back,lengths.csv,main,another file",
        "source-unused,events.csv,main,another code",
        "chainage-factor,posts.csv,,an info needs no reason",
    ],
)
def test_reason_for_another_warning_is_idle(
    explained: Callable[[str], list[Finding]], line: str
) -> None:
    found = explained(line)
    assert not reason(found, "progress-back")
    (idle,) = [f for f in found if f.problem.code == "explanation-idle"]
    assert idle.severity is Severity.WARNING
    assert idle.problem.line == 2
    assert Path(idle.problem.file).name == "explained.csv"


def test_an_error_is_not_explained_away(
    tiny: Path, edit: Callable[..., Path], explained: Callable[[str], list[Finding]]
) -> None:
    edit("lengths.csv", "444", "500")
    found = explained("length-beyond,lengths.csv,,because")
    assert not reason(found, "length-beyond")
    assert tiny.name in found[0].problem.file


def test_findings_stand_by_file_and_line(explained: Callable[[str], list[Finding]]) -> None:
    found = [(f.problem.file, f.problem.line) for f in explained("progress-back,events.csv,,so")]
    assert found == sorted(found)


def test_reason_is_wanted(tiny: Path) -> None:
    text = "code,file,record,reason\nprogress-back,events.csv,,\n"
    (tiny / "explained.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"explained\.csv:2: .*reason: must not be blank"):
        read_corridor(tiny)


def test_records_without_an_id_go_by_what_tells_them_apart(tiny: Path) -> None:
    rows = read_corridor(tiny).rows
    names = {(row.file, row.number): named(row) for row in rows}
    assert names["events.csv", 2] == "main west middle status operating paper"
    assert names["events.csv", 7] == "main 494 middle status construction paper"
    assert names["events.csv", 8] == "unbuilt status proposed paper"
    assert names["lengths.csv", 2] == "main west middle 444 paper"
    assert names["posts.csv", 4] == "count main halt"
    assert names["sources.csv", 2] == "atlas"
