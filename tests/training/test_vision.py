"""Pictures with questions, and the recipe of the model that answers them."""

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.pictures.drawing import RADIUS
from explorer.pictures.generator import draw
from explorer.pictures.picture import Picture, Shape
from explorer.pictures.questions import LANGUAGES, QUESTIONS, asked, caption
from explorer.text.embedded import embedded_encoding
from training import loop, vision
from training.loop import Recipe
from training.make_vision import run, tokenizer
from training.pictures import drawn, is_held_out, some
from training.sight import measured
from training.tower import labels_of, normed
from training.vision import ORDERED, PATCHES, Rows, mask_and_positions, spelled

SMALL = Recipe(steps=4, rows=2, n_ctx=144, n_layers=1, n_heads=2, d_model=16)
PAIR = Picture((Shape("star", "red", "small", 9, 9), Shape("circle", "blue", "large", 32, 58)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RUNS and MODELS of the smoke budget, made without being interrupted."""
    folder = tmp_path_factory.mktemp("vision")
    run(folder / "runs", folder / "models", smoke=True)
    return folder


def test_a_caption_names_every_shape_in_both_languages() -> None:
    assert caption(PAIR, "en") == "a small red star at the top left and a large blue circle at the bottom."
    assert caption(PAIR, "ja") == "左上に小さい赤い星、下に大きい青い丸があります。"


def test_answers_are_what_the_picture_says() -> None:
    found = {kind: {one.question: one.answer for one in asked(PAIR, "en", kind)} for kind in QUESTIONS}
    assert found["colour"] == {"What colour is the star?": " red", "What colour is the circle?": " blue"}
    assert found["shape"] == {"What is the red shape?": " star", "What is the blue shape?": " circle"}
    assert found["size"]["Is the red star small or large?"] == " small"
    assert found["place"]["Where is the circle?"] == " at the bottom"
    assert found["relation"]["Is the star above the circle?"] == " yes"
    assert found["relation"]["Is the circle to the left of the red star?"] == " no"
    assert found["count"]["How many shapes are there?"] == " two"
    assert sorted(found["count"].values()).count(" none") == 2


def test_a_question_never_has_two_answers() -> None:
    for number in range(60):
        picture, _ = drawn(0, number, held_out=False)
        for language in LANGUAGES:
            every = [one for kind in QUESTIONS for one in asked(picture, language, kind)]
            assert len({one.question for one in every}) == len({(one.question, one.answer) for one in every})


def test_two_shapes_of_a_kind_are_not_asked_about_by_their_kind() -> None:
    twins = Picture((Shape("star", "red", "small", 9, 9), Shape("star", "blue", "small", 32, 9)))
    assert asked(twins, "en", "colour") == []
    assert all("the star" not in one.question for one in asked(twins, "en", "size"))


def test_shapes_stand_apart_in_fields_of_their_own_and_captions_do_not_hang_on_a_hair() -> None:
    for number in range(200):
        shapes = drawn(0, number, held_out=bool(number % 2))[0].shapes
        assert len({shape.cell for shape in shapes}) == len(shapes)
        for a in shapes:
            assert all(5 <= along <= 59 for along in (a.x, a.y))
            for b in shapes:
                assert a is b or np.hypot(a.x - b.x, a.y - b.y) >= RADIUS[a.size] + RADIUS[b.size]


def test_an_eighth_is_held_out_and_no_caption_is_on_both_sides() -> None:
    told, held = ({caption(drawn(0, n, held_out=side)[0], "en") for n in range(300)} for side in (False, True))
    assert not told & held
    share = np.mean([is_held_out(drawn(1, n, held_out=False)[0]) for n in range(50)])
    assert share == 0
    rng = np.random.default_rng(0)
    assert 0.09 < np.mean([is_held_out(draw(rng)) for _ in range(2_000)]) < 0.16


def test_the_same_number_is_the_same_picture() -> None:
    assert drawn(0, 7, held_out=False)[0] == drawn(0, 7, held_out=False)[0]
    assert drawn(0, 7, held_out=False)[0] != drawn(1, 7, held_out=False)[0]


def test_the_kinds_of_questions_are_alike_often(made: Path) -> None:
    rows = Rows(embedded_encoding(made / "runs" / "vision-tokenizer"), 144, seed=0)
    _, ids, segments, said = rows.batch(0, 30)
    assert (ids[:, :65] == rows._row(0, False)[1][:65]).all()
    assert Counter(said[:, :65].ravel().tolist()) == {False: 30 * 65}
    assert 3 < segments.max(1).mean() < 10


def test_a_question_sees_the_picture_and_itself_alone(made: Path) -> None:
    """It is answered in a row as it is alone."""
    tokens = made / "runs" / "vision-tokenizer"
    task = vision.task(tokens, made / "runs" / "explorer-vision-tower", SMALL)
    shown, ids, segments, _ = (torch.from_numpy(array) for array in task.batch(0))
    torch.manual_seed(0)
    model = task.new_model().eval()
    model.set_attn_implementation(task.attention)
    given = []
    model.model.register_forward_pre_hook(lambda _m, _a, kwargs: given.append(kwargs), with_kwargs=True)
    with torch.no_grad():
        vision.losses(model, shown, ids, segments, torch.zeros_like(segments, dtype=torch.bool))
        row = model.model(**given[0]).last_hidden_state[0]
        third = (segments[0] == 3).nonzero().flatten()
        alone = torch.cat([ids[0, : PATCHES + 1], ids[0, third]])[None]
        expected = model.model(input_ids=alone, pixel_values=normed(shown[:1])).last_hidden_state[0]
    assert torch.allclose(row[third], expected[PATCHES + 1 :], atol=1e-5)
    seen, positions = mask_and_positions(segments)
    assert positions[0, third[0]] == PATCHES + 1
    assert not seen[0].triu(1).any()


def test_the_blind_twin_is_shown_grey(made: Path) -> None:
    tokens = made / "runs" / "vision-tokenizer"
    shown = vision.task(tokens, made / "runs" / "explorer-vision-tower", SMALL, "explorer-blind").batch(0)[0]
    assert (shown == 127).all()


def test_the_app_opens_what_was_made(made: Path) -> None:
    model = load(Entry("explorer-vision", "embedded", str(made / "models" / "explorer-vision")))
    assert model.sight is not None
    assert (model.sight.n, model.sight.mean, model.causal) == (PATCHES, (0.5, 0.5, 0.5), True)
    prompt = model.prompt("丸は何色ですか？", picture=True)
    assert prompt.ids[0] == model.tokenizer.eot
    assert model.tokenizer.decode(prompt.ids[prompt.own.start :]) == "丸は何色ですか？"
    assert {kind for kind, _ in measured(model, 2)} <= {"caption", *QUESTIONS}
    card = (made / "models" / "explorer-vision" / "README.md").read_text(encoding="utf-8")
    assert "1,728 (6 steps of 2 × 144)" in card
    assert "$" not in card


def test_transformers_processor_gives_the_same_ids_and_pixels(made: Path) -> None:
    from transformers import AutoTokenizer, CLIPImageProcessor, LlavaProcessor

    from explorer.pictures.drawing import pixels

    folder = made / "models" / "explorer-vision"
    model = load(Entry("explorer-vision", "embedded", str(folder)))
    assert model.sight is not None
    images = CLIPImageProcessor.from_pretrained(folder)
    processor: Any = LlavaProcessor(
        images, AutoTokenizer.from_pretrained(folder), patch_size=8, vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
    )  # fmt: skip
    made_of = processor(images=pixels(PAIR), text="<image>What colour is the star?", return_tensors="np")
    prompt = model.prompt("What colour is the star?", picture=True)
    assert tuple(made_of["input_ids"][0].tolist()) == prompt.ids
    assert np.allclose(made_of["pixel_values"][0], model.sight.normed(pixels(PAIR)), atol=1e-5)


def test_ended_after_each_checkpoint_it_has_the_same_weights_at_last(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, kept = loop.save, 0

    def save_and_end(*arguments: Any) -> None:
        nonlocal kept
        save(*arguments)
        kept += 1
        raise KeyboardInterrupt

    monkeypatch.setattr(loop, "save", save_and_end)
    for _ in range(30):
        with suppress(KeyboardInterrupt):
            run(tmp_path / "runs", tmp_path / "models", smoke=True)
            break
    assert kept > 2
    for folder in ("models/explorer-vision", "runs/models/explorer-blind"):
        whole, resumed = (load_file(place / folder / "model.safetensors") for place in (made, tmp_path))
        assert all(torch.equal(whole[key], resumed[key]) for key in whole)


def test_a_tokenizer_is_made_once(made: Path) -> None:
    file = made / "runs" / "vision-tokenizer" / "tokenizer.json"
    before = file.stat().st_mtime_ns
    tokenizer(file.parent)
    assert file.stat().st_mtime_ns == before


def test_a_patch_shows_the_shape_that_covers_most_of_it() -> None:
    labels = labels_of(PAIR).reshape(8, 8, 4)
    assert labels[1, 1].tolist() == [4, 1, 1, 1]
    assert labels[7, 4].tolist() == [1, 5, 2, 8]
    assert labels[3, 3].tolist() == [0, 0, 0, 0]


def test_later_most_captions_name_the_shapes_in_any_order(made: Path) -> None:
    encoding = embedded_encoding(made / "runs" / "vision-tokenizer")
    rows, in_order = Rows(encoding, 144, seed=0), []
    for step in (0, ORDERED):
        ids = rows.batch(step, 40)[1]
        for number in range(40):
            picture, rng = drawn(0, 40 * step + number, held_out=False)
            first = next(some(picture, rng, any_order=step >= ORDERED))
            question, answer = spelled(first, encoding)
            assert ids[number, 65:][: len(question + answer)].tolist() == (question + answer)[:79]
            same = first.answer.strip() == caption(picture, first.language)
            assert same or first.question in ("What is in the picture?", "絵に何がありますか？")
            in_order.append(same)
    assert all(in_order[:40])
    assert 4 < sum(in_order[40:]) < 32
