"""What is open, what is missing and when it might open: by hand, and as properties."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made

from corridors import load_boundaries, read_corridor
from corridors.geodesy import distance_km
from corridors.paths import main_ends, path
from corridors.readiness import OPEN, Readiness, readiness
from corridors.runs import Km
from corridors.survey import Survey, survey
from corridors.vocabulary import Status

# a ---- b ---- c ---- d ---- e along 5 N; the border is at 10 E, c.
POINTS = {name: (6.0 + 2 * i, 5.0) for i, name in enumerate("abcde")}
KM = [distance_km(POINTS[a], POINTS[b]) for a, b in pairwise("abcde")]
ROUTES = {"main": "a b c d e"}


def ready(events: str, on: date = date(2026, 1, 1), ends: str = "ae") -> Readiness:
    known = made(ROUTES, POINTS, events, on=on)
    return readiness(known, path(known, *ends))


def spans(found: Readiness) -> list[tuple[str, str]]:
    return [(link.begins_at, link.ends_at) for link in found.missing]


def test_tiny_corridor_by_hand(tiny: Path, squares: object) -> None:
    known = survey(read_corridor(tiny), squares, date(2026, 1, 1))
    found = readiness(known, path(known, *main_ends(known.corridor)))
    west, east = distance_km((8, 5), (12, 5)), distance_km((12, 5), (14, 5))
    assert {status: km.measured for status, km in found.statuses.items()} == pytest.approx(
        {"operating": west / 2, "modernisation": west / 2, "construction": east / 4,
         "proposed": east * 3 / 4}, abs=1e-6,
    )  # fmt: skip
    assert found.open_km == (pytest.approx(west, abs=1e-6), 0, 0)
    assert found.longest_open is not None
    assert (found.longest_open.begins_at, found.longest_open.ends_at) == ("west", "middle")
    # Longest first, though it comes last on the way.
    cut = f"main km {west + east / 4:.1f}"
    assert spans(found) == [(cut, "east"), ("middle", cut)]
    assert found.opening.verdict == "no date claimed"
    assert len(found.opening.links) == 2


def test_published_stretch_counts_on_a_basis_of_its_own(tiny: Path, squares: object) -> None:
    known = survey(read_corridor(tiny), squares, date(2026, 1, 1))
    found = readiness(known, path(known, "west", "nowhere"))
    assert found.statuses["proposed"].published == 100
    assert found.open_km.published == 0


def test_what_is_whole_is_open() -> None:
    found = ready("main,,,,status,operating,2000\nmain,b,c,,status,modernisation,2020")
    assert found.missing == []
    assert found.opening == ("open", None, ())
    assert found.longest_open is not None
    assert found.longest_open.km.measured == pytest.approx(sum(KM), abs=1e-6)


def test_unknown_is_a_missing_link() -> None:
    found = ready("main,b,e,,status,operating,2000")
    assert spans(found) == [("a", "b")]
    assert found.missing[0].value.status is None
    assert list(found.statuses) == ["operating", "unknown"]


BASE = "main,,,,status,operating,2000\nmain,b,d,,status,proposed,2019\n"


def test_whole_opens_with_the_last_link_by_the_newest_claims() -> None:
    found = ready(
        BASE + "main,b,c,,opens,2028,,2021\nmain,b,c,,opens,2030-05,,2023\n"
        "main,c,d,,opens,2029,,2024\nmain,c,d,,begins,2027,,2024\nmain,a,b,,opens,2040,,2024"
    )
    # The newer claim on b-c counts, though a later date; that on a-b, open already, does not.
    assert str(found.opening.date) == "2030-05"
    assert found.opening.verdict == "claimed"
    assert [(k.begins_at, k.ends_at) for k in found.opening.links] == [("b", "c")]
    told = [(c.link.begins_at, c.event.kind, str(c.event.value), c.counts) for c in found.claims]
    assert ("b", "opens", "2030-05", True) in told
    assert ("b", "opens", "2028", False) in told
    assert ("c", "begins", "2027", True) in told
    assert not [row for row in told if row[0] == "a"]


def test_claim_counts_from_when_it_was_stated() -> None:
    events = BASE + "main,b,d,,opens,2028,,2021\nmain,b,d,,opens,2031,,2024"
    assert str(ready(events, date(2022, 1, 1)).opening.date) == "2028"
    assert str(ready(events, date(2025, 1, 1)).opening.date) == "2031"
    assert ready(events, date(2020, 1, 1)).opening.verdict == "no date claimed"
    assert all(str(c.event.value) != "2031" for c in ready(events, date(2022, 1, 1)).claims)


def test_claim_is_known_on_its_day_and_its_date_has_passed_on_the_next() -> None:
    events = BASE + "main,b,d,,opens,2023-05-06,,2022-03-04"
    assert {c.event.kind for c in ready(events, date(2022, 3, 3)).claims} == {"status"}
    told = ready(events, date(2022, 3, 4)).claims[-1]
    assert (str(told.event.value), told.overdue) == ("2023-05-06", False)
    assert not ready(events, date(2023, 5, 6)).claims[-1].overdue
    assert ready(events, date(2023, 5, 7)).claims[-1].overdue
    assert "legs" not in repr(ready(events))


def test_one_link_without_a_date_leaves_the_whole_without_one() -> None:
    found = ready(BASE + "main,b,c,,opens,2028,,2021")
    assert (found.opening.verdict, found.opening.date) == ("no date claimed", None)
    assert [(k.begins_at, k.ends_at) for k in found.opening.links] == [("c", "d")]


def test_date_that_has_passed_is_overdue_from_the_next_day_on() -> None:
    events = BASE + "main,b,d,,opens,2025-06,,2021\nmain,b,d,,begins,2023,,2021"
    assert ready(events, date(2025, 6, 30)).opening.verdict == "claimed"
    late = ready(events, date(2025, 7, 1))
    assert (late.opening.verdict, late.opening.date) == ("overdue", None)
    assert [c.event.kind for c in late.claims if c.overdue] == ["begins", "opens"]


def test_links_differ_where_their_status_progress_or_dates_do() -> None:
    found = ready(
        "main,,,,status,construction,2019\nmain,b,d,,works_pct,60,,2021\nmain,b,c,,opens,2028,,2021"
    )
    assert sorted(spans(found)) == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    assert [link.value.works_pct for link in sorted(found.missing, key=lambda k: k.begins_at)] == [
        None, 60, 60, None,
    ]  # fmt: skip


def test_claims_on_one_link_are_each_told_once() -> None:
    # The border at c cuts the link in two legs; the claim is one.
    found = ready("main,,,,status,operating,2000\nmain,b,d,,status,proposed,2019,,why")
    assert [claim.event.note for claim in found.claims if claim.counts] == ["why"]


words = st.sampled_from([None, *Status])
stretches = st.lists(st.tuples(st.integers(0, 880), st.integers(1, 400), words), max_size=6)


@settings(deadline=None, max_examples=60)
@given(stretches)
def test_km_by_status_sum_up_and_the_way_back_mirrors_them(
    told: list[tuple[int, int, Status | None]],
) -> None:
    events = "\n".join(
        f"main,{km},{min(km + more, 885)},,status,{word},{1990 + i}"
        for i, (km, more, word) in enumerate(told)
        if word is not None
    )
    there, back = ready(events), ready(events, ends="ea")
    km = {status: km.measured for status, km in there.statuses.items()}
    assert sum(km.values()) == pytest.approx(sum(KM), abs=1e-6)
    assert there.open_km.measured == pytest.approx(
        sum(part for status, part in km.items() if status in OPEN), abs=1e-6
    )
    missing = sum(link.km.measured for link in there.missing)
    assert missing + there.open_km.measured == pytest.approx(sum(KM), abs=1e-6)
    lengths = [link.km.measured for link in there.missing]
    assert lengths == sorted(lengths, reverse=True)
    assert sorted(spans(there)) == sorted((end, begin) for begin, end in spans(back))
    assert {s: k.measured for s, k in back.statuses.items()} == pytest.approx(km, abs=1e-6)
    if there.longest_open is not None and back.longest_open is not None:
        there_km, back_km = there.longest_open.km, back.longest_open.km
        assert there_km.measured == pytest.approx(back_km.measured, abs=1e-6)


def test_nothing_is_open_of_what_nobody_knows() -> None:
    found = ready("")
    assert found.longest_open is None
    assert found.open_km == Km()


@pytest.fixture(scope="module")
def railway() -> Survey:
    corridor = read_corridor("st-petersburg-iran")
    return survey(corridor, load_boundaries("fine"), corridor.read_on)


def test_railway_lacks_one_link(railway: Survey) -> None:
    found = readiness(railway, path(railway, *main_ends(railway.corridor)))
    (link,) = found.missing
    assert (link.begins_at, link.ends_at, link.countries) == ("astara", "rasht", ("IR",))
    assert link.value.status is Status.PROPOSED
    assert found.longest_open is not None
    assert found.longest_open.ends_at == "astara"
    # The claims themselves are the seeds'; here only that the answer is made of one of them.
    opens = {e.value for e in link.legs[0].events if e.kind == "opens"}
    assert found.opening.date in opens
    assert found.opening.verdict == "claimed"
