"""What is said of where a model's positions are told."""

import pytest

from explorer.findings.tokens.positions import measured
from tests.findings.heads import tiny_run


@pytest.mark.parametrize(("name", "layers"), [("gemma3_text", "2"), ("smollm3", "1 and 3"), ("llama", None)])
def test_where_layers_turn_differently_it_is_said_which_are_drawn(name: str, layers: str | None) -> None:
    said = measured(tiny_run(name))
    assert (f"RoPE is drawn as in layers {layers} of this model" in said) == (layers is not None)
