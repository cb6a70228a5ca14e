"""What explorer-nano was like at each kept step, and what keeping it in eight bits costs.

    python -m training.growth_report MODELS/explorer-nano --run RUNS/explorer-nano >> training/RESULTS.md

Without --run, whose steps hold the weights as they were, only the first table is printed.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

import numpy as np
from safetensors.torch import load_file, save_file

from explorer.engine import ngrams
from explorer.findings.growth.measured import Moment, measured
from explorer.findings.growth.phases import emergence
from explorer.models.catalogue import Entry
from explorer.models.checkpoints import FOLDER, file_of
from explorer.models.history import History
from explorer.models.loader import load
from training.evaluate import head, row
from training.nano import NAME, STEPS


def by_step(history: History, folder: Path) -> Iterator[str]:
    series = history.series
    names = ("step", "tokens", "loss, English", "loss, Japanese", "KL from unigrams", "KL from bigrams")
    yield head(*names, "in-context score", "best previous-token head", "best induction head")
    for step in history.kept:
        at = history.place(step)
        losses = f"{series.loss_en[at]:.2f}", f"{series.loss_ja[at]:.2f}"
        apart = f"{series.from_unigram[at]:.2f}", f"{series.from_bigram[at]:.2f}"
        best = (f"{getattr(series, kind)[at].max():.2f}" for kind in ("previous_token", "induction"))
        read = f"{step * history.tokens_a_step:,}"
        yield row(f"{step:,}", read, *losses, *apart, f"{series.in_context[at]:+.2f}", *best)
    n_bytes = sum(file.stat().st_size for file in folder.rglob("*.safetensors"))
    yield (
        f"\nAll in bits a token, the mean of both languages where none is named. By how often tokens come "
        f"{history.unigram:.2f} bits, by how often after the one before {history.bigram:.2f}. All weights and tables "
        f"together: {n_bytes / 1e6:.1f} MB."
    )
    change = emergence(history, "induction")
    if change.rise is not None:
        layer, number = change.head
        yield (
            f"\nThe best induction score (layer {layer + 1}, head {number + 1}) has a tenth of its rise at step "
            f"{change.rise.begin:.0f}, half at {change.rise.middle:.0f}, nine tenths at {change.rise.end:.0f}."
        )


def cost(history: History, folder: Path, run: Path) -> Iterator[str]:
    """Every kept step but the last, as it was and as it opens."""
    grams = ngrams.read(NAME, folder)
    yield head("step", "loss as trained", "in eight bits", "induction as trained", "in eight bits")
    for step in history.kept[:-1]:
        moments = _as_trained(folder, run, step, grams), measured(_opened(folder, step), grams)
        losses = [f"{one.mean('loss'):.4f}" for one in moments]
        yield row(f"{step:,}", *losses, *(f"{np.max(one.heads.induction):.4f}" for one in moments))


def _opened(folder: Path, step: int):
    return load(Entry(f"{NAME}@{step}", "embedded", str(folder), step=step))


def _as_trained(folder: Path, run: Path, step: int, grams: ngrams.Bigrams) -> Moment:
    with TemporaryDirectory() as made:
        whole = Path(made) / NAME
        copytree(folder, whole, ignore=ignore_patterns(FOLDER, "model.safetensors"))
        weights = load_file(run / STEPS / file_of(folder, step).name)
        save_file(weights, whole / "model.safetensors", {"format": "pt"})
        return measured(load(Entry(NAME, "embedded", str(whole))), grams)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--run", type=Path)
    options = parser.parse_args()
    history = History.read(NAME, options.folder)
    print("## explorer-nano while it learned\n\n`python -m training.growth_report MODELS/explorer-nano --run RUN`\n")
    for line in by_step(history, options.folder):
        print(line, flush=True)
    if options.run:
        print("\nWhat eight bits cost, in bits a token and in the best head's score:\n")
        for line in cost(history, options.folder, options.run):
            print(line, flush=True)


if __name__ == "__main__":
    main()
