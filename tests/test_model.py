"""Records refuse what breaks their rules, and say the rule."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from corridors.record import RecordError
from corridors.records import Event, Place, Section, Source
from corridors.vocabulary import EVENT_KINDS, PartialDate, Status

EVENT = {"route": "a-b", "kind": "status", "value": "operating", "source": "s"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2006", date(2006, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2018-03-29", date(2018, 3, 29)),
    ],
)
def test_partial_date_counts_from_its_last_day(text: str, day: date) -> None:
    assert PartialDate.parse(text).day == day
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "2026-13", "2026-02-30", "c. 2001", "01.02.2024", "20060101"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"value": "Operating"}, "status is one of"),
        ({"kind": "speed"}, "kind is one of"),
        ({"kind": "works_pct", "value": "101"}, "0 to 100"),
        ({"kind": "works_pct", "value": "-1"}, "digits"),
        ({"kind": "gauge_mm", "value": "1,520"}, "digits"),
        ({"kind": "gauge_mm", "value": "nan"}, "digits"),
        ({"kind": "note", "value": "  "}, "blank"),
        ({"kind": "opens", "value": "soon"}, "a date is"),
        ({"kind": "electrification", "value": "3 kV"}, "nearest is '3 kV DC'"),
        ({"value": "operative"}, "nearest is 'operating'"),
        ({"from": "-1"}, "from: an id is lower-case words"),
        ({"to": "1e3 "}, "to: an id is lower-case words"),
        ({"direction": "north"}, "with"),
        ({"country": "Iran"}, "two capitals"),
        ({"route": "A B"}, "joined by hyphens"),
        ({"colour": "red"}, "colour: it is no field"),
    ],
)
def test_event_refuses(change: dict[str, str], rule: str) -> None:
    with pytest.raises(RecordError, match=rule):
        Event(EVENT | change)


def test_value_is_of_its_kind() -> None:
    def value(kind: str, text: str) -> object:
        return Event(EVENT | {"kind": kind, "value": text}).value

    assert value("status", "idle") is Status.IDLE
    assert value("works_pct", "62.5") == 62.5
    assert value("tracks", "007") == "007"


def test_blank_cells_are_unknown_never_zero() -> None:
    event = Event(EVENT | {"from": "", "since": "", "country": "", "note": ""})
    assert (event.begin, event.since, event.country, event.note) == (None, None, None, "")


def test_code_of_namibia_and_norway_stay_text() -> None:
    assert Event(EVENT | {"country": "NA"}).country == "NA"
    assert Event(EVENT | {"country": "NO"}).country == "NO"


def test_place_has_both_coordinates_or_none() -> None:
    with pytest.raises(RecordError, match="together"):
        Place({"id": "a", "name": "A", "kind": "town", "lon": "5", "source": "s"})


def test_a_line_has_a_source_and_no_line_has_none() -> None:
    section = {"id": "a-b", "route": "r", "from": "a", "to": "b", "kind": "line"}
    with pytest.raises(RecordError, match="line_source"):
        Section(section | {"quality": "network"})
    with pytest.raises(RecordError, match="line_source"):
        Section(section | {"quality": "unknown", "line_source": "s"})


def test_address_of_a_source_is_http() -> None:
    source = {"id": "s", "publisher": "P", "title": "T", "accessed": "2026-01-01"}
    with pytest.raises(RecordError, match="begins with http"):
        Source(source | {"quality": "press", "url": "javascript:alert(1)"})


def test_records_are_frozen() -> None:
    event = Event(EVENT)
    with pytest.raises(FrozenInstanceError):
        event.kind = "note"  # type: ignore[misc]


def test_unit_stands_in_the_name_of_a_kind() -> None:
    for name, kind in EVENT_KINDS.items():
        assert (kind.rule in {"number", "percent"}) == ("_" in name)
