"""How good the translator is: its scores on held-out pairs, and some of these pairs, translated now."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.transformer.quality import MEASURED, Row, rows, table, the_first_one, what_they_mean
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.transformer.asking import ask
from explorer.words import _
from explorer.words.literal import literal

LENGTHS = (4, 8, 12)


def show(run: Run, scope: Scope) -> None:
    asked, _row = ask(run, scope)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        say.subheader(_("{model} on held-out pairs", model=MEASURED), anchor=False)
        st.markdown(_lines(table()))
        say.caption(what_they_mean())
        say.caption(the_first_one())
    with right:
        say.subheader(_("Some of these pairs, translated now"), anchor=False)
        n = st.select_slider(
            _("How many"), LENGTHS, label_visibility="collapsed", **sticky(scope.key("quality-n"), LENGTHS[0])
        )
        with st.spinner(_("Translating…"), show_time=False):
            st.markdown(_pairs(rows(asked.model, asked.direction, n)))


def _lines(found: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    head, *rest = ("| " + " | ".join(row) + " |" for row in found)
    return "\n".join([head, "|" + "---|" * len(found[0]), *rest])


def _pairs(found: list[Row]) -> str:
    head = (_("held out"), _("the model"), _("a person"))
    return _lines([head, *(tuple(map(_cell, (row.source, row.said, row.reference))) for row in found)])


def _cell(text: str) -> str:
    return literal(text).replace("|", "\\|")
