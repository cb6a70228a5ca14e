"""The whole recipe on the smoke budget: killed anywhere, it ends with the same weights; the app opens what it makes."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.tuned_lens import FILE
from explorer.models.two_stacks.loader import load as load_two_stacks
from training import gpt
from training.__main__ import plan
from training.loop import Recipe, Training, train
from training.plan import CPU, GPU, Plan, smoke

ROOT = Path(__file__).parents[2]
NAMES = tuple(smoke().named())
SMALL = Recipe(steps=4, rows=2, n_ctx=16, n_layers=1, n_heads=2, d_model=16)


def command(folder: Path) -> list[str]:
    paths = [str(folder.parent / "corpus"), str(folder / "runs"), str(folder / "models")]
    return [sys.executable, "-m", "training", *paths, "--budget", "smoke"]


def files(folder: Path) -> int:
    """How often something was finished so far."""
    return len(list(folder.rglob("*"))) + sum(
        len(file.read_text().splitlines()) for file in folder.rglob("log.jsonl") if file.exists()
    )


def test_killed_again_and_again_it_ends_with_the_same_weights(models: Path, tmp_path: Path) -> None:
    folder = models.parent / "killed"
    folder.mkdir()
    for more in (3, 8):
        before = files(folder)
        training = subprocess.Popen(command(folder), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while training.poll() is None and files(folder) < before + more:
            time.sleep(0.01)
        training.send_signal(signal.SIGKILL)
        training.wait()
    subprocess.run(command(folder), cwd=ROOT, check=True, capture_output=True)
    for name in NAMES:
        whole, resumed = (load_file(place / name / "model.safetensors") for place in (models, folder / "models"))
        assert whole.keys() == resumed.keys()
        assert all(torch.equal(whole[key], resumed[key]) for key in whole)
    whole, resumed = (load_file(place / "explorer-gpt" / FILE) for place in (models, folder / "models"))
    assert all(torch.equal(whole[key], resumed[key]) for key in whole)


@pytest.mark.parametrize("name", NAMES)
def test_the_app_opens_what_was_made(models: Path, name: str) -> None:
    entry = Entry(name, "embedded", str(models / name))
    if name == "explorer-translator":
        model = load_two_stacks(entry)
        assert model.shape.n_encoder_layers == model.shape.n_decoder_layers == 1
    else:
        model = load(entry)
        assert model.shape.n_layers == 1
        assert model.causal == (name != "explorer-bert")
    assert model.tokenizer.decode(model.tokenizer.encode("東京 and 😀")) == "東京 and 😀"
    card = (models / name / "README.md").read_text(encoding="utf-8")
    assert "384 (6 steps of 2 × 32)" in card
    assert "$" not in card


def test_chat_begins_with_gpt_s_weights(models: Path) -> None:
    base, tuned = (load_file(models / name / "model.safetensors") for name in ("explorer-gpt", "explorer-chat"))
    key = "transformer.wte.weight"
    assert len(tuned[key]) == len(base[key]) + 3
    similar = torch.nn.functional.cosine_similarity(base[key].float(), tuned[key][: len(base[key])].float())
    assert similar.mean() > 0.9


def test_a_budget_is_divided_once(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("runs").mkdir()
    monkeypatch.setattr("training.plan.seconds_a_step", lambda task: 0.5)
    monkeypatch.setattr("training.__main__.task_of", lambda *_: None)
    made = plan(corpus, tmp_path / "runs", "100")
    assert made.gpt.steps == pytest.approx(100 * 60 * 0.50 / 0.5, abs=2)
    assert (made.gpt.tokens, made.bert.rows) == (made.gpt.steps * 4096, 32)
    assert plan(corpus, tmp_path / "runs", "9") == made


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    for made in (GPU, CPU, smoke()):
        made.write(tmp_path / "plan.json")
        assert Plan.read(tmp_path / "plan.json") == made


def test_the_rate_rises_stays_and_falls_to_almost_nothing() -> None:
    rates = [Recipe(steps=1000).rate(step) for step in range(1000)]
    assert rates[0] < 0.1
    assert max(rates) == 1.0
    assert rates[-1] < 0.01
    assert rates[:20] == sorted(rates[:20])
    assert rates[600:] == sorted(rates[600:], reverse=True)


def test_another_recipe_does_not_go_on_from_this_checkpoint(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    train(gpt.task(corpus, tokenizer, SMALL), tmp_path / "run")
    with pytest.raises(ValueError, match="belongs to another recipe"):
        train(gpt.task(corpus, tokenizer, replace(SMALL, seed=1)), tmp_path / "run")


def test_dropout_leaves_out_the_same_after_a_pause(corpus: Path, tokenizer: Path) -> None:
    task = gpt.task(corpus, tokenizer, replace(SMALL, dropout=0.5))
    whole, first, second = (Training(task) for _ in range(3))
    for _ in range(4):
        whole.advance()
    for _ in range(2):
        first.advance()
    torch.rand(7)
    second.load(first.state())
    for _ in range(2):
        second.advance()
    assert all(map(torch.equal, whole.model.state_dict().values(), second.model.state_dict().values()))


def test_the_steps_may_change_on_the_way(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    train(gpt.task(corpus, tokenizer, SMALL), tmp_path / "run")
    train(gpt.task(corpus, tokenizer, replace(SMALL, steps=6)), tmp_path / "run")
    assert torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)["step"] == 6
