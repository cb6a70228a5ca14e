"""Two trainings beside each other."""

from collections.abc import Mapping

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.engine.trainings import Progress
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.figures.training_lines import training_lines
from explorer.findings.train import compare, curves, mine, sides
from explorer.findings.train.presets import preset
from explorer.session.owner import owner
from explorer.session.sticky import sticky
from explorer.views.door import door
from explorer.views.fragments import fragment
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.train import steer
from explorer.words import _, explain
from explorer.words.literal import literal

EVERY = 1.0
"""Seconds from one look at trainings that go on to the next."""


def show(run: Run, scope: Scope) -> None:
    try:
        _show(scope)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
    door("train", _("Train another one"), key=scope.key("compare_train"), view="train")


def _show(scope: Scope) -> None:
    done = sides.trained(owner())
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        chosen = _choose(done, scope)
    going = any(one.state in ("waiting", "running") for one in mine.all_of(owner()))
    if going:
        _live(chosen, scope)
        return
    fresh = [preset(one).order for one in dict.fromkeys(chosen) if one not in done]
    if fresh:
        label = _("Train both") if len(fresh) == 2 else _("Train it")
        row.button(label, key=scope.key("compare_begin"), on_click=steer.begin_all, args=(fresh,))
    steer.say_why_not()
    _pictures(chosen, scope)


def _choose(done: Mapping[str, Progress], scope: Scope) -> tuple[str, str]:
    names, first = sides.offered(done), sides.first_pair(done)
    picked = [
        st.selectbox(
            label,
            list(names),
            format_func=names.__getitem__,
            **sticky(scope.key(f"compare_{n}"), first[n], among=names),
        )
        for n, label in enumerate((_("One"), _("The other")))
    ]
    return picked[0] or first[0], picked[1] or first[1]


def _live(chosen: tuple[str, str], scope: Scope) -> None:
    @fragment(run_every=EVERY)
    def draw() -> None:
        live = [one for one in mine.all_of(owner()) if one.state in ("waiting", "running")]
        if not live:
            st.rerun()
        steer.bar(live[-1], scope)
        _pictures(chosen, scope)

    draw()


def _pictures(chosen: tuple[str, str], scope: Scope) -> None:
    done = sides.trained(owner())
    pair = sides.side(chosen[0], done), sides.side(chosen[1], done)
    names = compare.names_of([mine.name(one) for one in pair])
    sentence(compare.which_is_better(pair, names), key=scope.key("compare_said"), strong=True)
    lines, levels = compare.lines(pair, names), compare.levels(pair)
    plotted(
        training_lines(
            lines,
            levels,
            compare.labels(pair),
            palette(shown()),
            steps=curves.longest(pair),
        ),
        key=scope.key("compare_curve"),
        alt=curves.spoken(lines, levels),
    )
    mount(scope.key("compare_settings"), compare.what_differs(pair, names))
