"""What the fields of records take: ids, codes, kilometres, the value of an event by its kind."""

from __future__ import annotations

import re
from typing import Annotated

from corridors.cells import matching, not_blank, number, recalled
from corridors.errors import nearest_word
from corridors.vocabulary import ELECTRIFICATION, EVENT_KINDS, PartialDate, Status

__all__ = [
    "Address", "CountryCode", "EventKind", "Id", "Km", "Latitude", "Longitude", "Spot", "Text",
    "Value", "parse_value",
]  # fmt: skip

#: What an event says: a status word, a number in the unit of its kind, a date, or text.
Value = Status | float | PartialDate | str


_FULL_PERCENT = 100.0
_MAX_ID = 80
_NUMBER = r"\d+(\.\d+)?"
_WORDS = {"status": tuple(map(str, Status)), "electrification": ELECTRIFICATION}


def _ident(cell: object) -> str:
    text: str = _id_words(cell)
    if len(text) > _MAX_ID:
        message = f"an id has at most {_MAX_ID} characters"
        raise ValueError(message)
    return text


def _spot(cell: object) -> float | str:
    if isinstance(cell, float):
        return cell
    return float(cell) if isinstance(cell, str) and re.fullmatch(_NUMBER, cell) else _ident(cell)


def _kind(cell: object) -> str:
    if cell not in EVENT_KINDS:
        message = f"kind is one of {', '.join(EVENT_KINDS)}"
        raise ValueError(message)
    return str(cell)


_id_words = matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an id is lower-case words joined by hyphens")
Id = Annotated[str, recalled(_ident)]
CountryCode = Annotated[str, matching(r"[A-Z]{2}", "a country is a code of two capitals")]
Text = Annotated[str, not_blank]
Address = Annotated[str, matching(r"https?://\S+", "an address begins with http:// or https://")]
Longitude = Annotated[float, number(-180, 180)]
Latitude = Annotated[float, number(-90, 90)]
Km = Annotated[float, number(0)]
EventKind = Annotated[str, _kind]
Spot = Annotated[float | str, recalled(_spot)]


def parse_value(rule: str, text: str) -> Value:
    """Return the value that a text is by the rule of its kind; else raise ValueError.

    Examples
    --------
    >>> parse_value("percent", "37.5"), parse_value("date", "2026-04").day.isoformat()
    (37.5, '2026-04-30')
    """
    if rule == "date":
        return PartialDate.parse(text)
    if rule in _WORDS:
        return _parse_word(rule, text)
    if rule == "text":
        return not_blank(text)
    return _parse_number(rule, text)


def _parse_word(rule: str, text: str) -> Value:
    known = _WORDS[rule]
    if text not in known:
        message = f"{rule} is one of {', '.join(known)}, not {text!r}{nearest_word(text, known)}"
        raise ValueError(message)
    return Status(text) if rule == "status" else text


def _parse_number(rule: str, text: str) -> float:
    if re.fullmatch(_NUMBER, text) is None:
        message = f"a number is digits with a point, not {text!r}"
        raise ValueError(message)
    number = float(text)
    if rule == "percent" and number > _FULL_PERCENT:
        message = f"a percentage is 0 to 100, not {text}"
        raise ValueError(message)
    return number
