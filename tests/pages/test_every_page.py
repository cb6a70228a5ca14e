"""What holds on every page, whatever the language, the prompt and the model."""

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForMaskedLM, GPT2Config, GPT2LMHeadModel

from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.session.here import LANGUAGES
from explorer.words.examples import examples
from explorer.words.phrases import BREAK
from explorer.words.prose import prose
from tests.marked import plain
from tests.pages.conftest import APP, PAGES, given_to, open_link, open_page, words_on
from tests.text.makers import byte_level, wordpiece

EXAMPLES = {f"{lang}-{n}": one.prompt for lang in LANGUAGES for n, one in enumerate(examples(lang))}
READ_BY = [(prompt, LANGUAGES[n // 2 % 2]) for n, prompt in enumerate(EXAMPLES.values())]
"""Each example once, in either language of the reader's: prompts of both languages meet readers of both."""
NASTY = {
    "one token": "a",
    "a space": " ",
    "a family": "👨‍👩‍👧‍👦 at home",
    "right to left": "مرحبا بالعالم، כיצד",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markup": "**a** $x^2$ :material/home: :red[b] [c](javascript:d) `e`",
    "places": "{n} {model} %s %(n)s {0}",
    "control characters": "\x00\x07\x1b[31m\r\x7f\u200b\u2028",
}


NO_MODELS = ("no-such-model", "../../etc", "folder:../..", "hub:a/b", "<b>{n}</b>")


def text_of(page: str, lang: str):
    return prose(Path(APP).parent / "pages" / page, lang)


def prompt_on(app) -> str:
    """What stands in the prompt box."""
    return given_to(app, "prompt_box")[0]["prompt"]


def says_why(app) -> str:
    """The one sentence that stands in the place of the picture."""
    assert [e.message for e in app.exception] == []
    (sentence,) = [str(error.value) for error in app.error]
    return sentence


@pytest.mark.parametrize(("prompt", "lang"), READ_BY, ids=EXAMPLES.keys())
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_every_example_and_speaks_each_language(page: str, lang: str, prompt: str) -> None:
    app = open_page(page, lang=lang, prompt=prompt)
    assert [e.message for e in app.exception] == []
    assert [title.value.replace(BREAK, "") for title in app.title] == [text_of(page, lang).title]
    assert text_of(page, lang).shows in words_on(app)
    assert prompt_on(app) == prompt
    assert any(sentence["parts"] for sentence in given_to(app, "sentence")), "nothing is said about this run"


@pytest.mark.parametrize("prompt", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_any_text(page: str, prompt: str) -> None:
    app = open_page(page, prompt=prompt)
    assert [e.message for e in app.exception] == []
    assert len(app.error) == 0
    assert prompt_on(app) == prompt


@pytest.mark.parametrize("page", PAGES)
def test_a_cold_link_restores_the_whole_place(page: str) -> None:
    place = {
        "prompt": "A link to somewhere",
        "lang": "ja",
        "theme": "dark",
        "generated": (300, 1, 8000, 42),
        "step": 3,
        "position": 2,
        "layer": 4,
        "head": 5,
        "sampling": Sampling(temperature=0.7, top_k=40, top_p=0.9, min_p=0.01, seed=7),
    }
    app = open_page(page, **place)
    assert [e.message for e in app.exception] == []
    here = app.session_state["here"]
    assert {name: getattr(here, name) for name in place} == place
    assert len(app.warning) == 0
    assert given_to(app, "spine")[0]["scrubber"]["step"] == 3


@pytest.mark.parametrize("page", PAGES)
def test_a_selection_outside_the_run_is_no_reason_to_fail(page: str) -> None:
    app = open_page(page, prompt="short", position=400, layer=77, head=88)
    assert [e.message for e in app.exception] == []
    assert len(app.error) == 0


@pytest.mark.parametrize(("page", "lang"), list(zip(PAGES, cycle(LANGUAGES))))
def test_a_prompt_beyond_the_context_is_refused_in_one_sentence_and_kept(page: str, lang: str) -> None:
    prompt = "word " * 600
    app = open_page(page, lang=lang, prompt=prompt)
    assert "512" in says_why(app)
    assert prompt_on(app) == prompt


@pytest.mark.parametrize("page", PAGES[:2])
def test_a_hundred_thousand_characters_are_refused_in_one_sentence_and_kept(page: str) -> None:
    app, prompt = open_page(page), "all the words " * 7143
    app.session_state["here"] = app.session_state["here"].changed(prompt=prompt)
    app.run()
    assert f"{len(prompt)}" in says_why(app).replace(",", "")
    assert prompt_on(app) == prompt
    assert "prompt" not in app.query_params


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_prompt_is_answered_with_what_to_do(page: str) -> None:
    assert "empty" in says_why(open_page(page, prompt=""))


@pytest.mark.parametrize("page", PAGES)
def test_rubbish_in_a_link_is_named_and_opens_on_defaults(page: str) -> None:
    app = open_link(page, lang="en", layer="-1", temperature="nan", nonsense="<b>")
    assert [e.message for e in app.exception] == []
    named = [str(warning.value) for warning in app.warning]
    assert [any(name in warning for warning in named) for name in ("layer", "temperature", "nonsense")] == [True] * 3
    assert app.session_state["here"].sampling == Sampling()
    assert len(app.run().warning) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of visitors' own models, with one that is whole and does not predict a next token."""
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=14,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=48,
    )
    bert = BertForMaskedLM(config)
    bert.save_pretrained(folder / "tiny-bert")
    wordpiece().save_pretrained(str(folder / "tiny-bert"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_MODELS", str(folder))
        yield folder


@pytest.mark.parametrize(("prompt", "lang"), list(zip(["the walking, a 日 the walks", "a"], LANGUAGES, strict=True)))
@pytest.mark.parametrize("page", PAGES)
def test_an_encoder_is_shown_as_far_as_it_goes(folder: Path, page: str, lang: str, prompt: str) -> None:
    app = open_page(page, lang=lang, prompt=prompt, model="folder:tiny-bert")
    assert [e.message for e in app.exception] == []
    assert len(app.error) == 0
    assert given_to(app, "spine")[0]["scrubber"] is None


@pytest.mark.parametrize("page", PAGES)
def test_an_encoder_opens_on_a_view_that_works_and_in_words_of_its_own(folder: Path, page: str) -> None:
    app = open_page(page, prompt="the walks", model="folder:tiny-bert", sampling=Sampling(top_p=0.1))
    assert [str(info.value) for info in app.info] == []
    assert app.get("bidi_component")[2:]  # more than prompt and spine
    if page in ("home", "decoding", "output"):
        assert "next token" not in app.title[0].value
        assert "gap" in app.title[0].value
    (spine,) = given_to(app, "spine")
    assert not [node["title"] for node in spine["nodes"] if "next token" in node["title"]]
    assert spine["minis"]["decoding"]["bars"]
    assert spine["minis"]["output"]["text"]


def test_home_fills_an_encoders_gap_and_writes_nothing_on(folder: Path) -> None:
    (walk,) = given_to(open_page("home", prompt="the walks", model="folder:tiny-bert"), "walk")
    said = {step["page"]: "".join(part["text"] for part in step["said"]) for step in walk["steps"]}
    assert "Likeliest to fit there" in said["decoding"]
    assert "fills the gap with" in said["output"]
    assert all(step["marks"] for step in walk["steps"])


def test_a_view_that_does_not_apply_is_explained_beneath_those_that_do(folder: Path) -> None:
    app = open_page("output", prompt="the walks", model="folder:tiny-bert", view="branches")
    assert given_to(app, "token_strip")
    assert any("cannot go on with a text" in plain(str(caption.value)) for caption in app.caption)


def test_an_encoder_fills_a_gap_instead_of_going_on(folder: Path) -> None:
    app = open_page("decoding", prompt="the walks", model="folder:tiny-bert", position=1)
    assert "has no next token" in words_on(app)
    (strip,) = given_to(app, "token_strip")
    texts = [token["text"] for group in strip["groups"] for token in group["tokens"]]
    assert "[MASK]" in texts
    (bars,) = given_to(app, "probability_bars")
    assert sum(row["before"] for row in bars["rows"]) <= 1.001


def _without_weights(model: Path) -> None:
    (model / "model.safetensors").unlink()


def _truncated(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-500])


def _without_tokenizer(model: Path) -> None:
    for file in model.glob("*token*"):
        file.unlink()


def _half_a_config(model: Path) -> None:
    config = model / "config.json"
    config.write_text(config.read_text()[:100])


def _other_shape(model: Path) -> None:
    config = model / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"n_embd": 32}))


def _save_gpt(place: Path) -> None:
    torch.manual_seed(0)
    GPT2LMHeadModel(GPT2Config(vocab_size=300, n_embd=16, n_layer=2, n_head=2, n_positions=32)).save_pretrained(place)
    byte_level().save_pretrained(str(place))


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (_without_weights, "model.safetensors"),
        (_truncated, "model.safetensors"),
        (_without_tokenizer, "tokenizer"),
        (_half_a_config, "config.json"),
        (_other_shape, "config.json"),
    ],
)
def test_a_damaged_model_is_refused_by_name_and_can_be_tried_again(
    folder: Path, damage: Callable[[Path], None], named: str
) -> None:
    name = f"gpt{damage.__name__}"
    _save_gpt(folder / name)
    damage(folder / name)
    app = open_page("tokens", prompt="hello", model=f"folder:{name}")
    sentence = says_why(app)
    assert (name in sentence, named in sentence) == (True, True), sentence
    assert prompt_on(app) == "hello"
    _save_gpt(folder / name)
    app.button[-1].click().run()
    model_store.ask(f"folder:{name}").result()
    assert [str(error.value) for error in app.run().error] == []


@pytest.mark.parametrize(("name", "page"), list(zip(NO_MODELS, PAGES[1:], strict=True)))
def test_a_model_that_there_is_not_is_said_to_be_none(page: str, name: str) -> None:
    app = open_page(page, model=name)
    assert name in says_why(app)
