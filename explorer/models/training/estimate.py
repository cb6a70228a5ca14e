"""How large a model will be and how long its training will take, before it begins. Rough, and without torch."""

from dataclasses import dataclass
from functools import lru_cache

from explorer.models.training.order import MOST_CHARACTERS, Order


@dataclass(frozen=True)
class Estimate:
    """What can be told of an order in a thousandth of a second."""

    n_parameters: int
    n_vocab: int
    """Tokens that it will know; BPE makes fewer where a text has not enough to merge."""
    n_tokens: int
    """That are there to be learnt from: of BPE roughly."""
    seconds: float
    """Of the whole training, as fast as the last ones here were."""
    rounds: float
    """How often it will read every token, on average."""


START = 4.0
"""Seconds until the process has imported its libraries."""

A_STEP = 1.5e-3
"""Seconds that a block takes in a step whatever its size, forth and back."""

A_NUMBER = 30e-9
"""Seconds for one number of the residual stream in a block, beside the products: norms, softmax, the memory."""

FLOPS = 60e9
"""Operations a second, of one core; 6 a parameter and token (Kaplan et al. 2020, section 2.1)."""


def estimate(order: Order, pace: float = 1.0) -> Estimate:
    """pace: how many times as fast as usual trainings are here now (`trainings.pace`)."""
    n_vocab = vocabulary(order)
    n, step = n_parameters(order, n_vocab), step_seconds(order, n_vocab)
    n_tokens = round(len(order.used) * 0.9 / (1.0 if order.cut == "characters" else 2.0))
    seconds = min(order.most_seconds, order.steps * step / pace)
    return Estimate(n, n_vocab, n_tokens, START + seconds, order.steps * order.tokens_a_step / max(1, n_tokens))


def step_seconds(order: Order, n_vocab: int) -> float:
    """Of one core that nobody else wants."""
    positions = order.n_ctx * order.d_model  # looked up, and not multiplied
    work = 6 * (n_parameters(order, n_vocab) - positions) * order.tokens_a_step
    numbers = order.tokens_a_step * order.d_model
    return (1 + order.n_layers) * (A_STEP + numbers * A_NUMBER) + work / FLOPS


def n_parameters(order: Order, n_vocab: int) -> int:
    """GPT-2's: two tables; in a block 4 d² + 4 d (attention), 8 d² + 5 d (MLP), 4 d (norms); one more norm."""
    d = order.d_model
    return (n_vocab + order.n_ctx) * d + order.n_layers * (12 * d * d + 13 * d) + 2 * d


def vocabulary(order: Order) -> int:
    if order.cut == "bpe":
        return order.n_vocab
    return min(MOST_CHARACTERS, _different(order.used)) + 2


@lru_cache(maxsize=64)
def _different(text: str) -> int:
    return len(set(text))
