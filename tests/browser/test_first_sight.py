"""The first sight of a page: what it calls is compiled at once, and nothing on the way fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

pytestmark = pytest.mark.browser


def _called(session: CDPSession, parsed: set[str]) -> dict[bool, float]:
    """Return the share of our code that was called, by whether its block is compiled at once."""
    shares = {}
    for script in session.send("Profiler.takePreciseCoverage")["result"]:
        if script["scriptId"] not in parsed:
            continue
        asked = {"scriptId": script["scriptId"]}
        source = session.send("Debugger.getScriptSource", asked)["scriptSource"]
        if "corridorPage.add({" not in source:
            continue
        called = bytearray(len(source))
        for function in script["functions"]:
            (one,) = function["ranges"]
            size = one["endOffset"] - one["startOffset"]
            called[one["startOffset"] : one["endOffset"]] = bytes([one["count"] > 0]) * size
        shares["allFunctionsCalledOnLoad" in source] = sum(called) / len(called)
    return shares


def test_what_is_called_at_once_is_compiled_at_once(open_page: Callable[..., Any]) -> None:
    page = open_page(sample.sample_payload()).page
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Debugger.enable")
    parsed: set[str] = set()
    session.on("Debugger.scriptParsed", lambda script: parsed.add(script["scriptId"]))
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")
    shares = _called(session, parsed)
    assert shares[True] > 0.6, shares
    assert shares[False] < 0.2, shares


def test_no_error_is_made_and_caught(open_page: Callable[..., Any]) -> None:
    page = open_page(sample.sample_payload()).page
    caught: list[str] = []
    session = page.context.new_cdp_session(page)

    def tell(event: dict[str, Any]) -> None:
        caught.append(f"{event['reason']}: {event.get('data')}")
        session.send("Debugger.resume")

    session.on("Debugger.paused", tell)
    session.send("Debugger.enable")
    session.send("Debugger.setPauseOnExceptions", {"state": "all"})
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")
    assert caught == []
