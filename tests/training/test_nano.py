"""explorer-nano's recipe: which moments are kept, and that what it leaves opens at each of them."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from explorer.engine import ngrams
from explorer.models.catalogue import Entry
from explorer.models.checkpoints import steps_in
from explorer.models.history import History
from explorer.models.loader import load
from tests.training.conftest import write_corpus
from training import growth, nano
from training.make_nano import run
from training.plan import TINY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nano")
    run(write_corpus(folder / "corpus"), folder / "runs", folder / "models", smoke=True)
    return folder


def test_moments_begin_with_nothing_learnt_end_with_the_end_and_grow() -> None:
    kept = list(nano.moments(1_000))
    assert (kept[:4], kept[-1]) == ([0, 1, 2, 3], 1_000)
    assert kept == sorted(set(kept))
    assert max(later / earlier for earlier, later in pairwise(kept[10:])) < 1.3


def test_the_kept_checkpoints_are_the_nearest_to_those_that_are_wanted() -> None:
    steps = tuple(nano.moments(9_000))
    kept = growth.kept(steps)
    assert kept[0] == 0
    assert set(kept) <= set(steps[:-1])
    assert all(min(abs(step - wanted) for step in kept) <= 0.08 * wanted for wanted in growth.KEPT)


def test_every_moment_is_measured_and_the_last_is_the_folders_own(made: Path) -> None:
    folder = made / "models" / nano.NAME
    history = History.read(nano.NAME, folder)
    assert history.series.step == tuple(nano.moments(TINY["steps"]))
    assert history.kept == (*steps_in(folder), TINY["steps"])
    assert history.series.loss[0] == pytest.approx(
        np.log2(load(Entry("a", "embedded", str(folder))).shape.n_vocab), rel=0.05
    )


def test_a_checkpoint_opens_with_the_weights_of_its_step(made: Path) -> None:
    folder = made / "models" / nano.NAME
    model = load(Entry("a@0", "embedded", str(folder), step=0))
    kept = load_file(made / "runs" / nano.NAME / nano.STEPS / "0.safetensors")
    theirs, ours = kept["transformer.wte.weight"], model.module.get_input_embeddings().get_parameter("weight")
    assert ((theirs - ours).abs() <= theirs.abs().amax(1, keepdim=True) / 254 + 1e-9).all()


def test_the_tables_are_of_the_text(made: Path) -> None:
    grams = ngrams.read(nano.NAME, made / "models" / nano.NAME)
    assert grams.rows(range(20)).sum(1) == pytest.approx(np.ones(20))
