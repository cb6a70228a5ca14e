"""explorer-chat: explorer-gpt fine-tuned on questions and answers, the loss on the answers alone (Ouyang et al. 2022).

A turn is its role's token, then its text; an answer ends with <|endoftext|>, which is also what stands between texts
in pre-training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import tiktoken
import torch
from numpy.typing import NDArray
from transformers import GPT2LMHeadModel

from explorer.text.embedded import embedded_encoding
from training.conversations import SYSTEM, Item, is_held_out, translations, written_items
from training.gpt import new_model, next_token_losses
from training.loop import Recipe, Task

ADDED = ("<|system|>", "<|user|>", "<|assistant|>")
"""They follow explorer-gpt's vocabulary, in this order."""

TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}"
    "{% if message['role'] == 'assistant' %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
"""Jinja, as transformers' apply_chat_template reads it."""

TRANSLATED = 0.4
"""Share of the conversations that translate a sentence; the other tasks have equal parts of the rest."""


@dataclass(frozen=True)
class Conversations:
    """Items of each task, packed into rows of `n_ctx` tokens."""

    items: Sequence[Item]
    encoding: tiktoken.Encoding
    n_ctx: int
    seed: int

    def batch(self, step: int, rows: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Ids, and which of them the assistant says: both (rows, n_ctx)."""
        made = [self._row(number) for number in range(step * rows, (step + 1) * rows)]
        return np.stack([ids for ids, _ in made]), np.stack([said for _, said in made])

    @cached_property
    def _tasks(self) -> list[list[Item]]:
        """Translation first, then the others."""
        names = sorted({item.task for item in self.items}, key=lambda name: (not _translates(name), name))
        others = [[item for item in self.items if item.task == name] for name in names if not _translates(name)]
        return [[item for item in self.items if _translates(item.task)], *others]

    def _row(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        rng = np.random.default_rng((self.seed, 4, number))
        ids, said = [self.encoding.eot_token], [False]
        while len(ids) < self.n_ctx:
            which = 0 if rng.random() < TRANSLATED else rng.integers(1, len(self._tasks))
            item = self._tasks[which][rng.integers(len(self._tasks[which]))]
            system = SYSTEM[rng.integers(len(SYSTEM))] if rng.random() < 0.5 else None
            asked, answer = conversation(item, self.encoding, system)
            ids += asked + answer
            said += [False] * len(asked) + [True] * len(answer)
        return np.array(ids[: self.n_ctx]), np.array(said[: self.n_ctx])


def conversation(item: Item, encoding: tiktoken.Encoding, system: str | None = None) -> tuple[list[int], list[int]]:
    """The ids up to the assistant's turn, and those of its answer with the end."""
    roles = [encoding.n_vocab + n for n in range(len(ADDED))]
    before = [roles[0], *encoding.encode_ordinary(system)] if system else []
    asked = [*before, roles[1], *encoding.encode_ordinary(item.question), roles[2]]
    return asked, [*encoding.encode_ordinary(item.answer), encoding.eot_token]


def task(corpus: Path, tokenizer: Path, base: Path, recipe: Recipe) -> Task:
    """`base`: the run folder of explorer-gpt, whose last checkpoint this begins with."""
    encoding = embedded_encoding(tokenizer)
    items = [*translations(corpus, "train"), *(item for item in written_items() if not is_held_out(item))]
    conversations = Conversations(items, encoding, recipe.n_ctx, recipe.seed)

    return Task(
        "explorer-chat",
        recipe,
        new_model=lambda: from_base(base, recipe, encoding),
        batch=lambda step: conversations.batch(step, recipe.rows),
        losses=next_token_losses,
    )


def from_base(base: Path, recipe: Recipe, encoding: tiktoken.Encoding) -> GPT2LMHeadModel:
    """explorer-gpt with a row for each added token, which begins as the mean of the others."""
    weights = torch.load(base / "checkpoint.pt", map_location="cpu", weights_only=True)["model"]
    model = new_model(recipe, encoding.n_vocab, encoding.eot_token)
    model.load_state_dict(weights)
    model.resize_token_embeddings(encoding.n_vocab + len(ADDED), mean_resizing=False)
    with torch.no_grad():
        table = model.transformer.wte.weight
        table[encoding.n_vocab :] = table[: encoding.n_vocab].mean(0)
    return model


def _translates(task: str) -> bool:
    return task.startswith("translate")
