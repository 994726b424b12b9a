"""The page for everybody: axe in every state, the keyboard, zoom, forced colours, no motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, TABS, open_layers

from layers.words import words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

#: Language, size and scheme: each of them at least twice, and all states in two of them.
_WHOLE = (("en", "desktop", "light"), ("fa", "phone", "dark"))
_SOME = (
    ("ru", "phone", "light"),
    ("az", "desktop", "dark"),
    ("tr", "phone", "dark"),
    ("fa", "desktop", "light"),
)
_CARDS = {
    "piece": "piece:southern-gas/scp/300",
    "place": "place:southern-gas/sangachal",
    "section": "section:southern-gas/kipoi-bilisht",
}


def _violations(page: Page, part: str | None = None) -> list[str]:
    """Return what axe has against the page, or a part of it, each with its first node."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, part).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:300]}" for one in found]


def _change(page: Page, view: dict[str, str]) -> None:
    page.evaluate("view => corridorPage.change(view)", view)


def _open_details(page: Page) -> None:
    page.evaluate(
        """() => {
          const all = document.querySelectorAll("#panel details:not(.dropdown)");
          all.forEach((one) => { one.open = true; });
        }"""
    )


#: What a state of the page is called, and the part of it that it changes.
State = tuple[str, str | None]


def _tab_states(page: Page) -> Iterator[State]:
    for tab in TABS:
        page.click(f"#tab-{tab}")
        _open_details(page)
        yield f"tab {tab}", f"#panel-{tab}"


def _card_states(page: Page) -> Iterator[State]:
    for what, see in _CARDS.items():
        _change(page, {"see": see})
        page.wait_for_selector(CARD)
        yield f"card of a {what}", ".dock"
    page.evaluate("corridorPage.seeBorder(corridorPage.crossings[0])")
    yield "card of a border", ".dock"
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")


def _other_states(page: Page) -> Iterator[State]:
    page.fill("#search", "ba")
    page.wait_for_selector("#search-hits li")
    yield "search", ".masthead"
    page.keyboard.press("Escape")
    open_layers(page)
    yield "layers", ".layers"
    page.click(".layers summary")
    page.click("#filter-status summary")
    yield "choice of statuses", "#filters"
    page.keyboard.press("Escape")
    _change(page, {"day": "2017-06-30"})
    yield "an old day", None
    _change(page, {"day": page.evaluate("corridorPage.data.as_of"), "country": "TR"})
    yield "filters", "#panel"
    _change(page, {"country": "", "text": "nothing is called so"})
    yield "nothing found", "#panel"
    _change(page, {"text": "", "strip": "folded"})
    yield "strip folded", "#strip"


@pytest.mark.parametrize(("language", "size", "scheme"), _WHOLE)
def test_axe_finds_nothing_in_any_state(
    open_page: OpenPage, language: str, size: str, scheme: str
) -> None:
    page = open_page(sample.sample_payload(), size, scheme, language=language).page
    assert _violations(page) == [], "as opened"
    for states in (_tab_states, _card_states, _other_states):
        for state, part in states(page):
            assert _violations(page, part) == [], state


@pytest.mark.parametrize(("language", "size", "scheme"), _SOME)
def test_axe_finds_nothing_in_any_language(
    open_page: OpenPage, language: str, size: str, scheme: str
) -> None:
    page = open_page(sample.sample_payload(), size, scheme, language=language).page
    page.click("#tab-sections")
    _open_details(page)
    _change(page, {"see": _CARDS["piece"]})
    page.wait_for_selector(CARD)
    assert _violations(page) == []


#: What can be reached with Tab, as far as it is seen; a mark says which were.
_REACHABLE = """() => {
  const what = "a[href], button, input, select, summary, [tabindex='0']";
  return [...document.querySelectorAll(what)].filter((node) =>
    node.tabIndex >= 0 && !node.disabled && node.checkVisibility({ visibilityProperty: true }) &&
    !node.closest("[inert]")).map((node, i) => { node.dataset.stop = i; return String(i); });
}"""
#: The stop that has the focus, whether that shows, and whether it is on the screen.
_FOCUSED = """() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const shows = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) ||
    style.boxShadow !== "none" || node.matches("svg *");
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { stop: node.dataset.stop, shows, inView, html: node.outerHTML.slice(0, 120) };
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_everything_is_reached_by_tab_and_shows_it(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    _change(page, {"tab": "sections"})
    expected = set(page.evaluate(_REACHABLE))
    reached = []
    for _ in range(len(expected) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            break
        reached.append(focused)
    assert {one["stop"] for one in reached} - {None} == expected
    assert [one["html"] for one in reached if one["stop"] is None] == []
    assert [one["html"] for one in reached if not one["shows"]] == []
    assert [one["html"] for one in reached if not one["inView"]] == []


def test_the_skip_link_leads_to_the_tables(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == words("en")["page.skip"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('panel').contains(document.activeElement)")


def test_a_section_is_found_read_and_left_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.focus("#tab-countries")
    page.keyboard.press("ArrowRight")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#panel-sections .show')"):
            break
    name = page.inner_text(":focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    assert page.evaluate("document.activeElement.className") == "card"
    assert name in page.inner_text(CARD)
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")
    assert page.inner_text(":focus") == name


def _live_texts(page: Page) -> dict[str, str]:
    """Return what the live regions say, by their id."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[role=status], [aria-live]")]
             .map((node) => [node.id, node.textContent]))"""
    )
    return found


def test_changes_are_told_where_they_are_heard(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate(
        "for (const n of document.querySelectorAll('[role=status], [aria-live]')) n.seen = 1"
    )
    before = _live_texts(page)
    page.focus("#time-slider")
    page.keyboard.press("Home")
    page.wait_for_selector("#time-said:not(:empty)", state="attached")
    first = page.get_attribute("#time-slider", "aria-valuetext")
    assert first in _live_texts(page)["time-said"]
    page.select_option("#filter-country", "AZ")
    assert _live_texts(page)["filter-told"] != before["filter-told"]
    page.fill("#search", "astara")
    assert _live_texts(page)["search-note"] != ""
    kept = "[...document.querySelectorAll('[role=status], [aria-live]')].every((n) => n.seen)"
    assert page.evaluate(kept), "a region that is made anew is not heard"


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_zoomed_to_two_hundred_percent_nothing_scrolls_sideways(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(sample.sample_payload(), language=language).page
    page.set_viewport_size({"width": 640, "height": 400})
    for tab in TABS:
        page.click(f"#tab-{tab}")
        _open_details(page)
        wide, shown = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= shown, tab


def test_text_may_be_twice_as_large(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("document.body.style.fontSize = '28px'")
    panel = page.locator("#panel")
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_forced_colours_keep_what_colour_alone_tells(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    page.emulate_media(forced_colors="active")
    page.click("#tab-countries")
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".stack")].map((bar) =>
             [...bar.children].map((part) => getComputedStyle(part).backgroundColor))"""
    )
    several = [bar for bar in colours if len(bar) > 1]
    assert several
    assert all(len(set(bar)) == len(bar) for bar in several)
    page.click("#tab-sections")
    done, bar, chosen, other = page.evaluate(
        """() => {
          const of = (selector, what) => getComputedStyle(document.querySelector(selector))[what];
          return [of(".bar-done", "backgroundColor"), of(".bar", "backgroundColor"),
            of("#tab-sections", "borderBottomColor"), of("#tab-about", "borderBottomColor")];
        }"""
    )
    assert done != bar
    assert chosen != other
    assert watched.is_quiet()


def test_nothing_moves_for_who_does_not_want_it(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((node) => {
             const style = getComputedStyle(node);
             return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0) ||
               style.animationName !== "none" || style.scrollBehavior === "smooth";
           }).map((node) => node.outerHTML.slice(0, 100))"""
    )
    assert moving == []
    page.locator(".fit button:visible").nth(1).click()
    assert page.evaluate("document.getAnimations().length") == 0
    seen = page.evaluate("corridorPage.position(corridorPage.map)")
    page.wait_for_timeout(100)
    assert page.evaluate("corridorPage.position(corridorPage.map)") == seen
