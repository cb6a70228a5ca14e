"""The run on screen: a model, a prompt and what was generated from it, with their Trace."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from threading import Lock, local
from typing import TYPE_CHECKING, Generic, TypeVar

from explorer.decoding.choice import choose
from explorer.decoding.generation import Generation
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.pipeline import run as run_pipeline
from explorer.engine import model_store
from explorer.engine.memory import MOST_BYTES, bytes_of, most_tokens
from explorer.engine.question import Question, Selection
from explorer.errors import Refused
from explorer.text.chat import chat_ids
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


_pipelines: Recent[Pipeline] = Recent(size=32)
_traces: "Recent[Trace]" = Recent(size=24, weigh=lambda trace: bytes_of(trace.shape, len(trace)))


@dataclass(frozen=True)
class Run:
    """What every page shows: the trace of the prompt and of what was generated up to the scrubber.

    Fragments and callbacks hold runs for as long as the visitor stays, and a while longer. So a run holds the names of
    the large things, not the things.
    """

    question: Question
    selection: Selection
    model: "Model"
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

    @property
    def trace(self) -> "Trace":
        """As the cache has it, or computed again."""
        return _in_hand(self)

    @property
    def pipeline(self) -> Pipeline:
        """From the last position's logits to the next token's probabilities, under the sampling settings."""
        key = self.model, self.generation.ids, self.question.sampling
        return _pipelines.get(key) or _pipelines.put(
            key, run_pipeline(self.trace.logits[-1], self.trace.ids, self.question.sampling)
        )

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
    run = Run(question, selection, model, tokens_of(generation.ids, model.tokenizer), generation)
    _in_hand(run)  # refused now, not when somebody looks at it
    return run


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
    ids = tuple(_prompt_ids(question, model))
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


def _prompt_ids(question: Question, model: "Model") -> list[int]:
    """What the model reads: the prompt as it is, as a user's message, or between an encoder's special tokens."""
    if not model.causal:
        return model.tokenizer.framed(model.tokenizer.encode(question.prompt))
    if question.chat and model.chat_template is not None:
        return chat_ids(model.tokenizer, model.chat_template, question.prompt)
    return model.tokenizer.encode(question.prompt)


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


class _Hand(local):
    """The traces that a thread looked at last. Each run of a page has a thread of its own, which ends with it: until
    then what it shows is not computed twice, however many others come meanwhile."""

    def __init__(self) -> None:
        self.traces: deque[tuple[Generation, Trace]] = deque(maxlen=4)


_hand = _Hand()


def _in_hand(run: Run) -> "Trace":
    for whose, trace in _hand.traces:
        if whose is run.generation:
            return trace
    trace = trace_of(run.model, run.generation.ids)
    _hand.traces.append((run.generation, trace))
    return trace


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


_runs: "Recent[Run]" = Recent(size=8)


def ready(question: Question, selection: Selection) -> Run | None:
    """The run of this question, or None while its model is being loaded. Refused when it cannot be shown."""
    future = model_store.peek(question.model)
    if future is None or not future.done():
        return None
    model = future.result()
    key = model, question, selection
    return _runs.get(key) or _runs.put(key, run_of(question, model, selection))
