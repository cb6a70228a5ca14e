"""A calculator: how large, how much text, how many days, for a loss or a budget."""

from collections.abc import Callable

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.log_lines import log_lines
from explorer.figures.palette import palette
from explorer.findings.scale import calculator, calculator_drawn, names
from explorer.findings.scale.calculator import Wish
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scale.law import pick_law
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal
from explorer.words.numbers import big, scientific

NONE = 0.0


def show(run: Run, scope: Scope) -> None:
    left, right = st.columns([2.5, 1], gap="medium")
    with right:
        wish = _wish(scope)
    with left:
        try:
            _plans(wish, scope)
        except Refused as refused:
            say.info(explain(refused, quote=literal))
    say.caption(calculator.used_said())
    say.caption(calculator.sources(wish))
    door("runs", _("The law, tried on models of our own"), key=scope.key("calculator-runs"))
    door("gpt4", _("What use costs in memory"), key=scope.key("calculator-door"), view="kv-cache")


def _plans(wish: Wish, scope: Scope) -> None:
    found = calculator.plans(wish)
    plotted(
        log_lines(
            calculator_drawn.lines(wish, found),
            calculator_drawn.marks(found),
            *calculator_drawn.axes(found),
            palette(shown()),
        ),
        key=scope.key("calculator-figure"),
        alt=calculator_drawn.spoken(wish, found),
    )
    sentence(calculator.told(wish, found), key=scope.key("calculator-told"), strong=True)
    for n, said in enumerate((calculator.served_told(found), calculator.short_told(wish, found))):
        if said:
            sentence(said, key=scope.key(f"calculator-more-{n}"))


def _wish(scope: Scope) -> Wish:
    ways = {"loss": _("For a loss"), "budget": _("For a budget")}
    way = choice(_("Asked"), ways, key=scope.key("calculator-way"), place="calculator_way")
    loss = flop = None
    if way == "loss":
        loss = _slide(_("Loss"), list(calculator.LOSSES), calculator.FIRST_LOSS, "loss", scope, names.nats)
    else:
        budgets = names.steps(15, 28, (1, 3))
        flop = _slide(_("Operations (C)"), budgets, calculator.FIRST_FLOP, "flop", scope, lambda n: scientific(n, 1))
    chosen = pick_law(scope)
    served = _slide(
        _("Tokens that it will read and write in use"), [NONE, *names.steps(9, 17, (1, 3))], NONE, "served", scope
    )
    unique = NONE
    if chosen.slug == "muennighoff":
        unique = _slide(_("Different tokens there are"), [*names.steps(8, 14), NONE], NONE, "unique", scope, _text)
    gpus = calculator.processors()
    gpu = st.selectbox(
        _("Processor"),
        list(gpus),
        format_func=lambda slug: gpus[slug].name,
        **sticky(scope.key("calculator-gpu"), "h100", among=gpus),
    )
    shares = list(range(5, 75, 5))
    used = st.select_slider(
        _("Part of its peak that is reached"),
        shares,
        format_func=lambda n: f"{n} %",
        **sticky(scope.key("calculator-used"), calculator.FIRST_USED, among=shares),
    )
    return Wish(chosen.slug, flop, loss, served, unique or None, gpu, used / 100)


def _text(amount: float) -> str:
    return big(amount) if amount else _("as many as needed")


def _slide(
    label: str, offered: list[float], first: float, key: str, scope: Scope, said: Callable[[float], str] = big
) -> float:
    return st.select_slider(
        label, offered, format_func=said, **sticky(scope.key(f"calculator-{key}"), first, among=offered)
    )
