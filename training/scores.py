"""Measures of the trained models on held-out text. Every one is taken on the exported folder, as the app loads it."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sacrebleu
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from explorer.analysis.heads import induction_score, previous_token_score
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.models.cached_logits import CachedLogits
from explorer.models.forward import forward
from explorer.models.model import Model
from explorer.text.tokenizer import TiktokenTokenizer
from explorer.trace import trace
from training import bert, chat
from training.conversations import Item
from training.corpus import packed

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class HeldOut:
    """A source's held-out text: each document preceded by <|endoftext|>."""

    ids: Ints
    data: bytes
    eot: int

    @classmethod
    def of(cls, corpus: Path, source: str, tokenizer: TiktokenTokenizer) -> "HeldOut | None":
        """None where nothing of the source is held out."""
        if not (corpus / f"{source}.valid.jsonl.gz").exists():
            return None
        ids = packed(corpus, source, tokenizer.encoding, "valid").astype(np.int64)
        eot = tokenizer.encoding.eot_token
        return cls(ids, tokenizer.encoding.decode_bytes([int(i) for i in ids if i != eot]), eot)

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which tokens are to be predicted: all but the marks between documents."""
        return self.ids != self.eot


def windows(ids: Sequence[int], n_ctx: int) -> Iterator[tuple[Sequence[int], int]]:
    """Every token but the first is predicted once, with at least half a context before it where there is one.

    Gives (window, how many of its first tokens are context only).
    """
    half = n_ctx // 2
    for start in range(0, max(1, len(ids) - half), half):
        yield ids[start : start + n_ctx], half if start else 1


@torch.inference_mode()
def bits_per_byte(model: Model, text: HeldOut) -> float:
    """Cross-entropy of the text in bits, divided by its length in UTF-8 bytes: comparable across tokenizers."""
    nats = 0.0
    for window, known in windows(text.ids.tolist(), model.shape.n_ctx):
        logits = forward(model.module, list(window))[known - 1 : -1]
        targets = torch.tensor(window[known:])
        targets[targets == text.eot] = -100
        nats += functional.cross_entropy(logits, targets, reduction="sum").item()
    return nats / math.log(2) / len(text.data)


def repeated_random(n_vocab: int, length: int, seed: int = 0) -> tuple[int, ...]:
    """Random tokens, twice (Olsson et al. 2022): whoever predicts the second half has looked at the first."""
    half = tuple(int(token) for token in np.random.default_rng(seed).integers(256, n_vocab - 1, length))
    return half + half


def best_heads(model: Model) -> Iterator[tuple[str, int, int, float]]:
    """(score, layer, head, value) of the best head of each kind, counted from 0."""
    ids = repeated_random(model.shape.n_vocab, min(60, model.shape.n_ctx // 2))
    seen = trace(model, ids)
    measures: dict[str, Callable] = {
        "previous token": previous_token_score,
        "induction": lambda pattern: induction_score(pattern, len(ids) // 2),
    }
    for name, score in measures.items():
        scores = np.stack([score(seen.pattern(layer)) for layer in range(model.shape.n_layers)])
        layer, head = np.unravel_index(scores.argmax(), scores.shape)
        yield name, int(layer), int(head), float(scores.max())


def continuation(model: Model, prompt: str, n: int = 60) -> str:
    """What the app itself would write, at temperature 0.7 and seed 0."""
    return _written(model, model.prompt(prompt).ids, Sampling(temperature=0.7), n)


def _written(model: Model, ids: tuple[int, ...], sampling: Sampling, n: int) -> str:
    ends, generation = model.ends, Generation(ids)
    for longer in play(CachedLogits(model), generation, sampling, ends=ends, n=n, n_ctx=model.shape.n_ctx):
        generation = longer
    return model.tokenizer.decode([id for id in generation.generated if id not in ends])


@dataclass(frozen=True)
class Gaps:
    """How often the hidden token was the first guess, and among the first five."""

    top1: float
    top5: float


@torch.inference_mode()
def gaps(encoder: Model, decoder: Model, text: HeldOut, frequent: Ints, *, n_windows: int = 100) -> dict[str, Gaps]:
    """15 % of the tokens of some windows, each hidden as [MASK]: who guesses them.

    The encoder sees both sides, with the other gaps; the decoder sees everything to the left, without gaps.
    frequent: the five commonest tokens of the training text.
    """
    n_text = decoder.shape.n_vocab
    width = encoder.shape.n_ctx - 2
    rng = np.random.default_rng(0)
    starts = rng.integers(0, len(text.ids) - width, n_windows)
    ranks: dict[str, list[NDArray]] = {"explorer-bert": [], "explorer-gpt, from the left": []}
    right = []
    for start in starts:
        ids = text.ids[start : start + width]
        hidden = (rng.random(width) < 0.15) & (ids != text.eot)
        hidden[0] = False
        shown = np.where(hidden, n_text + bert.ADDED.index("[MASK]"), ids)
        both = forward(encoder.module, bert.framed(shown[None], n_text)[0].tolist())[1:-1][hidden]
        left = forward(decoder.module, ids.tolist())[:-1][hidden[1:]]
        for name, logits in zip(ranks, (both, left), strict=True):
            ranks[name].append(_ranks(logits[:, :n_text], ids[hidden]))
        right.append(ids[hidden])
    found = {name: _gaps(np.concatenate(seen)) for name, seen in ranks.items()}
    answers = np.concatenate(right)
    found["the most frequent token"] = Gaps(
        float((answers == frequent[0]).mean()), float(np.isin(answers, frequent[:5]).mean())
    )
    return found


def _ranks(logits: Tensor, ids: Ints) -> NDArray:
    right = logits.gather(1, torch.from_numpy(ids)[:, None])
    return (logits > right).sum(1).numpy()


def _gaps(ranks: NDArray) -> Gaps:
    return Gaps(float((ranks < 1).mean()), float((ranks < 5).mean()))


@dataclass(frozen=True)
class Answers:
    """How one model answered the questions of one task."""

    right: float
    """Share of answers that begin as they should, case and punctuation apart."""
    chrf: float
    """chrF2 of all answers (Popović 2015), by sacrebleu: 0 to 100."""
    n: int


def answers(model: Model, items: Sequence[Item], *, templated: bool) -> Answers:
    """Greedy answers. templated: asked as the user's turn; otherwise the question and a line's end."""
    tokenizer = model.tokenizer
    assert isinstance(tokenizer, TiktokenTokenizer)
    said = []
    for item in items:
        if templated:
            n_text = model.shape.n_vocab - len(chat.ADDED)
            asked = [tokenizer.eot, n_text + 1, *tokenizer.encode(item.question), n_text + 2]
        else:
            asked = tokenizer.encode(f"{item.question}\n")
        said.append(_written(model, tuple(asked), Sampling(temperature=0.0), n=48))
    wanted = [item.answer for item in items]
    right = [_plain(answer).startswith(_plain(item)) for answer, item in zip(said, wanted, strict=True)]
    firsts = [answer.strip().split("\n")[0] for answer in said]
    return Answers(sum(right) / len(right), sacrebleu.corpus_chrf(firsts, [wanted]).score, len(items))


def _plain(text: str) -> str:
    """Letters, digits and spaces, in small letters."""
    kept = "".join(character for character in text.lower() if character.isalnum() or character == " ")
    return " ".join(kept.split())
