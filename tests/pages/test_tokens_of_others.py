"""The tokens page's views on models that visitors bring: one to chat with, and one that reads both ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.folders import saved
from tests.pages.conftest import given_to, open_page, save_llama, words_on
from tests.text.makers import byte_level
from tests.text.test_chat import TEMPLATE

VIEWS = ("cut", "typing", "cost", "vocabulary", "vectors", "positions")


@pytest.fixture(scope="module", autouse=True)
def _models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """folder:tiny-chat, a Llama with rotary positions and a chat template; folder:tiny-bert, an encoder."""
    folder: Path = tmp_path_factory.mktemp("models")
    tokenizer = byte_level()
    tokenizer.add_special_tokens({"extra_special_tokens": ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]})
    tokenizer.chat_template = TEMPLATE.replace("{{ bos_token }}", "")
    save_llama(folder / "tiny-chat", n_vocab=len(tokenizer) + 3)
    tokenizer.save_pretrained(str(folder / "tiny-chat"))
    saved(folder / "tiny-bert", "bert")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_MODELS", str(folder))
        yield


@pytest.mark.parametrize(("model", "prompt"), [("folder:tiny-chat", "he 東 😀"), ("folder:tiny-bert", "ABBA")])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_stands(view: str, model: str, prompt: str) -> None:
    app = open_page("tokens", view=view, model=model, prompt=prompt, position=0)
    assert not app.exception
    assert not app.error


def test_a_chat_is_shown_as_tokens_with_its_special_ones() -> None:
    app = open_page("tokens", view="typing", model="folder:tiny-chat", prompt="he 東")
    (given,) = given_to(app, "token_lab")
    tokens = [token for group in given["groups"] for token in group["tokens"]]
    special = [token["text"] for token in tokens if token["special"]]
    assert special == ["<|user|>", "<|end|>", "<|assistant|>"]
    assert "a chat is one text" in words_on(app)
    said = bytes.fromhex("".join(token["bytes"].replace(" ", "") for token in tokens)).decode()
    assert said == "<|user|>he 東<|end|><|assistant|>"
    assert [count["name"] for count in given["counts"]] == [given["chosen"]]


def test_what_is_typed_as_a_chat_can_be_run_as_one_or_as_a_text() -> None:
    app = open_page("tokens", view="typing", model="folder:tiny-chat", prompt="he")
    assert app.segmented_control(key="typing-reading").value == "chat"
    app.segmented_control(key="typing-reading").set_value("plain").run()
    app.button(key="typing-run").click().run()
    assert app.session_state["here"].chat is False


def test_what_a_template_adds_is_said() -> None:
    app = open_page("tokens", model="folder:tiny-chat", prompt="he")
    (said,) = [given for given in given_to(app, "sentence") if "Your 2 characters" in str(given)]
    assert "became 1 token. The chat's template adds 3." in said["parts"][0]["text"]


def test_neighbours_stand_in_no_text_so_that_their_bytes_make_no_character() -> None:
    app = open_page("tokens", view="vectors", model="folder:tiny-chat", prompt="he", position=0)
    (near,) = [strip for strip in given_to(app, "token_strip") if "Nearest" in strip["label"]]
    assert [len(group["tokens"]) for group in near["groups"]] == [1] * 13


def test_a_rotary_model_marks_rotation_and_says_that_it_learns_no_positions() -> None:
    app = open_page("tokens", view="positions", model="folder:tiny-chat", prompt="he he")
    spec = app.get("plotly_chart")[0].proto.spec
    assert "RoPE" in spec
    assert "this model learns none" in spec
