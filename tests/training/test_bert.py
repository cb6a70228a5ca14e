"""Masked-language modelling: which places are hidden, and what they cost."""

from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer

from training.bert import framed, gap_losses, new_model, with_gaps
from training.export import save_tokenizer
from training.loop import Recipe

N_TEXT = 100
SMALL = Recipe(steps=1, rows=2, n_ctx=32, n_layers=1, n_heads=2, d_model=16)


def test_of_the_hidden_eight_in_ten_are_masked_one_is_another_one_stays() -> None:
    rng = np.random.default_rng(0)
    ids = framed(rng.integers(0, N_TEXT, (200, 98)), N_TEXT)
    shown, hidden = with_gaps(ids, N_TEXT, rng, share=0.5)
    assert not hidden[:, [0, -1]].any()
    assert (shown[~hidden] == ids[~hidden]).all()
    masked, same = shown[hidden] == N_TEXT + 2, shown[hidden] == ids[hidden]
    assert abs(hidden[:, 1:-1].mean() - 0.5) < 0.02
    assert abs(masked.mean() - 0.8) < 0.02
    assert abs(same.mean() - 0.1) < 0.02


def test_the_loss_is_that_of_transformers() -> None:
    torch.manual_seed(0)
    model = new_model(SMALL, N_TEXT)
    ids = torch.randint(0, N_TEXT, (2, 32))
    hidden = torch.rand(2, 32) < 0.3
    shown = ids.masked_fill(hidden, N_TEXT + 2)
    expected = model(shown, labels=ids.masked_fill(~hidden, -100)).loss
    torch.testing.assert_close(gap_losses(model, shown, hidden, ids).mean(), expected)


def test_the_tokenizer_frames_a_text(tokenizer: Path, tmp_path: Path) -> None:
    save_tokenizer("explorer-bert", tokenizer, tmp_path)
    theirs = AutoTokenizer.from_pretrained(tmp_path)
    assert theirs.convert_ids_to_tokens(theirs("a b")["input_ids"])[::3] == ["[CLS]", "[SEP]"]
    assert theirs.convert_ids_to_tokens(8194) == theirs.mask_token
