"""Tiles are opt in: what address they may have, and what the page then admits."""

from __future__ import annotations

import json
import re

import pytest
from browser import sample

from corridors import InputError
from layers.page import render
from layers.tiles import Tiles

ADDRESS = "https://Tiles.example:8443/osm/{z}/{x}/{y}.png?key=a1"


def _policy(page: str) -> dict[str, str]:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found is not None
    rules = (rule.strip().partition(" ") for rule in found[1].split(";"))
    return {name: sources for name, _, sources in rules}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tiles/{z}/{x}/{y}.png",
        "ftp://tiles.example/{z}/{x}/{y}",
        "javascript://tiles.example/{z}/{x}/{y}",
        "file:///{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}/{x}/{y}/{y}.png",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{s}/{z}/{x}/{y}.png",
        "https://{z}/{x}/{y}",
        "https://user:word@tiles.example/{z}/{x}/{y}",
        "https://tiles.example; script-src */{z}/{x}/{y}",
        "https://tiles.example /{z}/{x}/{y}",
        "https://tiles\n.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}/{y}\n",
        'https://tiles.example/{z}/{x}/{y}"><script>',
        "https://[::1/{z}/{x}/{y}",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="tiles-url"):
        Tiles(url, "somebody")


def test_nobody_named_is_refused() -> None:
    with pytest.raises(InputError, match="tiles-attribution"):
        Tiles(ADDRESS, " ")


def test_the_page_admits_the_one_origin_and_no_other() -> None:
    plain = _policy(render(sample.sample_payload()))
    policy = _policy(render(sample.sample_payload(), tiles=Tiles(ADDRESS, "somebody")))
    assert "connect-src" not in plain
    assert plain["img-src"] == "data:"
    assert policy["connect-src"] == "https://tiles.example:8443"
    assert policy["img-src"] == "data: https://tiles.example:8443"
    changed = {name for name in policy if policy[name] != plain.get(name)}
    assert changed == {"connect-src", "img-src", "script-src"}


def test_the_page_has_nothing_of_tiles_by_default() -> None:
    page = render(sample.sample_payload())
    assert "corridor-tiles" not in page
    assert "tileLayer(url" not in page


@pytest.mark.parametrize("text", sample.HOSTILE, ids=range(len(sample.HOSTILE)))
def test_hostile_attribution_is_only_data(text: str) -> None:
    plain = render(sample.sample_payload(), tiles=Tiles(ADDRESS, "somebody"))
    page = render(sample.sample_payload(), tiles=Tiles(ADDRESS, text))
    block = page.partition('id="corridor-tiles">')[2].partition("</script>")[0]
    assert json.loads(block) == {"url": ADDRESS, "attribution": text}
    assert page.count("<script") == plain.count("<script")
    assert _policy(page) == _policy(plain)
