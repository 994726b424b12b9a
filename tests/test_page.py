"""The page as text: nothing from elsewhere, nothing from data but data, the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from branca.element import JavascriptLink
from browser import sample

import layers
from corridors import InputError
from corridors.errors import AssetError
from layers import assets
from layers.frame import PageFigure
from layers.packing import packed
from layers.page import render, write
from layers.words import PAGE_LANGUAGES

ROOT = Path(__file__).parents[1]
SIZE_WITHOUT_DATA = 540_000  # Leaflet 163 kB, backdrop 79, words 57, the rest ours


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    return sample.sample_payload()


@pytest.fixture(scope="module")
def page(payload: dict[str, Any]) -> str:
    return render(payload)


def _blocks(page: str, name: str) -> list[str]:
    return re.findall(rf"<{name}>(.*?)</{name}>", page, flags=re.DOTALL)


def _data(page: str) -> str:
    start = '<script type="application/json" id="corridor-data">'
    return page.partition(start)[2].partition("</script>")[0]


def test_public_names() -> None:
    assert layers.__all__ == ["explore", "explore_lines", "render", "write"]


def test_data_arrives_unchanged(page: str, payload: dict[str, Any]) -> None:
    assert json.loads(_data(page)) == packed(payload)


def test_policy_admits_exactly_the_blocks(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for name in ("script", "style"):
        hashes = re.search(rf"{name}-src ([^;]+);", policy[1])
        assert hashes is not None
        found = [
            "'sha256-" + base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() + "'"
            for b in _blocks(page, name)
        ]
        assert hashes[1].split() == found
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert "connect-src" not in policy[1]


def test_policy_stands_before_every_block(page: str) -> None:
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script")


def test_no_address_that_a_browser_would_load(page: str) -> None:
    assert not re.findall(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=\"(?!data:,)", page)
    for sheet in _blocks(page, "style"):
        assert "url(" not in sheet
        assert "@import" not in sheet


def test_no_inline_style_and_no_handler(page: str) -> None:
    body = re.sub(r"<script.*?</script>", "", page.partition("<body>")[2], flags=re.DOTALL)
    assert not re.findall(r"\s(?:style|on[a-z]+)=", body)


def test_head_says_what_a_reader_needs(page: str, payload: dict[str, Any]) -> None:
    assert page.startswith(
        '<!DOCTYPE html>\n<html lang="en" data-lang="en">\n<head>\n<meta charset="utf-8">'
    )
    assert f"<title>{payload['title']}</title>" in page
    assert "user-scalable" not in page.partition("</head>")[0]
    assert "maximum-scale" not in page.partition("</head>")[0]
    assert "<noscript>" in page


def test_language() -> None:
    assert '<html lang="ru" data-lang="ru">' in render(sample.sample_payload(), language="ru")
    with pytest.raises(ValueError, match="is none of"):
        render(sample.sample_payload(), language='en" onload="x')


def test_size_without_data(page: str) -> None:
    assert len(page.encode()) - len(_data(page).encode()) < SIZE_WITHOUT_DATA


def test_same_payload_same_bytes(page: str, payload: dict[str, Any]) -> None:
    assert render(payload) == page
    reordered = dict(reversed(list(payload.items())))
    assert render(reordered) == page


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_bytes_in_another_process(payload: dict[str, Any], seed: str) -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, 'tests'); from browser import sample; "
        "from layers.page import render; "
        "from layers.words import PAGE_LANGUAGES; "
        "pages = [render(sample.sample_payload(), language=one) for one in PAGE_LANGUAGES]; "
        "print(hashlib.sha256(''.join(pages).encode()).hexdigest())"
    )
    ran = subprocess.run(  # noqa: S603 - this interpreter, this code
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    pages = [render(payload, language=one) for one in PAGE_LANGUAGES]
    assert ran.stdout.strip() == hashlib.sha256("".join(pages).encode()).hexdigest()


@pytest.mark.parametrize("text", sample.HOSTILE, ids=range(len(sample.HOSTILE)))
def test_hostile_text_is_only_data(text: str, page: str) -> None:
    hostile = sample.hostile_payload(text, spared=())
    found = render(hostile)
    assert json.loads(_data(found)) == packed(hostile)
    assert not set("<>&\u2028\u2029") & set(_data(found))
    assert _blocks(found, "script") == _blocks(page, "script")
    assert found.count("<script") == page.count("<script")
    assert "1337" not in found.replace(_data(found), "").partition("</head>")[0]
    found.encode("utf-8")


def test_not_a_number_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="JSON"):
        render({**payload, "edge_note": math.nan})


def test_write_replaces_whole(tmp_path: Path, payload: dict[str, Any], page: str) -> None:
    target = tmp_path / "map.html"
    target.write_text("old", encoding="utf-8")
    write(payload, target)
    assert target.read_text(encoding="utf-8") == page
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]


def test_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.html"
    target.write_text("old", encoding="utf-8")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match="No space"):
        write(sample.sample_payload(), target)
    assert target.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.parametrize(
    "name", ["https://cdn.example/leaflet.js", "../page.css", "missing.js", "leaflet.exe"]
)
def test_an_asset_from_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(AssetError):
        assets.read_asset(name)


def test_an_external_link_of_a_plugin_is_refused() -> None:
    figure = PageFigure()
    figure.header.add_child(JavascriptLink("https://cdn.example/plugin.js"), name="plugin")
    _, _, scripts = figure.render_once()
    with pytest.raises(AssetError, match=r"plugin\.js"):
        assets.read_asset(scripts[0])


def test_a_changed_leaflet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assets.read_asset.cache_clear()
    monkeypatch.setitem(assets.LEAFLET_SHA256, "leaflet.js", "0" * 64)
    with pytest.raises(AssetError, match="Leaflet"):
        assets.read_asset("leaflet.js")


def test_scripts_never_make_markup_of_text() -> None:
    for file in (ROOT / "layers" / "static").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, file.name


def test_no_text_of_the_scripts_runs_over_a_line() -> None:
    for file in (ROOT / "layers" / "static").glob("*.js"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            assert line.count("`") % 2 == 0, f"{file.name}:{number}"
            assert not line.endswith("\\"), f"{file.name}:{number}"
