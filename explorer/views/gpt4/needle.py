"""A needle in a haystack: a sentence hidden in a long text, measured in the background at growing lengths."""

from functools import partial

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.needle import Haystack, key_of, measure
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.needle_heat import needle_heat
from explorer.figures.palette import palette
from explorer.findings.gpt4 import needle
from explorer.findings.gpt4.haystack import LONGEST, NEEDLES, Needle, haystack_of, languages
from explorer.findings.gpt4.long_texts import cited
from explorer.models.catalogue import DEFAULT, available
from explorer.models.model import Model
from explorer.models.published import SMOLLM2
from explorer.session.sticky import sticky
from explorer.views import jobs, say
from explorer.views.choice import choice
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        model = _model(run, scope)
        lang = _language(model, scope)
    try:
        haystack = haystack_of(model, _needle(lang, scope), lang)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    key, work = key_of(model, haystack), (measure, model, haystack)
    if not (jobs.known(key) or needle.complete(model, haystack)):
        row.button(
            _("Hide it and ask, at growing lengths"),
            key=scope.key("needle_ask"),
            icon=":material/search:",
            on_click=jobs.begin,
            args=(key, *work),
        )
    jobs.live(key, *work, name=scope.key("needle"), draw=partial(_results, model, haystack, scope))
    say.caption(cited(lang))


def _model(run: Run, scope: Scope) -> Model:
    """The run's own, where it writes, and one that reads far more."""
    own = run.model.name if run.model.causal else DEFAULT
    offered = {own: own}
    if any(entry.name == SMOLLM2.name and entry.source != "" for entry in available()):
        offered |= {SMOLLM2.name: SMOLLM2.name}
    name = choice(_("Model"), offered, key=scope.key("needle_model"), place=f"needle_model_{own}")
    return run.model if name == run.model.name else loaded(name)


def _language(model: Model, scope: Scope) -> str:
    names = {"en": _("English"), "ja": _("Japanese")}
    offered = {lang: names[lang] for lang in languages(model)}
    return choice(_("Text"), offered, key=scope.key("needle_text"), place=f"needle_text_{model.name}")


def _needle(lang: str, scope: Scope) -> Needle:
    """What is hidden and asked; the visitor may write it. Refused where the answer is not in it."""
    first = NEEDLES[lang]
    hidden = st.session_state.get(scope.key(f"needle_sentence_{lang}"), first.sentence)
    with st.expander(_("What is hidden: {sentence}", sentence=literal(hidden)), icon=":material/edit_note:"):
        wide, narrow, other = st.columns([5, 2, 4], gap="small")
    said = [
        column.text_input(label, max_chars=LONGEST, **sticky(scope.key(f"needle_{name}_{lang}"), default)) or ""
        for column, label, name, default in (
            (wide, _("The sentence that is hidden"), "sentence", first.sentence),
            (narrow, _("its answer"), "answer", first.answer),
            (other, _("and the question"), "question", first.question),
        )
    ]
    return Needle(*said)


def _results(model: Model, haystack: Haystack, scope: Scope) -> None:
    found = needle.measured(model, haystack)
    figure = needle_heat(
        needle.cells(model, haystack, found),
        needle.columns(model, haystack),
        needle.rows(),
        palette(shown()),
        x=_("tokens of the whole text"),
        y=_("depth of the needle"),
        empty=_("Not measured yet: press “Hide it and ask”."),
    )
    plotted(
        figure,
        key=scope.key("needle_figure"),
        alt=needle.spoken(found),
    )
    if said := needle.told(model, found):
        sentence(said, key=scope.key("needle_told"), strong=True)
        say.caption(needle.seconds(found))
