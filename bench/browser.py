"""What a visitor waits for, in a real browser: medians in milliseconds, with the quickest and the slowest.

python -m bench.browser [--rounds 15] [--only knob typing prompt token start] [--model folder:my-model]
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from explorer.models.catalogue import DEFAULT, find
from explorer.models.loader import load
from explorer.words.examples import examples
from scripts.browser import address, launched, new_tab, pages, path_of, served, settled

TOKENS = 64
"""Of a new prompt."""

WATCH = """(main) => {
  const seen = new WeakSet();
  const changed = () => { window.__changed = performance.now(); look(main); };
  const watch = (root) => new MutationObserver(changed).observe(
    root, { subtree: true, childList: true, characterData: true, attributes: true });
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (!node.shadowRoot || seen.has(node.shadowRoot)) continue;
      seen.add(node.shadowRoot);
      watch(node.shadowRoot);
      look(node.shadowRoot);
    }
  };
  watch(main);
  look(main);
  window.addEventListener("keydown", (event) => { window.__pressed = event.timeStamp; }, true);
}"""
"""Note when a key is pressed, and when anything in the page last changed, also beneath shadow roots."""

DRAWN_AFTER_KEY = """(root) => new Promise((done) => {
  window.addEventListener("keydown", (event) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window.__took = performance.now() - event.timeStamp; }));
    }).observe(root.getRootNode(), { subtree: true, childList: true });
  }, { once: true, capture: true });
  done();
})"""
"""After the next key press, note the milliseconds until `root` was drawn anew and painted."""


Place = dict[str, object]
"""What every link of a round has in it: the model, where another than the usual one is asked for."""


def knob(browser: Browser, app: str, rounds: int, place: Place) -> list[float]:
    """A key on the temperature's slider, until the new bars are painted."""
    page = _open(browser, app, "decoding", **place)
    slider, bars = page.locator('[data-field="temperature"]'), page.locator(".bars")
    slider.focus()
    return [_key_to_paint(page, partial(slider.press, key), bars) for key in _back_and_forth(rounds)]


def typing(browser: Browser, app: str, rounds: int, place: Place) -> list[float]:
    """A letter more in the text of Tokens' second view, until its tokens are painted."""
    page = _open(browser, app, "tokens", view="typing", **place)
    box, lanes = page.locator(".lanes").locator("xpath=..").locator("textarea"), page.locator(".lanes")
    box.press("End")
    return [_key_to_paint(page, partial(box.press, "a"), lanes) for _ in range(rounds)]


def _back_and_forth(rounds: int) -> Iterator[str]:
    return (("ArrowLeft", "ArrowRight")[turn % 2] for turn in range(rounds))


def _key_to_paint(page: Page, press: Callable[[], None], bars) -> float:
    bars.evaluate(DRAWN_AFTER_KEY)
    page.evaluate("window.__took = null")
    press()
    page.wait_for_function("window.__took")
    settled(page)
    return page.evaluate("window.__took")


def prompt(name: str, browser: Browser, app: str, rounds: int, place: Place) -> list[float]:
    """Enter after a new prompt, until nothing on the page changes any more."""
    page = _open(browser, app, name, **place)
    page.locator(".stMain").evaluate(WATCH)
    box = page.locator(".st-key-prompt textarea")
    found = []
    for text in prompts(rounds, str(place.get("model", DEFAULT))):
        box.fill(text)
        box.press("Enter")
        page.wait_for_timeout(150)
        settled(page)
        found.append(page.evaluate("window.__changed - window.__pressed"))
    return found


def token(browser: Browser, app: str, rounds: int, place: Place) -> list[float]:
    """One token on, on the Output page, until the alternatives of the one after it are painted."""
    page = _open(browser, app, "output", **place)
    button, bars = page.locator(".player button.step"), page.locator(".bars")
    button.focus()
    return [_key_to_paint(page, partial(button.press, "Enter"), bars) for _ in range(rounds)]


def start(browser: Browser, rounds: int) -> list[float]:
    """From starting the server to the first page that shows a run."""
    return [_one_start(browser) for _ in range(rounds)]


def _one_start(browser: Browser) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with served(Path(folder) / "log") as app:
            page = new_tab(browser, app)
            page.goto(address(lang="en"))
            page.locator(".st-key-spine .chip").first.wait_for()
            took = time.perf_counter() - began
            page.context.close()
    return 1000 * took


def prompts(n: int, model: str = DEFAULT) -> list[str]:
    """Texts that the model reads as `TOKENS` tokens, all different, made of the examples' words."""
    tokenizer = load(find(model)).tokenizer
    words = " ".join(example.prompt for example in examples("en")).split()
    rng = random.Random(0)
    texts = []
    while len(texts) < n:
        ids = tokenizer.encode(" ".join(rng.choices(words, k=TOKENS)))
        text = tokenizer.decode(ids[:TOKENS])
        if len(tokenizer.encode(text)) == TOKENS:
            texts.append(text)
    return texts


def _open(browser: Browser, app: str, name: str, **params: object) -> Page:
    page = new_tab(browser, app)
    page.goto(address(path_of(name), lang="en", **params))
    page.locator(".st-key-spine .scrubber").wait_for()
    return settled(page)


def report(name: str, found: list[float]) -> None:
    print(f"{name:<44} {median(found):>6.0f}  ({min(found):.0f} – {max(found):.0f})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", nargs="+", default=["knob", "typing", "token", "prompt", "start"])
    parser.add_argument("--model", help="a name as links have it; the usual one where it is left out")
    chosen = parser.parse_args()
    place: Place = {"model": chosen.model} if chosen.model else {}
    print(f"milliseconds, median of {chosen.rounds} (least – most)")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, launched(playwright) as browser:
        with served(Path(folder) / "log") as app:
            if "knob" in chosen.only:
                report("decoding: slider to new bars", knob(browser, app, chosen.rounds, place))
            if "typing" in chosen.only:
                report("tokens: a letter typed to its tokens", typing(browser, app, chosen.rounds, place))
            if "token" in chosen.only:
                report("output: one token on to its alternatives", token(browser, app, chosen.rounds, place))
            for name in pages() if "prompt" in chosen.only else ():
                found = prompt(name, browser, app, chosen.rounds, place)
                report(f"{name}: prompt of {TOKENS} tokens to every figure", found)
        if "start" in chosen.only:
            report("start of the server to the first run on screen", start(browser, chosen.rounds))


if __name__ == "__main__":
    main()
