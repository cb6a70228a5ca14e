"""Some heads of a new explorer-bert look beside themselves, before anything is learnt."""

import pytest
import torch
from torch import Tensor

from training.bert import new_model
from training.neighbours import LAYERS, OFFSETS
from training.plan import CPU

N_TEXT = 100


@pytest.fixture(scope="module")
def patterns() -> tuple[Tensor, ...]:
    """One (n_heads, n, n) a layer, of random tokens."""
    torch.manual_seed(0)
    model = new_model(CPU.bert, N_TEXT).eval()
    model.set_attn_implementation("eager")
    with torch.inference_mode():
        seen = model(torch.randint(0, N_TEXT, (1, 64)), output_attentions=True)
    return tuple(layer[0] for layer in seen.attentions)


@pytest.mark.parametrize("layer", range(LAYERS))
@pytest.mark.parametrize("head", range(len(OFFSETS)))
def test_a_head_looks_where_it_was_told(patterns: tuple[Tensor, ...], layer: int, head: int) -> None:
    beside = {offset: patterns[layer][head].diagonal(offset).mean().item() for offset in OFFSETS}
    assert max(beside, key=lambda offset: beside[offset]) == OFFSETS[head]
    assert beside[OFFSETS[head]] > 5 / 64


def test_the_others_look_everywhere(patterns: tuple[Tensor, ...]) -> None:
    assert patterns[0][len(OFFSETS) :].max() < 2 / 64
