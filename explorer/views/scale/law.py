"""The law: a size and a text, and the loss that follows from them."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.log_lines import log_lines
from explorer.figures.loss_plane import loss_plane
from explorer.figures.palette import palette
from explorer.findings.scale import law, law_drawn, models, names, own_loss
from explorer.scaling.laws import AdditiveLaw, Allocation
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.numbers import big, scientific

if TYPE_CHECKING:
    import plotly.graph_objects as go


def show(run: Run, scope: Scope) -> None:
    left, right = st.columns([2.5, 1], gap="medium")
    with right:
        looks = {"curves": _("Curves"), "plane": _("Map")}
        look = choice(_("Picture"), looks, key=scope.key("law-look"), place="law_look")
        point = _point(scope)
        chosen = pick_law(scope)
    with left:
        (_curves if look == "curves" else _plane)(run, chosen, point, scope)
        sentence(law.striking(chosen, point), key=scope.key("law-striking"), strong=True)
        sentence(law.better(chosen, point), key=scope.key("law-better"))
    with st.container(key=scope.key("law-table")):
        say.markdown(law.table(point))
    say.caption(law.caveats())
    say.caption(own_loss.told(run, chosen))
    say.caption(law.sources())
    door("scale", _("The best size for each compute, among real models"), key=scope.key("law-door"), view="frontiers")


def pick_law(scope: Scope) -> AdditiveLaw:
    """Whose constants; one wish on all views of the page."""
    offered = names.laws()
    slug = st.selectbox(
        _("Constants of"),
        list(offered),
        format_func=offered.__getitem__,
        **sticky(scope.key("scale-law"), next(iter(offered)), place="scale_law"),
    )
    return names.law(slug)


def _point(scope: Scope) -> Allocation:
    """Of a size and a text, or of a size and a compute that both must make do with."""
    ways = {"text": _("N and D"), "compute": _("N and C")}
    way = choice(_("Set"), ways, key=scope.key("law-way"), place="law_way")
    size = _slider(_("Parameters (N)"), names.steps(law.SIZE_FROM, law.SIZE_TO), law.FIRST.parameters, "law-n", scope)
    if way == "text":
        text = _slider(_("Tokens (D)"), names.steps(law.TEXT_FROM, law.TEXT_TO), law.FIRST.tokens, "law-d", scope)
        point = Allocation(size, text)
        say.caption(_("C ≈ 6 N D = {c} operations", c=scientific(point.compute, 2)))
        return point
    budgets = names.steps(law.COMPUTE_FROM, law.COMPUTE_TO, (1, 3))
    flop = st.select_slider(
        _("Operations (C)"),
        budgets,
        format_func=lambda n: scientific(n, 1),
        **sticky(scope.key("law-c"), 3e23, among=budgets),
    )
    point = law.at_budget(size, flop)
    say.caption(_("D = C / 6 N = {d} tokens", d=big(point.tokens)))
    return point


def _slider(label: str, offered: list[float], first: float, key: str, scope: Scope) -> float:
    return st.select_slider(label, offered, format_func=big, **sticky(scope.key(key), first, among=offered))


def _curves(run: Run, chosen: AdditiveLaw, point: Allocation, scope: Scope) -> None:
    lines, marks = law_drawn.curves(chosen, point)
    x, y = law_drawn.size_axis(), law_drawn.loss_axis(chosen)
    _draw(log_lines(lines, marks, x, y, palette(shown())), law_drawn.curves_spoken(chosen, point), scope)


def _plane(run: Run, chosen: AdditiveLaw, point: Allocation, scope: Scope) -> None:
    lines, marks = law_drawn.plane(chosen, point, models.by_text(run))
    axes = law_drawn.size_axis(), law_drawn.text_axis()
    figure = loss_plane(law_drawn.surface(chosen), lines, marks, *axes, palette(shown()))
    _draw(figure, law_drawn.plane_spoken(chosen, point), scope)


def _draw(figure: "go.Figure", spoken: str, scope: Scope) -> None:
    plotted(figure, key=scope.key("law-figure"), alt=spoken)
