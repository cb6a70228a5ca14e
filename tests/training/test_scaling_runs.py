"""The recipe of the models of many sizes: its schedule, its sizes, and that it goes on wherever it was stopped."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.scaling.own_runs import read
from training import llama, make_scaling_runs
from training.make_scaling_runs import Work, make, parameters, smoke
from training.scaling_runs import (
    BENT,
    BUDGETS,
    SIZES,
    THRICE,
    Trunk,
    held_out,
    tokenizer,
    training_text,
    trunks,
)

SMALL = {"bytes_a_book": 300, "every": 1}


@pytest.fixture(scope="module", autouse=True)
def threads() -> Any:
    """The recipe works with one thread and leaves it so."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def work(corpus: Path, folder: Path) -> Work:
    return Work(corpus, folder, folder / "out", **SMALL)


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """Without what the clock says."""
    found = {file: json.loads(file.read_text()) for file in folder.glob("*/*.json") if file.stem.isdigit()}
    timed = ("seconds", "branch_seconds")
    return {
        str(file.relative_to(folder)): {key: of for key, of in one.items() if key not in timed}
        for file, one in found.items()
    }


def test_killed_again_and_again_it_ends_with_the_same_numbers(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(work(corpus, tmp_path / "whole"), smoke())
    saved, kept = make_scaling_runs.save, 0

    def save(*arguments: Any) -> None:
        nonlocal kept
        saved(*arguments)
        kept += 1
        if kept % 3 == 0:
            raise KeyboardInterrupt

    monkeypatch.setattr(make_scaling_runs, "save", save)
    for _ in range(30):
        try:
            make(work(corpus, tmp_path / "killed"), smoke())
            break
        except KeyboardInterrupt:
            continue
    assert kept > 6
    assert records(tmp_path / "killed") == records(tmp_path / "whole")
    assert len(records(tmp_path / "whole")) == 3
    runs = read(tmp_path / "whole" / "out")
    assert sorted((run.tokenizer, run.steps) for run in runs) == [("bpe-512", 4), ("bpe-512", 8), ("bytes", 4)]
    assert all(run.curve[-1].tokens == run.tokens for run in runs)


def test_a_larger_budget_goes_on_from_the_trunk(corpus: Path, tmp_path: Path) -> None:
    both = smoke()[0]
    make(work(corpus, tmp_path / "at once"), [both])
    for budget in both.budgets:
        make(work(corpus, tmp_path / "later"), [replace(both, budgets=(budget,))])
    assert records(tmp_path / "later") == records(tmp_path / "at once")


def test_the_rate_rises_stays_and_falls_over_the_last_steps() -> None:
    rates = [Trunk(SIZES[0], ()).recipe(100, fall=20).rate(step) for step in range(100)]
    assert rates[:20] == sorted(rates[:20])
    assert rates[20:80] == [1.0] * 60
    assert rates[80:] == sorted(rates[80:], reverse=True)
    assert rates[-1] < 0.01
    assert rates[89] == pytest.approx(1 - 0.5**0.5 + 1e-3)
    trunk = Trunk(SIZES[0], ()).recipe(100)
    assert [trunk.rate(step) for step in range(80)] == rates[:80]


def test_sizes_lie_evenly_from_thirty_thousand_to_five_million() -> None:
    n = np.array([parameters(_model(size.d_model, size.n_heads))[0] for size in SIZES])
    assert len(n) >= 8
    assert 25_000 < n[0] < 35_000
    assert 4.5e6 < n[-1] < 5.5e6
    assert all(1.7 < larger / smaller < 2.6 for smaller, larger in pairwise(n))
    widths = np.array([size.d_model for size in SIZES])
    np.testing.assert_allclose(n / (12 * 4 * widths**2), 1, atol=0.03)


def _model(d_model: int, n_heads: int) -> Any:
    return llama.new_model(replace(Trunk(SIZES[0], ()).recipe(1), d_model=d_model, n_heads=n_heads), 512, 511)


def test_every_size_is_trained_on_every_budget_and_small_ones_three_times() -> None:
    wanted = {(trunk.name, budget) for trunk in trunks() for budget in trunk.budgets}
    for size in SIZES:
        for seed in range(3 if size in THRICE else 1):
            assert {(Trunk(size, (), seed).name, budget) for budget in BUDGETS[:3]} <= wanted
    wrong = {name for name, _ in wanted if not name.startswith("bpe")}
    assert len(wrong) == 4 * len(BENT)
    assert len({trunk.name for trunk in trunks()}) == len(list(trunks()))


@pytest.fixture
def encoding(corpus: Path, tmp_path: Path) -> Callable[[str], Any]:
    return lambda name: tokenizer(corpus, tmp_path / "tokenizers", name)


def test_the_same_passages_are_held_out_whatever_the_tokenizer(corpus: Path, encoding: Callable[[str], Any]) -> None:
    texts = [
        one.decode_bytes(held_out(corpus, one, 300).flatten().tolist()) for one in map(encoding, ("bpe-512", "bytes"))
    ]
    shorter, longer = sorted(texts, key=len)
    assert longer.startswith(shorter)
    assert len(shorter) > 0.7 * len(longer)


def test_little_text_is_a_part_of_all(corpus: Path, encoding: Callable[[str], Any]) -> None:
    one = encoding("bytes")
    everything, little = (training_text(corpus, one, little=little) for little in (False, True))
    assert set(little.tolist()) <= set(everything.tolist())
