"""A text names shapes by colour and kind, and by size and place where that is not enough."""

import numpy as np
import pytest

from explorer.pictures.drawing import pixels
from explorer.pictures.generator import draw
from explorer.pictures.named import clauses, covered, named
from explorer.pictures.patches import PATCH, SIDE, empty
from explorer.pictures.picture import Picture, Shape
from explorer.pictures.questions import LANGUAGES, asked, caption

STAR = Shape("star", "red", "small", 12, 12)
OTHER = Shape("star", "red", "large", 50, 50)
SQUARE = Shape("square", "blue", "large", 44, 20)
PICTURE = Picture((STAR, SQUARE))


@pytest.mark.parametrize(
    ("text", "language", "about"),
    [
        ("What colour is the star?", "en", (STAR,)),
        ("Is the red shape above the square?", "en", (STAR, SQUARE)),
        ("How many shapes are there?", "en", (STAR, SQUARE)),
        ("How many circles are there?", "en", ()),
        ("What is the green star?", "en", ()),
        ("星は何色ですか？", "ja", (STAR,)),
        ("青い形は何ですか？", "ja", (SQUARE,)),
        ("星は四角の左ですか？", "ja", (STAR, SQUARE)),
        ("What colour is the sky?", "en", ()),
    ],
)
def test_a_question_is_about_what_it_names(text: str, language: str, about: tuple[Shape, ...]) -> None:
    assert set(named(PICTURE, text, language)) == set(about)


def test_of_two_alike_the_one_is_meant_whose_size_and_place_are_said() -> None:
    both = Picture((STAR, OTHER))
    assert named(both, "a large red star at the bottom right", "en") == (OTHER,)
    assert named(both, "左上に小さい赤い星", "ja") == (STAR,)
    assert set(named(both, "What are the red shapes?", "en")) == {STAR, OTHER}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(30))
def test_the_clauses_of_a_caption_name_its_shapes_one_after_another(language: str, seed: int) -> None:
    picture = draw(np.random.default_rng(seed))
    text = caption(picture, language)
    about = [named(picture, text[start:end], language) for start, end in clauses(text)]
    assert [shapes[0] for shapes in about if shapes] == list(picture.shapes)
    assert {len(shapes) for shapes in about} <= {0, 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_one_shape_names_it(language: str) -> None:
    for seed in range(30):
        picture = draw(np.random.default_rng(seed))
        for kind in ("colour", "shape", "size", "place"):
            for one in asked(picture, language, kind):
                assert len(named(picture, one.question, language)) == 1


def test_the_patches_of_a_shape_hold_all_of_it_but_its_faint_edge() -> None:
    shown = pixels(Picture((SQUARE,))).astype(int)
    strong = np.abs(shown - empty()).sum(-1) > 250
    patches = {(row // PATCH) * SIDE + column // PATCH for row, column in zip(*np.nonzero(strong), strict=True)}
    assert patches <= set(covered(SQUARE))
    touched = (shown != empty()).reshape(SIDE, PATCH, SIDE, PATCH, 3).any((1, 3, 4)).ravel()
    assert touched[list(covered(SQUARE))].all()
