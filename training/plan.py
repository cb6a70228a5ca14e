"""How a budget of minutes becomes steps, once for a whole recipe: the plan is kept beside the runs."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from training.loop import Recipe, Task, seconds_a_step, write

GPT = Recipe(steps=14_700)
BERT = Recipe(steps=4_000, rows=32, n_ctx=128, muon_lr=0.002, adam_lr=0.001, warmup=0.0325)
CHAT = Recipe(steps=900, muon_lr=0.004, adam_lr=0.0006, warmup=0.05, decay=0.6)

SHARES = {"explorer-gpt": 0.6, "explorer-bert": 0.28, "explorer-chat": 0.07}
"""Of the budget; the rest is for the tuned lens, whose steps are what fits into it."""

LENS = 2.5
"""So many of explorer-gpt's steps take as long as one of its lens."""

TINY = {"steps": 6, "rows": 2, "n_ctx": 32, "n_layers": 1, "n_heads": 2, "d_model": 16}
"""The smoke budget: everything happens, in seconds, and nothing is learnt."""


@dataclass(frozen=True)
class Plan:
    """The recipe of every model."""

    gpt: Recipe = GPT
    bert: Recipe = BERT
    chat: Recipe = CHAT
    lens_steps: int = 120
    """Of explorer-gpt's tuned lens."""

    def write(self, file: Path) -> None:
        write(file, json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def read(cls, file: Path) -> Self:
        written = json.loads(file.read_text())
        recipes = {name: Recipe(**written.pop(name)) for name in ("gpt", "bert", "chat")}
        return cls(**recipes, **written)


def smoke() -> Plan:
    return Plan(*(Recipe(**asdict(recipe) | TINY) for recipe in (GPT, BERT, CHAT)), lens_steps=2)


def within(minutes: float, task_of: Callable[[str, Recipe], Task]) -> Plan:
    """As many steps as fit into the minutes on this machine, measured on a few.

    task_of: the task of a model's name and recipe. explorer-chat's steps cost what explorer-gpt's do.
    """
    seconds = {
        "explorer-gpt": seconds_a_step(task_of("explorer-gpt", GPT)),
        "explorer-bert": seconds_a_step(task_of("explorer-bert", BERT)),
    }
    seconds["explorer-chat"] = seconds["explorer-gpt"]

    def fitted(recipe: Recipe, name: str) -> Recipe:
        return Recipe(**asdict(recipe) | {"steps": max(10, round(60 * minutes * SHARES[name] / seconds[name]))})

    left = 60 * minutes * (1 - sum(SHARES.values())) / (LENS * seconds["explorer-gpt"])
    recipes = fitted(GPT, "explorer-gpt"), fitted(BERT, "explorer-bert"), fitted(CHAT, "explorer-chat")
    return Plan(*recipes, lens_steps=max(10, min(Plan.lens_steps, round(left))))
