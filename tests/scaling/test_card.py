"""Our own model's size, out of its card."""

import json
from pathlib import Path

import pytest

from explorer.models.catalogue import DEFAULT, find
from explorer.scaling.card import size_of

CARD = """# a model
| | |
|---|---|
| training tokens | 2,867,200 (700 steps of 8 × 512) |
| compute | 1.20e+14 floating-point operations (6 N D), 15 minutes |
"""


def test_tokens_and_compute_are_read_from_the_card(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD, encoding="utf-8")
    size = size_of("a model", tmp_path, 7)
    assert size.data is not None
    assert size.compute is not None
    assert size.parameters is not None
    assert (size.data.number, size.compute.number, size.parameters.number) == (2_867_200, 1.2e14, 7)


def test_a_model_without_a_card_has_its_parameters_alone(tmp_path: Path) -> None:
    for folder in (tmp_path, None):
        size = size_of("a model", folder, 7)
        assert (size.data, size.compute) == (None, None)
        assert size.parameters is not None


def test_a_card_that_says_nothing_of_training_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# compute\n| training tokens | many |\n", encoding="utf-8")
    assert size_of("a model", tmp_path, 7).data is None


def test_the_embedded_models_card_says_both() -> None:
    size = size_of(DEFAULT, Path(find(DEFAULT).location))
    assert size.parameters is not None
    assert size.context is not None
    assert (size.parameters.number, size.context.number) == (17_538_816, 512)
    assert size.data is not None
    assert size.compute is not None
    assert size.compute.number > size.data.number > 1e6


@pytest.mark.parametrize(
    "config", [{"n_positions": 64}, {"max_position_embeddings": 64}, {"text_config": {"max_position_embeddings": 64}}]
)
def test_a_context_that_the_card_leaves_out_is_read_from_the_config(tmp_path: Path, config: dict[str, object]) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    size = size_of("a model", tmp_path)
    assert size.context is not None
    assert size.context.number == 64


@pytest.mark.parametrize("text", ["{}", '{"n_positions": "many"}', '{"n_positions": 0}', "not json"])
def test_a_config_that_says_nothing_of_it_is_no_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text, encoding="utf-8")
    assert size_of("a model", tmp_path).context is None


def test_a_number_and_its_word_may_stand_on_two_lines(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("3 layers × 256, 6,821,376\nparameters", encoding="utf-8")
    size = size_of("a model", tmp_path)
    assert size.parameters is not None
    assert size.parameters.number == 6_821_376
