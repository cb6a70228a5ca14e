"""Measure an embedded model: bits per byte on the held-out text, head scores, continuations.

python -m training.evaluate CORPUS MODEL_FOLDER > training/RESULTS.md
"""

import argparse
import lzma
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from explorer.analysis.heads import induction_score, previous_token_score
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.models.catalogue import Entry
from explorer.models.forward import forward
from explorer.models.loader import Model, load
from explorer.trace import trace
from explorer.ui.examples import examples
from training.corpus import SHARES, documents

BYTES = 200_000
"""How much of each held-out file is measured: enough for two digits, in a minute on two cores."""


def windows(ids: list[int], n_ctx: int) -> Iterator[tuple[list[int], int]]:
    """Every token but the first is predicted once, with at least half a context before it where there is one.

    Gives (window, how many of its first tokens are context only).
    """
    half = n_ctx // 2
    for start in range(0, max(1, len(ids) - half), half):
        yield ids[start : start + n_ctx], half if start else 1


@torch.inference_mode()
def bits_per_byte(model: Model, ids: list[int], n_bytes: int) -> float:
    """Cross-entropy of the text in bits, divided by its length in UTF-8 bytes: comparable across tokenizers."""
    nats = 0.0
    for window, known in windows(ids, model.shape.n_ctx):
        logits = forward(model.module, window)[known - 1 : -1]
        nats += functional.cross_entropy(logits, torch.tensor(window[known:]), reduction="sum").item()
    return nats / math.log(2) / n_bytes


def held_out(corpus: Path, source: str) -> str | None:
    """The beginning of a source's held-out text, or None where it has none."""
    if not (corpus / f"{source}.valid.jsonl.gz").exists():
        return None
    text = "\n".join(documents(corpus, source, "valid")).encode()[:BYTES]
    return text.decode(errors="ignore")


def repeated_random(n_vocab: int, length: int = 60, seed: int = 0) -> tuple[int, ...]:
    """Random tokens, twice (Olsson et al. 2022): whoever predicts the second half has looked at the first."""
    half = tuple(int(token) for token in np.random.default_rng(seed).integers(256, n_vocab - 1, length))
    return half + half


def head_table(model: Model) -> Iterator[str]:
    ids = repeated_random(model.shape.n_vocab)
    seen = trace(model, ids)
    for name, score in (
        ("previous token", previous_token_score),
        ("induction", lambda p: induction_score(p, len(ids) // 2)),
    ):
        scores = np.stack([score(seen.pattern(layer)) for layer in range(model.shape.n_layers)])
        layer, head = np.unravel_index(scores.argmax(), scores.shape)
        yield f"| {name} | layer {layer + 1}, head {head + 1} | {scores.max():.2f} |"


def continuation(model: Model, prompt: str, n: int = 40) -> str:
    """What the app itself would write, at temperature 0.7 and seed 0."""
    generation = Generation(tuple(model.tokenizer.encode(prompt)))
    for longer in play(
        lambda ids: trace(model, ids).logits[-1],
        generation,
        Sampling(temperature=0.7),
        eot=model.tokenizer.eot,
        n=n,
        n_ctx=model.shape.n_ctx,
    ):
        generation = longer
    return model.tokenizer.decode(generation.generated)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    model = load(Entry(options.model.name, "embedded", str(options.model)))
    print(f"# Measurements of {model.name}\n\n`python -m training.evaluate CORPUS {options.model}`\n")
    print(f"## Bits per byte, first {BYTES:,} bytes of each held-out file\n")
    print(f"| text | {model.name} | xz -9e |\n|---|---|---|")
    for source in SHARES:
        if text := held_out(options.corpus, source):
            data = text.encode()
            packed = 8 * len(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)) / len(data)
            measured = bits_per_byte(model, model.tokenizer.encode(text), len(data))
            print(f"| {source} | {measured:.3f} | {packed:.3f} |")
    print("\n## The best heads on repeated random tokens\n\n| score | where | value |\n|---|---|---|")
    print("\n".join(head_table(model)))
    print("\n## Continuations of the example prompts, temperature 0.7, seed 0\n")
    for lang in ("en", "ja"):
        for example in examples(lang):
            print(f"- {example.prompt!r} → {continuation(model, example.prompt)!r}")


if __name__ == "__main__":
    main()
