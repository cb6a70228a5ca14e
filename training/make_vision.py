"""explorer-vision, from nothing to its folder: tokenizer, tower, the whole, export. It needs no corpus.

    python -m training.make_vision RUNS MODELS

Its twin that cannot see goes to RUNS/models/explorer-blind, for `training.sight` alone. Killed at any moment, the same
command goes on where it was. `--steps` may change on the way: while the rate is flat, its fall can begin at any step.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from training import tower, vision
from training.export import export
from training.loop import Recipe, train
from training.pictures import sentences
from training.plan import TINY
from training.tokenizer import save_for_vision, train_ranks

TOWER = Recipe(steps=520, rows=64, n_ctx=65, n_layers=4, n_heads=4, d_model=128, muon_lr=0.01)
"""Twelve minutes on two CPU cores with other work."""

RECIPE = Recipe(steps=2_200, rows=24, n_ctx=144, n_layers=4, n_heads=5, d_model=160, muon_lr=0.01, adam_lr=0.002)
"""An hour there; what a step reads is in `training.vision`."""

BLIND = 200
"""Steps of the twin: there is little to be learnt from words alone."""

VOCABULARY = 1_024
"""At most: the generator's sentences have fewer words."""

SMOKE = {**TINY, "n_ctx": 144}


def tokenizer(folder: Path) -> None:
    """Make it, unless it is there whole: tokenizer_config.json is written last."""
    if not (folder / "tokenizer_config.json").exists():
        save_for_vision(train_ranks(sentences(), VOCABULARY), folder, vision.ADDED)


def run(runs: Path, models: Path, steps: int | None = None, *, smoke: bool = False) -> None:
    """Everything, from wherever it was."""
    tokenizer(runs / "vision-tokenizer")
    seeing = replace(TOWER, **TINY) if smoke else TOWER
    train(tower.task(seeing), runs / vision.TOWER, every=2 if smoke else 100)
    recipe = replace(RECIPE, steps=steps or RECIPE.steps)
    plans = {"explorer-vision": (recipe, models), "explorer-blind": (replace(recipe, steps=BLIND), runs / "models")}
    for name, (wanted, folder) in plans.items():
        wanted = replace(wanted, **SMOKE) if smoke else wanted
        task = vision.task(runs / "vision-tokenizer", runs / vision.TOWER, wanted, name)
        train(task, runs / name, every=2 if smoke else 100)
        export(name, runs / name, runs / "vision-tokenizer", folder / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("--steps", type=int, help="of explorer-vision, where not the usual number")
    parser.add_argument("--smoke", action="store_true", help="everything once, in seconds; nothing is learnt")
    options = parser.parse_args()
    run(options.runs, options.models, options.steps, smoke=options.smoke)


if __name__ == "__main__":
    main()
