"""Train a tuned lens (Belrose et al. 2023): a layer's affine map after which its stream reads best as the last.

    python -m training.tuned_lens CORPUS MODEL_FOLDER --steps 250

Each map begins as the identity, and learns to bring the model's own final norm and unembedding close to the model's own
output: the loss is KL(output ‖ lens), averaged over positions. The model itself stays as it is. Writes
tuned_lens.safetensors, in float16, into the model's folder, and prints the divergence before and after on held-out
text. Do it after training.export, since a lens belongs to the weights that it was trained for.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import tiktoken
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.architectures import part, parts_of
from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.models.tuned_lens import FILE, fingerprint
from explorer.text.embedded import embedded_encoding
from training.corpus import FILES, packed

N_CTX = 256
"""Tokens of a text; the lens is one for all positions."""


class Translators(nn.Module):
    """One affine map a layer, as what it adds to the identity."""

    def __init__(self, n_layers: int, d_model: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(n_layers, d_model, d_model))
        self.biases = nn.Parameter(torch.zeros(n_layers, d_model))

    def forward(self, layer: int, resid: Tensor) -> Tensor:
        """(..., D) after `layer` blocks -> (..., D)"""
        return resid + resid @ self.weights[layer].T + self.biases[layer]


class FrozenModel:
    """A frozen model, and how its stream is read."""

    def __init__(self, model: Model) -> None:
        self.module, parts = model.module, parts_of(model.module.config)
        head, norm = self.module.get_output_embeddings(), parts.norm and part(self.module, parts.norm)
        if model.unembedding is None or not isinstance(head, nn.Module) or not isinstance(norm, nn.Module):
            raise ValueError(f"{model.name} has no final norm and unembedding: there is nothing to tune a lens for")
        self.norm, self.head, self.n_layers = norm, head, model.shape.n_layers
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        nn.Module.to(self.module, self.device)

    @torch.no_grad()
    def streams(self, ids: Tensor) -> tuple[list[Tensor], Tensor]:
        """(rows, n) -> the stream (rows · n, D) after 0 to L-1 blocks, and the output's log-probabilities."""
        output = self.module(ids.to(self.device), output_hidden_states=True, use_cache=False)
        streams = [hidden.flatten(0, 1) for hidden in output.hidden_states[: self.n_layers]]
        return streams, functional.log_softmax(output.logits.flatten(0, 1), -1)

    def read(self, resid: Tensor) -> Tensor:
        """(n, D) -> (n, V) log-probabilities; the products in bfloat16, which is several times faster."""
        with torch.autocast(resid.device.type, torch.bfloat16):
            logits = self.head(self.norm(resid))
        return functional.log_softmax(logits.float(), -1)


def divergence(reader: FrozenModel, translators: Translators, layer: int, stream: Tensor, output: Tensor) -> Tensor:
    """Mean KL(output ‖ lens) in nats."""
    return functional.kl_div(reader.read(translators(layer, stream)), output, log_target=True, reduction="batchmean")


def train(reader: FrozenModel, translators: Translators, batches: Iterator[Tensor], *, steps: int, lr: float) -> None:
    optimizer = torch.optim.Adam(translators.parameters(), lr=lr, betas=(0.9, 0.99))
    for step in range(steps):
        rate = min(1.0, 2 * (steps - step) / steps)
        streams, output = reader.streams(next(batches))
        for layer, stream in enumerate(streams):
            divergence(reader, translators, layer, stream, output).backward()
        for group in optimizer.param_groups:
            group["lr"] = lr * rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)


@torch.no_grad()
def measure(reader: FrozenModel, translators: Translators, batches: Sequence[Tensor]) -> list[float]:
    """By layer: mean KL(output ‖ lens) in bits."""
    sums = np.zeros(reader.n_layers)
    for ids in batches:
        streams, output = reader.streams(ids)
        sums += [float(divergence(reader, translators, layer, stream, output)) for layer, stream in enumerate(streams)]
    return (sums / len(batches) / np.log(2)).tolist()


def batches_of(sources: Sequence[NDArray[np.uint16]], *, rows: int, n_ctx: int, seed: int) -> Iterator[Tensor]:
    """(rows, n_ctx) pieces, the sources in turn, from anywhere in them."""
    random = np.random.default_rng(seed)
    while True:
        picked = [sources[i % len(sources)] for i in range(rows)]
        starts = [random.integers(0, max(1, len(source) - n_ctx + 1)) for source in picked]
        pieces = [source[start : start + n_ctx] for source, start in zip(picked, starts, strict=True)]
        short = min(map(len, pieces))
        yield torch.from_numpy(np.stack([piece[:short] for piece in pieces]).astype(np.int64))


def read(corpus: Path, encoding: tiktoken.Encoding, split: str) -> list[NDArray[np.uint16]]:
    """Every source of the split that there is, as one row of ids each."""
    names = [name for name in FILES if (corpus / f"{name}.{split}.jsonl.gz").is_file()]
    return [packed(corpus, name, encoding, split) for name in names]


def save(translators: Translators, model: Model, folder: Path) -> None:
    tensors = {name: weight.detach().half().cpu().contiguous() for name, weight in translators.named_parameters()}
    save_file(tensors, folder / FILE, metadata={"model": fingerprint(model), "format": "pt"})


def tune(corpus: Path, folder: Path, *, steps: int, rows: int = 8, lr: float = 1e-3, seed: int = 0) -> None:
    """Train the translators of the model in `folder`, and write them beside it."""
    model = _opened(folder)
    reader, encoding = FrozenModel(model), embedded_encoding(folder)
    translators = Translators(model.shape.n_layers, model.shape.d_model).to(reader.device)
    batches = batches_of(read(corpus, encoding, "train"), rows=rows, n_ctx=_n_ctx(model), seed=seed + 1)
    train(reader, translators, batches, steps=steps, lr=lr)
    save(translators, model, folder)


def report(corpus: Path, folder: Path, *, rows: int = 8, seed: int = 0) -> Iterator[str]:
    """The lines of a table: how far both lenses of a model are from its output, by layer, on held-out text."""
    model = _opened(folder)
    reader = FrozenModel(model)
    plain, tuned = (Translators(model.shape.n_layers, model.shape.d_model).to(reader.device) for _ in range(2))
    tuned.load_state_dict(load_file(folder / FILE))
    batches = batches_of(read(corpus, embedded_encoding(folder), "valid"), rows=rows, n_ctx=_n_ctx(model), seed=seed)
    text = [next(batches) for _ in range(4)]
    yield "| layers passed | logit lens | tuned lens |\n|---|---|---|"
    measured = zip(measure(reader, plain, text), measure(reader, tuned, text), strict=True)
    yield from (f"| {layer} | {one:.2f} | {other:.2f} |" for layer, (one, other) in enumerate(measured))


def _opened(folder: Path) -> Model:
    return load(Entry(folder.name, "folder", str(folder)))


def _n_ctx(model: Model) -> int:
    return min(N_CTX, model.shape.n_ctx)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    tune(options.corpus, options.folder, steps=options.steps, rows=options.rows, lr=options.lr, seed=options.seed)
    print("KL(output || lens) in bits, held out:")
    for line in report(options.corpus, options.folder):
        print(line, flush=True)


if __name__ == "__main__":
    main()
