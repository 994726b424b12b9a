"""Each screen of both corridors, kept under build/screens to be looked at; nothing hangs over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corridors import load_boundaries, read_corridor
from corridors.reading import BUILT_IN
from corridors.survey import survey
from layers.payload import TIMED, payload

pytestmark = pytest.mark.browser

SCREENS = Path(__file__).parents[2] / "build" / "screens"

#: Size, scheme, language and the address of what is looked at.
LOOKS = [
    ("desktop", "light", "en", ""),
    ("desktop", "dark", "ru", "#day=2023-05-17&tab=sections"),
    ("desktop", "light", "fa", "#see=piece:st-petersburg-iran/main/3620.0"),
    ("desktop", "light", "az", "#corridor=southern-gas&route=southern-gas/scp"),
    ("phone", "light", "en", "#see=piece:southern-gas/tap/547.0"),
    ("phone", "dark", "tr", "#day=2018-06-30"),
    ("phone", "light", "fa", "#tab=sections&status=proposed"),
]


@pytest.fixture(scope="module")
def both() -> dict[str, Any]:
    areas, corridors = load_boundaries("fine"), map(read_corridor, BUILT_IN)
    return payload([survey(one, areas, one.read_on, kinds=TIMED) for one in corridors])


@pytest.mark.parametrize(("size", "scheme", "language", "address"), LOOKS)
def test_a_screen_is_quiet_and_keeps_within_itself(
    open_page: Callable[..., Any],
    both: dict[str, Any],
    size: str,
    scheme: str,
    language: str,
    address: str,
) -> None:
    watched = open_page(both, size, scheme, language)
    page = watched.page
    page.goto(watched.address + address)
    page.reload()  # a fragment alone does not open the page anew
    page.wait_for_function("() => document.querySelectorAll('path.run').length > 20")
    SCREENS.mkdir(parents=True, exist_ok=True)
    place = address.strip("#").replace("/", "-").replace("&", "_") or "opening"
    page.screenshot(path=SCREENS / f"{size}-{scheme}-{language}-{place}.png".replace(":", "-"))
    assert watched.said == []
    assert {one.partition("#")[0] for one in watched.requests} == {watched.address}
    inside, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert inside <= room
    assert page.evaluate("document.documentElement.lang") == language
