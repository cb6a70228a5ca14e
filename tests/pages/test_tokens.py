"""The tokens page: chips, the selected token's bytes, merges, encodings, two languages."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import encodings, model_store
from explorer.engine.runs import Run
from explorer.text.openai import ENCODINGS, openai_tokenizer
from tests.findings.embedded import run_at
from tests.pages.conftest import given_to, open_page, words_on

LONG = "Once upon a time there was a little girl who lived in the forest. " * 28


@pytest.fixture(scope="module", autouse=True)
def _all_encodings_are_there() -> None:
    for future in encodings.ask().values():
        future.result()


def run_on(app: AppTest) -> Run:
    here = app.session_state["here"]
    return run_at(here, model_store.ask(here.model).result())


def only(app: AppTest, component: str) -> dict:
    (given,) = given_to(app, component)
    return given


def test_every_token_is_a_chip_with_its_id() -> None:
    app = open_page("tokens", prompt="東京の朝は静か")
    chips = [chip for group in only(app, "token_strip")["groups"] for chip in group["tokens"]]
    assert [chip["id"] for chip in chips] == list(run_on(app).trace.ids)


def test_the_selected_token_is_shown_in_bytes() -> None:
    given = only(open_page("tokens", prompt="a cat", position=1), "token_bytes")
    assert given["text"] == "·cat"
    assert [character["bytes"] for character in given["characters"]] == [["20"], ["63"], ["61"], ["74"]]


def test_the_replay_ends_with_the_selected_word_in_the_models_own_tokens() -> None:
    app = open_page("tokens", prompt="the understanding of it", position=1)
    replay = only(app, "merge_replay")
    assert bytes.fromhex("".join(byte["hex"] for byte in replay["bytes"])).decode() == " understanding"
    assert [word["text"] for word in replay["words"] if word["here"]] == ["·understanding"]


def test_the_replay_follows_the_encoding_that_is_picked() -> None:
    app = open_page("tokens", prompt="hello world", position=0)
    app.segmented_control(key="tokens-encoding").set_value("r50k_base").run()
    merges = only(app, "merge_replay")["merges"]
    assert merges[-1]["rank"] == 31373  # "hello" in GPT-2's vocabulary


def test_a_word_too_long_to_be_seen_is_not_replayed_but_said() -> None:
    app = open_page("tokens", prompt="a" * 300)
    assert given_to(app, "merge_replay") == []
    assert "This word has 300 bytes, and 240 are shown at most" in words_on(app)


def test_a_special_token_has_no_merges() -> None:
    app = open_page("tokens", prompt="a", generated=(8191,), step=1)
    assert given_to(app, "merge_replay") == []
    assert "A special token is not made of bytes" in words_on(app)


def test_generated_tokens_that_merging_would_not_make_are_said_to_be_so() -> None:
    model = model_store.ask("explorer-gpt").result()
    letters = tuple(model.tokenizer.encode(letter)[0] for letter in "he")
    app = open_page("tokens", prompt="t", generated=letters, step=2)
    assert "generated ones are chosen one by one" in words_on(app)
    assert "generated ones are chosen one by one" not in words_on(open_page("tokens", prompt="the"))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_stands_under_all_five_encodings(lang: str) -> None:
    rows = only(open_page("tokens", lang=lang), "encoding_rows")["rows"]
    assert [row["name"] for row in rows] == ["explorer-gpt", *ENCODINGS]


def test_the_models_own_row_is_the_run_itself() -> None:
    app = open_page("tokens", prompt="the cat", generated=(5, 6), step=2)
    own = only(app, "encoding_rows")["rows"][0]
    assert own["count"] == f"{len(run_on(app).trace.ids)} tokens"


def test_of_a_long_text_the_part_around_the_selection_is_shown() -> None:
    app = open_page("tokens", prompt=LONG, position=300)
    given = only(app, "encoding_rows")
    start, _end = given["selected"]
    for row in given["rows"]:
        assert len(row["cells"]) < 120
        assert any(cell["start"] <= start < cell["end"] for cell in row["cells"])
    assert (given["labels"]["before"], given["labels"]["after"]) == ("…", "…")


def test_two_languages_are_counted_under_all_five_encodings() -> None:
    app = open_page("tokens", view="cost")
    (figure,) = app.get("plotly_chart")
    for name in ("explorer-gpt", *ENCODINGS):
        assert name in figure.proto.spec


def test_another_pair_can_be_picked() -> None:
    app = open_page("tokens", view="cost")
    app.selectbox(key="tokens-pair").set_value(4).run()
    assert "We, the Japanese people" in words_on(app)
    assert "in the public domain" in words_on(app)


def test_while_encodings_are_being_read_the_model_s_own_is_shown_and_it_is_said(monkeypatch) -> None:
    monkeypatch.setattr(encodings, "ready", dict)
    app = open_page("tokens")
    assert [row["name"] for row in only(app, "encoding_rows")["rows"]] == ["explorer-gpt"]
    assert "being read into memory" in words_on(app)
    assert app.segmented_control(key="tokens-encoding").options == ["explorer-gpt"]


VIEWS = ("cut", "typing", "cost", "vocabulary", "vectors", "positions")
FULL = "the " * 511 + "end"


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_stands_on_one_token_and_on_a_full_context(view: str, lang: str) -> None:
    for prompt in ("a", "👨‍👩‍👧 東京", FULL):
        app = open_page("tokens", view=view, prompt=prompt, lang=lang, position=0)
        assert not app.exception
        assert not app.error
    assert len(run_on(app).tokens) == 512


def type_into(app: AppTest, **values: object) -> AppTest:
    """As the box does while somebody types."""
    for key, value in values.items():
        app.session_state[key.replace("_", "-") + "_kept"] = value
    return app.run()


def test_what_is_typed_is_cut_and_no_model_is_run() -> None:
    app = open_page("tokens", view="typing", prompt="a cat")
    before = app.session_state["here"]
    app = type_into(app, typing_text="東京 😀")
    given = only(app, "token_lab")
    ids = [token["id"] for group in given["groups"] for token in group["tokens"]]
    assert ids == model_store.ask("explorer-gpt").result().tokenizer.encode("東京 😀")
    assert given["counts"][0] == {"name": "explorer-gpt", "n": len(ids)}
    for count in given["counts"][1:]:
        assert count["n"] == len(openai_tokenizer(count["name"]).encode("東京 😀"))
    assert app.session_state["here"] == before


def test_a_character_split_over_tokens_is_one_bracket_with_its_bytes() -> None:
    app = type_into(open_page("tokens", view="typing"), typing_text="😀", typing_encoding="r50k_base")
    (group,) = only(app, "token_lab")["groups"]
    assert group["text"] == "😀"
    assert " ".join(token["bytes"] for token in group["tokens"]) == "F0 9F 98 80"


def test_special_tokens_are_read_only_where_that_is_asked_for() -> None:
    app = open_page("tokens", view="typing")
    for reading, special in (("plain", []), ("special", ["<|endoftext|>"])):
        app = type_into(app, typing_text="a<|endoftext|>", typing_encoding="cl100k_base", typing_reading=reading)
        tokens = [token for group in only(app, "token_lab")["groups"] for token in group["tokens"]]
        assert [token["text"] for token in tokens if token["special"]] == special
    assert "<|fim_prefix|>" in only(app, "token_lab")["specials"]


def test_the_typed_text_can_be_run() -> None:
    app = type_into(open_page("tokens", view="typing"), typing_text="a dog")
    app.button(key="typing-run").click().run()
    assert app.session_state["here"].prompt == "a dog"
    assert only(app, "token_lab")["given"] == "a dog"


def test_a_model_without_a_chat_template_says_so() -> None:
    app = open_page("tokens", view="typing")
    assert "has no chat template" in words_on(app)
    assert len(app.segmented_control(key="typing-reading").options) == 2


def test_the_visitors_own_pair_is_counted() -> None:
    app = open_page("tokens", view="cost")
    app.selectbox(key="tokens-pair").set_value(-1).run()
    assert "while you type" in words_on(app)
    app = type_into(app, cost_own={"en": "Good morning.", "ja": "おはようございます。"})
    (figure,) = app.get("plotly_chart")
    n = len(openai_tokenizer("r50k_base").encode("おはようございます。"))
    assert f"r50k_base: 3 in English, {n} in Japanese" in figure.proto.alt
    assert f"**{n / 10:.2f}**" in words_on(app)


def test_the_vocabulary_is_searched_and_a_token_opened() -> None:
    app = open_page("tokens", view="vocabulary", prompt="a cat", position=1)
    run = run_on(app)
    assert only(app, "vocabulary_list")["selected"] == run.trace.ids[1]
    app.segmented_control(key="tokens-encoding").set_value("cl100k_base").run()
    app = type_into(app, vocabulary_query="の")
    given = only(app, "vocabulary_list")
    assert given["total"] == len(given["rows"]) > 1
    assert all("の" in row["text"] for row in given["rows"])
    app.selectbox(key="vocabulary-script").set_value("fragment").run()
    assert only(app, "vocabulary_list")["total"] == 0


def test_an_opened_token_shows_the_merges_that_make_it() -> None:
    app = open_page("tokens", view="vocabulary", prompt="understanding", position=0)
    replay = only(app, "merge_replay")
    assert replay["words"] == []
    assert replay["merges"][-1]["rank"] == only(app, "vocabulary_list")["selected"]


def test_the_map_has_every_token_and_neighbours_by_cosine() -> None:
    app = open_page("tokens", view="vectors", prompt="a cat sat", position=1)
    assert "8,192 tokens on the map" in words_on(app)
    near = [strip for strip in given_to(app, "token_strip") if "Nearest" in strip["label"]]
    notes = [float(token["note"].replace("−", "-")) for group in near[0]["groups"] for token in group["tokens"]]
    assert notes[0] == 1
    assert notes[1:] == sorted(notes[1:], reverse=True)


def test_of_many_positions_the_selected_one_is_drawn_and_compared_with_all() -> None:
    app = open_page("tokens", view="positions", prompt=LONG, position=301)
    assert "From position 302" in [header.value for header in app.subheader]
    vectors = model_store.ask("explorer-gpt").result().embedding.W_pos
    assert vectors is not None
    W_pos = vectors.astype(float)
    unit = W_pos / np.linalg.norm(W_pos, axis=-1, keepdims=True)
    near = unit @ unit[301]
    near[301] = -1
    said = "".join(part["text"] for part in only(app, "sentence")["parts"])
    assert f"nearest to position {near.argmax() + 1}: {near.max():.2f}" in said


def test_positions_mark_the_models_own_way() -> None:
    app = open_page("tokens", view="positions", prompt="a cat sat", position=1)
    notes = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["<b>Learned · this model</b>", "Sinusoidal", "RoPE", "ALiBi"]
