"""Scaling laws as values: what loss a model of N parameters has after D tokens. Pure arithmetic, no constants here.

    additive("besiroglu").loss(70e9, 1.4e12)     nats a token
    additive("besiroglu").optimum(5.76e23)       the best size and text for so many operations

The constants with their sources are read by `published_laws`. Losses of two papers are no measure of each other: each
counts nats of its own tokenizer's tokens, on its own text, and Kaplan's parameters are without embeddings.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.scaling.facts import Source

FLOP_PER_TOKEN = 6
"""Operations of training, for each parameter and token (Kaplan et al. 2020, section 2.1)."""
FLOP_PER_TOKEN_SERVED = 2
"""Operations of writing or reading, for each parameter and token (Sardana et al. 2023, section 2)."""
PETAFLOP_DAY = 1e15 * 24 * 3600
"""Operations; 8.64e19."""

Numbers = NDArray[np.float64]


def compute(parameters: ArrayLike, tokens: ArrayLike) -> Numbers:
    """C = 6 N D, operations."""
    return FLOP_PER_TOKEN * np.asarray(parameters, float) * np.asarray(tokens, float)


@dataclass(frozen=True)
class Runs:
    """The trainings to which a law was fitted, from the smallest to the largest."""

    parameters: tuple[float, float]
    tokens: tuple[float, float]
    counts: str
    """"all" parameters, or "without embeddings"."""
    source: Source
    at: str

    def __post_init__(self) -> None:
        for low, high in (self.parameters, self.tokens):
            if not 0 < low < high:
                raise ValueError(f"runs go from the smallest to the largest, not from {low} to {high}")

    @property
    def cited(self) -> str:
        return f"{self.source.named}, {self.at}"

    def hold(self, parameters: float, tokens: float) -> bool:
        """Whether such a model lies among them."""
        (least, most), (shortest, longest) = self.parameters, self.tokens
        return least <= parameters <= most and shortest <= tokens <= longest


@dataclass(frozen=True)
class Cited:
    """Whatever was published: its name in the data file, where it stands, and what it was fitted to."""

    slug: str
    source: Source
    at: str
    runs: Runs

    @property
    def cited(self) -> str:
        return f"{self.source.named}, {self.at}"


@dataclass(frozen=True)
class PowerLaw(Cited):
    """L(x) = (scale / x) ^ exponent, of one quantity while the others do not hold it back."""

    quantity: str
    """"parameters", "tokens" or "petaflop-days"."""
    exponent: float
    scale: float

    def loss(self, amount: ArrayLike) -> Numbers:
        return (self.scale / np.asarray(amount, float)) ** self.exponent


@dataclass(frozen=True)
class JointLaw(Cited):
    """L(N, D) = ((n_c / N) ^ (a_n / a_d) + d_c / D) ^ a_d: a bottleneck of either shows. N without embeddings; D is the
    size of a text that may be read several times, until the loss on other text rises."""

    a_n: float
    a_d: float
    n_c: float
    d_c: float

    def loss(self, parameters: ArrayLike, tokens: ArrayLike) -> Numbers:
        of_size = (self.n_c / np.asarray(parameters, float)) ** (self.a_n / self.a_d)
        return (of_size + self.d_c / np.asarray(tokens, float)) ** self.a_d


@dataclass(frozen=True)
class Allocation:
    """A size and a text for it."""

    parameters: float
    tokens: float

    @property
    def compute(self) -> float:
        return float(compute(self.parameters, self.tokens))

    @property
    def ratio(self) -> float:
        """Tokens for each parameter."""
        return self.tokens / self.parameters


@dataclass(frozen=True)
class AdditiveLaw(Cited):
    """L(N, D) = e + a / N ^ alpha + b / D ^ beta: what no model can know, what a finite one does not hold, and what a
    finite text does not teach. N counts all parameters; every token is read once."""

    e: float
    a: float
    b: float
    alpha: float
    beta: float

    def loss(self, parameters: ArrayLike, tokens: ArrayLike) -> Numbers:
        of_size = self.a / np.asarray(parameters, float) ** self.alpha
        return self.e + of_size + self.b / np.asarray(tokens, float) ** self.beta

    @property
    def exponent(self) -> float:
        """N grows with C to this power along the optimum: beta / (alpha + beta)."""
        return self.beta / (self.alpha + self.beta)

    @property
    def gain(self) -> float:
        """L - e falls with C to this power along the optimum."""
        return self.alpha * self.exponent

    def optimum(self, flop: float) -> Allocation:
        """The least loss for a budget, where one percent more of either helps alike (Hoffmann et al., equation 4)."""
        balance = (self.alpha * self.a / (self.beta * self.b)) ** (1 / (self.alpha + self.beta))
        parameters = balance * (flop / FLOP_PER_TOKEN) ** self.exponent
        return Allocation(parameters, flop / FLOP_PER_TOKEN / parameters)

    def budget_for(self, parameters: ArrayLike) -> Numbers:
        """The budget for which a size is best."""
        of_one = self.optimum(1.0).parameters
        return (np.asarray(parameters, float) / of_one) ** (1 / self.exponent)

    def best(self, flop: ArrayLike) -> Numbers:
        """The least loss for a budget."""
        one = self.optimum(1.0)
        above = float(self.loss(one.parameters, one.tokens)) - self.e
        return self.e + above * np.asarray(flop, float) ** -self.gain

    def budget(self, loss: float) -> float:
        """Operations after which the least loss is this one; infinite where it lies at the floor or under it."""
        if loss <= self.e:
            return float("inf")
        return float(((self.best(1.0) - self.e) / (loss - self.e)) ** (1 / self.gain))

    def tokens(self, loss: float, parameters: ArrayLike) -> Numbers:
        """How much text brings a model of this size to a loss; infinite where none does."""
        left = loss - self.e - self.a / np.asarray(parameters, float) ** self.alpha
        reached = np.where(left > 0, left, np.nan)
        return np.where(left > 0, (self.b / reached) ** (1 / self.beta), np.inf)

    def parameters_for(self, tokens: ArrayLike) -> Numbers:
        """The size for which so much text is the best amount."""
        fed = self.alpha * self.a * np.asarray(tokens, float) ** self.beta / (self.beta * self.b)
        return fed ** (1 / self.alpha)


@dataclass(frozen=True)
class Frontier(Cited):
    """The best size for a budget as a power of it: parameters * (C / flop) ^ exponent."""

    exponent: float
    parameters: float
    flop: float

    def size(self, flop: ArrayLike) -> Numbers:
        return self.parameters * (np.asarray(flop, float) / self.flop) ** self.exponent

    def budget_for(self, parameters: ArrayLike) -> Numbers:
        """The budget for which a size is best."""
        return self.flop * (np.asarray(parameters, float) / self.parameters) ** (1 / self.exponent)
