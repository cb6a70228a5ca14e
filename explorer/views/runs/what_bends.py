"""What bends the curve: the same models with too little text, at a wrong rate, and counted another way."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.run_lines import run_lines
from explorer.findings.runs import bends
from explorer.findings.runs.drawn import spoken
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    key = scope.key("bends-way")
    way = choice(_("What bends it"), bends.ways(), key=key, place=f"{key}_kept")
    pictures = {"losses": bends.losses(way)}
    if way == "little":
        pictures["learning"] = bends.learning()
    elif way == "bits":
        pictures["bits"] = bends.bits()
    for column, (name, picture) in zip(st.columns(len(pictures), gap="medium"), pictures.items(), strict=True):
        lines, axes = picture
        plotted(
            run_lines(lines, axes, palette(shown())),
            key=scope.key(f"bends-{way}-{name}"),
            alt=spoken(lines, axes),
            place=column,
        )
    sentence(bends.said(way), key=scope.key("bends-said"), strong=True)
    say.caption(bends.how(way))
    door("scale", _("What the published laws say"), key=scope.key("bends-door"), view="law")
