"""An answer about a picture and what is shown of it, against transformers' own with pixel_values."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import torch
from transformers import LlavaForConditionalGeneration

from explorer import words
from explorer.engine.occlusion import Occluded
from explorer.engine.question import Question
from explorer.engine.runs import run_of
from explorer.errors import Refused
from explorer.figures.palette import LIGHT
from explorer.findings.gpt4 import answers, board, looks, looks_maps, looks_said, picture, vectors_map
from explorer.findings.gpt4.answers import Answer, answer, blind
from explorer.findings.gpt4.board import START
from explorer.findings.gpt4.looks import Which, asked, attention
from explorer.pictures.drawing import pixels
from explorer.pictures.patches import PATCHES
from explorer.pictures.photo import Photo
from explorer.pictures.picture import Picture, Shape
from explorer.pictures.questions import LANGUAGES, described
from tests.findings.gpt4.seeing import folder, model, without_each_patch

QUESTION = "What colour is the star?"


@cache
def found() -> Answer:
    return answer(model(), START, QUESTION)


@cache
def theirs() -> Any:
    return LlavaForConditionalGeneration.from_pretrained(folder(), attn_implementation="eager").eval()


def given(one: Answer, ids: tuple[int, ...]) -> dict[str, Any]:
    sight = one.run.model.sight
    assert sight is not None
    return {"input_ids": torch.tensor([ids]), "pixel_values": torch.from_numpy(sight.normed(pixels(one.picture)))[None]}


@cache
def occluded() -> Occluded:
    return without_each_patch(found())


def test_a_special_token_ends_what_is_measured() -> None:
    one = found()
    first, *rest = one.tokens
    special = replace(first, special=True)
    ended = replace(one, run=replace(one.run, tokens=(*one.run.tokens[: one.first], first, special, *rest)))
    assert asked(ended) == (first.id,)


def test_the_answer_is_what_transformers_generates_from_the_picture() -> None:
    one = found()
    prompt = one.run.generation.prompt_ids
    options: Any = {"do_sample": False, "max_new_tokens": len(one.run.generation.generated), "pad_token_id": 0}
    with torch.no_grad():
        generated = theirs().generate(**given(one, prompt), **options)[0].tolist()
    assert tuple(generated[len(prompt) :]) == one.run.generation.generated


def test_each_token_has_the_probability_that_transformers_gives_it() -> None:
    one = found()
    with torch.no_grad():
        rows = theirs()(**given(one, one.run.generation.ids)).logits[0].log_softmax(-1)
    expected = [float(rows[one.first - 1 + n, id]) for n, id in enumerate(one.run.generation.generated)]
    np.testing.assert_allclose(one.log_probs, expected, atol=1e-4)


def test_patches_stand_where_the_picture_is_and_hold_the_projector_s_vectors() -> None:
    one = found()
    assert len(one.places) == PATCHES
    with torch.no_grad():
        values = given(one, (0,))["pixel_values"]
        expected = theirs().get_image_features(pixel_values=values, return_dict=True).pooler_output[0]
    np.testing.assert_allclose(picture.patch_vectors(one), expected.numpy(), atol=1e-5)


def test_attention_is_transformers_own_at_the_place_before_each_token() -> None:
    one = found()
    with torch.no_grad():
        layers = theirs()(**given(one, one.run.generation.ids), output_attentions=True).attentions
    rows, columns = slice(one.first - 1, -1), list(one.places)
    for layer, own in enumerate(layers):
        for head in range(model().shape.n_heads):
            mine = attention(one, Which(layer, head))
            np.testing.assert_allclose(mine, own[0, head, rows][:, columns].numpy(), atol=1e-5)
    every = np.mean([own[0].numpy() for own in layers], axis=(0, 1))
    np.testing.assert_allclose(attention(one, Which()), every[rows][:, columns], atol=1e-5)


def test_attention_on_the_picture_is_a_share_and_its_parts_add_up_to_all_of_it() -> None:
    for word in looks.words(found(), occluded(), Which(0, 1)):
        assert 0 < word.to_picture < 1
        assert word.attention.sum() == pytest.approx(1)
        assert word.attention.min() >= 0


def test_without_a_picture_nothing_is_lost_and_nothing_compared() -> None:
    one = blind(model(), QUESTION)
    every = looks.words(one, without_each_patch(one), Which())
    assert not any(word.compared.checked for word in every)
    assert "nothing to compare" in looks_said.finding(every)
    assert all("hardly depends" in looks_said.said(word) for word in every)


def test_there_is_a_map_for_the_whole_answer_and_for_each_token() -> None:
    every = looks.words(found(), occluded(), Which())
    maps = looks_maps.picture_maps(found(), every)
    assert len(maps.words) == len(every) > 1
    np.testing.assert_allclose(every[0].drops, np.sum([word.drops for word in every[1:]], axis=0), atol=1e-4)
    assert maps.words[0].text == ""
    assert 0 <= maps.opens < len(maps.words)


def test_every_token_of_an_answer_about_the_star_is_about_the_star() -> None:
    assert set(looks.subjects(found())) == {(START.shapes[0],)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_word_of_a_caption_is_about_the_shape_of_its_clause(lang: str) -> None:
    ids = tuple(model().tokenizer.encode(described(START, lang).answer))
    question = Question(model().name, described(START, lang).question, generated=ids, step=len(ids), picture=START)
    told = looks.subjects(Answer(run_of(question, model()), np.zeros(len(ids))))
    assert [shapes[0] for shapes in dict.fromkeys(told) if shapes] == list(START.shapes)


def test_the_sequence_is_begin_patches_question_answer() -> None:
    one, shown = found(), picture.picture_tokens(found())
    assert [patch.place for patch in shown.patches] == [place + 1 for place in one.places]
    assert len(shown.before) + len(shown.patches) + len(shown.after) == len(one.run.tokens)
    assert [word.new for word in shown.after].count(True) == len(one.log_probs)
    assert all(word.share is None for word in shown.before)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_say_what_became_of_the_picture(lang: str) -> None:
    words.speak(lang)
    try:
        one = answer(model(), START, board.describe())
        said = picture.striking(one, blind(model(), board.describe()), one)
        assert "64" in said
        assert board.right(START, board.describe(), lang) in said  # an untrained model is not right
        assert "74" in picture.counted(one) or "%" in picture.counted(one)
        assert picture.no_words(one)
        assert [one.kind for one in board.offered(START, lang)] == ["caption", *board.ASKED]
    finally:
        words.speak("en")


def test_what_is_offered_has_one_answer_and_another_question_none_that_is_known() -> None:
    for one in board.offered(START, "en"):
        assert board.right(START, one.question, "en") == one.answer.strip()
    assert board.right(START, "Who painted it?", "en") == ""
    assert board.right(Photo(bytes(64 * 64 * 3)), QUESTION, "en") == ""


def test_a_picture_outside_the_model_s_world_is_said_to_be() -> None:
    near = Picture((Shape("star", "red", "large", 30, 30), Shape("circle", "blue", "large", 38, 44)))
    assert board.foreign(near)
    assert board.foreign(Photo(bytes(64 * 64 * 3)))
    assert not board.foreign(START)
    assert "outside the model's world" in picture.warning(answer(model(), near, QUESTION))
    assert picture.warning(found()) == ""


@pytest.mark.parametrize("seed", range(20))
def test_another_picture_is_one_of_the_model_s_world_and_the_same_for_the_same_seed(seed: int) -> None:
    assert board.another(seed) == board.another(seed)
    assert not board.foreign(board.another(seed))


def test_an_empty_question_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="the prompt is empty"):
        answer(model(), START, "")


def test_each_patch_is_a_square_in_its_own_colour_on_the_map() -> None:
    drawn: Any = go.Figure(vectors_map.vectors_map(found(), LIGHT)).data
    words_shown, squares = drawn
    assert len(words_shown.x) == len(model().embedding.W_E)
    assert len(squares.x) == PATCHES
    assert squares.marker.color[24] == "#F5F5F0"


def test_the_languages_of_questions_are_told_apart() -> None:
    assert [answers.language_of(text) for text in ("Where is it?", "どこですか？", "")] == ["en", "ja", "en"]
