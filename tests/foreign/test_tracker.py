"""Cells of a tracker's row become claims in our words; what is no such cell is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors.foreign.tracker import Claim, read_row
from corridors.vocabulary import EVENT_KINDS, PartialDate, Quality, Status

STATED = date(2025, 11, 30)
WORDS = [status for status in Status if status is not Status.MODERNISATION]
YEARS = [
    *("ProposalYear", "ConstructionYear", "StartYear1", "ShelvedYear", "CancelledYear"),
    *("StopYear", "StartMonth1", "ConstructionMonth"),
]
CELLS = [
    *(*YEARS, "Capacity", "CapacityUnits", "CapacityBcm/y", "Diameter", "DiameterUnits", "Owner"),
    *("LengthKnown", "LengthKnownUnits", "LengthKnownKm", "LengthEstimateKm", "LastUpdated"),
    *("LengthMergedKm", "Fuel", "Cost", "RouteAccuracy", "Wiki", "ProjectID", "PipelineName"),
]


def claims(kind: str, **texts: str) -> list[tuple[str, str, str]]:
    row = read_row(texts, STATED)
    return [(one.value, one.since, one.note) for one in row.claims if one.kind == kind]


@pytest.mark.parametrize("word", WORDS)
def test_words_of_the_tracker_are_ours(word: Status) -> None:
    assert read_row({"Status": word.title()}, STATED).status == word
    assert claims("status", Status=f" {word} ") == [(word, "", "")]


@pytest.mark.parametrize(
    ("text", "status"), [("Canceled", "cancelled"), ("shelved - inferred 2 y", "shelved")]
)
def test_words_of_sister_trackers(text: str, status: str) -> None:
    assert claims("status", Status=text) == [(status, "", "")]


def test_a_word_of_nobody_is_no_claim() -> None:
    assert claims("status", Status="mixed status") == []
    assert read_row({"Status": "mixed status"}, STATED).status == "mixed status"


def test_what_came_before_is_history() -> None:
    years = {"ProposalYear": "2003", "ConstructionYear": "2007.0", "StartYear1": "2010"}
    found = claims("status", Status="operating", StartMonth1="3", **years)
    assert found == [("proposed", "2003", ""), ("construction", "2007", ""),
                     ("operating", "2010-03", "")]  # fmt: skip


def test_years_that_contradict_each_other_are_notes() -> None:
    found = claims("status", Status="operating", ConstructionYear="2012", StartYear1="2010")
    assert found == [("operating", "2010", "ConstructionYear 2012")]
    assert claims("status", Status="operating", StartYear1="2027") == [
        ("operating", "", "StartYear1 2027")
    ]


def test_a_start_to_come_is_a_claim_of_its_own_but_of_what_was_given_up() -> None:
    assert claims("opens", Status="proposed", StartYear1="2030") == [("2030", "", "")]
    assert claims("opens", Status="cancelled", StartYear1="2018") == []
    assert claims("status", Status="cancelled", CancelledYear="2016", StartYear1="2018") == [
        ("cancelled", "2016", "StartYear1 2018")
    ]


@pytest.mark.parametrize(
    ("texts", "lengths"),
    [
        ({"LengthKnownKm": "1,474.5", "LengthEstimateKm": "1390"}, [1474.5, 1390.0]),
        ({"LengthKnown": "100", "LengthKnownUnits": "mi"}, [160.9344]),
        ({"LengthKnownKm": "0", "LengthEstimateKm": "5"}, [5.0]),
        ({"LengthMergedKm": "7"}, [7.0]),
        ({"LengthKnownKm": "9", "LengthEstimateKm": "9", "LengthMergedKm": "9"}, [9.0]),
        ({"LengthKnown": "100", "LengthKnownUnits": "versts"}, []),
    ],
)
def test_published_lengths_known_ones_first(texts: dict[str, str], lengths: list[float]) -> None:
    assert [km for km, _ in read_row(texts, STATED).lengths_km] == pytest.approx(lengths)


def test_only_what_operates_can_pass_its_capacity() -> None:
    texts = {"Capacity": "967", "CapacityUnits": "MMcf/d", "CapacityBcm/y": "10.0"}
    assert claims("capacity_bcm", Status="operating", **texts) == [("10", "", "967 MMcf/d")]
    assert claims("capacity_bcm", Status="proposed", **texts) == []
    assert claims("design", Status="proposed", **texts) == [
        ("10 billion m³ a year", "", "967 MMcf/d")
    ]
    assert claims("note", Capacity="2,500 scm", **{"CapacityBcm/y": "0"}) == [
        ("Capacity 2,500 scm", "", "")
    ]


def test_diameters() -> None:
    assert claims("diameter_in", Diameter="48", DiameterUnits="in") == [("48", "", "")]
    assert claims("diameter_in", Diameter="1,270", DiameterUnits="mm") == [("50", "", "1,270 mm")]
    assert claims("note", Diameter="42, 36", DiameterUnits="in") == [("Diameter 42, 36 in", "", "")]


@pytest.mark.parametrize(
    ("text", "quality"),
    [
        ("very high (within meters)", Quality.NETWORK),
        ("high", Quality.TRACED),
        ("Medium", Quality.SCHEMATIC),
        ("very low (straight line/schematic)", Quality.SKETCH),
        ("no route", None),
    ],
)
def test_accuracy_is_our_quality(text: str, quality: Quality | None) -> None:
    assert read_row({"RouteAccuracy": text}, STATED).quality is quality


def test_the_day_of_a_row_is_never_later_than_that_of_its_release() -> None:
    assert read_row({"LastUpdated": "2025-10-02 00:00:00"}, STATED).day == "2025-10-02"
    assert read_row({"LastUpdated": "2026-10-02"}, STATED).day == ""
    assert read_row({"LastUpdated": "last week"}, STATED).day == ""


def test_cells_that_are_none_are_told() -> None:
    texts = {"CapacityBcm/y": "-3", "StartYear1": "soon", "LengthKnownKm": "1,2,3"}
    told = read_row({"Status": "operating"} | texts, STATED).doubts
    assert [one.partition(" ")[0] for one in told] == [
        "StartYear1",
        "CapacityBcm/y",
        "LengthKnownKm",
    ]


def test_only_addresses_of_the_web_are_addresses() -> None:
    for text in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", "--"):
        assert read_row({"Wiki": text}, STATED).url == ""


ANY = st.dictionaries(
    st.sampled_from(CELLS),
    st.text("ab=1 \n\x1b–,.;0", max_size=8) | st.sampled_from(["--", "2019", "12", "1,000.5"]),
)
YEAR = st.integers(1990, 2040).map(str) | st.just("--")


@settings(deadline=None)
@given(ANY, st.sampled_from(WORDS))
def test_any_cells_give_claims_that_the_seeds_take(texts: dict[str, str], status: Status) -> None:
    row = read_row(texts | {"Status": status}, STATED)
    assert {one.kind for one in row.claims} <= set(EVENT_KINDS)
    assert all(one.value.strip() and one.value.splitlines() == [one.value] for one in row.claims)
    assert all(PartialDate.parse(one.since) for one in row.claims if one.since)
    assert all(km > 0 for km, _ in row.lengths_km)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(YEARS[:6]), YEAR), st.sampled_from(WORDS))
def test_whatever_the_years_the_status_told_is_the_newest(
    years: dict[str, str], status: Status
) -> None:
    row = read_row(years | {"Status": status}, STATED)
    dated = sorted((_dated(one), one.value) for one in row.claims if one.kind == "status")
    assert dated[-1][1] == status
    assert len(dated) == 1 or dated[-2][0] < dated[-1][0]
    assert dated[-1][0] <= STATED


def _dated(claim: Claim) -> date:
    return PartialDate.parse(claim.since).day if claim.since else STATED
