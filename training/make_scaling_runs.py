"""Train models of many sizes on several budgets of text, and write what they lost as two Parquet files.

    python -m training.make_scaling_runs CORPUS RUNS OUT

RUNS keeps the checkpoints; OUT gets scaling_runs.parquet and scaling_curves.parquet, anew after each run. Killed at
any moment, the same command goes on where it was, and ends with the same numbers; another `BUDGETS` goes on from the
trunks. One thread trains.
"""

import argparse
import json
import math
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from transformers import PreTrainedModel

from training import gpt
from training.loop import Training, save, write
from training.scaling_runs import (
    N_CTX,
    SIZES,
    Trunk,
    held_out,
    task,
    tokenizer,
    training_text,
    trunks,
)

RUNS_FILE, CURVES_FILE = "scaling_runs.parquet", "scaling_curves.parquet"

FALL = 0.2
"""Share of a budget over which the rate falls; Hägele et al. find that more does not help."""

EVERY = 150
"""Steps a checkpoint."""

BYTES_A_BOOK, BYTES_GLIMPSED = 36_000, 4_500
"""Of the held-out books: at the end of a run, and on the way."""


@dataclass(frozen=True)
class Work:
    """Where things lie, and how much is measured."""

    corpus: Path
    runs: Path
    out: Path
    bytes_a_book: int = BYTES_A_BOOK
    every: int = EVERY


def make(work: Work, wanted: list[Trunk]) -> None:
    """Everything, from wherever it was."""
    torch.set_num_threads(1)
    for trunk in wanted:
        encoding = tokenizer(work.corpus, work.runs, trunk.tokenizer)
        ids = training_text(work.corpus, encoding, little=trunk.little)
        folder = work.runs / trunk.name
        folder.mkdir(parents=True, exist_ok=True)
        for budget in sorted(trunk.budgets):
            record = folder / f"{budget}.json"
            if not record.exists():
                write(record, json.dumps(Branch(work, trunk, budget, encoding, ids).end(), indent=1))
                ship(work.runs, work.out)
    ship(work.runs, work.out)


class Branch:
    """One run: the trunk up to where the rate begins to fall, then the fall to the end of its budget."""

    def __init__(self, work: Work, trunk: Trunk, budget: int, encoding: Any, ids: Any) -> None:
        self.work, self.trunk, self.budget, self.encoding = work, trunk, budget, encoding
        self.steps = round(budget / trunk.recipe(1).tokens_a_step)
        self.fall = max(1, round(FALL * self.steps))
        self.folder = work.runs / trunk.name
        self.new = lambda steps, fall: Training(task(trunk, trunk.recipe(steps, fall), encoding, ids))
        self.seen = ids[: len(ids) // N_CTX * N_CTX].reshape(-1, N_CTX)

    def end(self) -> dict[str, Any]:
        """What is known of the run once it is over."""
        trunk = self.advance(self.new(self.steps, 0), self.steps - self.fall, self.folder / "trunk.pt")
        run = self.new(self.steps, self.fall)
        # The same weights at the same step: from here on only the rate differs.
        run.load(trunk.state() | {"recipe": asdict(run.task.recipe)})
        run = self.advance(run, self.steps, self.folder / f"{self.budget}.pt")
        (self.folder / f"{self.budget}.pt").unlink(missing_ok=True)
        return self.measured(run) | {"branch_seconds": round(run.seconds - trunk.seconds, 1)}

    def advance(self, training: Training, until: int, checkpoint: Path) -> Training:
        """Train up to a step, from the checkpoint where there is one; the curve is kept with it."""
        if checkpoint.exists():
            training.load(torch.load(checkpoint, weights_only=True))
        while training.step < until:
            training.advance()
            if training.step in self.glimpses() or training.step == until:
                training.log = [line for line in training.log if "held_out" in line] + [self.glimpse(training)]
            if training.step % self.work.every == 0 or training.step == until:
                save(checkpoint, training.state())
        return training

    def glimpses(self) -> set[int]:
        """Steps at which the loss is measured on the way, evenly on a scale of logarithms."""
        return {round(2 ** (half / 2)) for half in range(40)} | {self.steps - round(self.fall / 2**n) for n in range(3)}

    def glimpse(self, training: Training) -> dict[str, float]:
        rows = held_out(self.work.corpus, self.encoding, min(BYTES_GLIMPSED, self.work.bytes_a_book))
        spread = self.seen[np.linspace(0, len(self.seen) - 1, min(64, len(self.seen))).astype(int)]
        lost = {"held_out": losses(training.model, rows), "train": losses(training.model, spread.astype(np.int64))}
        return {"step": training.step} | {name: round(float(of.mean()), 4) for name, of in lost.items()}

    def measured(self, run: Training) -> dict[str, Any]:
        rows = held_out(self.work.corpus, self.encoding, self.work.bytes_a_book)
        lost = losses(run.model, rows)
        n, n_total = parameters(run.model)
        n_bytes = sum(len(token) for token in self.encoding.decode_tokens_bytes(rows[:, 1:].flatten().tolist()))
        tokens = self.steps * run.task.recipe.tokens_a_step
        recipe = run.task.recipe
        known = {key: getattr(recipe, key) for key in ("d_model", "n_layers", "n_heads", "seed", "muon_lr", "adam_lr")}
        return {
            "run": f"{self.trunk.name}-{self.budget}", "trunk": self.trunk.name, "budget": self.budget, **known,
            "rate": self.trunk.rate, "tokenizer": self.trunk.tokenizer, "vocabulary": self.encoding.n_vocab,
            "text_tokens": int(self.seen.size), "n": n, "n_total": n_total, "steps": self.steps, "tokens": tokens,
            "flop": 6.0 * n * tokens, "loss": float(lost.mean()),
            "standard_error": float(lost.mean(1).std(ddof=1) / math.sqrt(len(lost))) if len(lost) > 1 else math.nan,
            "bits_per_byte": float(lost.sum()) / math.log(2) / n_bytes, "held_out_tokens": int(lost.size),
            "seconds": round(run.seconds, 1), "curve": run.log,
        }  # fmt: skip


def losses(model: PreTrainedModel, rows: np.ndarray) -> np.ndarray:
    """(rows, N_CTX - 1) nats lost on each token but the first of a row."""
    pieces = torch.from_numpy(rows).split(64)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        lost = [gpt.next_token_losses(model, piece).view(len(piece), -1) for piece in pieces]
    model.train()
    return torch.cat(lost).double().numpy()


def parameters(model: PreTrainedModel) -> tuple[int, int]:
    """Without the table of tokens, as Kaplan et al. 2020 count them; and all."""
    n_total = sum(parameter.numel() for parameter in model.parameters())
    table = model.get_input_embeddings().get_parameter("weight")
    return n_total - table.numel(), n_total


def ship(runs: Path, out: Path) -> None:
    """Write the two tables of all runs that are over."""
    records = [json.loads(file.read_text()) for file in sorted(runs.glob("*/*.json")) if file.stem.isdigit()]
    if not records:
        return
    out.mkdir(parents=True, exist_ok=True)
    curves = pd.DataFrame([line for record in records for line in _curve(record)])
    table = pd.DataFrame([{key: of for key, of in record.items() if key != "curve"} for record in records])
    table = table.sort_values(["tokenizer", "rate", "text_tokens", "n", "tokens", "seed"], ignore_index=True)
    for frame, name in ((table, RUNS_FILE), (curves, CURVES_FILE)):
        partial = (out / name).with_suffix(".partial")
        frame.to_parquet(partial, index=False, compression="zstd")
        os.replace(partial, out / name)


def _curve(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    a_step = record["tokens"] // record["steps"]
    for line in record["curve"]:
        yield {
            "run": record["run"], "tokens": line["step"] * a_step,
            "held_out": line["held_out"], "train": line["train"],
        }  # fmt: skip


def smoke() -> list[Trunk]:
    """Two trunks, a few steps each."""
    return [Trunk(SIZES[0], (4 * 2_048, 8 * 2_048)), replace(Trunk(SIZES[0], (4 * 2_048,)), tokenizer="bytes")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("runs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--smoke", action="store_true", help="a few steps of the smallest size; nothing is learnt")
    options = parser.parse_args()
    work = Work(options.corpus, options.runs, options.out)
    if options.smoke:
        make(replace(work, bytes_a_book=2_000, every=2), smoke())
    else:
        make(work, list(trunks()))


if __name__ == "__main__":
    main()
