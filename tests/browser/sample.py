"""A small payload with real lines and texts, and the same with hostile text in every field."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from typing import Any

from corridors import load_boundaries, read_corridor
from corridors.survey import survey
from layers.payload import TIMED, payload

__all__ = ["HOSTILE", "KEYS", "OWN_WORDS", "hostile_payload", "sample_payload"]
__all__ += ["status_of", "whole_payload"]

#: What has run, broken out or crashed in folium pages, and what must show as typed here.
HOSTILE = (
    "{{7*191}}",
    "{% raw %}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{# 5",
    "${document.title='x'}",
    "`back`tick\\`",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"'><svg onload=window.hacked=1>",
    "<!-- <script>",
    "a\u2028b\u2029c",
    "javascript:window.hacked=1",
    "@@data@@",
    "</title></style>",
    "\ud800 half",
)
#: The routes of the sample, by corridor: all statuses, kinds, countries and bases but few pieces.
_ROUTES = {
    "st-petersburg-iran": {"left-bank", "chabahar", "caspian-port", "bandar-imam-khomeini"},
    "southern-gas": {"scp", "tap", "mozdok-kazi-magomed", "iap"},
}
#: Fields whose words choose something, but which a user's own file may fill with anything.
OWN_WORDS = {"country", "area", "url"}
#: Fields whose words choose a class, a group or another record, or are not text at all.
KEYS = {
    *OWN_WORDS, "id", "corridor", "route", "section", "from", "to", "kind", "status", "quality",
    "zone", "basis", "role", "source", "sha256", "line", "as_of", "day", "since",
    "what", "chainage", "direction", "told", "ages", "stops", "read_on", "date", "accessed",
    "published",
}  # fmt: skip


@cache
def _sample() -> dict[str, Any]:
    areas = load_boundaries("fine")
    found = []
    for name, routes in _ROUTES.items():
        whole = read_corridor(name)
        part = replace(
            whole,
            routes=tuple(route for route in whole.routes if route.id in routes),
            events=tuple(event for event in whole.events if event.route in routes),
            lengths=tuple(length for length in whole.lengths if length.route in routes),
            posts=tuple(post for post in whole.posts if post.route in routes),
        )
        found.append(survey(part, areas, part.read_on, kinds=TIMED))
    plain: dict[str, Any] = json.loads(json.dumps(payload(found)))
    return plain


def sample_payload() -> dict[str, Any]:
    """Return the payload of some routes of both corridors."""
    return copy.deepcopy(_sample())


@cache
def whole_payload() -> dict[str, Any]:
    """Return the payload of both corridors, to read only."""
    areas = load_boundaries("fine")
    corridors = [read_corridor(name) for name in _ROUTES]
    return payload([survey(one, areas, one.read_on, kinds=TIMED) for one in corridors])


def hostile_payload(
    text: str | Callable[[], str], spared: Collection[str] = frozenset(KEYS)
) -> dict[str, Any]:
    """Put the text, or the next one told, into every text field, but into none of these names."""

    def spoil(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: spoil(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [spoil(one, key) for one in value]
        if isinstance(value, str) and key not in spared:
            return text if isinstance(text, str) else text()
        return value

    return spoil(sample_payload(), "")  # type: ignore[no-any-return]


def status_of(payload: dict[str, Any], piece: dict[str, Any]) -> str:
    """Return the last status told of a piece."""
    changes = piece["told"].get("status", [])
    number = changes[-1][1] if changes else None
    return "unknown" if number is None else payload["facts"][piece["corridor"]][number]["value"]
