"""The whole recipe, from text to folders: tokenizer, explorer-gpt with its tuned lens, its draft, and the
other models.

    python -m training CORPUS RUNS MODELS --budget 200

RUNS keeps checkpoints and the plan; MODELS gets a Hugging Face folder a model. Killed at any moment, the same command
goes on where it was, with the plan that it made at first. Without --budget, the plan is the usual one for a GPU, which
made the models that come with the explorer, or for a machine without one.
"""

import argparse
from functools import partial
from pathlib import Path

from explorer.text.embedded import read_ranks
from training import bert, chat, gpt, translator
from training.export import export
from training.loop import Recipe, Task, train
from training.plan import Plan, smoke, usual, within
from training.tokenizer import sample, save, train_ranks
from training.tuned_lens import tune


def task_of(corpus: Path, runs: Path, name: str, recipe: Recipe) -> Task:
    tokenizer = runs / "tokenizer"
    tasks = {
        "explorer-gpt": partial(gpt.task, corpus, tokenizer, recipe),
        "explorer-draft": partial(gpt.task, corpus, tokenizer, recipe, "explorer-draft"),
        "explorer-bert": partial(bert.task, corpus, tokenizer, recipe),
        "explorer-chat": partial(chat.task, corpus, tokenizer, runs / "explorer-gpt", recipe),
        "explorer-translator": partial(translator.task, corpus, tokenizer, runs / "explorer-gpt", recipe),
    }
    return tasks[name]()


def plan(corpus: Path, runs: Path, budget: str | None) -> Plan:
    """The plan that this run began with, or a new one."""
    file = runs / "plan.json"
    if not file.exists():
        if budget == "smoke":
            made = smoke()
        elif budget:
            made = within(float(budget), partial(task_of, corpus, runs))
        else:
            made = usual()
        made.write(file)
    return Plan.read(file)


def tokenizer(corpus: Path, folder: Path) -> None:
    """Make it, unless it is there whole: tokenizer_config.json is written last."""
    if not (folder / "tokenizer_config.json").exists():
        save(train_ranks(sample(corpus)), folder)
    read_ranks((folder / "ranks.tiktoken").read_bytes())


def run(corpus: Path, runs: Path, models: Path, budget: str | None) -> None:
    """Everything, from wherever it was."""
    runs.mkdir(parents=True, exist_ok=True)
    tokenizer(corpus, runs / "tokenizer")
    made = plan(corpus, runs, budget)
    for name, recipe in made.named().items():
        train(task_of(corpus, runs, name, recipe), runs / name, every=2 if budget == "smoke" else 100)
        export(name, runs / name, runs / "tokenizer", models / name)
    tune(corpus, models / "explorer-gpt", steps=made.lens_steps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "runs", "models"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--budget", help="minutes for the whole recipe, or “smoke” for a few seconds")
    options = parser.parse_args()
    run(options.corpus, options.runs, options.models, options.budget)


if __name__ == "__main__":
    main()
