"""How large the KV cache of a published model is, by its shape: 2 · L · H_kv · d_head · T · bytes, and what makes it
smaller: fewer heads of keys and values, a window, shorter numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.engine.runs import Run
from explorer.figures.numbers import count
from explorer.figures.sizes import Measured
from explorer.models.kept import cache_bytes
from explorer.scaling.families import relative
from explorer.words import _
from explorer.words.numbers import storage

SHAPES = ("gpt-3", "llama-2-70b", "llama-3-8b", "mistral-7b", "smollm2-135m")
"""Relatives with a published shape, from the one that shares nothing on."""
TOKENS = (128, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072)
A_NUMBER = {2.0: "16 bit", 4.0: "32 bit", 1.0: "8 bit", 0.5: "4 bit"}
"""Bytes of a number in the cache; the first is what large models run in."""
GIB = 2**30


@dataclass(frozen=True)
class Shape:
    """All that a cache's size depends on, but the text."""

    name: str
    n_layers: int
    n_heads: int
    n_kv_heads: int
    d_head: int
    n_ctx: int
    window: int | None
    source: str

    def bytes(self, n: int, a_number: float) -> float:
        return cache_bytes(
            n_layers=self.n_layers,
            n_kv_heads=self.n_kv_heads,
            d_head=self.d_head,
            n=n,
            a_number=a_number,
            window=self.window,
        )


def shapes(run: Run) -> dict[str, Shape]:
    """By name, GPT-3's first and the run's model last."""
    ours = run.model.shape
    counted = (ours.n_layers, ours.n_heads, ours.n_kv_heads, ours.d_head, ours.n_ctx)
    own = Shape(run.model.name, *counted, None, _("counted in the loaded model"))
    return {shape.name: shape for shape in (*map(_published, SHAPES), own)}


def _published(slug: str) -> Shape:
    one = relative(slug)
    shape = one.shape
    if shape is None:
        raise ValueError(f"the shape of {one.name} was not published")
    heads, context = shape.kv_heads or shape.heads, one.figures["context"]
    cited = " ".join(str(part) for part in (shape.source.by, shape.source.year) if part)
    source = "; ".join(dict.fromkeys((f"{cited}, {shape.at}", context.cited)))
    return Shape(one.name, shape.layers, shape.heads, heads, shape.d_head, int(context.number), shape.window, source)


def kv_heads_of(shape: Shape) -> list[int]:
    """Into how many groups its heads can be put: all that divide their number."""
    return [n for n in range(1, shape.n_heads + 1) if shape.n_heads % n == 0]


def windows_of(n: int) -> list[int]:
    """Windows that would drop something of n tokens; n itself is none."""
    return [window for window in TOKENS if window < n] + [n]


def variants(shape: Shape, n: int, a_number: float, *, n_kv_heads: int, window: int) -> list[Measured]:
    """The shape with all its heads and no window, as it was published where that is another, and as the sliders say."""
    whole = replace(shape, n_kv_heads=shape.n_heads, window=None)
    chosen = replace(shape, n_kv_heads=n_kv_heads, window=window if window < n else None)
    rows = [_row(_("every head its own"), whole, n, a_number)]
    if (shape.n_kv_heads, shape.window) != (whole.n_kv_heads, None):
        rows.append(_row(_("as published"), shape, n, a_number))
    return [*rows, _row(_("with the sliders"), chosen, n, a_number, ours=True)]


def _row(name: str, shape: Shape, n: int, a_number: float, *, ours: bool = False) -> Measured:
    size = shape.bytes(n, a_number)
    return Measured(name, size, storage(size), ours)


def ticks(rows: Sequence[Measured]) -> list[tuple[float, str]]:
    """Round amounts up to the largest."""
    most = max(row.value or 0 for row in rows)
    step = next(part for power in range(12, 45) for part in (2.0**power,) if most / part <= 5)
    return [(step * k, storage(step * k) if k else "0") for k in range(int(most / step) + 2)]


def formula(shape: Shape, n: int, a_number: float) -> str:
    """The product with its numbers, as TeX."""
    kept = n if shape.window is None else min(n, shape.window)
    factors = rf"2 \cdot {shape.n_layers} \cdot {shape.n_kv_heads} \cdot {shape.d_head} \cdot {kept} \cdot {a_number:g}"
    return (
        rf"$2 \cdot L \cdot H_{{kv}} \cdot d_{{head}} \cdot T \cdot b = {factors} = {round(shape.bytes(n, a_number))}$"
    )


def told(shape: Shape, n: int, a_number: float, chosen: Shape) -> str:
    whole = replace(shape, n_kv_heads=shape.n_heads, window=None)
    large, small = whole.bytes(n, a_number), chosen.bytes(n, a_number)
    said = _(
        "With {n} tokens in it, the cache of {model} takes {large} if every head keeps its own, {each} a token.",
        n=count(n),
        model=shape.name,
        large=storage(large),
        each=storage(whole.bytes(1, a_number)),
    )
    if small == large:
        return said
    return _(
        "{first} With {heads} heads of keys and values and the last {window} tokens kept it is {small}: {times} times "
        "smaller.",
        first=said,
        heads=chosen.n_kv_heads,
        window=count(chosen.window or n),
        small=storage(small),
        times=f"{large / small:.3g}",
    )


def about(shape: Shape) -> str:
    return _(
        "{model}: {layers} layers, {heads} heads, {kv} of keys and values, width {width}, context {context}. {source}.",
        model=shape.name,
        layers=shape.n_layers,
        heads=shape.n_heads,
        kv=shape.n_kv_heads,
        width=shape.d_head,
        context=count(shape.n_ctx),
        source=shape.source,
    )
