"""Models of many sizes by one recipe, to hold laws of scale against: what is trained, on what, at which rate.

Llama's architecture: with positions turned into the queries and keys it learns within some hundred steps to look at the
token before, which GPT-2's table of positions takes some thousand for, so that there is a law to be seen so early. Only
the width differs between the sizes: four layers each, as Muon's rate then holds for all of them. A trunk at a
constant rate is trained once a size and seed; at each budget of tokens a branch leaves it, over which the rate falls to
zero (Hägele et al. 2024, arXiv:2405.18392), so that the budgets share what they can.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import tiktoken
from numpy.typing import NDArray

from explorer.text.embedded import embedded_encoding
from training import gpt, llama
from training.corpus import documents, packed
from training.loop import Recipe, Task
from training.mixture import Ids, Mixture
from training.tokenizer import save, train_ranks

SOURCE = "en_classics"
"""English books: so much text that no run reads any of it twice, but where it is meant to."""

VOCABULARY = {"bpe-512": 512, "bytes": 257}
"""Tokenizers, by name: small ones, so that the table of tokens does not outweigh the smallest blocks."""

N_CTX = 128
N_LAYERS = 4
ROWS = 16
"""A step reads 2,048 tokens."""


@dataclass(frozen=True)
class Size:
    d_model: int
    n_heads: int


SIZES = (
    Size(24, 2), Size(36, 2), Size(52, 2), Size(76, 2), Size(108, 2), Size(160, 4), Size(224, 4), Size(320, 8),
)  # fmt: skip
"""From 29 thousand to 4.9 million parameters in the blocks, each about twice the one before."""

THRICE = SIZES[:4]
"""Trained with three seeds."""

BENT = (SIZES[1], SIZES[3])
"""The sizes that are also trained the wrong way, on the least budget."""

BUDGETS = (250_000, 500_000, 1_000_000)
"""Tokens."""

LITTLE = 12_288
"""Tokens of text that a run with too little of it reads again and again."""

MUON_LR = 0.03
"""Of the blocks' matrices, at every width: Muon's step has the same spectral norm at each (Yang et al. 2023)."""

ADAM_LR = 0.02
"""Of the rest at a width of 52, and less by the square root at a larger one: the table of tokens is the output layer
too, which sums over the width."""

TOO_FAST, TOO_SLOW = 16.0, 1 / 16
"""What wrong rates are, in units of the right one."""


@dataclass(frozen=True)
class Constant(Recipe):
    """Up, then flat, and over the last `fall` steps down to zero by one minus a square root."""

    rise: int = 20
    """Steps."""
    fall: int = 0

    def rate(self, step: int) -> float:
        fallen = max(0.0, (step + 1 - (self.steps - self.fall)) / self.fall) if self.fall else 0.0
        return min(1.0, (step + 1) / self.rise, 1.0 - fallen**0.5 + 1e-3)


@dataclass(frozen=True)
class Trunk:
    """One model on its way past all budgets."""

    size: Size
    budgets: tuple[int, ...]
    seed: int = 0
    tokenizer: str = "bpe-512"
    rate: float = 1.0
    """In units of the right one."""
    little: bool = False
    """Whether it reads the same LITTLE tokens over and over."""

    @property
    def name(self) -> str:
        """Says everything that decides it, but the budgets."""
        bent = "little-" * self.little + (f"rate{self.rate:g}-" if self.rate != 1 else "")
        return f"{bent}{self.tokenizer}-d{self.size.d_model}-s{self.seed}"

    def recipe(self, steps: int, fall: int = 0) -> Constant:
        adam_lr = ADAM_LR * (52 / self.size.d_model) ** 0.5
        return Constant(
            steps=steps, fall=fall, rows=ROWS, n_ctx=N_CTX, n_layers=N_LAYERS, n_heads=self.size.n_heads,
            d_model=self.size.d_model, muon_lr=MUON_LR * self.rate, adam_lr=adam_lr * self.rate, seed=self.seed,
        )  # fmt: skip


def trunks() -> Iterator[Trunk]:
    """In the order in which they are trained: what is cheap first, the largest last."""
    for size in SIZES:
        yield from (Trunk(size, BUDGETS, seed) for seed in range(3 if size in THRICE else 1))
        if size in BENT:
            yield from bent(size)


def bent(size: Size) -> Iterator[Trunk]:
    """At a rate too high and too low, with too little text, and on bytes."""
    least = BUDGETS[:1]
    yield from (Trunk(size, least, rate=rate) for rate in (TOO_FAST, TOO_SLOW))
    yield Trunk(size, least, little=True)
    yield Trunk(size, least, tokenizer="bytes")


def tokenizer(corpus: Path, folder: Path, name: str) -> tiktoken.Encoding:
    """Made once, on a part of the training text; kept in `folder`."""
    if not (folder / name / "tokenizer_config.json").exists():
        save(train_ranks(_part(corpus), VOCABULARY[name]), folder / name)
    return embedded_encoding(folder / name)


def _part(corpus: Path) -> Iterator[str]:
    """A fiftieth of every book: its middle."""
    for text in documents(corpus, SOURCE):
        yield text[len(text) // 2 :][: len(text) // 50 + 1]


def training_text(corpus: Path, encoding: tiktoken.Encoding, *, little: bool) -> Ids:
    """All books as one row of tokens; or LITTLE of them, eight rows of a context from each of as many places."""
    ids = packed(corpus, SOURCE, encoding)
    if not little:
        return ids
    width = N_CTX * 8
    starts = np.linspace(0, max(0, len(ids) - width), LITTLE // width).astype(int)
    return np.concatenate([ids[start : start + width] for start in starts])


@lru_cache
def held_out(corpus: Path, encoding: tiktoken.Encoding, bytes_a_book: int) -> NDArray[np.int64]:
    """The same passages of the books held out, whatever the tokenizer: (rows, N_CTX)."""
    texts = (text.encode() for text in documents(corpus, SOURCE, "valid"))
    middles = (text[len(text) // 3 :][:bytes_a_book].decode(errors="ignore") for text in texts)
    ids = [id for text in middles for id in encoding.encode_ordinary(text)]
    return np.array(ids[: len(ids) // N_CTX * N_CTX], np.int64).reshape(-1, N_CTX)


def task(trunk: Trunk, recipe: Recipe, encoding: tiktoken.Encoding, ids: Ids) -> Task:
    mixture = Mixture({SOURCE: ids}, {SOURCE: 100}, N_CTX, encoding.n_vocab, recipe.seed)
    return Task(
        trunk.name,
        recipe,
        new_model=lambda: llama.new_model(recipe, encoding.n_vocab, encoding.eot_token),
        batch=lambda step: (mixture.batch(step, recipe.rows),),
        losses=gpt.next_token_losses,
        attention="sdpa",
        alone=True,
    )
