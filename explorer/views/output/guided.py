"""Writing that has to fit: one of a list of texts, or a regular expression, with the mask at every step."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.output.guided import guided, one_of, steps, what_it_cost
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain, language
from explorer.words.literal import literal

CHOICES = {"en": " happy.\n sad.\n very tired.", "ja": "うれしい。\n悲しい。\nとても眠い。"}
PATTERN = {"en": r" (in|on) the [a-z]+( and the [a-z]+)?\.", "ja": r"[ぁ-ん]{2,6}(と|が)[ぁ-ん]{2,6}。"}


def show(run: Run, scope: Scope, *, choices: bool) -> None:
    try:
        pattern = one_of(run, _choices(scope)) if choices else _pattern(scope)
        with st.spinner(_("Writing what fits…")):
            text = guided(run, pattern)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    if not text.steps:
        say.info(_("Nothing can be written here: the pattern is empty or the context is full."))
        return
    mount(scope.key("guided_steps"), steps(run, text))
    sentence(what_it_cost(run, text), key=scope.key("guided_finding"), strong=True)


def _choices(scope: Scope) -> list[str]:
    typed = sticky(scope.key("guided_choices"), CHOICES[language()])
    return st.text_area(_("The choices, one on each line"), "", height=110, **typed).split("\n")


def _pattern(scope: Scope) -> str:
    typed = sticky(scope.key("guided_pattern"), PATTERN[language()])
    title = _("A regular expression for the whole continuation; a space at its beginning counts")
    return st.text_input(title, "", **typed)
