"""What “large” means: data, compute and parameters, to scale, and how it came to this."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.frame.timeline import timeline
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.sizes import sizes as to_scale
from explorer.views.home import sizes
from explorer.views.home.history import history
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(_("“Large” means that three things were made large"), anchor=False, width="content")
        log = sizes.pick_scale() == "log"
    own = sizes.own_size(run)
    told = {
        "data": (_("Data"), _("the text that it learned from")),
        "compute": (_("Compute"), _("floating-point operations of its training")),
        "parameters": (_("Parameters"), _("the numbers that learning adjusts")),
    }
    for column, (quantity, (name, meaning)) in zip(st.columns(3, gap="medium"), told.items(), strict=True):
        column.markdown(f"**{name}**: {meaning}")
        rows = sizes.rows(own, quantity)
        figure = to_scale(rows, palette(shown()), log=log, ticks=sizes.ticks(quantity, log=log))
        column.plotly_chart(
            figure,
            key=f"home-{quantity}",
            alt=f"{name}: " + "; ".join(f"{row.name}, {row.label}" for row in rows),
            config={"displayModeBar": False},
        )
    sentence(sizes.how_small(own, causal=run.model.causal), key="home-small", strong=True)
    st.markdown(
        _(
            "The **scaling law** (Kaplan et al. 2020) ties the three together: as long as none of them holds the "
            "others back, the error in predicting the next token falls by a power law in data, compute and parameters, "
            "smoothly enough to be forecast before training."
        )
    )
    st.header(_("How it came to this"), anchor=False)
    timeline(history(), key="home-timeline", label=_("How it came to this"))
