"""The KV cache of this run: what is kept of each token, what the newest one added, and how many bytes that is."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Floats32
from explorer.components.stream.kv_store import KvStore, Labels
from explorer.components.stream.layer_map import color_limits
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.figures.numbers import count
from explorer.findings.courses import hundredths
from explorer.findings.spoken import cells_spoken
from explorer.models.kept import KeptLayer
from explorer.text.token import tokens_of
from explorer.words import _, ngettext
from explorer.words.numbers import storage
from explorer.words.sentences import joined


def kept(run: Run) -> tuple[KeptLayer, ...]:
    """Counted on the tensors of a cache that has read this run's tokens."""
    return engine.kept(run.model.fingerprint, run.trace.ids, run.trace.edits)


def store(run: Run) -> KvStore:
    """Keys and values as the trace has them, which are what a cache keeps: turned, where the model turns them."""
    keys, values = lengths(run)
    ids = (*run.generation.prompt_ids, *run.generation.generated)
    tokens = tokens_of(ids, run.model.tokenizer) if len(ids) > len(run.tokens) else run.tokens
    return KvStore(
        keys=Floats32(keys),
        values=Floats32(values),
        most=tuple(zip(color_limits(keys), color_limits(values), strict=True)),
        rows=tuple(_("Layer {layer}", layer=layer + 1) for layer in range(run.model.shape.n_layers)),
        tokens=tuple(token.text for token in tokens),
        n_prompt=len(run.generation.prompt_ids),
        n=len(run.tokens),
        row=run.stream_layer,
        position=run.position,
        labels=_labels(written=run.generation.step > 0),
        spoken=_spoken(run, keys, values),
    )


def _spoken(run: Run, keys: NDArray[np.float32], values: NDArray[np.float32]) -> str:
    """The longest keys and values; the first token's, which are often the shortest or longest by far, among them."""

    def said(lengths: NDArray[np.float32]) -> str:
        def cell(layer: int, position: int) -> str:
            return _(
                "{length} at {token} in layer {layer}",
                length=hundredths(float(lengths[layer, position])),
                token=run.tokens[position].text,
                layer=layer + 1,
            )

        return cells_spoken(lengths, cell)

    return _("Longest keys: {keys}. Longest values: {values}.", keys=said(keys), values=said(values))


def lengths(run: Run) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(L, T) of the keys and of the values: over all heads together."""
    return once(("lengths kept", *run.trace.identity), lambda: (_lengths(run, "k"), _lengths(run, "v")))


def _lengths(run: Run, letter: str) -> NDArray[np.float32]:
    layers = range(run.model.shape.n_layers)
    rows = [np.square(run.trace[f"blocks.{layer}.attn.hook_{letter}"]).sum((0, 2)) for layer in layers]
    return np.sqrt(np.stack(rows)).astype(np.float32)


def _labels(*, written: bool) -> Labels:
    """written: the last token was; else all were read at once."""
    return Labels(
        store=_("Keys and values that are kept, by layer and position"),
        cell=_(
            "{row}, {token} (position {position}): key of length {key}, value of length {value}",
            row="{row}",
            token="{token}",
            position="{position}",
            key="{key}",
            value="{value}",
        ),
        key=_("key"),
        value=_("value"),
        reused=_("all columns but the last: kept from before, and reused") if written else _("read in one pass"),
        new=_("the last one: computed for the newest token alone") if written else "",
        dropped=_("taken back: dropped from the cache"),
        scale=_("The stronger, the longer the vector; each layer has a scale of its own"),
    )


def told(run: Run, layers: Sequence[KeptLayer]) -> str:
    """What the last token cost, and what was there already."""
    n, all_bytes = len(run.tokens), sum(layer.n_bytes for layer in layers)
    a_token = all_bytes / n
    said = _(
        "Each token leaves {numbers} numbers behind, {each}: a key and a value in each of {n_layers} layers.",
        numbers=count(_numbers(layers)),
        each=storage(a_token),
        n_layers=len(layers),
    )
    if not run.generation.step:
        filled = ngettext(
            "The prompt's {n} token was read in one pass, which filled the cache with {size}; press Next token, and "
            "one column more is computed.",
            "The prompt's {n} tokens were read in one pass, which filled the cache with {size}; press Next token, and "
            "one column more is computed.",
            n,
            size=storage(all_bytes),
        )
        return joined(said, filled)
    reused = ngettext(
        "For the newest token only its own were computed; those of {n} other ({size}) were reused.",
        "For the newest token only its own were computed; those of the {n} others ({size}) were reused.",
        n - 1,
        size=storage(all_bytes - a_token),
    )
    return joined(said, reused)


def _numbers(layers: Sequence[KeptLayer]) -> int:
    """Of one token, in all layers."""
    return sum(2 * layer.n_kv_heads * layer.d_head for layer in layers)


def table(layers: Sequence[KeptLayer]) -> str:
    """In Markdown: the tensors, layers alike in one line, and all of them together."""
    head = (_("Layers"), _("tensors"), _("heads"), _("positions"), _("width"), _("numbers"), _("bytes"))
    runs = [list(group) for _like, group in groupby(enumerate(layers, 1), key=lambda one: one[1])]
    lines = [head, ("---", *("---:",) * (len(head) - 1)), *(_line(group) for group in runs)]
    total, all_of_them = sum(layer.n_bytes for layer in layers), _("all layers together")
    lines.append((f"**{all_of_them}**", "", "", "", "", "", f"**{storage(total)}** ({count(total)})"))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(group: Sequence[tuple[int, KeptLayer]]) -> tuple[str, ...]:
    (first, layer), last, n = group[0], group[-1][0], len(group)
    which = str(first) if n == 1 else f"{first}–{last}"
    each = f"{storage(n * layer.n_bytes)} ({n} × {count(layer.n_bytes)})"
    return which, "K, V", str(layer.n_kv_heads), count(layer.n), str(layer.d_head), layer.dtype, each


def how_kept(run: Run) -> str:
    """What shares keys and values, and what becomes of what is taken back."""
    shape = run.model.shape
    share = (
        _("Each of the {n} heads has keys and values of its own.", n=shape.n_heads)
        if shape.n_kv_heads == shape.n_heads
        else _(
            "The {n} heads share {n_kv} sets of keys and values (grouped-query attention), so that the cache is "
            "{times} times smaller.",
            n=shape.n_heads,
            n_kv=shape.n_kv_heads,
            times=f"{shape.n_heads / shape.n_kv_heads:g}",
        )
    )
    return joined(
        share,
        _(
            "Queries are not kept: nobody asks for those of earlier tokens again. Step back, and what was kept of the "
            "tokens that are gone is dropped; go on, and one column is added at each step."
        ),
    )
