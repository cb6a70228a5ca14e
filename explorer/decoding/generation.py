"""A text being generated, as a value: what was generated, and up to where one looks."""

from collections.abc import Callable, Collection, Generator
from dataclasses import dataclass, replace
from typing import Literal

from numpy.typing import ArrayLike

from explorer.decoding.choice import choose
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused


@dataclass(frozen=True, slots=True)
class Generation:
    prompt_ids: tuple[int, ...]
    generated: tuple[int, ...] = ()
    """All that was generated, also what lies after `step`."""
    step: int = 0
    """How many of the generated tokens are in sight; the next is the one with this index."""

    def __post_init__(self) -> None:
        if not self.prompt_ids:
            raise Refused("the prompt has no tokens, and there is nothing to go on from: type at least one character")
        if not 0 <= self.step <= len(self.generated):
            raise ValueError(f"step is {self.step}, but {len(self.generated)} tokens were generated")

    @property
    def ids(self) -> tuple[int, ...]:
        """Prompt and generated tokens, up to the step."""
        return self.prompt_ids + self.generated[: self.step]

    def stepped(self, token: int) -> "Generation":
        """One token further; what lay after the step is dropped."""
        return Generation(self.prompt_ids, (*self.generated[: self.step], token), self.step + 1)

    def rewound(self, step: int) -> "Generation":
        """At another step, before or after this one; nothing is dropped."""
        return replace(self, step=step)


Ending = Literal["end", "n", "n_ctx"]


def ended(generation: Generation, *, ends: Collection[int], n: int, n_ctx: int) -> Ending | None:
    """Why nothing comes after this step: a token came that ends a text, n tokens are there, or the context is full."""
    if generation.step and generation.ids[-1] in ends:
        return "end"
    if generation.step >= n:
        return "n"
    return "n_ctx" if len(generation.ids) >= n_ctx else None


def play(
    logits_of: Callable[[tuple[int, ...]], ArrayLike],
    generation: Generation,
    sampling: Sampling,
    *,
    ends: Collection[int],
    n: int,
    n_ctx: int,
) -> Generator[Generation]:
    """On from the step, until it has `ended`: `logits_of(ids)` gives the (V,) logits of the token after `ids`.

    An iterator like any other: `next` is one step, `for` is play, to stop asking is pause, and `close` is cancel.
    `n` counts from the prompt's end, so rewinding and playing again comes to the same place.
    """
    while ended(generation, ends=ends, n=n, n_ctx=n_ctx) is None:
        pipeline = run(logits_of(generation.ids), generation.ids, sampling)
        generation = generation.stepped(choose(pipeline.probs, seed=sampling.seed, step=generation.step))
        yield generation
