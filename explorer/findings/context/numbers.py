"""The Context page's numbers: the selected query's way through the selected head."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import Lookup, strongest
from explorer.components.attention.head_numbers import Column, HeadNumbers, Labels, Row, Vector
from explorer.components.payload import Floats32
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.words import _, ngettext
from explorer.words.numbers import scientific

LINES = 16
"""Up to this many keys are listed in the order of the text; of more, only those with the largest shares."""

TOP = 12


def head_numbers(run: Run, found: Lookup) -> HeadNumbers:
    """The table of one lookup."""
    return HeadNumbers(
        columns=tuple(columns(found)),
        rows=tuple(rows(run, found)),
        labels=Labels(
            table=_("The numbers of the selected token in the selected head, one row a key"),
            dimension=_("dimension {i} of {n}", i="{i}", n="{n}"),
        ),
    )


def columns(found: Lookup) -> list[Column]:
    """A column a step, in the order of the computation."""
    steps = [
        Column("name", "name", _("key"), _("looked at")),
        Column("k", "strip", "q, k"),
        Column("product", "strip", "q × k", _("they sum to q · k")),
        Column("dot", "number", "q · k"),
        Column("scaled", "number", *_scale(found)),
    ]
    if found.softcap is not None:
        steps.append(Column("capped", "number", _("softcap"), f"{found.softcap:g} · tanh(s / {found.softcap:g})"))
    if found.biased or not found.seen.all():
        steps.append(Column("score", "number", _("mask"), _("position bias, too") if found.biased else "+ 0 / −∞"))
    return [
        *steps,
        Column("share", "share", "softmax", _("share of attention")),
        Column("v", "strip", "v"),
        Column("mixed", "strip", _("share · v"), _("what it adds to z")),
    ]


def _scale(found: Lookup) -> tuple[str, str]:
    d_head = len(found.q)
    usual = math.isclose(found.scale, d_head**-0.5, rel_tol=1e-6)
    return (f"÷ √{d_head}", f"÷ {d_head**0.5:.2f}") if usual else (_("× scale"), f"× {found.scale:.4g}")


def rows(run: Run, found: Lookup) -> Iterator[Row]:
    """The query, the keys it looks at, what the rest of them adds, and the sum of all."""
    listed = shown_keys(found)
    query, asks = run.position, Vector("q", "query", Floats32(found.q))
    yield Row("query", run.tokens[query].text, token=True, place=query + 1, strips={"k": asks})
    for key in listed:
        yield _key(run, found, int(key))
    yield from _rest(found, listed)
    yield Row("sum", _("z: the sum"), strips={"mixed": Vector("z", "value", Floats32(found.z))})
    yield Row("sum", _("z in the model"), strips={"mixed": Vector("z", "value", Floats32(models_z(run)))})


def shown_keys(found: Lookup) -> NDArray[np.intp]:
    """In the order of the text where all fit, else by their shares."""
    n_keys = len(found.weights)
    return np.arange(n_keys) if n_keys <= LINES else strongest(found.weights, min(TOP, int(found.seen.sum())))


def models_z(run: Run) -> NDArray[np.float32]:
    """(d_head,) what the model itself went on with."""
    return run.trace[f"blocks.{run.layer}.attn.hook_z"][run.head, run.position]


def difference(run: Run, found: Lookup) -> str:
    """The largest gap between the z computed here and the model's."""
    return _(
        "Held against the model's own z, the largest difference among its {n} numbers is {gap}.",
        n=len(found.z),
        gap=tiny(float(np.abs(found.z - models_z(run)).max())),
    )


def sight(run: Run, found: Lookup) -> str:
    """What the mask lets this query see."""
    n_seen, n_keys = int(found.seen.sum()), len(found.seen)
    if not run.trace.causal and n_seen == n_keys:
        return _("This model has no mask: all {n} tokens are seen, those that come later, too.", n=n_keys)
    if n_seen == n_keys:
        return ngettext(
            "It is the last token, so it sees the only one there is: nothing is masked.",
            "It is the last token, so it sees all {n}: nothing is masked.",
            n_keys,
        )
    return _(
        "It sees {seen} of {n} tokens. The others are masked: their score becomes −∞, and their share 0.",
        seen=n_seen,
        n=n_keys,
    )


def sharing(run: Run) -> str:
    """That other heads read the same keys and values, where they do."""
    shape = run.model.shape
    group = shape.n_heads // shape.n_kv_heads
    if group == 1:
        return ""
    first = run.head // group * group + 1
    return _("Heads {first} to {last} share these keys and values.", first=first, last=first + group - 1)


def _key(run: Run, found: Lookup, key: int) -> Row:
    seen = bool(found.seen[key])
    numbers = {"dot": signed(found.dots[key]), "scaled": signed(found.scaled[key]), "capped": signed(found.capped[key])}
    return Row(
        "key",
        run.tokens[key].text,
        token=True,
        place=key + 1,
        numbers=numbers | {"score": signed(found.scores[key]), "share": percent(float(found.weights[key]))},
        share=float(found.weights[key]),
        masked=not seen,
        strips=_keys(found, key) | (_values(found, key) if seen else {}),
    )


def _keys(found: Lookup, key: int) -> dict[str, Vector]:
    product = Floats32(found.q * found.k[key])
    return {
        "k": Vector("k", "key", Floats32(found.k[key])),
        "product": Vector("q × k", "attention", product),
    }


def _values(found: Lookup, key: int) -> dict[str, Vector]:
    return {
        "v": Vector("v", "value", Floats32(found.v[key])),
        "mixed": Vector("share · v", "value", Floats32(found.mixed[key])),
    }


def _rest(found: Lookup, listed: NDArray[np.intp]) -> Iterator[Row]:
    """The keys that are not listed: those seen with what they add together, those masked as a number."""
    left = np.ones(len(found.seen), dtype=bool)
    left[listed] = False
    others = left & found.seen
    if others.any():
        share = float(found.weights[others].sum())
        together = {"mixed": Vector("share · v", "value", Floats32(found.mixed[others].sum(axis=0)))}
        name = ngettext("{n} other key", "{n} other keys, together", int(others.sum()))
        yield Row("rest", name, numbers={"share": percent(share)}, share=share, strips=together)
    masked = int((left & ~found.seen).sum())
    if masked:
        name = ngettext("{n} key, masked", "{n} keys, masked", masked)
        yield Row("rest", name, numbers={"score": "−∞", "share": percent(0.0)}, share=0.0, masked=True)


def signed(number: float) -> str:
    """
    >>> signed(-1.234), signed(float("-inf"))
    ('−1.23', '−∞')
    """
    return "−∞" if number == -math.inf else f"{number:.2f}".replace("-", "−")


def tiny(number: float) -> str:
    """
    >>> tiny(2.4e-7), tiny(0)
    ('2.4 × 10⁻⁷', '0')
    """
    return "0" if number == 0 else scientific(number, digits=2)
