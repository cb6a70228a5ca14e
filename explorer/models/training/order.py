"""What is to be trained, as a value: the text, how it is cut into tokens, the model's sizes, and how it learns.

Without torch. A model is GPT-2's architecture (learned positions, one table for reading and writing tokens).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from explorer.errors import Refused
from explorer.models.training.bounds import bounds
from explorer.models.training.texts import TEXTS, text_of

Cut = Literal["characters", "bpe"]
"""How a text becomes tokens: each character one, or byte pairs merged by how often they occur (byte-level BPE)."""

CUTS: tuple[Cut, ...] = get_args(Cut)

VOCABULARIES = (300, 512, 1_024, 2_048, 4_096)
"""Of BPE: 256 bytes, the merges, and the end of a text."""

MOST_CHARACTERS = 4_094
"""Different ones that have a token of their own; the rarest of a text with more are unknown."""

LAYERS = (1, 2, 3, 4, 6, 8)
HEADS = (1, 2, 4, 8)
WIDTHS = (16, 32, 64, 128, 192, 256)
CONTEXTS = (16, 32, 64, 128, 256)
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1)
BATCHES = (4, 8, 16, 32, 64)
MOST_STEPS = 20_000
MOST_TOKENS_A_STEP = 8_192
"""Batch times context: so that a step takes less than a second and the curve goes on."""

LEAST_TEXT, LONGEST_TEXT = 200, 1_000_000
"""Characters."""

HELD_OUT = 0.1
"""Share of a text, at its end, that is never learnt from."""


@dataclass(frozen=True)
class Order:
    """A training, complete: the same order gives the same losses and the same weights, on the same machine.

    Refused, in one sentence, where it cannot be done or the server does not allow it (`bounds`).
    """

    text: str = "english"
    """The slug of a text that comes along (`texts.TEXTS`); "" for `pasted`."""
    pasted: str = ""
    """A text of the visitor's own."""
    characters: int = 0
    """How much of the text is there for it, from its beginning; 0 is all of it. The last tenth of that is held out."""
    cut: Cut = "characters"
    n_vocab: int = 512
    """Tokens that BPE makes; of no meaning where each character is one."""
    n_layers: int = 2
    n_heads: int = 4
    d_model: int = 64
    n_ctx: int = 64
    rate: float = 3e-3
    """The height of AdamW's learning rate: it rises to it over the first steps, and falls along a line to a tenth."""
    batch: int = 32
    """Pieces of text of n_ctx tokens in a step."""
    steps: int = 500
    seconds: float = 0.0
    """Seconds of computing after which it ends, whatever steps are left; 0 is the server's own bound."""
    seed: int = 0

    def __post_init__(self) -> None:
        _check_choices(self)
        if self.tokens_a_step > MOST_TOKENS_A_STEP:
            raise Refused(
                "a step of {batch} × {context} tokens takes too long: choose a smaller batch or a shorter context",
                batch=self.batch,
                context=self.n_ctx,
            )
        if not 1 <= self.steps <= MOST_STEPS:
            raise Refused("{n} steps cannot be trained here: choose 1 to {most}", n=self.steps, most=MOST_STEPS)
        if not (0 <= self.seconds <= 86_400 and 0 <= self.seed < 2**31):
            raise ValueError(f"{self.seconds} seconds and seed {self.seed} mean nothing")
        _check_text(self)

    @property
    def tokens_a_step(self) -> int:
        return self.batch * self.n_ctx

    @property
    def used(self) -> str:
        """The text that is there for it: what it learns from, and after that what is held out."""
        whole = self.pasted if not self.text else text_of(self.text)
        return whole[: self.characters or None]

    @property
    def most_seconds(self) -> float:
        """Of computing, after which it ends with what it has learnt."""
        return min(self.seconds or bounds().seconds, bounds().seconds)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str) -> "Order":
        """Refused or ValueError where it is no order that could be given here."""
        values: Any = json.loads(written)
        if not isinstance(values, dict):
            raise ValueError("an order is a JSON object")
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError(str(error)) from error


def _check_choices(order: Order) -> None:
    choices: Mapping[str, tuple[object, ...]] = {
        "cut": CUTS,
        "n_vocab": VOCABULARIES,
        "n_layers": LAYERS,
        "n_heads": HEADS,
        "d_model": WIDTHS,
        "n_ctx": CONTEXTS,
        "rate": RATES,
        "batch": BATCHES,
    }
    for name, values in choices.items():
        if getattr(order, name) not in values:
            raise Refused(
                "{name} is {value}, but it can be {values}",
                name=name,
                value=repr(getattr(order, name))[:40],
                values=", ".join(map(str, values)),
            )


def _check_text(order: Order) -> None:
    if order.text and order.text not in TEXTS:
        raise Refused(
            "there is no text {name} here: take one of {names}, or paste one",
            name=repr(order.text)[:60],
            names=", ".join(TEXTS),
        )
    if len(order.pasted) > LONGEST_TEXT:
        raise Refused(
            "a text of {n} characters is too long, at most {most} can be learnt from: shorten it",
            n=len(order.pasted),
            most=LONGEST_TEXT,
        )
    if any("\ud800" <= character <= "\udfff" for character in order.pasted):
        raise Refused("the text holds half a character (a lone surrogate), which no tokenizer reads: paste it again")
    n = len(order.used.strip())
    if n < LEAST_TEXT:
        raise Refused(
            "a text of {n} characters is too short to learn from: paste at least {least}", n=n, least=LEAST_TEXT
        )
