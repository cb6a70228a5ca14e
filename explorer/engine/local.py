"""The engine in this process: it answers with the models that are loaded here."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.cache import once, peek
from explorer.engine.protocol import Edits, Floats, Ids
from explorer.models.present import present
from explorer.trace.edits import changes_by_length, changes_of, within

if TYPE_CHECKING:
    from explorer.models.kept import KeptLayer
    from explorer.models.outputs import Output
    from explorer.models.positions import Rotary
    from explorer.models.seeing import Seen
    from explorer.models.tuned_lens import TunedLens
    from explorer.models.weight_changes import WeightChanges
    from explorer.models.window import Window
    from explorer.trace import Trace
    from explorer.trace.streams import Streams
    from explorer.trace.two_stacks import TwoStacks

TEXTS = 32
"""Growing texts whose keys and values are kept; a text that was dropped is read again."""


class LocalEngine:
    """See protocol.Engine. Torch is imported when the first question needs it: the page that asks has a model."""

    def __init__(self) -> None:
        self._texts: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def trace(self, model: str, ids: Ids, edits: Edits = ()) -> "Trace":
        """Known already, or one token more than a known one, or a forward of its own."""
        return once(("trace", model, ids, edits), lambda: _traced(model, ids, edits))

    def logits(self, model: str, ids: Ids, edits: Edits = ()) -> Floats:
        from explorer.trace.run import logits

        return logits(present(model), ids, edits)

    def logits_at(self, model: str, texts: Sequence[Ids], places: Sequence[Sequence[int]], edits: Edits = ()) -> Floats:
        from explorer.trace.run import logits_at

        return logits_at(present(model), texts, places, edits)

    def streams(self, model: str, ids: Ids, edits: Edits = ()) -> "Streams":
        from explorer.trace.streams import streams

        return streams(present(model), ids, edits)

    def next_logits(
        self, model: str, text: str, ids: Ids, n: int = 1, *, layers: int | None = None, edits: Edits = ()
    ) -> Floats:
        from explorer.models.cached_logits import CachedLogits

        def begun() -> CachedLogits:
            return CachedLogits(present(model), layers=layers, changes=changes_by_length(edits))

        return self._text((text, model, layers, edits), begun).rows(ids, n)

    def next_logits_of(self, model: str, text: str, texts: Sequence[Ids], edits: Edits = ()) -> Floats:
        from explorer.models.cached_logits import CachedLogitsBatch

        def begun() -> CachedLogitsBatch:
            return CachedLogitsBatch(present(model), changes=changes_by_length(edits))

        return self._text((text, model, "batch", edits), begun)(texts)

    def last_logits(self, model: str, texts: Sequence[Ids], edits: Edits = ()) -> Floats:
        from explorer.models.windowed import last_logits

        return last_logits(present(model), texts, changes_of(edits, max(map(len, texts))))

    def windowed_logits(self, model: str, ids: Ids, windows: "Sequence[Window]", edits: Edits = ()) -> Floats:
        from explorer.models.windowed import windowed_logits

        return windowed_logits(present(model), ids, windows, changes_of(edits, len(ids)))

    def kept(self, model: str, ids: Ids, edits: Edits = ()) -> "tuple[KeptLayer, ...]":
        from explorer.models.kv_cache import kept_of

        return once(("kept", model, ids, edits), lambda: kept_of(present(model), ids, changes_of(edits, len(ids))))

    def close(self, text: str) -> None:
        with self._lock:
            for key in [key for key in self._texts if key[0] == text]:
                del self._texts[key]

    def seen(self, model: str, pixels: NDArray[np.uint8]) -> "Seen":
        from explorer.models.seeing import seen

        return once(("seen", model, pixels.shape, pixels.tobytes()), lambda: seen(present(model), pixels))

    def attn_output(self, model: str, layer: int) -> "Output":
        from explorer.models.outputs import attn_output

        return attn_output(present(model), layer)

    def mlp_output(self, model: str, layer: int) -> "Output":
        from explorer.models.outputs import mlp_output

        return mlp_output(present(model), layer)

    def rotary(self, model: str) -> "Rotary | None":
        from explorer.models.positions import rotary_of

        return rotary_of(present(model))

    def tuned_lens(self, model: str) -> "TunedLens":
        from explorer.models.tuned_lens import tuned_lens

        return tuned_lens(present(model))

    def weight_changes(self, before: str, after: str) -> "WeightChanges":
        from explorer.models.weight_changes import weight_changes

        return once(("weight changes", before, after), lambda: weight_changes(present(before), present(after)))

    def seconds_a_token(self, model: str, ids: Ids, *, cached: bool, n: int = 3) -> float:
        from explorer.models.speed import seconds_a_token

        return seconds_a_token(present(model), ids, cached=cached, n=n)

    def two_stacks(self, model: str, source: Ids, target: Ids) -> "TwoStacks":
        from explorer.models.two_stacks.present import present
        from explorer.trace.two_stacks_run import trace_two_stacks

        key = ("two stacks", model, source, target)
        return once(key, lambda: trace_two_stacks(present(model), source, target))

    def target_logits_of(self, model: str, text: str, source: Ids, targets: Sequence[Ids]) -> Floats:
        from explorer.models.two_stacks.passes import Targets
        from explorer.models.two_stacks.present import present

        return self._text((text, model, source), lambda: Targets(present(model), source))(targets)

    def hidden_one_by_one(self, model: str, source: Ids, target: Ids, parts: tuple[tuple[int, int], ...]) -> Floats:
        from explorer.models.two_stacks.passes import hidden_one_by_one
        from explorer.models.two_stacks.present import present

        key = ("hidden one by one", model, source, target, parts)
        return once(key, lambda: hidden_one_by_one(present(model), source, target, parts))

    def picture_log_probs(self, model: str, pictures: NDArray[np.uint8], ids: Ids, answer: Ids) -> Floats:
        from explorer.models.occluded import log_probs

        return log_probs(present(model), pictures, ids, answer)

    def _text(self, key: tuple[Any, ...], begun: Callable[[], Any]) -> Any:
        with self._lock:
            found = self._texts.pop(key, None) or begun()
            self._texts[key] = found
            while len(self._texts) > TEXTS:
                self._texts.popitem(last=False)
            return found


def _traced(model: str, ids: Ids, edits: Edits) -> "Trace":
    from explorer.trace import extend, trace

    read = present(model)
    # An edit of the last position is not in the shorter text's trace, which can then not be gone on from.
    goes_on = read.causal and within(edits, len(ids) - 1) == edits
    shorter = peek(("trace", model, ids[:-1], edits)) if goes_on else None
    return extend(read, shorter, ids[-1:]) if shorter is not None else trace(read, ids, edits)
