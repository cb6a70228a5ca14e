"""The best size for a compute, by each law, with models as points; and why the laws disagree."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.log_lines import log_lines
from explorer.figures.palette import palette
from explorer.findings.scale import disagreement, frontiers, frontiers_drawn
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    place = st.container()
    offered = frontiers.budgets(run)
    slug = st.selectbox(
        _("At the compute of"),
        list(offered),
        format_func=lambda slug: f"{offered[slug].name}: {frontiers.budget_said(offered[slug])}",
        width=420,
        **sticky(scope.key("frontiers-budget"), frontiers.FAMOUS, among=offered),
    )
    budget = offered[slug]
    with place:
        lines, marks = frontiers_drawn.lines(budget), frontiers_drawn.marks(run)
        axes = frontiers_drawn.compute_axis(), frontiers_drawn.size_axis()
        plotted(
            log_lines(lines, marks, *axes, palette(shown()), height=440),
            key=scope.key("frontiers-figure"),
            alt=frontiers_drawn.spoken(budget),
        )
        sentence(frontiers.told(budget), key=scope.key("frontiers-told"), strong=True)
    say.markdown(frontiers.table(budget))
    say.caption(frontiers.unplaced())
    _why(run, scope)


def _why(run: Run, scope: Scope) -> None:
    say.subheader(_("Why they disagree"), anchor=False)
    say.markdown(disagreement.embeddings_said(run))
    say.markdown(disagreement.training_said())
    say.markdown(disagreement.table())
    say.markdown(disagreement.scale_said())
    say.caption(disagreement.sources())
    label = _("What a loss or a budget would take")
    door("scale", label, key=scope.key("frontiers-door"), view="calculator")
