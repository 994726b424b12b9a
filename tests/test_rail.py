"""Breaks of gauge and changes of electrification on ways made by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from made import made

from corridors import load_boundaries, read_corridor
from corridors.geodesy import distance_km
from corridors.paths import main_ends, path
from corridors.rail import changes, km_by_value, value_runs
from corridors.survey import survey

if TYPE_CHECKING:
    from corridors.records import Value
    from corridors.runs import Run

POINTS = {name: (6.0 + 2 * i, 5.0) for i, name in enumerate("abcde")}
KM = [distance_km(POINTS[a], POINTS[b]) for a, b in pairwise("abcde")]


def gauges(events: str, ends: str = "ae") -> list[Run[Value | None]]:
    known = made({"main": "a b c d e"}, POINTS, events)
    return value_runs(known, path(known, *ends), "gauge_mm")


def test_break_between_sections_and_one_inside() -> None:
    found = gauges(
        "main,a,c,,gauge_mm,1520,2000\nmain,c,500,,gauge_mm,1435,2000\nmain,500,e,,gauge_mm,1676,2000"
    )
    assert [run.value for run in found] == [1520, 1435, 1676]
    first, second = changes(found)
    assert (first.after.begins_at, second.after.begins_at) == ("c", "main km 500.0")
    assert second.after.legs[0].begin_km == pytest.approx(500, abs=1e-6)
    assert first.is_sharp
    assert second.is_sharp
    assert [km.measured for km in km_by_value(found).values()] == pytest.approx(
        [KM[0] + KM[1], 500 - KM[0] - KM[1], sum(KM) - 500], abs=1e-6
    )


def test_change_across_the_unknown_has_no_place_of_its_own() -> None:
    found = gauges("main,a,b,,gauge_mm,1520,2000\nmain,d,e,,gauge_mm,1435,2000")
    (change,) = changes(found)
    assert not change.is_sharp
    assert (change.before.ends_at, change.after.begins_at) == ("b", "d")
    assert list(km_by_value(found)) == [1520, 1435, None]


def test_the_same_gauge_on_both_sides_of_the_unknown_is_no_change() -> None:
    assert changes(gauges("main,a,b,,gauge_mm,1520,2000\nmain,d,e,,gauge_mm,1520,2000")) == []


def test_newer_claim_counts() -> None:
    found = gauges("main,,,,gauge_mm,1520,1900\nmain,b,d,,gauge_mm,1435,2000")
    assert [run.value for run in found] == [1520, 1435, 1520]
    assert km_by_value(found)[1520].measured == pytest.approx(KM[0] + KM[3], abs=1e-6)


def test_way_back_changes_at_the_same_places() -> None:
    events = "main,a,b,,gauge_mm,1520,2000\nmain,b,500,,gauge_mm,1435,2000"
    there, back = changes(gauges(events)), changes(gauges(events, "ea"))
    assert [(c.before.value, c.after.value, c.after.begins_at) for c in there] == [
        (1520, 1435, "b")
    ]
    assert [(c.before.value, c.after.value, c.after.begins_at) for c in back] == [(1435, 1520, "b")]


def test_railway_breaks_gauge_once_at_the_iranian_border() -> None:
    corridor = read_corridor("st-petersburg-iran")
    known = survey(corridor, load_boundaries("fine"), corridor.read_on)
    way = path(known, *main_ends(corridor))
    found = value_runs(known, way, "gauge_mm")
    (break_,) = changes(found)
    assert (break_.before.value, break_.after.value) == (1520, 1435)
    assert break_.after.countries == ("IR",)
    km = km_by_value(found)
    assert sum(part.measured for part in km.values()) == pytest.approx(way.km.measured, abs=1e-6)
