"""What was measured while a model learned, written and read."""

from pathlib import Path

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.models.checkpoints import FOLDER
from explorer.models.history import FILE, History, Series, history_of

STEPS = (0, 1, 10, 100)
HISTORY = History(
    model="a",
    tokens_a_step=64,
    decays_from=80,
    unigram=9.0,
    bigram=7.0,
    series=Series(STEPS, *(np.linspace(11, 5, 4) - n for n in range(5)), *np.linspace(0, 1, 16).reshape(2, 4, 1, 2)),
    kept=(0, 10, 100),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    for step in (0, 10, 11):
        (tmp_path / FOLDER / f"{step}.safetensors").touch()
    (tmp_path / FILE).write_text(HISTORY.written(), encoding="utf-8")
    return tmp_path


def test_what_was_written_is_read_and_the_folder_says_what_can_be_opened(folder: Path) -> None:
    read = History.read("a", folder)
    assert read.kept == (0, 10, 100)  # nothing was measured at 11
    for name in ("loss", "in_context", "from_unigram", "from_bigram", "previous_token", "induction"):
        assert getattr(read.series, name) == pytest.approx(getattr(HISTORY.series, name), abs=1e-5)
    assert read.written() == HISTORY.written()


def test_a_step_has_a_name_and_a_name_a_step() -> None:
    assert [HISTORY.name_at(step) for step in HISTORY.kept] == ["a@0", "a@10", "a"]
    assert [HISTORY.step_of(name) for name in ("a@0", "a@10", "a", "b", "b@10")] == [0, 10, 100, None, None]
    assert HISTORY.place(10) == 2


@pytest.mark.parametrize("text", ["{}", '{"series": {"step": []}}', '{"series": {"step": [0], "loss_en": [1, 2]}}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(Refused, match="does not say how it learned"):
        History.read("a", tmp_path)


@pytest.mark.parametrize("name", ["explorer-gpt", "explorer-gpt@3", "nothing", "mine:a"])
def test_most_models_have_none(name: str) -> None:
    assert history_of(name) is None
