"""What rests on which source, and what of it is to be looked up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import claims
import pytest
from hypothesis import HealthCheck, given, settings

from corridors import read_corridor
from corridors.evidence import qualities, sources
from corridors.geodesy import distance_km
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.records import Event

WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))
DAY = date(2026, 1, 1)


def by_id(corridor: Corridor, squares: Boundaries, on: date = DAY) -> dict[str, dict[str, Any]]:
    return {row["source"]: row for row in sources([survey(corridor, squares, on)])}


def test_source_bears_the_km_whose_status_is_from_it(tiny: Path, squares: Boundaries) -> None:
    rows = by_id(read_corridor(tiny), squares)
    assert list(rows) == ["paper", "atlas"]
    paper, atlas = rows.values()
    assert paper["measured_km"] == pytest.approx(WEST_KM + EAST_KM, abs=1e-6)
    assert (paper["published_km"], atlas["measured_km"]) == (100, 0)
    # 7 events, 3 lengths, a context; 5 places, 2 lines of sections, 4 posts, a chainage.
    assert (paper["facts"], atlas["facts"]) == (11, 12)
    assert (paper["age_months"], atlas["age_months"]) == (78, 0)


def test_stale_is_what_a_counting_claim_of_works_or_plans_makes_so(
    tiny: Path, squares: Boundaries
) -> None:
    rows = by_id(read_corridor(tiny), squares)
    assert rows["paper"]["stale"]
    assert rows["paper"]["stale_sections"] == "west-middle middle-east east-nowhere"
    assert not rows["atlas"]["stale"]
    # In 2002 all that is known is what operates; nothing of it goes stale.
    assert not by_id(read_corridor(tiny), squares, date(2002, 1, 1))["paper"]["stale"]


def test_old_progress_is_stale_though_its_status_was_confirmed(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    old = "main,west,middle,,BB,,works_pct,70,,2022,paper,\n"
    new = "main,west,middle,,BB,,status,modernisation,2021,2025-12,atlas,\n"
    rows = by_id(read_corridor(edit("events.csv", old, old + new)), squares)
    assert not rows["atlas"]["stale"]
    assert "west-middle" in rows["paper"]["stale_sections"]
    assert rows["atlas"]["measured_km"] == pytest.approx(WEST_KM / 2, abs=1e-6)


def test_the_most_load_bearing_comes_first_over_all_corridors(
    tiny: Path, squares: Boundaries
) -> None:
    found = survey(read_corridor(tiny), squares, DAY)
    assert [row["source"] for row in sources([found, found])] == ["paper"] * 2 + ["atlas"] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(claims.events)
def test_qualities_share_all_km_out(
    tiny_corridor: Corridor, squares: Boundaries, events: list[Event]
) -> None:
    found = survey(claims.claiming(tiny_corridor, events), squares, DAY)
    rows = qualities(found)
    for basis, km in (("measured", WEST_KM + EAST_KM), ("published", 100)):
        told = [row for row in rows if row["basis"] == basis]
        assert sum(row["length_km"] for row in told) == pytest.approx(km, abs=1e-6)
        assert sum(row["share_pct"] for row in told) == pytest.approx(100)
    known = sum(r["length_km"] for r in rows if r["quality"] and r["basis"] == "measured")
    told_of = sum(r["measured_km"] for r in sources([found]))
    assert known <= told_of + 1e-6
