"""Train explorer-gpt: a GPT-2-architecture decoder on English and Japanese text.

    python -m training.train CORPUS TOKENIZER_FOLDER RUN_FOLDER --steps 3000

Killed at any moment, the same command goes on from the last checkpoint: the batch of a step depends on
(seed, step) alone. Uses CUDA where there is one; on a CPU the matrix products run in bfloat16.
"""

import argparse
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from transformers import GPT2Config, GPT2LMHeadModel

from explorer.text.embedded import embedded_encoding
from training.corpus import SHARES, batch, packed


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights."""

    steps: int
    rows: int = 8
    n_ctx: int = 512
    n_layers: int = 6
    n_heads: int = 8
    d_model: int = 256
    muon_lr: float = 0.02
    """For the matrices inside the blocks (Jordan et al. 2024)."""
    adam_lr: float = 0.003
    """For embeddings, norms and biases."""
    warmup: float = 0.02
    """Share of the steps over which the rate rises."""
    decay: float = 0.4
    """Share of the steps, at the end, over which it falls to zero."""
    seed: int = 0

    def rate(self, step: int) -> float:
        """Trapezoidal schedule: up, flat, down to zero."""
        done = (step + 1) / self.steps
        return min(1.0, done / self.warmup, (1.0 - done) / self.decay + 1e-3)


def new_model(recipe: Recipe, n_vocab: int, eot: int) -> GPT2LMHeadModel:
    torch.manual_seed(recipe.seed)
    config = GPT2Config(
        vocab_size=n_vocab,
        n_positions=recipe.n_ctx,
        n_embd=recipe.d_model,
        n_layer=recipe.n_layers,
        n_head=recipe.n_heads,
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        bos_token_id=eot,
        eos_token_id=eot,
    )
    return GPT2LMHeadModel(config)


def optimizers(model: GPT2LMHeadModel, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, AdamW for everything else; each remembers its base rate."""
    inside = {id(p): p for p in model.transformer.h.parameters() if p.ndim == 2}
    rest = [p for p in model.parameters() if id(p) not in inside]
    found: list[torch.optim.Optimizer] = [
        torch.optim.Muon(inside.values(), lr=recipe.muon_lr, weight_decay=0.01, momentum=0.95),
        torch.optim.AdamW(rest, lr=recipe.adam_lr, betas=(0.9, 0.95), weight_decay=0.0),
    ]
    for optimizer in found:
        for group in optimizer.param_groups:
            group["base_lr"] = group["lr"]
    return found


def loss_of(model: GPT2LMHeadModel, ids: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy, in nats a token, of each token given those before it. ids: (rows, n_ctx)."""
    with torch.autocast(ids.device.type, torch.bfloat16):
        logits = model(ids).logits
    return functional.cross_entropy(logits[:, :-1].float().flatten(0, 1), ids[:, 1:].flatten())


def train_step(model: GPT2LMHeadModel, found: list[torch.optim.Optimizer], ids: torch.Tensor, rate: float) -> float:
    loss = loss_of(model, ids)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for optimizer in found:
        for group in optimizer.param_groups:
            group["lr"] = group["base_lr"] * rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return loss.item()


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Whole or not at all: written beside, then renamed over."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def train(corpus: Path, tokenizer: Path, run: Path, recipe: Recipe, *, every: int = 25) -> GPT2LMHeadModel:
    """Train to the end of the recipe, from the run folder's checkpoint if it has one."""
    run.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    encoding = embedded_encoding(tokenizer)
    sources = {name: packed(corpus, name, encoding) for name in SHARES}
    model = new_model(recipe, encoding.n_vocab, encoding.eot_token).train()
    torch.nn.Module.to(model, device)
    found = optimizers(model, recipe)
    first, seconds = 0, 0.0
    checkpoint = run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        # Only the length may change: the flat part of the schedule can be left, or gone on with, at any step.
        if state["recipe"] | {"steps": recipe.steps} != asdict(recipe):
            raise ValueError(f"{checkpoint} belongs to another recipe: give a new run folder, or the same options")
        model.load_state_dict(state["model"])
        for optimizer, saved in zip(found, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        first, seconds = state["step"], state["seconds"]
    for step in range(first, recipe.steps):
        began = time.monotonic()
        ids = torch.from_numpy(batch(sources, step, recipe.rows, recipe.n_ctx, recipe.seed)).to(device)
        loss = train_step(model, found, ids, recipe.rate(step))
        seconds += time.monotonic() - began
        if (step + 1) % every == 0 or step + 1 == recipe.steps:
            log = {"step": step + 1, "loss": round(loss, 4), "seconds": round(seconds, 1)}
            with (run / "log.jsonl").open("a") as lines:
                lines.write(json.dumps(log) + "\n")
            states = [optimizer.state_dict() for optimizer in found]
            state = {"recipe": asdict(recipe), "model": model.state_dict(), "optimizers": states}
            save_checkpoint(checkpoint, state | {"step": step + 1, "seconds": seconds})
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--muon-lr", type=float, default=Recipe.muon_lr)
    parser.add_argument("--adam-lr", type=float, default=Recipe.adam_lr)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    recipe = Recipe(steps=options.steps, muon_lr=options.muon_lr, adam_lr=options.adam_lr, seed=options.seed)
    train(options.corpus, options.tokenizer, options.run, recipe)


if __name__ == "__main__":
    main()
