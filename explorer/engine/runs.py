"""The run on screen: a model, a prompt and what was generated from it, with their Trace."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from explorer.decoding.choice import choose
from explorer.decoding.generation import Generation
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.pipeline import run as run_pipeline
from explorer.engine import model_store
from explorer.engine.memory import MOST_BYTES, bytes_of, most_tokens
from explorer.engine.question import Question, Selection
from explorer.errors import Refused
from explorer.text.token import Token, token_alone, tokens_of

if TYPE_CHECKING:
    from explorer.models.loader import Model
    from explorer.trace import Trace

LONGEST_TEXT = 20_000
"""Characters that are tokenized at all; far beyond what any embedded model reads."""

SELECTION = Selection()
"""The last token, and what is likeliest there."""

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The most recently used values, at most `size` of them; safe for many threads.

    weigh: where they are large, the bytes of one; of all but the last one used, those go that are beyond MOST_BYTES.
    """

    def __init__(self, size: int, *, weigh: Callable[[Value], int] | None = None) -> None:
        self._size, self._values, self._lock = size, OrderedDict[Hashable, Value](), Lock()
        self._weigh = weigh

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: Value) -> Value:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while self._too_many():
                self._values.popitem(last=False)
        return value

    def _too_many(self) -> bool:
        n = len(self._values)
        if n > self._size or self._weigh is None:
            return n > self._size
        return n > 1 and sum(map(self._weigh, self._values.values())) > MOST_BYTES


_traces: "Recent[Trace]" = Recent(size=24, weigh=lambda trace: bytes_of(trace.shape, len(trace)))


@dataclass(frozen=True)
class Run:
    """What every page shows: the trace of the prompt and of what was generated up to the scrubber."""

    question: Question
    selection: Selection
    model: "Model"
    trace: "Trace"
    tokens: tuple[Token, ...]
    generation: Generation

    @property
    def position(self) -> int:
        """The selected token, inside the run."""
        last = len(self.tokens) - 1
        return last if self.selection.position is None else min(self.selection.position, last)

    @property
    def layer(self) -> int:
        return min(self.selection.layer, self.model.shape.n_layers - 1)

    @property
    def head(self) -> int:
        return min(self.selection.head, self.model.shape.n_heads - 1)

    @cached_property
    def pipeline(self) -> Pipeline:
        """From the last position's logits to the next token's probabilities, under the sampling settings."""
        return run_pipeline(self.trace.logits[-1], self.trace.ids, self.question.sampling)

    @property
    def next_id(self) -> int:
        """The id that its sampling and seed choose after its last token."""
        return choose(self.pipeline.probs, seed=self.question.sampling.seed, step=self.generation.step)

    def texts_of(self, ids: Iterable[int]) -> list[str]:
        """The display form of tokens that stand alone, not in a row."""
        return [token_alone(int(id), self.model.tokenizer).text for id in ids]


def run_of(question: Question, model: "Model", selection: Selection = SELECTION) -> Run:
    """The run that answers this question. Refused when the prompt is empty, too long, or not text."""
    generation = generation_of(question, model)
    trace = trace_of(model, generation.ids)
    return Run(question, selection, model, trace, tokens_of(trace.ids, model.tokenizer), generation)


def generation_of(question: Question, model: "Model") -> Generation:
    """The prompt's ids and the generated ones, checked against the model."""
    if not question.prompt:
        raise Refused("the prompt is empty, so there is nothing to follow: type a sentence, or pick an example")
    if len(question.prompt) > LONGEST_TEXT:
        raise Refused(
            "the prompt has {n} characters, and at most {most} are read here: shorten it",
            n=len(question.prompt),
            most=LONGEST_TEXT,
        )
    ids = model.prompt(question.prompt, chat=question.chat).ids
    n_ctx = model.shape.n_ctx
    if len(ids) > n_ctx:
        raise Refused(
            "the prompt has {n} tokens, but {model} reads at most {n_ctx}: shorten it, or pick a model with a longer "
            "context",
            n=len(ids),
            model=model.name,
            n_ctx=n_ctx,
        )
    generated = question.generated[: max(0, most_tokens(model.shape) - len(ids))]
    if any(token >= model.shape.n_vocab for token in generated):
        generated = ()
    return Generation(ids, generated, min(question.step, len(generated)))


def trace_of(model: "Model", ids: tuple[int, ...]) -> "Trace":
    """The trace of these ids: known already, or one token more than a known one, or a forward of its own."""
    from explorer.trace import extend, trace

    known = _traces.get((model.name, ids))
    if known is not None:
        return known
    _check_memory(model, len(ids))
    shorter = _traces.get((model.name, ids[:-1])) if model.causal else None
    found = extend(model, shorter, ids[-1:]) if shorter is not None else trace(model, ids)
    return _traces.put((model.name, ids), found)


def _check_memory(model: "Model", n: int) -> None:
    most = most_tokens(model.shape)
    if most < n <= model.shape.n_ctx:
        raise Refused(
            "the prompt has {n} tokens, but what {model} computes of more than {most} does not fit into memory here: "
            "shorten it",
            n=n,
            model=model.name,
            most=most,
        )


_runs: "Recent[Run]" = Recent(size=8, weigh=lambda run: bytes_of(run.model.shape, len(run.trace)))


def ready(question: Question, selection: Selection) -> Run | None:
    """The run of this question, or None while its model is being loaded. Refused when it cannot be shown."""
    future = model_store.peek(question.model)
    if future is None or not future.done():
        return None
    model = future.result()
    key = model, question, selection
    return _runs.get(key) or _runs.put(key, run_of(question, model, selection))
