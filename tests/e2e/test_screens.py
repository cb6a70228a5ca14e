"""Every page as a picture, in each language and theme, and what must be true of each of them."""

import pytest
from playwright.sync_api import Page

from explorer.ui.here import LANGUAGES, THEMES
from scripts.browser import PROJECTOR, pages, shoot
from tests.e2e.conftest import Visit
from tests.e2e.hands import paper

FAINTEST = 3.0
"""The least contrast of a text with what is behind it, as WCAG asks of large letters; disabled controls are exempt."""

_LEAVES = """
  const leaves = [];
  const look = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const owner = node.parentElement ?? node.getRootNode().host;
      if (box.width && box.height && owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
        leaves.push({ text: node.data.trim().slice(0, 40), box, owner });
      }
    }
    if (node.matches?.("style, script, textarea, noscript, option")) return;
    if (node.shadowRoot) look(node.shadowRoot);
    node.childNodes.forEach(look);
  };
  const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
"""

CUT = (
    "(root) => {"
    + _LEAVES
    + """
  look(root);
  const cut = ({ box, owner }) => {
    for (let at = owner; at && at !== document.body; at = above(at)) {
      const style = getComputedStyle(at);
      const inner = at.getBoundingClientRect();
      const outside = box.right > inner.right + 1.5 || box.left < inner.left - 1.5;
      if (outside && style.display !== "inline" && style.overflowX !== "visible") return true;
    }
    return box.right > innerWidth || box.left < 0;
  };
  return leaves.filter(cut).map(({ text }) => text);
}"""
)
"""The texts beneath an element that something clips on the left or on the right."""

FAINT = (
    "(root, faintest) => {"
    + _LEAVES
    + """
  look(root);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = above(at)) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const opacity = (element) => {
    let product = 1;
    for (let at = element; at; at = above(at)) product *= Number(getComputedStyle(at).opacity);
    return product;
  };
  const contrast = ({ owner }) => {
    const style = getComputedStyle(owner);
    const ground = behind(owner);
    const [r, g, b, a] = rgba(owner instanceof SVGElement ? style.fill : style.color);
    const [one, other] = [light(over([r, g, b, a * opacity(owner)], ground)), light(ground)].sort((x, y) => y - x);
    return (one + 0.05) / (other + 0.05);
  };
  const usable = ({ owner }) => !owner.closest(":disabled, [aria-disabled=true]");
  return leaves.filter(usable).map((leaf) => [leaf.text, contrast(leaf)])
    .filter(([, value]) => value < faintest).map(([text, value]) => `${text}: ${value.toFixed(1)}`);
}"""
)
"""The texts beneath an element that hardly stand out from what is behind them."""

PICTURES = '.stMain :is([data-testid="stBidiComponent"], [class*="st-key-"], .stPlotlyChart)'


def faults(page: Page) -> dict[str, object]:
    """What is wrong with the page on screen; nothing at best."""
    found = {
        "exception": page.get_by_test_id("stException").all_inner_texts(),
        "error": page.get_by_test_id("stAlertContentError").all_inner_texts(),
        "wider than the screen": page.evaluate("document.documentElement.scrollWidth - innerWidth > 0"),
        "cut off above": page.locator(".st-key-top_row").evaluate(CUT),
        "names cut off in the spine": page.locator(".st-key-spine .name").evaluate_all(
            "names => names.filter(n => n.scrollWidth > n.clientWidth).map(n => n.innerText)"
        ),
        "faint": page.locator(".stMain").evaluate(FAINT, FAINTEST),
        "picture below the fold": not _picture_is_in_sight(page),
    }
    return {name: fault for name, fault in found.items() if fault}


def _picture_is_in_sight(page: Page) -> bool:
    """Whether a picture of the page's own begins well above the fold."""
    tops = page.locator(".stMain").evaluate("""(main) => [...main.querySelectorAll("[class*='st-key-'], .stPlotlyChart")]
      .filter((part) => !part.matches(".st-key-top_row, .st-key-top_row *, .st-key-spine, .st-key-opening"))
      .map((part) => part.getBoundingClientRect()).filter((box) => box.height > 40 && box.width > 300)
      .map((box) => box.top)""")
    return any(top < PROJECTOR["height"] - 120 for top in tops)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_whole_in_each_language_and_theme(visit: Visit, lang: str, theme: str) -> None:
    wrong: dict[str, dict[str, object]] = {}
    for name in pages():
        page = visit(name, lang=lang, theme=theme)
        file = shoot(page, f"{name}-{lang}-{theme}")
        wrong[name] = faults(page) | ({} if file.stat().st_size > 20_000 else {"empty": file.name})
        assert (paper(page) < "#808080") == (theme == "dark")
    assert {name: found for name, found in wrong.items() if found} == {}
