"""The run on screen: a model, a prompt and what was generated from it, with their Trace."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from threading import local
from typing import TYPE_CHECKING

from explorer.decoding.choice import choose
from explorer.decoding.generation import Generation
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.pipeline import run as run_pipeline
from explorer.engine import model_store
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.growing import GrowingText, GrowingTexts
from explorer.engine.memory import most_tokens
from explorer.engine.opening import opening_head, opening_layer
from explorer.engine.question import Question, Selection
from explorer.errors import Refused
from explorer.pictures.drawing import pixels
from explorer.text.token import Token, token_alone
from explorer.trace.edits import Edit, Show, within

if TYPE_CHECKING:
    from explorer.models.loader import Model
    from explorer.trace import Trace

LONGEST_TEXT = 20_000
"""Characters that are tokenized at all; far beyond what any embedded model reads."""

SELECTION = Selection()
"""The last token, and what is likeliest there."""


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
        """The selected token, inside the run; at first the last, of an encoder the last that is the text's own."""
        last = len(self.tokens) - 1
        if self.selection.position is not None:
            return min(self.selection.position, last)
        if self.model.causal:
            return last
        return max((place for place, token in enumerate(self.tokens) if not token.special), default=last)

    @property
    def layer(self) -> int:
        """The layer whose head is looked at: the chosen one, or the one where a run opens."""
        chosen = self.selection.layer
        return opening_head(self)[0] if chosen is None else min(chosen, self.model.shape.n_layers - 1)

    @property
    def head(self) -> int:
        chosen, layer = self.selection.head, self.selection.layer
        if chosen is None:
            return opening_head(self, None if layer is None else self.layer)[1]
        return min(chosen, self.model.shape.n_heads - 1)

    @property
    def stream_layer(self) -> int:
        """The layer whose output is read, or whose neurons are: the same, once somebody has chosen one."""
        return opening_layer(self) if self.selection.layer is None else self.layer

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Everything that is put into the pass: the picture that the model is shown, and what the visitor changed."""
        return edits_of(self.question, self.model)

    @property
    def shown(self) -> Show | None:
        """The picture's vectors, where the model sees one."""
        return next((edit for edit in self.edits if isinstance(edit, Show)), None)

    @property
    def trace(self) -> "Trace":
        """As the cache has it, or computed again."""
        return _in_hand(self)

    @property
    def pipeline(self) -> Pipeline:
        """From the last position's logits to the next token's probabilities, under the sampling settings."""
        trace, sampling = self.trace, self.question.sampling
        key = ("pipeline", *trace.identity, sampling)
        return once(key, lambda: run_pipeline(trace.logits[-1], trace.ids, sampling))

    @property
    def next_id(self) -> int:
        """The id that its sampling and seed choose after its last token."""
        return choose(self.pipeline.probs, seed=self.question.sampling.seed, step=self.generation.step)

    def growing(self, *, layers: int | None = None) -> GrowingText:
        """A text under this run's model and edits, for whoever writes on; of `layers` blocks alone, a small model."""
        return GrowingText(self.model, layers=layers, edits=self.edits)

    def growing_together(self) -> GrowingTexts:
        """Several texts that begin as this run."""
        return GrowingTexts(self.model, self.trace.ids, edits=self.edits)

    def texts_of(self, ids: Iterable[int]) -> list[str]:
        """The display form of tokens that stand alone, not in a row."""
        return [token_alone(int(id), self.model.tokenizer).text for id in ids]


def run_of(question: Question, model: "Model", selection: Selection = SELECTION) -> Run:
    """The run that answers this question. Refused when the prompt is empty, too long, or not text."""
    generation = generation_of(question, model)
    run = Run(question, selection, model, model.tokens(generation.ids), generation)
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
    ids = question.read_by(model).ids
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


def edits_of(question: Question, model: "Model") -> tuple[Edit, ...]:
    """See Run.edits."""
    if question.picture is None or model.sight is None:
        return question.edits
    key = ("shown", model.name, model.fingerprint, question.prompt, question.chat, question.picture)
    return (once(key, lambda: _shown(question, model)), *question.edits)


def _shown(question: Question, model: "Model") -> Show:
    assert question.picture is not None
    vectors = engine.seen(model.fingerprint, pixels(question.picture)).vectors
    return Show.of(question.read_by(model).picture.start, vectors)


def trace_of(model: "Model", ids: tuple[int, ...], edits: tuple[Edit, ...] = ()) -> "Trace":
    """The trace of these ids. An edit of a position that the text does not reach changes nothing in it yet."""
    _check_memory(model, len(ids))
    return engine.trace(model.fingerprint, ids, within(edits, len(ids)))


class _Hand(local):
    """The traces that a thread looked at last. Each run of a page has a thread of its own, which ends with it: until
    then what it shows is not computed twice, however many others come meanwhile."""

    def __init__(self) -> None:
        self.traces: deque[tuple[Generation, tuple[Edit, ...], Trace]] = deque(maxlen=4)


_hand = _Hand()


def _in_hand(run: Run) -> "Trace":
    edits = run.edits
    for whose, changed, trace in _hand.traces:
        if whose is run.generation and changed == edits:
            return trace
    trace = trace_of(run.model, run.generation.ids, edits)
    _hand.traces.append((run.generation, edits, trace))
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


def ready(question: Question, selection: Selection) -> Run | None:
    """The run of this question, or None while its model is being loaded. Refused when it cannot be shown."""
    future = model_store.peek(question.model)
    if future is None or not future.done():
        return None
    model = future.result()
    key = ("run", model.name, model.fingerprint, question, selection)
    return once(key, lambda: run_of(question, model, selection))
