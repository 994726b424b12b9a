"""What can pass along ways made by hand, each way, and how much Russian gas could reach Italy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made

from corridors import load_boundaries, read_corridor
from corridors.gas import Bottleneck, Throughput, bottleneck, capacities
from corridors.paths import path
from corridors.survey import Survey, survey

if TYPE_CHECKING:
    from corridors.runs import Run

POINTS = {name: (6.0 + 2 * i, 5.0) for i, name in enumerate("abcde")}
ROUTES = {"main": "a b c d e"}
OPEN = "main,,,,status,operating,2000\n"


def links(events: str, ends: str = "ae", on: date = date(2026, 1, 1)) -> list[Run[Throughput]]:
    known = made(ROUTES, POINTS, events, "gas", on=on)
    return capacities(known, path(known, *ends))


def spans(found: tuple[Run[Throughput], ...]) -> list[tuple[str, str]]:
    return [(link.begins_at, link.ends_at) for link in found]


def least(found: list[Run[Throughput]]) -> Bottleneck:
    return bottleneck(found, lambda link: link.bcm)


def test_least_along_the_way_chokes_it() -> None:
    found = links(OPEN + "main,a,c,,capacity_bcm,16,2018\nmain,c,e,,capacity_bcm,10,2020")
    assert [(link.value.bcm, link.begins_at) for link in found] == [(16, "a"), (10, "c")]
    assert least(found).bcm == 10
    assert spans(least(found).at) == [("c", "e")]
    assert least(found).unknown == ()


def test_each_direction_has_a_capacity_of_its_own() -> None:
    events = OPEN + "main,,,with,capacity_bcm,13,2000\nmain,,,against,capacity_bcm,2,2010"
    assert least(links(events)).bcm == 13
    assert least(links(events, "ea")).bcm == 2


def test_capacity_without_a_direction_is_that_of_the_route_only() -> None:
    events = OPEN + "main,,,,capacity_bcm,13,2000"
    assert least(links(events)).bcm == 13
    back = least(links(events, "ea"))
    assert (back.bcm, spans(back.at), spans(back.unknown)) == (None, [], [("e", "a")])


def test_unknown_link_makes_the_least_an_upper_bound() -> None:
    found = least(links(OPEN + "main,a,b,,capacity_bcm,16,2018\nmain,c,e,,capacity_bcm,10,2020"))
    assert (found.bcm, spans(found.unknown)) == (10, [("b", "c")])


def test_nothing_passes_where_nothing_is_built() -> None:
    events = "main,a,d,,status,operating,2000\nmain,d,e,,status,proposed,2000\n"
    found = links(events + "main,,,,capacity_bcm,10,2000\nmain,d,e,,expansion_bcm,30,2020")
    assert least(found).bcm == 0
    assert spans(least(found).at) == [("d", "e")]
    assert found[-1].value.free_bcm == 0
    assert [link.value.expanded_bcm for link in found] == [10, 30]


def test_line_of_unknown_status_is_not_taken_for_shut() -> None:
    assert least(links("main,,,,capacity_bcm,10,2000")).bcm == 10


def test_expansion_moves_the_bottleneck() -> None:
    found = links(
        OPEN + "main,a,c,,capacity_bcm,16,2018\nmain,c,e,,capacity_bcm,10,2020\n"
        "main,c,e,,expansion_bcm,20,2021"
    )
    expanded = bottleneck(found, lambda link: link.expanded_bcm)
    assert (expanded.bcm, spans(expanded.at)) == (16, [("a", "c")])


def test_free_is_what_is_not_sold() -> None:
    found = links(
        OPEN + "main,,,,capacity_bcm,16,2018\nmain,a,c,,contracted_bcm,16,2020\n"
        "main,c,d,,contracted_bcm,10,2020"
    )
    assert [link.value.free_bcm for link in found] == [0, 6, None]
    free = bottleneck(found, lambda link: link.free_bcm)
    assert (free.bcm, spans(free.at), spans(free.unknown)) == (0, [("a", "c")], [("d", "e")])


def test_contradicting_claims_stand_side_by_side_and_history_does_not() -> None:
    (link,) = links(
        OPEN + "main,,,,capacity_bcm,7,2006\nmain,,,,capacity_bcm,23,2018-06-30\n"
        "main,,,,capacity_bcm,31,,2020\nmain,,,,capacity_bcm,20,,2021\nmain,,,,capacity_bcm,5,,2010"
    )
    # 7 since 2006 and 5 stated in 2010 are what it was before 2018; the newest claim counts.
    assert link.value.capacity.bcm == 20
    assert sorted(event.value for event in link.value.capacity.others) == [23, 31]
    assert (link.value.lowest_bcm, link.value.highest_bcm) == (20, 31)


def test_what_was_not_known_by_the_day_is_not_told() -> None:
    events = OPEN + "main,,,,capacity_bcm,10,2020\nmain,,,,capacity_bcm,12,2026"
    assert least(links(events, on=date(2025, 1, 1))).bcm == 10
    assert least(links(events, on=date(2027, 1, 1))).bcm == 12
    assert least(links(events, on=date(2019, 1, 1))).bcm is None


def test_lines_side_by_side_are_not_added_up() -> None:
    routes = {"main": "a b c", "loop": "b c"}
    system = "main,,,,capacity_bcm,23.4,2018\nloop,,,,capacity_bcm,23.4,2018"
    known = made(routes, POINTS, system, "gas")
    assert least(capacities(known, path(known, "a", "c"))).bcm == 23.4


claims = st.lists(
    st.tuples(st.integers(0, 880), st.integers(1, 400), st.integers(1, 40)), min_size=1, max_size=8
)


@settings(deadline=None, max_examples=60)
@given(claims)
def test_bottleneck_is_the_least_of_what_counts_at_any_km(told: list[tuple[int, int, int]]) -> None:
    spans_ = [(km, min(km + more, 885), bcm) for km, more, bcm in told]
    events = "\n".join(
        f"main,{begin},{end},,capacity_bcm,{bcm},{1980 + i}"
        for i, (begin, end, bcm) in enumerate(spans_)
    )
    found = links(events)
    # The last claim over a km counts, as each is a year newer; looked up at every half km.
    at_km = [
        next((bcm for begin, end, bcm in reversed(spans_) if begin < km < end), None)
        for km in (n + 0.5 for n in range(885))
    ]
    assert least(found).bcm == min(bcm for bcm in at_km if bcm is not None)
    assert least(found).unknown  # the last hundred metres, at the least
    assert least(found).bcm == min(link.value.bcm for link in found if link.value.bcm is not None)


@pytest.fixture(scope="module")
def gas() -> Survey:
    corridor = read_corridor("southern-gas")
    return survey(corridor, load_boundaries("fine"), corridor.read_on)


@pytest.fixture(scope="module")
def to_italy(gas: Survey) -> list[Run[Throughput]]:
    return capacities(gas, path(gas, "mozdok", "melendugno"))


#: Claims of the sources: the link's end, capacity, others of it, contracted.
RUSSIAN_GAS = [
    ("kazi-magomed", 13, {10}, 2),
    ("sangachal", None, set(), None),
    ("turkgozu", 23.4, set(), 16),
    ("seyitgazi", 16, set(), 16),
    ("ipsala", 16, set(), 10),
    ("melendugno", 11.2, set(), 10),
]


def test_russian_gas_to_italy_link_by_link(gas: Survey, to_italy: list[Run[Throughput]]) -> None:
    told = [
        (k.ends_at, k.value.capacity.bcm, {e.value for e in k.value.capacity.others},
         k.value.contracted.bcm)
        for k in to_italy
    ]  # fmt: skip
    assert told == RUSSIAN_GAS
    for link in to_italy:
        figures = (link.value.capacity, link.value.contracted)
        assert all(f.used is None or gas.corridor.sources[f.used.source] for f in figures)


@pytest.mark.parametrize(
    ("quantity", "bcm", "at"),
    [
        (lambda link: link.bcm, 11.2, ("kipoi", "melendugno")),
        (lambda link: link.lowest_bcm, 10, ("mozdok", "kazi-magomed")),
        (lambda link: link.free_bcm, 0, ("turkgozu", "seyitgazi")),
        (lambda link: link.expanded_bcm, 13, ("mozdok", "kazi-magomed")),
    ],
    ids=["capacity", "lowest", "free", "expanded"],
)
def test_where_russian_gas_to_italy_chokes(
    to_italy: list[Run[Throughput]],
    quantity: Callable[[Throughput], float | None],
    bcm: float,
    at: tuple[str, str],
) -> None:
    found = bottleneck(to_italy, quantity)
    assert (found.bcm, spans(found.at)) == (bcm, [at])
    assert spans(found.unknown) == [("kazi-magomed", "sangachal")]


def test_no_source_tells_what_could_pass_from_italy(gas: Survey) -> None:
    assert least(capacities(gas, path(gas, "melendugno", "sangachal"))).bcm is None
