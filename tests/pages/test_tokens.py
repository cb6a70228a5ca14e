"""The tokens page: chips, the selected token's bytes, merges, encodings, two languages."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.text.openai import ENCODINGS
from explorer.ui import encodings, shelf
from explorer.ui.runs import Run, run_of
from tests.pages.conftest import given_to, open_page, words_on

LONG = "Once upon a time there was a little girl who lived in the forest. " * 28


@pytest.fixture(scope="module", autouse=True)
def _all_encodings_are_there() -> None:
    for future in encodings.ask().values():
        future.result()


def run_on(app: AppTest) -> Run:
    here = app.session_state["here"]
    return run_of(here, shelf.ask(here.model).result())


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
    model = shelf.ask("explorer-gpt").result()
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
    app = open_page("tokens")
    (figure,) = app.get("plotly_chart")
    for name in ("explorer-gpt", *ENCODINGS):
        assert name in figure.proto.spec


def test_another_pair_can_be_picked() -> None:
    app = open_page("tokens")
    app.selectbox(key="tokens-pair").set_value(4).run()
    assert "We, the Japanese people" in words_on(app)
    assert "in the public domain" in words_on(app)


def test_while_encodings_are_being_read_the_model_s_own_is_shown_and_it_is_said(monkeypatch) -> None:
    monkeypatch.setattr(encodings, "ready", dict)
    app = open_page("tokens")
    assert [row["name"] for row in only(app, "encoding_rows")["rows"]] == ["explorer-gpt"]
    assert "being read into memory" in words_on(app)
    assert app.segmented_control(key="tokens-encoding").options == ["explorer-gpt"]
