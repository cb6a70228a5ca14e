"""A picture in tokens: placed, cut, read and answered about."""

import streamlit as st

from explorer.components.frame import theme
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.findings.gpt4.answers import MODEL, Answer, answer, blind, strip
from explorer.findings.gpt4.board import describe
from explorer.findings.gpt4.picture import counted, no_words, picture_tokens, striking, warning
from explorer.findings.gpt4.vectors_map import spoken, vectors_map
from explorer.pictures.drawing import Shown
from explorer.session import pictures
from explorer.views import say
from explorer.views.gpt4.board import board, question, sees, there
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    if not there():
        return
    model = loaded(MODEL)
    left, right = st.columns([1, 3.2], gap="medium")
    with left:
        shown = board(run, scope)
    with right:
        above = st.container()
        asked = question(run, shown, scope)
        try:
            found, without = answer(model, shown, asked), blind(model, asked)
        except Refused as refused:
            say.warning(explain(refused, quote=literal))
            return
        _answers(found, without, scope)
        _follow(run, shown, asked, scope)
    with above:
        sentence(striking(found, without, answer(model, shown, describe())), key=scope.key("picture-fact"), strong=True)
    _cut(found, scope)


def _answers(found: Answer, without: Answer, scope: Scope) -> None:
    """With the picture and without it, token by token."""
    with st.container(gap="small"):
        say.caption(_("The answer, and how likely each of its tokens was"))
        mount(scope.key("picture-answer"), strip(found, _("The answer with the picture")))
        say.caption(_("The same question over an empty board"))
        mount(scope.key("picture-blind"), strip(without, _("The answer without the picture")))
        if said := warning(found):
            say.warning(said)


def _follow(run: Run, shown: Shown, asked: str, scope: Scope) -> None:
    if sees(run) and run.question.picture == shown:
        return
    st.button(
        _("Follow this picture through the five steps"),
        key=scope.key("picture-follow"),
        icon=":material/arrow_forward:",
        on_click=pictures.follow,
        args=(MODEL, shown, asked),
    )


def _cut(found: Answer, scope: Scope) -> None:
    say.subheader(_("Cut into patches, each a vector"), anchor=False)
    mount(scope.key("picture-tokens"), picture_tokens(found))
    sentence(counted(found), key=scope.key("picture-counted"))
    say.subheader(_("Patches among words"), anchor=False)
    figure = vectors_map(found, palette(theme.shown()))
    plotted(
        figure,
        key=scope.key("picture-map"),
        alt=spoken(found),
    )
    sentence(no_words(found), key=scope.key("picture-words"))
