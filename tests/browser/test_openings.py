"""The page opened a hundred times never says a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser import sample

pytestmark = pytest.mark.browser


def test_a_hundred_openings_log_nothing(open_page: Callable[..., Any]) -> None:
    watched = open_page(sample.sample_payload())
    hashes = ["", "#map=6/40/48", "#lang=fa&day=2015-01-01", "#off=southern-gas&tab=sections"]
    for number in range(99):
        watched.page.goto("about:blank")
        watched.page.goto(f"{watched.address}{hashes[number % len(hashes)]}")
        assert watched.page.locator("path.hit").count() > 0
    assert watched.said == []
    asked = {url.partition("#")[0] for url in watched.requests}
    assert asked <= {watched.address, "about:blank"}
