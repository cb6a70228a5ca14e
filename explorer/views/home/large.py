"""What “large” means: data, compute and parameters, to scale, and how it came to this."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.sizes import sizes as to_scale
from explorer.findings.home import sizes
from explorer.findings.home.history import history
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.origin import about_origin
from explorer.words.sentences import joined


def show(run: Run, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        say.header(_("“Large” means that three things were made large"), anchor=False, width="content")
        log = _pick_scale(scope) == "log"
    own = sizes.own_size(run)
    _figures(own, scope, log=log)
    sentence(sizes.how_small(own, causal=run.model.causal), key=scope.key("home-small"), strong=True)
    origin = about_origin(run.model)
    if origin:
        say.caption(joined(*origin))
    say.markdown(sizes.beside(own))
    say.markdown(
        _(
            "The **scaling law** (Kaplan et al. 2020) ties the three together: as long as none of them holds the "
            "others back, the error in predicting the next token falls by a power law in data, compute and parameters, "
            "smoothly enough to be forecast before training."
        )
    )
    door("scale", _("The law, and what it asks for"), key=scope.key("home-scaling"))
    say.header(_("How it came to this"), anchor=False)
    mount(scope.key("home-timeline"), history())
    door("tree", _("The whole family, drawn to scale"), key=scope.key("home-tree"))


def _pick_scale(scope: Scope) -> str:
    """How the axes go: "log", where models of any size can be seen together, or "linear"."""
    scales = {"log": _("Logarithmic: powers of ten"), "linear": _("Linear")}
    return st.segmented_control(
        _("Scale"),
        list(scales),
        required=True,
        format_func=scales.__getitem__,
        label_visibility="collapsed",
        width="content",
        **sticky(scope.key("home-scale"), "log"),
    )


def _figures(own: sizes.Size, scope: Scope, *, log: bool) -> None:
    """One beside another, each to its own scale."""
    names = sizes.names()
    for column, (quantity, (name, meaning)) in zip(st.columns(3, gap="medium"), names.items(), strict=True):
        with column:
            say.markdown(f"**{name}**: {meaning}")
        rows = sizes.rows(own, quantity)
        plotted(
            to_scale(rows, palette(shown()), log=log, ticks=sizes.ticks(quantity, log=log)),
            key=scope.key(f"home-{quantity}"),
            alt=_("{name}: {what}", name=name, what=sizes.spoken(rows)),
            place=column,
        )
