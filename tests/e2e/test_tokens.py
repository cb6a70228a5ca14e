"""The tokens page in a browser: what is typed becomes tokens, what is pointed at lights up, a long list scrolls."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, until

FAMILY = "👨‍👩‍👧"


def box(page: Page) -> str:
    return page.locator(".st-key-typing-lab textarea").input_value()


def test_what_is_typed_is_cut_while_it_is_being_typed_and_the_run_stays(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="typing", prompt="a cat")
    before = in_url(page)
    page.locator(".st-key-typing-lab textarea").press("Control+End")
    page.keyboard.type(" and 東京", delay=20)
    expect(page.locator(".st-key-typing-lab .facts")).to_contain_text("12 characters")
    page.keyboard.type("!", delay=20)
    expect(page.locator(".st-key-typing-lab .facts")).to_contain_text("13 characters")
    assert box(page) == "a cat and 東京!"
    assert in_url(page) == before


def test_text_under_composition_is_cut_without_being_ended(visit: Visit) -> None:
    page = visit("tokens", lang="ja", view="typing", prompt="猫")
    page.locator(".st-key-typing-lab textarea").press("Control+End")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "とうきょう", "selectionStart": 5, "selectionEnd": 5})
    expect(page.locator(".st-key-typing-lab .facts")).to_contain_text("6 文字")
    keyboard.send("Input.insertText", {"text": "東京"})
    expect(page.locator(".st-key-typing-lab .facts")).to_contain_text("3 文字")
    assert box(page) == "猫東京"


def test_an_encoding_chosen_at_once_loses_nothing_of_what_was_typed(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="typing", prompt="a cat")
    encoding = page.locator('.st-key-typing-lab [data-focus="count-r50k_base"]')
    encoding.wait_for()
    page.locator(".st-key-typing-lab textarea").press("Control+End")
    page.keyboard.type("!")
    encoding.click()
    expect(encoding).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-typing-lab .facts")).to_contain_text("6 characters")


def test_pointing_at_a_piece_lights_up_its_id_and_its_bytes(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="typing", prompt="a cat sat")
    lab = page.locator(".st-key-typing-lab")
    lab.locator(".ids .part").nth(1).hover()
    expect(lab.locator(".lit")).to_have_count(3)
    expect(lab.locator(".readout")).to_contain_text("20 63 61 74")


def test_a_family_is_one_bracket_around_the_bytes_of_all_its_tokens(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=FAMILY)
    group = page.locator(".st-key-tokens-strip .group")
    expect(group).to_have_count(1)
    expect(group.locator(".whole")).to_have_text(FAMILY)


def test_pointing_at_a_token_lights_it_up_under_every_encoding(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt="the cat sat")
    rows = page.locator(".st-key-tokens-encodings .row")
    expect(rows).to_have_count(5)
    page.locator(".st-key-tokens-strip .chip").nth(1).hover()
    expect(page.locator(".st-key-tokens-encodings .cell.lit")).to_have_count(5)
    expect(page.locator(".st-key-tokens-replay .word.lit")).to_have_count(1)


def test_a_character_stands_under_itself_in_every_encoding(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt="The unbelievable 東京 tower 😀 stood there.", position=3)
    pieces = page.locator(".st-key-tokens-encodings .block").first.locator(".cell bdi")
    places: dict[str, list[float]] = {}
    for text, left in pieces.evaluate_all(
        "all => all.map((one) => [one.textContent, one.getBoundingClientRect().left])"
    ):
        if text in ("believ", "😀", "東", "京"):
            places.setdefault(text, []).append(left)
    assert len(places["😀"]) == 5
    assert all(max(left) - min(left) < 1 for left in places.values())


def test_the_end_of_a_long_vocabulary_is_reached_and_a_click_opens_a_token(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="vocabulary", prompt="the cat")
    scroller = page.locator(".st-key-vocabulary-list .scroller")
    scroller.evaluate("list => { list.scrollTop = list.scrollHeight; }")
    last = page.locator(".st-key-vocabulary-list .row .id").last
    expect(last).to_have_text("8191")
    assert page.locator(".st-key-vocabulary-list .row").count() < 60
    last.click()
    expect(page.locator(".st-key-vocabulary-token .text")).to_have_text("<|endoftext|>")


def test_a_search_finds_bytes(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="vocabulary", prompt="the cat")
    page.locator(".st-key-vocabulary-list input").fill("\\xE6\\x9D\\xB1")
    found = page.locator(".st-key-vocabulary-list .found")
    until(page, lambda: not (found.text_content() or "").startswith("8,192"))
    for text in page.locator(".st-key-vocabulary-list .row .token .chip").all_inner_texts():
        assert "東" in text


def test_two_texts_of_ones_own_are_counted_while_they_are_being_typed(visit: Visit) -> None:
    page = visit("tokens", lang="en", view="cost")
    page.locator(".st-key-tokens-pair input").click()
    page.get_by_role("option", name="Your own two texts").click()
    english, japanese = (page.locator(".st-key-cost-texts textarea").nth(n) for n in (0, 1))
    english.press_sequentially("Good morning.", delay=15)
    japanese.press_sequentially("おはようございます。", delay=15)
    expect(page.locator(".st-key-token_shares table")).to_be_visible()
    assert (english.input_value(), japanese.input_value()) == ("Good morning.", "おはようございます。")
