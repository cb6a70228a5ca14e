"""Every view for everyone: enlarged to twice its size, on the narrowest screen, on a phone, and without a mouse."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from explorer.views.registry import PAGES
from explorer.views.view import Page as Row
from scripts.browser import PHONE, PROJECTOR, settled
from tests.e2e.conftest import Visit
from tests.e2e.opened import opened

NARROW: dict[str, ViewportSize] = {
    "200 %": {"width": 640, "height": 360},
    "400 %": {"width": 320, "height": 640},
    "phone": PHONE,
}
"""A projector's 1280 × 720 at 200 % and at 400 % of its width, where a chart may need more room than there is (WCAG
1.4.10 expects that); a phone held upright."""

FINGER = 24
"""Pixels each way of what is touched, at least (WCAG 2.5.8)."""

STOPS = 600
"""Of the keyboard on one page, at most."""

STANDS_OUT = 3
"""The least contrast of what shows where the keyboard is, with what is beside it and with what was there without (WCAG
1.4.11 and 2.4.13)."""

HEARD = """
window.explorerHeard = new WeakSet();
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (kind, ...rest) {
  if (["click", "pointerdown", "mousedown"].includes(kind) && this instanceof Element) window.explorerHeard.add(this);
  return listen.call(this, kind, ...rest);
};
"""
"""Notes what listens to a pointer."""

ELSEWHERE = ("decoding_heat", "output_path")
"""Curves on which a press picks what the temperature's slider, or the text's tokens, pick for the keyboard."""

FAST = ("labels",)
"""Pages of which `make test` looks at the first view; `make e2e` looks at all views of all pages."""


def pages() -> Iterator[Any]:
    for row in PAGES:
        yield pytest.param(row, len(row.views), id=row.slug, marks=pytest.mark.slow)
        if row.slug in FAST:
            yield pytest.param(row, 1, id=f"{row.slug}-first")


@pytest.mark.parametrize(("row", "many"), list(pages()))
def test_nothing_is_lost_where_there_is_little_room(visit: Visit, row: Row, many: int) -> None:
    page, found = visit(row.slug, lang="en"), []
    for n, view in enumerate(opened(page, row, lang="en"), 1):
        for name, size in NARROW.items():
            page.set_viewport_size(size)
            settled(page)
            found += [f"{view}, {name}: {fault}" for fault in narrow_faults(page, phone=name == "phone")]
        page.set_viewport_size(PROJECTOR)
        settled(page)
        if n == many:
            break
    assert found == [], "\n".join(found)


def narrow_faults(page: Page, *, phone: bool) -> list[str]:
    """What goes beyond the screen, is cut off, lies over something else, or is too small for a finger."""
    found = {
        "wider than the screen": [page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth")],
        "cut off": page.evaluate("drawn => reach.lost(document.body, drawn)", page.viewport_size != NARROW["400 %"]),
        "one over the other": page.evaluate("reach.overlapping(document.body)"),
        "too small for a finger": page.evaluate("least => reach.tiny(document.body, least)", FINGER) if phone else [],
    }
    return [f"{fault}: {what}" for fault, all_of_it in found.items() for what in all_of_it if what not in (0, "")]


def in_the_dark() -> Iterator[Any]:
    """The first view of every page: the colours that show the keyboard's place are few."""
    for row in PAGES:
        yield pytest.param(row, id=row.slug, marks=[] if row.slug in FAST else [pytest.mark.slow])


@pytest.mark.parametrize("row", list(in_the_dark()))
def test_the_place_of_the_keyboard_stands_out_in_the_dark_too(page: Page, visit: Visit, row: Row) -> None:
    page.add_init_script(HEARD)
    visit(row.slug, lang="en", theme="dark")
    next(opened(page, row, lang="en", theme="dark"))
    found = keyboard_faults(page)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("row", "many"), list(pages()))
def test_the_keyboard_comes_to_everything_and_shows_where_it_is(page: Page, visit: Visit, row: Row, many: int) -> None:
    page.add_init_script(HEARD)
    visit(row.slug, lang="en")
    found = []
    for n, view in enumerate(opened(page, row, lang="en"), 1):
        found += [f"{view}: {fault}" for fault in keyboard_faults(page)]
        if n == many:
            break
    assert found == [], "\n".join(found)


def keyboard_faults(page: Page) -> list[str]:
    """Go once around the page with Tab: where it is not seen, what it never comes to, and what only a mouse can do."""
    page.evaluate("document.activeElement?.blur(); reach.anew()")
    found: dict[str, list[str]] = {"hardly shows that it has the keyboard": [], "has the keyboard unseen": []}
    seen: set[int] = set()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("reach.step()")
        if (left := stop["left"]) and left["ratio"] < STANDS_OUT:
            found["hardly shows that it has the keyboard"].append(f"{left['name']}: {left['ratio']:.1f} : 1")
        if stop.get("n") in seen:
            break
        if stop["at"] is not None:  # None between the page's end and its beginning
            seen.add(stop["n"])
            found["has the keyboard unseen"] += [stop["at"]] if stop["hidden"] else []
    else:
        found["the keyboard goes on and on"] = [str(len(seen))]
    found["the keyboard does not come to"] = page.evaluate("reach.missed(document.body)")
    pressed = page.evaluate("reach.mouseOnly(document.body)")
    found["only a mouse can press"] = [what for what in pressed if not what.endswith(ELSEWHERE)]
    return [f"{fault}: {what}" for fault, all_of_it in found.items() for what in all_of_it]


def test_who_wants_no_motion_gets_none(page: Page, visit: Visit) -> None:
    visit("context")
    page.evaluate(MOVES)
    assert page.evaluate("moves(document)") != []
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate("moves(document)") == []


MOVES = """() => {
  window.moves = (root) => [...root.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    const ours = element.getRootNode() instanceof ShadowRoot;
    const seconds = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
    const moving = ours && Math.max(...seconds) > 0 ? [element.tagName + "." + element.className] : [];
    return [...moving, ...(element.shadowRoot ? moves(element.shadowRoot) : [])];
  });
}"""
"""What of our own components moves, by its style."""
