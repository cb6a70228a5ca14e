"""A run as a file: what went in, what came out and what lay between, as arrays with names and shapes.

| name | shape | what it is |
|---|---|---|
| `tokens` | (T) | ids: the prompt's, then those generated up to the step on screen |
| `logits` | (T, V) | before the softmax; row t is about the token after position t, of a model that fills gaps at it |
| `patterns` | (L, H, T, T) | attention as (layer, head, query position, key position); rows sum to 1 |
| `residual` | (L + 1, T, D) | the stream: 0 are the embeddings, l is after l blocks, the last before the final norm |

All numbers are 32-bit floats as the model computed them, ids whole numbers. A safetensors file has them as they are,
and what was asked under "run" in its metadata; a JSON file has the same under the same names, each number in as many
digits as give the same float again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.session.edits_link import write_edits

if TYPE_CHECKING:
    from explorer.engine.runs import Run

FORMAT = "llm-explorer run 1"

MOST_BYTES = 2**28
"""Of a safetensors file."""

MOST_WRITTEN = 2_000_000
"""Numbers that are written out in digits: some 20 MB."""

Arrays = Mapping[str, NDArray[Any]]


def as_safetensors(run: "Run") -> bytes:
    """Refused where it would be too large."""
    _check(run, "safetensors")
    from safetensors.numpy import save

    return save(dict(arrays(run)), metadata={"format": FORMAT, "run": json.dumps(about(run), ensure_ascii=False)})


def as_json(run: "Run") -> bytes:
    """Refused where it would be too large."""
    _check(run, "json")
    named = arrays(run)
    shapes = {name: list(array.shape) for name, array in named.items()}
    numbers = {name: _digits(array) for name, array in named.items()}
    whole = {"format": FORMAT, "run": about(run), "shapes": shapes} | numbers
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def refusal(run: "Run", kind: str) -> Refused | None:
    """Why there is no file of this kind, "json" or "safetensors", of this run."""
    n = sum(numbers_of(run))
    if kind == "json" and n > MOST_WRITTEN:
        return Refused(
            "this run has {n} numbers, and a JSON file at most {most} of them: take the safetensors file, or shorten "
            "the text",
            n=f"{n:,}",
            most=f"{MOST_WRITTEN:,}",
        )
    if 4 * n > MOST_BYTES:
        return Refused(
            "this run has {n} numbers, which is more than {most} MB: shorten the text",
            n=f"{n:,}",
            most=MOST_BYTES // 2**20,
        )
    return None


def arrays(run: "Run") -> Arrays:
    """See the module."""
    trace = run.trace
    return {
        "tokens": np.asarray(trace.ids, np.int32),
        "logits": np.ascontiguousarray(trace.logits),
        "patterns": np.stack(list(trace.patterns())),
        "residual": np.stack([trace.resid(layer) for layer in range(run.model.shape.n_layers + 1)]),
    }


def numbers_of(run: "Run") -> tuple[int, int, int]:
    """How many numbers logits, patterns and stream have, without computing any."""
    shape, n = run.model.shape, len(run.tokens)
    return n * shape.n_vocab, shape.n_layers * shape.n_heads * n * n, (shape.n_layers + 1) * n * shape.d_model


def about(run: "Run") -> dict[str, Any]:
    """What was asked, and of whom."""
    question, model = run.question, run.model
    return {
        "model": model.name,
        "fingerprint": model.fingerprint,
        "prompt": question.prompt,
        "as_message": question.chat,
        "step": run.generation.step,
        "texts": [token.text for token in run.tokens],
        "edits": write_edits(question.edits) if question.edits else "",
        "sampling": asdict(question.sampling),
        "next_id": int(run.next_id) if model.causal else None,
    }


def _check(run: "Run", kind: str) -> None:
    if why := refusal(run, kind):
        raise why


def _digits(array: NDArray[Any]) -> Any:
    """Lists of lists; a 32-bit float in the fewest digits that give it again.

    >>> _digits(np.array([[0.1], [2]], np.float32))
    [[0.1], [2.0]]
    """
    if array.dtype != np.float32:
        return array.tolist()
    flat = [float(digits) for digits in array.ravel().astype("U16")]
    return np.array(flat).reshape(array.shape).tolist()
