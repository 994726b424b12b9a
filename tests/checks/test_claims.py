"""Claims in the order of time: what goes back, what comes too early, what is too old."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import read_corridor
from corridors.checks import claims
from corridors.checks.findings import Found, Subject
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

Rule = Callable[[Subject], Found]
Told = Callable[..., list[tuple[int, str]]]

HEAD = "route,from,to,chainage,country,direction,kind,value,since,as_of,source,note\n"


@pytest.fixture
def told(tiny: Path, squares: Boundaries) -> Told:
    """Return a function that tells what a rule finds of events: line and message of each."""

    def found(rule: Rule, *lines: str) -> list[tuple[int, str]]:
        (tiny / "events.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
        corridor = read_corridor(tiny)
        subject = Subject(survey(corridor, squares, corridor.read_on))
        return [(row.number, message) for row, message in rule(subject)]

    return found


def works(value: float, as_of: str, where: str = "west,middle") -> str:
    return f"main,{where},,,,works_pct,{value},,{as_of},paper,"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([works(40, "2021"), works(70, "2022")], []),
        ([works(70, "2022"), works(40, "2021")], []),
        ([works(70, "2021"), works(40, "2022")], [(3, "works_pct 40 after 70 (line 2)")]),
        ([works(70, "2021"), works(40, "2021")], []),
        ([works(70, "2021"), works(40, "2022", "middle,east")], []),
        (
            [works(70, "2021"), works(60, "2022"), works(65, "2023")],
            [(3, "works_pct 60 after 70 (line 2)"), (4, "works_pct 65 after 70 (line 2)")],
        ),
        (
            [works(70, "2021"), "main,west,middle,,,,design_pct,40,,2022,paper,"],
            [],
        ),
        (
            ["main,,,,,,laid_km,7,,2022,paper,", "main,west,middle,,AA,,laid_km,5,,2023,paper,"],
            [(3, "laid_km 5 after 7 (line 2)")],
        ),
        (
            [f"main,west,middle,,{c},,works_pct,{v},,{y},paper," for c, v, y in
             (("AA", 70, 2021), ("BB", 40, 2022))],
            [],
        ),
    ],
)  # fmt: skip
def test_progress_that_goes_back(
    told: Told, lines: list[str], expected: list[tuple[int, str]]
) -> None:
    assert told(claims.setbacks, *lines) == expected


def test_point_has_progress_of_its_own(told: Told) -> None:
    terminal = works(40, "2022", "middle,middle")
    assert told(claims.setbacks, works(70, "2021"), terminal) == []
    found = told(claims.setbacks, works(70, "2021"), terminal, works(30, "2023", "middle,middle"))
    assert found == [(4, "works_pct 30 after 40 (line 3)")]


def status(word: str, since: str) -> str:
    return f"main,west,middle,,,,status,{word},{since},,paper,"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([status("proposed", "2001"), status("construction", "2003")], []),
        ([status("construction", "2003"), status("proposed", "2001")], []),
        ([status("operating", "2001"), status("modernisation", "2003")], []),
        (
            [status("proposed", "2005"), status("construction", "2003")],
            [(3, "construction by 2003-12-31, proposed only by 2005-12-31 (line 2)")],
        ),
        (
            [status("construction", "2003"), status("operating", "2001-05")],
            [(3, "operating by 2001-05-31, construction only by 2003-12-31 (line 2)")],
        ),
        (
            [status("proposed", "2005"), status("operating", "2001")],
            [(3, "operating by 2001-12-31, proposed only by 2005-12-31 (line 2)")],
        ),
    ],
)
def test_what_comes_before_it_was_proposed(
    told: Told, lines: list[str], expected: list[tuple[int, str]]
) -> None:
    assert told(claims.too_early, *lines) == expected


@pytest.mark.parametrize(
    ("word", "as_of", "is_stale"),
    [
        ("proposed", "2025-01-01", True),
        ("proposed", "2025-01-02", False),
        ("construction", "2024-12", True),
        ("modernisation", "2025-01", False),
        ("operating", "1990", False),
        ("cancelled", "1990", False),
    ],
)
def test_passing_status_grows_stale_after_a_year(
    told: Told, word: str, as_of: str, *, is_stale: bool
) -> None:
    # Read on 2026-01-01; twelve whole months are a year.
    found = told(claims.stale, f"main,,,,,,status,{word},,{as_of},paper,")
    assert [line for line, _ in found] == [2] * is_stale


def test_only_what_counts_is_stale(told: Told) -> None:
    old = "main,,,,,,status,proposed,,2019,paper,"
    new = "main,,,,,,status,proposed,,2025,paper,"
    elsewhere = "main,west,middle,,,,status,proposed,,2025,paper,"
    assert told(claims.stale, old, new) == []
    assert [line for line, _ in told(claims.stale, old, elsewhere)] == [2]
