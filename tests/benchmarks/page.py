"""Open the page and measure: ``python -m benchmarks.page`` writes RESULTS_PAGE.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import folium
import shapely
from playwright.sync_api import sync_playwright

from benchmarks.large import DAY, large_corridor
from corridors import load_boundaries, read_corridor
from corridors.survey import survey
from layers.encoding import decode
from layers.page import render
from layers.payload import TIMED, payload

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from corridors.survey import Survey

__all__ = ["main"]

_RESULTS = Path(__file__).with_name("RESULTS_PAGE.md")
_HOW = """\
# The page
Written by `make bench` (`tests/benchmarks/page.py`); do not edit.

Both shipped corridors, and a made one of a million vertices: 100 routes of smooth lines with edges
of 60 to 100 m, from a fixed seed. **First frame**: from the beginning of navigation until the frame
after loading has been drawn; the map can be used. **Main thread**: what the page computed until
then, by the thread's own clock: read that where others use the machine, too. **Change of zoom**:
`setView` with layout. Medians; the network is off.
"""
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SIZES = {"1280 × 800": (1280, 800, 1), "390 × 844": (390, 844, 2)}
_SLOWED = (1, 4)

#: When the first frame after loading has been drawn, in ms after navigation began.
_FRAME = """addEventListener("load", () => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { window.drawn = performance.now(); };
  port2.postMessage(null);
}));"""
_MOVE = """(zoom) => {
  const begin = performance.now();
  map_page.setView([42, 45], zoom, { animate: false });
  document.body.offsetWidth;
  return performance.now() - begin;
}"""


@dataclass(frozen=True)
class _Built:
    """A page and what it took."""

    name: str
    page: str
    lines: list[shapely.LineString]
    drawn: int
    metres: float
    seconds: dict[str, float]


@dataclass(frozen=True)
class _Opened:
    """Medians in milliseconds, at one size and slowed down so many times."""

    size: str
    slowed: int
    frame: float
    busy: float
    moved: float


def main(arguments: list[str] | None = None) -> None:
    """Build both pages, open them, and write what was found."""
    parser = argparse.ArgumentParser(prog="benchmarks.page", description=__doc__)
    parser.add_argument("--output", type=Path, default=_RESULTS)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args(arguments)
    built = [_build("both corridors", _shipped), _build("a million vertices", _large)]
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        opened = [_open(browser, one.page, asked.runs) for one in built]
        text = _written(built, opened, f"Chromium {browser.version}")
        browser.close()
    asked.output.write_text(text, encoding="utf-8")


def _shipped() -> list[Survey]:
    areas = load_boundaries("fine")
    corridors = map(read_corridor, ("st-petersburg-iran", "southern-gas"))
    return [survey(corridor, areas, corridor.read_on, kinds=TIMED) for corridor in corridors]


def _large() -> list[Survey]:
    return [survey(large_corridor(), load_boundaries("world"), DAY, kinds=TIMED)]


def _build(name: str, make: Callable[[], list[Survey]]) -> _Built:
    times = [time.process_time()]
    surveys = make()
    times.append(time.process_time())
    data = payload(surveys)
    times.append(time.process_time())
    page = render(data)
    times.append(time.process_time())
    steps = ("read and cut", "payload", "render")
    texts = [piece["line"] for piece in data["pieces"] if piece["line"]]
    return _Built(
        name,
        page,
        [s.line for one in surveys for s in one.segments if s.line is not None],
        sum(len(decode(text)) for text in texts),
        data["simplified_degrees"] * 111_000,
        {step: end - begin for step, (begin, end) in zip(steps, pairwise(times), strict=True)},
    )


def _open(browser: Browser, page: str, runs: int) -> list[_Opened]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        found = []
        for size in _SIZES:
            for slowed in _SLOWED:
                times = [_once(browser, file.as_uri(), size, slowed) for _ in range(runs)]
                frame, busy, moved = (median(kind) for kind in zip(*times, strict=True))
                found.append(_Opened(size, slowed, frame, busy, moved))
        return found


def _once(browser: Browser, address: str, size: str, slowed: int) -> tuple[float, float, float]:
    """Return ms until the first frame, of the main thread until then, and of a change of zoom."""
    width, height, ratio = _SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=ratio, offline=True
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(_FRAME)
    page.goto(address)
    page.wait_for_function("() => window.drawn")
    frame = page.evaluate("window.drawn")
    metrics = session.send("Performance.getMetrics")["metrics"]
    busy = next(one["value"] for one in metrics if one["name"] == "TaskDuration") * 1000
    moved = median([page.evaluate(_MOVE, zoom) for zoom in (6, 8, 5)])
    context.close()
    return frame, busy, moved


def _geojson(lines: list[shapely.LineString]) -> tuple[int, int, float]:
    """Return bytes of the lines as GeoJSON, of folium's page of them, and its seconds."""
    shapes = json.loads(shapely.to_geojson(shapely.GeometryCollection(lines)))["geometries"]
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    data = {"type": "FeatureCollection", "features": features}
    begin = time.process_time()
    map_ = folium.Map(tiles=None)
    folium.GeoJson(data).add_to(map_)
    page = map_.get_root().render()
    return len(json.dumps(data)), len(page.encode()), time.process_time() - begin


def _parts(page: str) -> Iterator[tuple[str, int]]:
    """Tell how many bytes each part of a page has."""
    blocks = re.findall(r"<(script|style)([^>]*)>(.*?)</\1>", page, flags=re.DOTALL)
    sizes = {"data": 0, "words": 0, "backdrop": 0, "style": 0}
    for kind, attributes, text in blocks:
        named = re.search(r'id="corridor-([a-z]+)"', attributes)
        key = named[1] if named else "Leaflet" if "leafletjs.com" in text[:400] else f"our {kind}s"
        sizes[key] = sizes.get(key, 0) + len(text.encode())
    yield from sizes.items()
    yield "the rest", len(page.encode()) - sum(sizes.values())


def _written(built: list[_Built], opened: list[list[_Opened]], browser: str) -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        _HOW,
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {browser}; folium {version('folium')}",
        f"- {os.cpu_count()} cores; load in the last 1, 5, 15 minutes: {load}",
    ]
    for one, times in zip(built, opened, strict=True):
        lines += ["", f"## {one.name.capitalize()}", *_size_table(one), "", *_time_table(times)]
    return "\n".join(lines) + "\n"


def _size_table(built: _Built) -> Iterator[str]:
    vertices = int(shapely.get_num_coordinates(built.lines).sum())
    json_bytes, page_bytes, seconds = _geojson(built.lines)
    yield (
        f"{vertices:,} vertices, of which {built.drawn:,} are drawn, within {built.metres:.0f} m. "
        f"Seconds of one core: {', '.join(f'{k} {v:.1f}' for k, v in built.seconds.items())}."
    )
    yield ""
    yield "| | bytes |"
    yield "|---|---|"
    yield f"| **the page** | **{len(built.page.encode()):,}** |"
    yield from (f"| {name} | {size:,} |" for name, size in _parts(built.page) if size)
    yield f"| its lines as GeoJSON | {json_bytes:,} |"
    yield f"| `folium.GeoJson` of them, without libraries ({seconds:.1f} s) | {page_bytes:,} |"


def _time_table(opened: list[_Opened]) -> Iterator[str]:
    yield "| screen | processor | first frame | main thread until then | change of zoom |"
    yield "|---|---|---|---|---|"
    for one in opened:
        speed = "as it is" if one.slowed == 1 else f"{one.slowed} × slowed"
        times = " | ".join(f"{ms:.0f} ms" for ms in (one.frame, one.busy, one.moved))
        yield f"| {one.size} | {speed} | {times} |"


if __name__ == "__main__":
    main()
