"""The KV cache of published models by formula, with fewer heads of keys and values, a window, and shorter numbers."""

from dataclasses import replace

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.numbers import count
from explorer.figures.palette import palette
from explorer.figures.sizes import sizes
from explorer.findings.gpt4 import cache_shapes
from explorer.findings.gpt4.cache_shapes import A_NUMBER, TOKENS, Shape
from explorer.findings.home.sizes import spoken
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    left, right = st.columns([2, 3], gap="medium")
    with left:
        shape, n, a_number, chosen = _settings(run, scope)
    rows = cache_shapes.variants(
        shape, n, a_number, n_kv_heads=chosen.n_kv_heads, window=n if chosen.window is None else chosen.window
    )
    with right:
        plotted(
            sizes(rows, palette(shown()), log=False, ticks=cache_shapes.ticks(rows)),
            key=scope.key("shapes_figure"),
            alt=spoken(rows),
        )
        sentence(cache_shapes.told(shape, n, a_number, chosen), key=scope.key("shapes_told"), strong=True)
        say.markdown(cache_shapes.formula(chosen, n, a_number))
        say.caption(cache_shapes.about(shape))


def _settings(run: Run, scope: Scope) -> tuple[Shape, int, float, Shape]:
    """The model, the tokens, the bytes of a number, and the shape as the sliders change it."""
    offered = cache_shapes.shapes(run)
    name = st.selectbox(_("Model"), list(offered), **sticky(scope.key("shapes_model"), next(iter(offered))))
    shape = offered[name]
    own = min((n for n in TOKENS if n >= shape.n_ctx), default=TOKENS[-1])
    n = _slider(_("Tokens in the cache"), TOKENS, own, f"shapes_n_{name}", scope)
    heads = cache_shapes.kv_heads_of(shape)
    label = _("Heads of keys and values (of {n})", n=shape.n_heads)
    n_kv_heads = _slider(label, heads, shape.n_kv_heads, f"shapes_heads_{name}", scope)
    windows = cache_shapes.windows_of(n)
    first = shape.window if shape.window in windows else n
    window = _slider(_("Only the last tokens are kept"), windows, first, f"shapes_window_{name}_{n}", scope)
    a_number = st.selectbox(
        _("A number takes"), list(A_NUMBER), format_func=A_NUMBER.__getitem__, **sticky(scope.key("shapes_bytes"), 2.0)
    )
    return shape, n, a_number, replace(shape, n_kv_heads=n_kv_heads, window=window if window < n else None)


def _slider(label: str, offered: "list[int] | tuple[int, ...]", first: int, key: str, scope: Scope) -> int:
    """A slider of a few values; where there is one alone, that is it."""
    if len(offered) == 1:
        return offered[0]
    return st.select_slider(label, offered, format_func=count, **sticky(scope.key(key), first, among=offered))
