"""Segments, tables and comparisons of the tiny corridor, computed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corridors import InputError, load_boundaries, read_corridor, tables
from corridors.geodesy import distance_km
from corridors.published import compare_lengths
from corridors.survey import Survey, bounds_of, survey

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

# Both lines run along 5 N; the border is at 10 E. By symmetry 8-12 E is cut in half there.
WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))
SHARES = ["status", "basis", "length_km", "share_pct", "progress_pct", "progress_km"]


def survey_on(folder: Path, squares: Boundaries, day: date) -> Survey:
    return survey(read_corridor(folder), squares, day)


@pytest.fixture
def today(tiny: Path, squares: Boundaries) -> Survey:
    return survey_on(tiny, squares, date(2026, 1, 1))


def column(found: Survey, name: str) -> list[object]:
    return [getattr(segment, name) for segment in found.segments]


def test_segments_follow_each_other_along_the_route(today: Survey) -> None:
    # The event on km 444..494, told against the route, is a quarter of what the posts 444 and 644
    # tie: the first quarter of the drawn line.
    ends = [0, WEST_KM / 2, WEST_KM, WEST_KM + EAST_KM / 4, WEST_KM + EAST_KM]
    assert column(today, "from_km")[:4] == pytest.approx(ends[:4], abs=1e-6)
    assert column(today, "to_km")[:4] == pytest.approx(ends[1:], abs=1e-6)
    assert column(today, "country") == ["AA", "BB", "BB", "BB", None]


def test_lines_that_leave_the_box_of_the_areas_are_no_international_waters(tiny: Path) -> None:
    corridor = read_corridor(tiny)  # south of 20 degrees north
    with pytest.raises(InputError, match=r"^tiny: \[boundaries-box\] lines leave .* fine"):
        survey(corridor, load_boundaries("fine"))
    assert survey(corridor).boundaries.name == "world"


def test_status_follows_country_kilometre_and_date(tiny: Path, squares: Boundaries) -> None:
    def status(year: int) -> list[object]:
        return column(survey_on(tiny, squares, date(year, 6, 1)), "status")

    # Without the claim on km 444..494 the last section is still cut there.
    assert status(2000) == [None, None, None, None, None]
    assert status(2002) == ["operating", "operating", None, None, None]
    assert status(2020) == ["operating", "modernisation", "proposed", "proposed", "proposed"]
    assert status(2024) == ["operating", "modernisation", "construction", "proposed", "proposed"]


def test_progress_is_the_newest_by_then_and_only_of_what_is_under_works(
    tiny: Path, squares: Boundaries
) -> None:
    def progress(day: date) -> list[object]:
        return column(survey_on(tiny, squares, day), "progress_pct")

    assert progress(date(2021, 12, 30))[1] is None
    assert progress(date(2021, 12, 31))[1] == 40
    assert progress(date(2026, 1, 1)) == [None, 70, None, None, None]


def test_point_has_status_and_progress_of_its_own(
    edit: Callable[..., Path], squares: Boundaries, today: Survey
) -> None:
    known = "main,middle,east,,,,status,proposed,,2019,paper,\n"
    bridge = (
        "main,halt,halt,,,,status,construction,,2025,paper,\n"
        "main,400,400,count,,,works_pct,99,,2025,paper,\n"
        "main,middle,middle,,,,status,retired,,2025,paper,\n"
    )
    found = survey_on(edit("events.csv", known, known + bridge), squares, date(2026, 1, 1))
    assert column(found, "to_km") == column(today, "to_km")
    for name in ("status", "progress_pct"):
        assert column(found, name) == column(today, name)
    assert [len(segment.points) for segment in found.segments] == [0, 1, 1, 1, 0]
    assert not any(event.is_point for segment in found.segments for event in segment.events)


def test_section_without_a_line_counts_by_its_published_length(today: Survey) -> None:
    last = today.segments[-1]
    assert (last.basis, last.length_km) == ("published", 100)
    assert (last.from_km, last.to_km, last.zone, last.line) == (None, None, None, None)


def test_frame_of_segments_has_their_lines(today: Survey) -> None:
    frame = tables.surveyed(today)
    assert frame.crs == 4326
    assert frame.geometry.isna().tolist() == [False, False, False, False, True]
    assert frame["length_km"].tolist() == column(today, "length_km")


def test_pieces_sum_to_the_route(today: Survey) -> None:
    totals = tables.totals(today).set_index("route")
    assert totals.loc["main", "length_km"] == pytest.approx(WEST_KM + EAST_KM, abs=1e-9)
    assert abs(totals.loc["main", "residual_m"]) < 1e-3
    assert totals.loc["unbuilt", ["length_km", "residual_m"]].tolist() == [100, 0]


@pytest.mark.parametrize("by", ["country", "section", "status"])
def test_lengths_by_anything_have_the_same_sum(today: Survey, by: str) -> None:
    table = tables.lengths(today, by)
    measured = table.loc[table["basis"] == "measured", "length_km"].sum()
    assert measured == pytest.approx(WEST_KM + EAST_KM, abs=1e-9)
    assert by in table


def test_country_statuses_have_a_column_each(today: Survey) -> None:
    table = tables.country_statuses(today).set_index(["country_name", "basis"])
    bb = table.loc[("BB", "measured")]
    assert bb["modernisation"] == pytest.approx(WEST_KM / 2, abs=1e-6)
    assert bb["construction"] == pytest.approx(EAST_KM / 4, abs=1e-6)
    assert bb["proposed"] == pytest.approx(EAST_KM * 3 / 4, abs=1e-6)
    assert bb["length_km"] == pytest.approx(WEST_KM / 2 + EAST_KM, abs=1e-6)


def test_progress_of_a_country_is_weighted_by_km(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    known = "main,494,middle,count,,,status,construction,2023,,paper,\n"
    works = "main,middle,494,count,,,works_pct,10,,2024,paper,\n"
    folder = edit("events.csv", known, known + works)
    totals = tables.status_totals(survey_on(folder, squares, date(2026, 1, 1)))
    rows = totals.set_index(["country", "status"])["progress_pct"]
    assert rows["BB", "construction"] == 10
    assert rows["BB", "modernisation"] == 70
    assert rows[["AA"]].isna().all()


def test_rows_of_progress_join_what_differs_in_zone_only(today: Survey) -> None:
    *_, third, fourth, last = today.segments
    told = ("status", "as_of", "since", "source", "age_months", "stale", "suggested")
    claim = {name: getattr(third, name) for name in told}
    at_sea = replace(fourth, zone="territorial-sea", **claim)
    parts = (*today.segments[:2], third, at_sea, last)
    rows = tables.progress(replace(today, segments=parts))
    assert len(rows) == len(parts) - 1
    assert rows.loc[2, "length_km"] == pytest.approx(EAST_KM, abs=1e-9)
    assert rows.loc[2, "to_km"] == pytest.approx(WEST_KM + EAST_KM, abs=1e-9)


def test_measured_against_published(today: Survey) -> None:
    verdicts = {c.length.from_place: (c.quality, c.verdict) for c in compare_lengths(today)}
    # 444 km published, 443.6 measured; 400 published of a sketch of 221.8; nothing measured.
    assert verdicts == {
        "west": ("network", "within"),
        "middle": ("sketch", "reported"),
        "east": ("unknown", "unmeasured"),
    }


def test_calibrated_length_is_that_between_the_posts_of_both_ends(today: Survey) -> None:
    official = {c.length.from_place: c.calibrated_km for c in compare_lengths(today)}
    assert official == {
        "west": pytest.approx(444, abs=1e-9),
        "middle": pytest.approx(200, abs=1e-9),
        "east": None,
    }


@pytest.mark.parametrize(
    ("published", "reason", "verdict"),
    [("430", "", "beyond"), ("430", "bends are cut", "explained"), ("444", "none", "idle")],
)
def test_difference_beyond_tolerance_needs_a_reason(
    edit: Callable[..., Path], squares: Boundaries, published: str, reason: str, verdict: str
) -> None:
    folder = edit(
        "lengths.csv", "444,,paper,yes,the only one,", f"{published},,paper,yes,,{reason}"
    )
    found = survey_on(folder, squares, date(2026, 1, 1))
    assert compare_lengths(found)[0].verdict == verdict


def test_published_part_of_a_country_is_compared_with_that_part(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    line = "main,west,middle,,,444,,paper,yes,the only one,\n"
    folder = edit("lengths.csv", line, line + "main,west,east,BB,land,443.6,,paper,yes,,\n")
    found = survey_on(folder, squares, date(2026, 1, 1))
    comparison = compare_lengths(found)[1]
    assert comparison.measured_km == pytest.approx(WEST_KM / 2 + EAST_KM, abs=1e-6)


def test_bounds_are_those_of_the_lines(tiny: Path) -> None:
    assert bounds_of([read_corridor(tiny)]) == (8, 5, 14, 5)


def test_point_of_an_undrawn_section_says_nothing_of_the_whole(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    point = "unbuilt,nowhere,nowhere,,,,status,operating,2025,,paper,\nunbuilt,"
    found = survey_on(edit("events.csv", "unbuilt,", point), squares, date(2026, 1, 1))
    assert found.segments[-1].status == "proposed"
    assert [event.value for event in found.segments[-1].points] == ["operating"]


def test_status_is_marked_with_its_age(today: Survey) -> None:
    assert column(today, "age_months") == [78, 78, 78, 72, 72]
    assert column(today, "stale") == [False, True, True, True, True]
    assert column(today, "suggested") == [None, None, None, "cancelled", "cancelled"]


def test_before_the_first_claim_there_is_no_age(tiny: Path, squares: Boundaries) -> None:
    found = survey_on(tiny, squares, date(2000, 1, 1))
    assert {(s.age_months, s.stale, s.suggested) for s in found.segments} == {(None, False, None)}


def test_progress_of_each_thing_stands_by_itself(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    claims = """\
main,west,middle,,BB,,design_pct,90,,2022,paper,
main,west,544,count,BB,,land_km,30,,2022,paper,
unbuilt,,,,,,money_pct,5,,2022,paper,
unbuilt,"""
    found = survey_on(edit("events.csv", "unbuilt,", claims), squares, date(2026, 1, 1))
    rows = tables.figures(found)
    assert rows[["section", "kind", "value"]].to_numpy().tolist() == [
        ["west-middle", "works_pct", 70],
        ["west-middle", "design_pct", 90],
        ["west-middle", "land_km", 30],
        ["middle-east", "land_km", 30],
        ["east-nowhere", "money_pct", 5],
    ]
    assert rows["rule"].tolist() == ["newest", *["only claim"] * 4]
    halt = rows.loc[3]
    assert (halt["from_km"], halt["to_km"]) == pytest.approx(
        (WEST_KM, WEST_KM + EAST_KM / 2), abs=1e-6
    )
    # What is designed, bought or spent is in no figure of works.
    totals = tables.status_totals(found, "corridor").set_index(["status", "basis"])
    assert totals.loc[("modernisation", "measured"), "progress_pct"] == 70
    assert totals["progress_pct"].notna().sum() == 1


@pytest.mark.parametrize("by", ["section", "route", "country", "corridor"])
def test_shares_of_each_are_a_hundred_per_cent(today: Survey, by: str) -> None:
    rows = tables.status_totals(today, by)
    keys = [key for key in rows.columns if key not in SHARES]
    for _, group in rows.groupby([*keys, "basis"], dropna=False):
        assert group["share_pct"].sum() == pytest.approx(100)
        shares = group["length_km"] / group["length_km"].sum() * 100
        assert shares.tolist() == pytest.approx(group["share_pct"].tolist())
    assert rows["length_km"].sum() == pytest.approx(WEST_KM + EAST_KM + 100)


def test_mean_of_works_is_over_the_km_on_which_they_are_told(
    edit: Callable[..., Path], squares: Boundaries
) -> None:
    known = "main,494,middle,count,,,status,construction,2023,,paper,\n"
    more = "main,middle,east,,,,status,construction,2024,,paper,\n"
    more += "main,middle,494,count,,,works_pct,10,,2024,paper,\n"
    more += "main,494,544,count,,,works_pct,40,,2024,paper,\n"
    folder = edit("events.csv", known, known + more)
    totals = tables.status_totals(survey_on(folder, squares, date(2026, 1, 1)), "section")
    row = totals.set_index(["section", "status"]).loc[("middle-east", "construction")]
    assert row["progress_pct"] == pytest.approx(25)
    assert row["progress_km"] == pytest.approx(EAST_KM / 2, abs=1e-6)
    assert row["length_km"] == pytest.approx(EAST_KM, abs=1e-6)
