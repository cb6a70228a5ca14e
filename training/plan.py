"""How long each model trains: the usual plans, and how a budget of minutes becomes steps.

A plan is made once for a whole recipe, and is kept beside the runs.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

import torch

from training.loop import Recipe, Task, seconds_a_step, write


@dataclass(frozen=True)
class Plan:
    """The recipe of every model, in the order in which they are made."""

    gpt: Recipe
    draft: Recipe
    bert: Recipe
    chat: Recipe
    translator: Recipe
    lens_steps: int
    """Of explorer-gpt's tuned lens."""

    def named(self) -> dict[str, Recipe]:
        """By the names of the models."""
        return {f"explorer-{kind}": getattr(self, kind) for kind in KINDS}

    def write(self, file: Path) -> None:
        write(file, json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def read(cls, file: Path) -> Self:
        written = json.loads(file.read_text())
        return cls(**written | {kind: Recipe(**written[kind]) for kind in KINDS})


KINDS = ("gpt", "draft", "bert", "chat", "translator")

GPU = Plan(
    gpt=Recipe(steps=4_800, rows=128, n_layers=8, d_model=384, weight_decay=0.1, dropout=0.1),
    draft=Recipe(steps=1_500, rows=128, n_layers=2, n_heads=4, d_model=128),
    bert=Recipe(steps=4_400, rows=128, n_ctx=256, d_model=320, muon_lr=0.005, adam_lr=0.001, weight_decay=0.1),
    chat=Recipe(steps=1_000, rows=64, n_layers=8, d_model=384, muon_lr=0.004, adam_lr=0.0006, warmup=0.05, decay=0.6,
                weight_decay=0.1, dropout=0.1),
    translator=Recipe(steps=3_000, rows=640, n_ctx=40, n_layers=3, adam_lr=0.01, weight_decay=0.1, dropout=0.1),
    lens_steps=600,
)  # fmt: skip
"""The models that come with the explorer: eleven minutes on one H100. Only explorer-translator was made by the plan for
two processor cores, and this one of it was not tried."""

CPU = Plan(
    gpt=Recipe(steps=14_700),
    draft=Recipe(steps=2_000, n_layers=2, n_heads=4, d_model=128),
    bert=Recipe(steps=4_000, rows=32, n_ctx=128, muon_lr=0.002, adam_lr=0.001, warmup=0.0325),
    chat=Recipe(steps=900, muon_lr=0.004, adam_lr=0.0006, warmup=0.05, decay=0.6),
    translator=Recipe(steps=1_700, rows=160, n_ctx=40, n_layers=3, adam_lr=0.01, warmup=0.01),
    lens_steps=120,
)
"""Smaller ones: some hours on two processor cores."""

SHARES = {"gpt": 0.50, "draft": 0.03, "bert": 0.25, "chat": 0.06, "translator": 0.12}
"""Of the budget; the rest is for the tuned lens, whose steps are what fits into it."""

LENS = 2.5
"""So many of explorer-gpt's steps take as long as one of its lens."""

TINY = {"steps": 6, "rows": 2, "n_ctx": 32, "n_layers": 1, "n_heads": 2, "d_model": 16}
"""The smoke budget: everything happens, in seconds, and nothing is learnt."""


def usual() -> Plan:
    """What this machine is good for."""
    return GPU if torch.cuda.is_available() else CPU


def smoke() -> Plan:
    return Plan(**{kind: replace(getattr(CPU, kind), **TINY) for kind in KINDS}, lens_steps=2)


def within(minutes: float, task_of: Callable[[str, Recipe], Task]) -> Plan:
    """The usual plan with as many steps as fit into the minutes on this machine, measured on a few.

    task_of: the task of a model's name and recipe. explorer-chat's rows cost what explorer-gpt's do, and
    explorer-translator's tokens no more: it has fewer parameters. Reading the text and measuring count, too; ten steps
    of each model are taken in any case.
    """
    whole, began = usual(), time.monotonic()
    seconds = {kind: seconds_a_step(task_of(f"explorer-{kind}", getattr(whole, kind))) for kind in KINDS[:3]}
    seconds["chat"] = seconds["gpt"] * whole.chat.rows / whole.gpt.rows
    seconds["translator"] = seconds["gpt"] * whole.translator.tokens_a_step / whole.gpt.tokens_a_step
    left = 60 * minutes - (time.monotonic() - began)

    def fitted(kind: str) -> Recipe:
        return replace(getattr(whole, kind), steps=max(10, round(left * SHARES[kind] / seconds[kind])))

    lens_steps = round(left * (1 - sum(SHARES.values())) / (LENS * seconds["gpt"]))
    return Plan(**{kind: fitted(kind) for kind in KINDS}, lens_steps=max(10, min(whole.lens_steps, lens_steps)))
