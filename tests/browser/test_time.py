"""Time on the page: slider, buttons, play, what changed; tables as Python has them on the day."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD

from corridors import load_boundaries, read_corridor
from corridors.ageing import age_months
from corridors.difference import difference
from corridors.reading import BUILT_IN
from corridors.sums import country_statuses, progress
from corridors.survey import survey
from corridors.vocabulary import EVENT_KINDS, PROGRESS_KINDS, PartialDate, Status
from layers.payload import TIMED, payload

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from corridors.model import Corridor

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

AREAS = load_boundaries("fine")
CORRIDORS = [read_corridor(name) for name in BUILT_IN]
LAST = max(corridor.read_on for corridor in CORRIDORS)
#: Steps, days between them, the last day; before and after works, by year, month and day.
DAYS = [
    "1851-12-31",
    "1999-06-01",
    "2016-08-31",
    "2018-06-12",
    "2020-11-14",
    "2024-06-19",
    str(LAST),
]
_PARTS = ("operating", "modernisation", "construction", "proposed", "other", "unknown")


@pytest.fixture(scope="module")
def both() -> dict[str, Any]:
    found = payload([survey(one, AREAS, one.read_on, kinds=TIMED) for one in CORRIDORS])
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def _steps(data: dict[str, Any]) -> list[str]:
    """Return the days on which status or progress changes, and the last day."""
    kinds = ("status", *PROGRESS_KINDS)
    told = [piece["told"].get(kind, []) for piece in data["pieces"] for kind in kinds]
    return sorted({day for changes in told for day, _ in changes} | {data["as_of"]})


def _go(page: Page, fragment: str) -> None:
    """Write into the address, as a reader would, and wait for the page to follow."""
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    day = re.search(r"day=([\d-]+)", fragment)
    page.wait_for_function("day => corridorPage.view.day === day", arg=day[1] if day else str(LAST))


def _day(page: Page) -> str:
    """Return the day that the address names."""
    found = re.search(r"day=([\d-]+)", page.evaluate("location.hash"))
    return found[1] if found else str(LAST)


def _wait_for_day(page: Page, day: str) -> None:
    named = "" if day == str(LAST) else f"day={day}"
    page.wait_for_function(
        "named => named ? location.hash.includes(named) : !location.hash.includes('day=')",
        arg=named,
    )


def _stop_the_clock(page: Page) -> None:
    """Let the page's time go on only where a test says so."""
    page.clock.install(time=datetime(2026, 11, 27, tzinfo=UTC))
    page.clock.pause_at(datetime(2026, 11, 27, 1, tzinfo=UTC))


def _slider(page: Page) -> int:
    return int(page.input_value("#time-slider"))


def _news(page: Page) -> str:
    """Return all that is told of the day, unfolded."""
    fold = page.locator(".news-fold")
    if fold.count() and fold.get_attribute("aria-expanded") == "false":
        fold.click()
    return " ".join(page.inner_text("#news").split())


# --- Tables on a day ---------------------------------------------------------------------------


#: What stands in the rows of the tables of countries: basis, area, km, km by status.
_COUNTRIES = """tables => tables.map((table) =>
  [...table.querySelectorAll("tbody")].flatMap((body) =>
    [...body.querySelectorAll("tr:not(.group)")].map((row) => [
      body.querySelector(".group th").textContent, row.querySelector("th").innerText,
      row.querySelector(".num").textContent,
      row.querySelector("td:last-child .small").textContent])))"""
#: And of sections: between which places, status.
_SECTIONS = """tables => tables.map((table) =>
  [...table.querySelectorAll("tbody tr:not(.group)")].map((row) => [
    row.querySelector("th").innerText.split("\\n")[0],
    row.querySelector(".chip").innerText.trim()]))"""


def test_tables_of_a_day_are_those_of_python(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    for day in DAYS:
        _go(page, f"#day={day}&tab=countries")
        tables = page.locator("#panel-countries table.countries").evaluate_all(_COUNTRIES)
        for corridor, rows in zip(CORRIDORS, tables, strict=True):
            expected = _country_rows(corridor, date.fromisoformat(day))
            found = {(basis, area): (km, by_status) for basis, area, km, by_status in rows}
            assert found.keys() == expected.keys(), day
            for key, (km, by_status) in found.items():
                _assert_km(km, by_status, expected[key])
        page.click("#tab-sections")
        tables = page.locator("#panel-sections table.progress").evaluate_all(_SECTIONS)
        for corridor, rows in zip(CORRIDORS, tables, strict=True):
            seen = [key for key, _ in groupby(map(tuple, rows))]
            assert seen == _section_rows(corridor, date.fromisoformat(day)), day


def _country_rows(corridor: Corridor, day: date) -> dict[tuple[str, str], dict[str, float]]:
    """Return km by status of each row of Python's table, by basis and area as the page has them."""
    basis = {"measured": "Measured", "published": "Published, not drawn"}
    rows = country_statuses(survey(corridor, AREAS, day), zones=corridor.kind == "gas")
    return {(basis[row["basis"]], _area(row)): _by_status(row) for row in rows}


def _area(row: dict[str, Any]) -> str:
    zone = {"territorial-sea": "territorial sea", "international": "high sea"}.get(row["zone"])
    return f"{row['country_name']}\n{zone}" if zone else str(row["country_name"])


def _by_status(row: dict[str, Any]) -> dict[str, float]:
    km = dict.fromkeys(_PARTS, 0.0)
    for status in [*map(str, Status), "unknown"]:
        km[status if status in _PARTS else "other"] += row[status]
    return {part: km[part] for part in _PARTS if km[part] > 0}


def _assert_km(whole: str, by_status: str, expected: dict[str, float]) -> None:
    """Compare what is printed: tenths, of which one may differ so that the columns add up."""
    assert _off(whole, sum(expected.values())) < 0.1
    told = [text.rpartition(" ") for text in by_status.split(" · ")]
    if len(expected) == 1:
        assert by_status == next(iter(expected))
        return
    assert [status for status, _, _ in told] == list(expected)
    assert all(_off(km, expected[status]) < 0.1 for status, _, km in told)
    assert _off(whole, sum(float(km.replace(",", "")) for _, _, km in told)) < 1e-6


def _off(printed: str, km: float) -> float:
    return abs(float(printed.replace(",", "")) - km)


def _section_rows(corridor: Corridor, day: date) -> list[tuple[str, str]]:
    rows = progress(survey(corridor, AREAS, day))
    told = [(row["title"], (row["status"] or "unknown").capitalize()) for row in rows]
    return [key for key, _ in groupby(told)]


def test_months_are_those_of_python(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    chance = random.Random(5)  # noqa: S311 - the same pairs every time
    first = date(1999, 12, 25)
    near = [first + timedelta(days=n) for n in range(0, 800, 3)]
    ends = [date(y, m, d) for y in (2023, 2024) for m in (1, 2, 3, 4) for d in (1, 27, 28)]
    ends += [day + timedelta(days=n) for day in ends for n in (1, 2, 3, 4)]
    stated = [str(day) for day in [*near, *ends]] + [f"20{n:02}" for n in range(25)]
    stated += [f"2023-{n:02}" for n in range(1, 13)]
    pairs = [(text, str(chance.choice([*near, *ends]))) for text in stated for _ in range(20)]
    found = page.evaluate(
        """pairs => pairs.map(([stated, day]) => {
          corridorPage.view.day = day;
          return corridorPage.monthsSince(stated);
        })""",
        pairs,
    )
    expected = [
        age_months(PartialDate.parse(stated).day, date.fromisoformat(day)) or 0
        for stated, day in pairs
    ]
    assert found == expected
    assert len(set(found)) > 50


# --- Slider, buttons, play ---------------------------------------------------------------------


def test_slider_goes_from_change_to_change_by_keyboard(open_page: OpenPage) -> None:
    data = sample.sample_payload()
    steps = _steps(data)
    page = open_page(data).page
    assert _slider(page) == len(steps) - 1
    assert int(page.get_attribute("#time-slider", "max")) == len(steps) - 1
    page.focus("#time-slider")
    length = page.evaluate("history.length")
    for key, step in [
        ("Home", 0), ("ArrowRight", 1), ("ArrowUp", 2), ("ArrowLeft", 1),
        ("End", len(steps) - 1), ("ArrowLeft", len(steps) - 2),
    ]:  # fmt: skip
        page.keyboard.press(key)
        _wait_for_day(page, steps[step])
        assert _slider(page) == step
    page.keyboard.press("PageDown")
    page.wait_for_function("step => corridorPage.view.day < step", arg=steps[-3])
    assert page.evaluate("history.length") == length


def test_slider_follows_the_mouse_and_leaves_no_steps_behind(open_page: OpenPage) -> None:
    data = sample.sample_payload()
    steps = _steps(data)
    page = open_page(data).page
    box = page.locator("#time-slider").bounding_box()
    length = page.evaluate("history.length")
    y = box["y"] + box["height"] / 2
    middle = len(steps) // 2
    x = box["x"] + 8 + (box["width"] - 16) * middle / (len(steps) - 1)
    page.mouse.move(box["x"] + box["width"] - 8, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, y, steps=6)
    page.mouse.move(x, y, steps=6)
    page.mouse.up()
    _wait_for_day(page, steps[middle])
    assert page.evaluate("history.length") == length
    # The thumb lies on the tick of its step.
    tick = page.locator(".tick").nth(middle).bounding_box()
    assert abs(tick["x"] + tick["width"] / 2 - x) < 1


def test_buttons_step_and_back_goes_back(open_page: OpenPage) -> None:
    data = sample.sample_payload()
    steps = _steps(data)
    page = open_page(data).page
    for name, step in [
        ("previous", -2), ("previous", -3), ("next", -2), ("first", 0), ("next", 1), ("today", -1),
    ]:  # fmt: skip
        page.click(f"#time-{name}")
        _wait_for_day(page, steps[step])
    page.go_back()
    _wait_for_day(page, steps[1])
    page.go_back()
    _wait_for_day(page, steps[0])
    assert page.get_attribute("#time-previous", "aria-disabled") == "true"
    page.click("#time-previous", force=True)
    assert _day(page) == steps[0]


def test_play_steps_by_the_second_and_stops_at_the_end(open_page: OpenPage) -> None:
    data = sample.sample_payload()
    steps = _steps(data)
    page = open_page(data).page
    _go(page, f"#day={steps[-4]}")
    _stop_the_clock(page)
    page.click("#time-play")
    assert page.evaluate("corridorPage.view.day") == steps[-3]
    assert page.get_attribute("#time-play", "aria-label") == "Pause"
    page.clock.run_for(900)
    assert page.evaluate("corridorPage.view.day") == steps[-3]
    page.clock.run_for(100)
    assert page.evaluate("corridorPage.view.day") == steps[-2]
    page.clock.run_for(1000)
    assert page.evaluate("corridorPage.view.day") == steps[-1]
    assert page.get_attribute("#time-play", "aria-label") == "Play"
    page.clock.run_for(5000)
    page.go_back()
    page.wait_for_function("day => corridorPage.view.day === day", arg=steps[-4])
    # From the last day it begins anew, here by space on the slider.
    page.focus("#time-slider")
    page.keyboard.press("End")
    page.clock.run_for(100)
    page.keyboard.press("Space")
    assert page.evaluate("corridorPage.view.day") == steps[0]
    page.clock.run_for(2000)
    assert page.evaluate("corridorPage.view.day") == steps[2]
    page.keyboard.press("Space")
    page.clock.run_for(3000)
    assert page.evaluate("corridorPage.view.day") == steps[2]


@pytest.mark.parametrize("what", ["key", "wheel", "click", "pause", "address"])
def test_whatever_a_reader_does_stops_play(open_page: OpenPage, what: str) -> None:
    data = sample.sample_payload()
    steps = _steps(data)
    page = open_page(data).page
    _go(page, f"#day={steps[2]}")
    _stop_the_clock(page)
    page.click("#time-play")
    page.clock.run_for(1000)
    assert page.evaluate("corridorPage.view.day") == steps[4]
    if what == "key":
        page.keyboard.press("Tab")
    elif what == "wheel":
        page.mouse.move(640, 300)
        page.mouse.wheel(0, 40)
        page.wait_for_function("corridorPage.playing.timer === 0")
    elif what == "click":
        page.click("h1")
    elif what == "pause":
        page.click("#time-play")
    else:
        _go(page, f"#day={steps[4]}&tab=about")
        _go(page, f"#day={steps[3]}&tab=about")
    day = page.evaluate("corridorPage.view.day")
    page.clock.run_for(5000)
    assert page.evaluate("corridorPage.view.day") == day
    assert page.get_attribute("#time-play", "aria-label") == "Play"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axis_tells_status_from_progress_and_its_years_apart(
    open_page: OpenPage, both: dict[str, Any], size: str
) -> None:
    page = open_page(both, size).page
    tall = page.locator(".tick").evaluate_all(
        "ticks => ticks.map((tick) => tick.getBoundingClientRect().height > 6)"
    )
    steps = _steps(both)
    assert [day for day, is_tall in zip(steps, tall, strict=True) if is_tall] == _days_of_status(
        both
    )
    years = page.locator(".year").evaluate_all(
        """nodes => nodes.map((node) => { const range = document.createRange();
          range.selectNodeContents(node);
          const box = range.getBoundingClientRect();
          return [node.textContent, box.left, box.right]; })"""
    )
    years.sort(key=lambda year: year[1])
    assert [years[0][0], years[-1][0]] == [steps[0][:4], steps[-1][:4]]
    assert len(years) >= (5 if size == "phone" else 9)
    assert all(a[2] + 3 < b[1] for a, b in pairwise(years))
    ticks = page.locator(".tick").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().x)"
    )
    for text, left, right in years:
        nearest = min(range(len(ticks)), key=lambda i: abs(ticks[i] - (left + right) / 2))
        assert steps[nearest].startswith(text)


def _days_of_status(data: dict[str, Any]) -> list[str]:
    """Return the days on which the status of a piece becomes another one."""
    found = set()
    for piece in data["pieces"]:
        facts, before = data["facts"][piece["corridor"]], None
        for day, number in piece["told"].get("status", []):
            if facts[number]["value"] != before:
                found.add(day)
            before = facts[number]["value"]
    return sorted(found)


# --- What changed ------------------------------------------------------------------------------


def test_changes_are_those_of_diff(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    for day in ("1995-12-31", "2018-06-12", "2019-11-30", "2020-11-15", "2025-09-27", "2025-11-15"):
        _go(page, f"#day={day}")
        _news(page)
        said = page.locator("#news li").evaluate_all(
            """entries => entries.map((entry) => [
              (entry.querySelector(".show") || entry.querySelector("b ~ span")).textContent,
              entry.querySelector(".unbroken").textContent])"""
        )
        found: Counter[str] = Counter()
        for text, km in said:
            if "still" not in text:
                found[text.partition(": ")[2]] += float(km.split()[0].replace(",", ""))
        expected = _changes(date.fromisoformat(day))
        assert found.keys() == expected.keys()
        for text, km in expected.items():
            assert math.isclose(found[text], km, abs_tol=0.06 * len(said)), text


def _changes(day: date) -> Counter[str]:
    """Return the km by what they became, as `corridors diff` has it."""
    found: Counter[str] = Counter()
    for corridor in CORRIDORS:
        for row in difference(corridor, AREAS, day - timedelta(days=1), day).changes:
            if row["after"] is not None:
                found[_said(row["kind"], row["before"], row["after"])] += row["length_km"]
    return found


def _said(kind: str, before: Any, after: Any) -> str:  # noqa: ANN401 - a status or a figure
    if kind == "status":
        return f"{before} → {after}" if before else f"{after}, not known before"
    what, unit = EVENT_KINDS[kind].label.lower(), EVENT_KINDS[kind].unit
    figures = [
        f"{value:g}{'%' if unit == '%' else ' ' + unit}"
        for value in (before, after)
        if value is not None
    ]
    return f"{what} {' → '.join(figures)}"


def test_one_fact_on_many_pieces_is_one_entry_with_a_link(
    open_page: OpenPage, both: dict[str, Any]
) -> None:
    page = open_page(both).page
    _go(page, "#day=2020-11-15")
    text = _news(page)
    # One claim on the four sections of TAP, in three countries and at sea.
    assert page.locator("#news li").count() == 1
    assert text.startswith("15 Nov 2020 Kipoi")
    assert "construction → operating" in text
    link = page.locator("#news li a")
    source = next(f["source"] for f in both["facts"]["southern-gas"] if f["day"] == "2020-11-15")
    assert link.get_attribute("href") == both["sources"]["southern-gas"][source]["url"]


def test_a_change_on_part_of_a_section_says_where(
    open_page: OpenPage, both: dict[str, Any]
) -> None:
    page = open_page(both).page
    _go(page, "#day=2025-11-15")
    text = _news(page)
    shares = re.findall(r"Khash – Chabahar, km [\d,.]+ – [\d,.]+: works done 84% → (\d+)%", text)
    assert sorted(shares) == ["82", "86"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_entry_shows_its_stretch(open_page: OpenPage, both: dict[str, Any], size: str) -> None:
    page = open_page(both, size).page
    _go(page, "#day=2022-11-10")
    page.click("#news button.show")
    assert page.inner_text(f"{CARD} h2") == "Zahedan – Khash"
    inside = page.evaluate(
        """() => corridorPage.drawn.filter((piece) => piece.section.id === "zahedan-khash")
          .every((piece) => map_page.getBounds().intersects(piece.line))"""
    )
    assert inside
    assert page.locator("path.glow").evaluate("glow => glow.getBBox().width") > 0


def test_the_last_day_tells_what_changed_last(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    line = " ".join(page.inner_text("#news").split())
    # The newest claim that is not the first of its kind or the same again.
    assert line.startswith(
        "Last change, 14 Feb 2026 Astara (Iran) – Rasht: land bought 100 km → 125 km"
    )
    more = int(re.search(r"and (\d+) more$", line)[1])
    assert _news(page).count("23 Nov 2026") == 1
    assert page.locator("#news li").count() == more + 1
    page.click(".news-fold")
    assert page.locator("#news li").count() == 1
    assert page.evaluate("document.activeElement.className").endswith("news-fold")


def test_a_day_is_as_exact_as_its_facts(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    for day, heading, text in [
        ("2024-12-31", "As of the end of 2024", "by the end of 2024"),
        ("2021-02-28", "As of the end of Feb 2021", "by the end of Feb 2021"),
        ("2018-03-29", "As of 29 Mar 2018", "29 Mar 2018"),
        ("2024-12-30", "As of 30 Dec 2024", "Last change, 20 Jun 2024"),
    ]:
        _go(page, f"#day={day}")
        assert page.inner_text("#as-of") == f"{heading} · as it was known then"
        assert page.inner_text("#news").lower().startswith(text.lower())
        expected = heading.removeprefix("As of ").replace("the end", "by the end")
        assert page.get_attribute("#time-slider", "aria-valuetext") == expected


def test_a_day_between_steps_stays_and_the_slider_is_at_the_step_before(
    open_page: OpenPage, both: dict[str, Any]
) -> None:
    page = open_page(both).page
    steps = _steps(both)
    _go(page, "#day=2024-08-19")
    assert _slider(page) == steps.index("2024-06-20")
    assert page.inner_text("#as-of").startswith("As of 19 Aug 2024")
    assert _day(page) == "2024-08-19"
    page.click("#time-previous")
    _wait_for_day(page, "2024-06-20")
    _go(page, "#day=2024-08-19")
    page.click("#time-next")
    _wait_for_day(page, "2024-12-31")


def test_before_the_first_step_nothing_is_known(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    _go(page, "#day=1812-06-24")
    assert page.inner_text("#news") == "Nothing is known by this day."
    assert _slider(page) == 0
    assert page.inner_text("#as-of").startswith("As of 24 Jun 1812")
    page.click("#time-next")
    _wait_for_day(page, _steps(both)[0])


def test_day_and_changes_are_said_aloud(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both).page
    assert page.get_attribute("#time-said", "aria-live") == "polite"
    assert page.inner_text("#time-said") == ""
    for day, said in [
        ("2022-11-10", "10 Nov 2022. Zahedan – Khash: construction → operating"),
        (
            "2022-11-11",
            "11 Nov 2022. Last change, 10 Nov 2022. Zahedan – Khash: construction → operating",
        ),
        ("1812-06-24", "24 Jun 1812. Nothing is known by this day."),
    ]:
        _go(page, f"#day={day}")
        page.wait_for_function(
            "text => document.getElementById('time-said').textContent === text", arg=said
        )


# --- Stale -------------------------------------------------------------------------------------


def test_stale_is_hatched_in_the_legend_and_says_how_old(
    open_page: OpenPage, both: dict[str, Any]
) -> None:
    page = open_page(both).page
    _go(page, "#day=2015-01-01&tab=sections")
    assert page.locator("path.hatch").count() == 0
    assert "Stale" not in page.inner_text("#panel")
    # The agreement of 17 May 2023 was last stated on 23 June; two years later it may be shelved.
    _go(page, "#day=2025-07-01&tab=sections")
    paint = page.locator("path.hatch.status-proposed").first.evaluate(
        "one => getComputedStyle(one).stroke"
    )
    assert paint == 'url("#hatch")'
    assert page.locator("pattern#hatch path").count() == 1
    assert "Stale: not heard of for 12 months" in page.inner_text("#legend")
    row = page.locator("#panel-sections tbody tr:has-text('Astara (Iran) – Rasht')")
    note = row.locator(".stale-note").first.inner_text()
    assert note == "Stale: last heard of 24 months ago · so long a silence suggests: Shelved"
    row.locator("button.show").first.click()
    assert note in page.inner_text(CARD)


# --- On a phone --------------------------------------------------------------------------------


def test_nothing_overflows_on_a_phone_on_any_day(open_page: OpenPage, both: dict[str, Any]) -> None:
    page = open_page(both, "phone").page
    _news(page)
    wide = page.evaluate(
        """() => corridorPage.days.filter((day) => {
          corridorPage.change({ day }, { replace: true });
          const nodes = [...document.querySelectorAll("#time, #time *")];
          return document.documentElement.scrollWidth > innerWidth || nodes.some((node) => {
            const box = node.getBoundingClientRect();
            return box.width > 1 && (box.left < -0.5 || box.right > innerWidth + 0.5);
          });
        })"""
    )
    assert wide == []


def test_the_bar_and_its_day_stay_in_sight_on_a_phone(
    open_page: OpenPage, both: dict[str, Any]
) -> None:
    page = open_page(both, "phone").page
    _go(page, "#day=2024-12-31&tab=about")
    for place in (0, 10**6):
        page.evaluate("place => window.scrollTo(0, place)", place)
        box = page.locator(".timebar").bounding_box()
        assert abs(box["y"] + box["height"] - 844) < 1
        assert box["height"] < 90
        assert page.locator("#time-day").is_visible()
        assert page.inner_text("#time-day") == "As of the end of 2024"
    for button in page.locator(".time-button:visible").all():
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 32
    # The end of the page is not under the bar.
    last = page.locator("#panel-about").bounding_box()
    assert last["y"] + last["height"] <= box["y"] + 1
    page.tap("#time-previous")
    _wait_for_day(page, "2024-06-20")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_no_violation_in_the_time_bar(
    open_page: OpenPage, size: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(sample.sample_payload(), size, scheme).page
    _news(page)
    results = axe.Axe().run(page, context="#time")
    assert results.violations_count == 0, results.generate_report()
