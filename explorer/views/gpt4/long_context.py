"""A longer context: a text against 4,097 and 32,768 tokens, to scale, and against the models here."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine import encodings, model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.gpt4 import language_cost
from explorer.findings.gpt4.long_context import LONGEST, checked, contexts, how_counted, longer, to_scale
from explorer.findings.gpt4.long_texts import cited, long_text
from explorer.models.published import SMOLLM2 as PUBLISHED
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.encodings import wait_for_all
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain, language
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    try:
        text = checked(_text(run, scope))
        found = contexts(run, encodings.ready(), model_store.loaded(PUBLISHED.name), text)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        return
    mount(scope.key("windows"), to_scale(found, text))
    if not encodings.complete():
        wait_for_all()
    if said := longer(found):
        sentence(said, key=scope.key("windows_finding"), strong=True)
    say.caption(how_counted(text))
    _languages(language_cost.costs(found), scope)


def _text(run: Run, scope: Scope) -> str:
    """The prompt, a long text that comes with the page, or one of the visitor's own."""
    ways = {"run": _("The prompt"), "long": _("A long text"), "own": _("A text of your own")}
    picked = choice(_("Text"), ways, key=scope.key("windows_text"), place="windows_text_kept")
    if picked == "long":
        say.caption(cited(language()))
        return long_text(language())
    if picked == "run":
        return run.question.prompt
    return st.text_area(
        _("Paste a text: an e-mail, a report, a chapter"),
        "",
        height=140,
        max_chars=LONGEST,
        **sticky(scope.key("windows_own"), "", place="windows_own"),
    )


def _languages(costs: list[language_cost.Cost], scope: Scope) -> None:
    if not costs:
        return
    say.subheader(_("The same content in two languages"), anchor=False)
    sentence(language_cost.told(costs), key=scope.key("windows_languages"))
    with st.container(key=scope.key("token_shares")):
        say.markdown(language_cost.table(costs))
    say.caption(language_cost.titles())
