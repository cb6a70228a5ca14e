"""explorer-nano, from nothing: a tokenizer of its own, and a training whose moments are kept.

    python -m training.make_nano CORPUS RUNS MODELS

Killed at any moment, the same command goes on where it was. `--steps` may change on the way: while the rate is flat,
its fall can begin at any step.
"""

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path

from training import growth, nano
from training.export import export
from training.loop import train
from training.plan import TINY
from training.tokenizer import sample, save, train_ranks


def tokenizer(corpus: Path, folder: Path) -> None:
    """Make it, unless it is there whole: tokenizer_config.json is written last."""
    if not (folder / "tokenizer_config.json").exists():
        save(train_ranks(sample(corpus), nano.VOCABULARY), folder)


def run(corpus: Path, runs: Path, models: Path, steps: int | None = None, *, smoke: bool = False) -> None:
    """Everything, from wherever it was."""
    vocabulary = runs / "nano-tokenizer"
    tokenizer(corpus, vocabulary)
    recipe = replace(nano.RECIPE, **TINY) if smoke else replace(nano.RECIPE, steps=steps or nano.RECIPE.steps)
    task = nano.task(corpus, vocabulary, recipe)
    made = runs / nano.NAME
    train(task, made, every=2 if smoke else 100, watch=partial(nano.keep, made))
    export(nano.NAME, made, vocabulary, models / nano.NAME)
    growth.publish(corpus, made, vocabulary, models / nano.NAME, recipe)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "runs", "models"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, help="where not the usual number")
    parser.add_argument("--smoke", action="store_true", help="everything once, in seconds; nothing is learnt")
    options = parser.parse_args()
    run(options.corpus, options.runs, options.models, options.steps, smoke=options.smoke)


if __name__ == "__main__":
    main()
