"""A model that sees, against transformers' own forward with pixel_values."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from explorer.engine.local import LocalEngine
from explorer.engine.runs import edits_of
from explorer.errors import Refused
from explorer.models.cached_logits import CachedLogits, CachedLogitsBatch
from explorer.models.loader import assemble, load
from explorer.models.model import Model
from explorer.models.seeing import seen
from explorer.models.sight import CLIP, Sight, sight_of
from explorer.pictures.drawing import pixels
from explorer.pictures.picture import Picture, Shape
from explorer.trace import extend, trace
from explorer.trace.edits import Show, changes_by_length
from explorer.trace.gradients import gradient_times_input, integrated_gradients
from explorer.trace.input_credits import Question as Asked
from explorer.trace.run import logits
from explorer.trace.streams import streams
from tests.models.folders import change_config, saved
from tests.models.tiny import IMAGE, N_LAYERS, N_VOCAB, Numbers, module_of

SIGHTED = ("llava", "llava with qwen2")
both = pytest.mark.parametrize("name", SIGHTED)


@cache
def model_of(name: str) -> Model:
    module = module_of(name)
    return assemble(name, module, Numbers(N_VOCAB), sight=sight_of(name, module.config))


def colours(seed: int = 0, size: int = 8) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (size, size, 3), dtype=np.uint8)


def asked(model: Model, text: str = "7 8 9") -> tuple[tuple[int, ...], Show]:
    prompt = model.prompt(text, picture=True)
    return prompt.ids, Show.of(prompt.picture.start, seen(model, colours()).vectors)


def own(name: str, ids: tuple[int, ...], **options: Any) -> Any:
    """transformers' answer to the ids and the picture."""
    sight = model_of(name).sight
    assert sight is not None
    with torch.no_grad():
        shown = torch.from_numpy(sight.normed(colours()))[None]
        return module_of(name)(input_ids=torch.tensor([ids]), pixel_values=shown, **options)


def test_a_prompt_has_a_token_for_each_patch_before_what_was_typed() -> None:
    prompt = model_of("llava").prompt("7 8 9", picture=True)
    assert prompt.ids == (IMAGE,) * 4 + (7, 8, 9)
    assert (prompt.picture, prompt.own, prompt.n_around) == (range(4), range(4, 7), 0)
    assert len(model_of("llava with qwen2").prompt("7 8 9", picture=True).picture) == 5
    assert model_of("llava").prompt("7 8 9").ids == (7, 8, 9)


@both
def test_logits_are_transformers_with_pixel_values(name: str) -> None:
    ids, show = asked(model_of(name))
    expected = own(name, ids).logits[0].numpy()
    for found in (
        trace(model_of(name), ids, (show,)).logits,
        logits(model_of(name), ids, (show,)),
        streams(model_of(name), ids, (show,)).logits,
        CachedLogits(model_of(name), changes=changes_by_length((show,))).rows(ids, len(ids)),
    ):
        assert np.abs(found - expected).max() < 1e-4 * np.abs(expected).max()
    without = logits(model_of(name), ids)
    assert np.abs(without - expected).max() > 0.01 * np.abs(expected).max()


@both
def test_patterns_and_streams_are_transformers_with_pixel_values(name: str) -> None:
    ids, show = asked(model_of(name))
    found = trace(model_of(name), ids, (show,))
    theirs = own(name, ids, output_hidden_states=True, output_attentions=True)
    for layer in range(N_LAYERS):
        assert np.allclose(found.resid(layer), theirs.hidden_states[layer][0], atol=1e-3)
        assert np.allclose(found.pattern(layer), theirs.attentions[layer][0], atol=1e-4)
    assert np.allclose(found["hook_embed"][:4], show.vectors[:4])


@both
def test_a_text_that_grows_word_by_word_is_the_whole_one(name: str) -> None:
    model = model_of(name)
    ids, show = asked(model, "7 8 9 10 11")
    expected = own(name, ids).logits[0].numpy()
    grown, cached = trace(model, ids[:-3], (show,)), CachedLogits(model, changes=changes_by_length((show,)))
    rows = []
    for n in range(len(ids) - 3, len(ids) + 1):
        rows.append(cached(ids[:n]))
        grown = grown if n == len(ids) - 3 else extend(model, grown, ids[n - 1 : n])
    assert np.abs(np.stack(rows) - expected[-4:]).max() < 1e-4 * np.abs(expected).max()
    assert np.abs(grown.logits - expected).max() < 1e-4 * np.abs(expected).max()
    together = CachedLogitsBatch(model, changes=changes_by_length((show,)))
    grown_together = [together([ids[:n], ids[:n]])[1] for n in range(len(ids) - 3, len(ids) + 1)]
    assert np.abs(grown_together[-1] - expected[-1]).max() < 1e-4 * np.abs(expected).max()


def test_a_text_begun_within_the_picture_goes_on_to_its_end() -> None:
    model = model_of("llava")
    ids, show = asked(model)
    begun = trace(model, ids[:2], (show,))
    whole = trace(model, ids, (show,))
    assert np.allclose(extend(model, begun, ids[2:]).logits, whole.logits, atol=1e-4)
    assert np.allclose(whole.prefix(2).logits, begun.logits, atol=1e-4)


@both
def test_the_tower_s_patterns_are_transformers_own(name: str) -> None:
    model = model_of(name)
    found = seen(model, colours())
    tower: Any = module_of(name)
    assert model.sight is not None
    shown = torch.from_numpy(model.sight.normed(colours()))[None]
    with torch.no_grad():
        theirs = tower.model.vision_tower(shown, output_attentions=True).attentions
        patches = tower.model.vision_tower.embeddings.patch_embedding(shown)
    assert len(found.patterns) == 3
    for pattern, other in zip(found.patterns, theirs, strict=True):
        assert pattern.shape == (2, 5, 5)
        assert np.allclose(pattern, other[0], atol=1e-5)
    assert np.allclose(found.patches, patches[0].flatten(1).T, atol=1e-5)


def test_a_picture_of_another_size_is_made_to_fit() -> None:
    assert seen(model_of("llava"), colours(size=64)).vectors.shape == (4, 24)


def test_a_model_that_reads_text_alone_says_so() -> None:
    from tests.models.tiny import shared

    with pytest.raises(Refused, match="gpt2 reads text alone: choose a model that sees"):
        seen(shared("gpt2"), colours())


def test_tokens_of_a_picture_are_called_after_their_patches(tmp_path: Path) -> None:
    for name, first in (("llava", ["▦1,1", "▦1,2", "▦2,1", "▦2,2"]), ("llava with qwen2", ["▦", "▦1,1"])):
        model = load(saved(tmp_path / name.split()[-1], name))
        texts = [token.text for token in model.tokens(model.prompt("!", picture=True).ids)]
        assert texts[: len(first)] == first
        assert texts[-1] == "!"


def test_a_folder_opens_and_says_how_colours_are_scaled(tmp_path: Path) -> None:
    entry = saved(tmp_path / "sees", "llava")
    assert load(entry).sight == Sight(8, 4, IMAGE, mean=CLIP[0], std=CLIP[1])
    scaled = {"image_mean": [0.5, 0.4, 0.3], "image_std": [0.5, 0.5, 0.5]}
    (tmp_path / "sees" / "preprocessor_config.json").write_text(json.dumps(scaled))
    model = load(entry)
    assert model.sight is not None
    assert model.sight.mean == (0.5, 0.4, 0.3)
    assert np.allclose(model.sight.normed(np.full((8, 8, 3), 255, np.uint8))[:, 0, 0], [1.0, 1.2, 1.4])


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text_config": {"model_type": "gemma2"}}, "text_config of folder:sees is of an architecture"),
        (
            {"vision_config": {"model_type": "siglip_vision_model"}},
            "vision_config of folder:sees is of an architecture",
        ),
        ({"vision_config": 3}, "vision_config of folder:sees is of an architecture"),
        ({"vision_config": {"patch_size": 0}}, "folder:sees"),
        ({"vision_config": {"image_size": 100_000, "patch_size": 1}}, "folder:sees"),
        ({"text_config": {"num_hidden_layers": 10**9}}, "num_hidden_layers"),
    ],
)
def test_a_folder_that_makes_no_sense_is_refused(tmp_path: Path, changed: dict[str, object], why: str) -> None:
    entry = saved(tmp_path / "sees", "llava")
    written = json.loads((tmp_path / "sees" / "config.json").read_text())
    for key, value in changed.items():
        change_config(tmp_path / "sees", **{key: written[key] | value if isinstance(value, dict) else value})
    with pytest.raises(Refused, match=why):
        load(entry)


def test_a_question_s_picture_is_shown_and_is_none_of_its_edits() -> None:
    from explorer.engine.question import Question
    from explorer.models.present import enter

    model = model_of("llava")
    picture = Picture((Shape("star", "red", "large", 20, 20),))
    enter(model)  # other tests know a model of the same weights
    question = Question("llava", "7 8 9", picture=picture)
    (show,) = edits_of(question, model)
    assert isinstance(show, Show)
    assert np.array_equal(show.vectors, seen(model, pixels(picture)).vectors)
    assert question.edits == ()
    assert LocalEngine().trace(model.fingerprint, question.read_by(model).ids, (show,)).edits == (show,)
    assert Show.of(0, show.vectors.copy()) == show
    assert Show.of(0, show.vectors + 1) != show


@both
def test_credits_of_a_picture_s_tokens_are_those_of_its_vectors(name: str) -> None:
    model = model_of(name)
    ids, show = asked(model)
    found = gradient_times_input(model, Asked(ids, len(ids) - 1, 5, edits=(show,)))
    module: Any = module_of(name)
    n = len(show.vectors)
    vectors = module.get_input_embeddings()(torch.tensor([ids])).detach()
    vectors[0, :n] = torch.from_numpy(show.vectors.copy())
    vectors.requires_grad_(True)
    logit = module(inputs_embeds=vectors).logits[0, -1, 5]
    (gradient,) = torch.autograd.grad(logit, vectors)
    assert np.allclose(found.scores, (gradient * vectors)[0].sum(-1).detach(), atol=1e-4)
    assert np.abs(found.scores[:n]).max() > 1e-3
    whole = integrated_gradients(model, Asked(ids, len(ids) - 1, 5, edits=(show,)))
    assert whole.value == pytest.approx(float(logit.detach()), abs=1e-4)
