"""Every claim on the tiny corridor, where it holds, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import claims
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors import InputError, read_corridor
from corridors.geodesy import distance_km
from corridors.history import history
from corridors.survey import survey
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.records import Event

WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))
DAY = date(2026, 1, 1)


def claimed(
    corridor: Corridor, squares: Boundaries, on: date = DAY, **asked: str
) -> list[dict[str, Any]]:
    return history(survey(corridor, squares, on, kinds=EVENT_KINDS), **asked)


def test_claims_stand_in_time_order_each_with_its_line_and_place(
    tiny: Path, squares: Boundaries
) -> None:
    rows = claimed(read_corridor(tiny), squares)
    assert [row["line"] for row in rows] == [2, 6, 8, 3, 4, 5, 7]
    assert {row["corridor"] for row in rows} == {"tiny"}
    assert [row["counts_from"] for row in rows][:4] == [
        "2001-12-31", "2019-12-31", "2019-12-31", "2020-03-05",
    ]  # fmt: skip
    by_line = {row["line"]: row for row in rows}
    quarter = by_line[7]
    assert (quarter["from"], quarter["to"], quarter["chainage"]) == (494, "middle", "count")
    assert (quarter["from_km"], quarter["to_km"]) == pytest.approx(
        (WEST_KM, WEST_KM + EAST_KM / 4), abs=1e-6
    )
    assert by_line[3]["from_km"] == pytest.approx(WEST_KM / 2, abs=1e-6)
    assert (by_line[8]["from_km"], by_line[8]["sections"]) == (None, "east-nowhere")
    assert (by_line[7]["publisher"], by_line[7]["quality"]) == ("Paper", "press")
    assert (by_line[7]["since"], by_line[7]["as_of"]) == ("2023", "2019-06-30")
    assert (by_line[5]["since"], by_line[5]["as_of"]) == (None, "2022")


def test_a_claim_on_two_sections_names_both_and_one_by_km_is_placed_by_its_chainage(
    edit: Callable[[str, str, str], Path], squares: Boundaries
) -> None:
    # At 444 of the 644 km counted, the second section begins, of a third of them.
    over = (
        "main,west,east,,,,gauge_mm,1520,2001,,paper,\nmain,222,594,count,,,tracks,2,2001,,paper,\n"
    )
    first = "main,west,middle,,,,status,operating,2001,,paper,\n"
    rows = claimed(read_corridor(edit("events.csv", first, first + over)), squares)
    gauge, tracks = (next(row for row in rows if row["line"] == line) for line in (3, 4))
    assert gauge["sections"] == tracks["sections"] == "west-middle middle-east"
    assert (tracks["from_km"], tracks["to_km"]) == pytest.approx(
        (WEST_KM / 2, WEST_KM + EAST_KM * 3 / 4), abs=1e-6
    )


def test_what_counts_and_by_which_rule(tiny: Path, squares: Boundaries) -> None:
    told = {
        row["line"]: (row["used"], row["rule"], row["instead"])
        for row in claimed(read_corridor(tiny), squares)
    }
    assert told == {
        2: ("partly", "only claim, newest", "paper"),
        3: ("yes", "newest", ""),
        4: ("no", "newest", "paper"),
        5: ("yes", "newest", ""),
        6: ("partly", "newest, only claim", "paper"),
        7: ("yes", "newest", ""),
        8: ("yes", "only claim", ""),
    }


def test_sources_that_count_instead_are_all_named(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    old = "main,west,middle,,BB,,status,modernisation,2020-03-05,,paper,\n"
    west = "main,west,middle,,AA,,status,idle,2020-03-05,,atlas,\n"
    rows = claimed(read_corridor(edit("events.csv", old, old + west)), squares)
    first = next(row for row in rows if row["line"] == 2)
    assert (first["used"], first["instead"]) == ("no", "atlas paper")


def test_km_on_which_a_claim_counts(tiny: Path, squares: Boundaries) -> None:
    rows = {row["line"]: row["counts_km"] for row in claimed(read_corridor(tiny), squares)}
    assert rows[2] == pytest.approx(WEST_KM / 2, abs=1e-6)
    assert rows[6] == pytest.approx(EAST_KM * 3 / 4, abs=1e-6)
    assert rows[8] == 0  # nothing of it is drawn


def test_a_day_knows_only_what_was_dated_by_then(tiny: Path, squares: Boundaries) -> None:
    rows = claimed(read_corridor(tiny), squares, date(2021, 12, 30))
    assert [row["line"] for row in rows] == [2, 6, 8, 3]
    assert claimed(read_corridor(tiny), squares, date(2001, 12, 30)) == []


def test_a_section_or_a_kind_alone(tiny: Path, squares: Boundaries) -> None:
    corridor = read_corridor(tiny)
    rows = claimed(corridor, squares, section="middle-east")
    assert [row["line"] for row in rows] == [6, 7]
    assert [r["line"] for r in claimed(corridor, squares, kind="works_pct")] == [4, 5]
    with pytest.raises(InputError, match=r"--section: nowhere: \[unknown-section\]"):
        claimed(corridor, squares, section="nowhere")


def test_words_stand_side_by_side_directions_apart_and_points_at_their_km(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    more = """\
main,west,middle,,,,note,One,,2020,paper,
main,west,middle,,,,note,Two,,2021,paper,
main,west,middle,,,with,capacity_mt,5,,2020,paper,
main,west,middle,,,against,capacity_mt,3,,2021,paper,
main,100,100,,,,capacity_mt,4,,2022,paper,
main,100,100,,,,capacity_mt,2,,2019,paper,
main,200,200,,,,capacity_mt,1,,2018,paper,
"""
    corridor = read_corridor(edit("events.csv", "unbuilt,", f"{more}unbuilt,"))
    rows = {row["line"]: row for row in claimed(corridor, squares)}
    told = [(rows[line]["used"], rows[line]["rule"]) for line in range(8, 15)]
    assert told == [
        ("yes", "side by side"),
        ("yes", "side by side"),
        ("yes", "only claim"),
        ("yes", "only claim"),
        ("yes", "newest"),
        ("no", "newest"),
        ("yes", "only claim"),
    ]
    assert (rows[12]["from_km"], rows[12]["to_km"]) == (100, 100)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(claims.events, st.randoms(use_true_random=False))
def test_history_does_not_depend_on_the_order_of_lines(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event], random: Random
) -> None:
    shuffled = events.copy()
    random.shuffle(shuffled)
    one, other = (
        claimed(claims.claiming(tiny_corridor, order), squares) for order in (events, shuffled)
    )
    for row in one + other:
        del row["line"]
    assert one == other


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(claims.events)
def test_of_rivals_one_counts_everywhere_and_km_are_shared_out(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event]
) -> None:
    corridor = claims.claiming(tiny_corridor, events)
    found = survey(corridor, squares, DAY, kinds=EVENT_KINDS)
    rows = history(found, kind="status")
    told = sum(s.length_km for s in found.segments if s.status and s.line is not None)
    assert sum(row["counts_km"] for row in rows) == pytest.approx(told, abs=1e-6)
