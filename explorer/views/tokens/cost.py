"""What a language costs: the same thing in English and Japanese, under every encoding."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine import encodings, model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.figures.tokens_by_language import Counts, tokens_by_language
from explorer.findings.tokens import pairs
from explorer.models.catalogue import DEFAULT
from explorer.text.tokenizer import Tokenizer
from explorer.views import say
from explorer.views.door import door
from explorer.views.encodings import wait_for_all
from explorer.views.fragments import fragment
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.tokens.pairs import own, pick
from explorer.words import _, explain, language
from explorer.words.literal import literal


@fragment()
def show(run: Run, scope: Scope) -> None:
    """A bundled pair or the visitor's own, counted, as bars and as shares of two contexts."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        say.header(_("What a language costs"), anchor=False, width="content")
        picked = pick(scope)
    pair = own(scope) if picked is None else picked
    if picked is not None:
        _quote(picked)
    elif not (pair.en and pair.ja):
        say.info(_("Type the same thing in both languages: the tokens are counted while you type."))
        return
    try:
        rows = pairs.counts(_tokenizers(run), pair)
    except Refused as refused:
        say.warning(explain(refused, quote=literal))
        return
    if run.model.tokenizer.name not in {row.encoding for row in rows}:
        say.caption(_("The vocabulary of {model} lacks the letters of one of the texts.", model=run.model.name))
    if rows:
        _counted(rows, pair, scope)
    else:
        wait_for_all()


def _tokenizers(run: Run) -> list[Tokenizer]:
    """The model's own, the embedded one where that is another, and OpenAI's."""
    own, ours = run.model.tokenizer, model_store.ask(DEFAULT).result().tokenizer
    return [own, *([ours] if ours.name != own.name else []), *encodings.ready().values()]


def _quote(pair: pairs.TextPair) -> None:
    for column, text in zip(st.columns(2, gap="medium"), (pair.en, pair.ja), strict=True):
        with column:
            say.markdown(f"> {text}")
    if pair.source:
        say.caption(pair.source[language()])


def _counted(rows: list[Counts], pair: pairs.TextPair, scope: Scope) -> None:
    figure = tokens_by_language(
        rows, palette(shown()), english=_("English"), japanese=_("Japanese"), tokens=_("tokens")
    )
    left, right = st.columns([5, 7], gap="medium")
    plotted(
        figure,
        key=scope.key("tokens-languages"),
        alt=pairs.spoken(rows),
        place=left,
    )
    with right:
        _shares(rows, pair, scope)
    if encodings.complete():
        sentence(pairs.costliest(rows), key=scope.key("tokens-cost"), strong=True)
        door("gpt4", _("What a long context costs"), view="long-context", key=scope.key("tokens-context"))
    else:
        wait_for_all()


def _shares(rows: list[Counts], pair: pairs.TextPair, scope: Scope) -> None:
    say.markdown(_("Tokens a character, and how much of a model's context the text takes, English / **Japanese**:"))
    with st.container(key=scope.key("token_shares")):
        say.markdown(pairs.shares(rows, pair))
    say.markdown(
        _(
            "Japanese costs more for two reasons. In UTF-8, one Japanese character takes three bytes, an English "
            "letter one. And merges are learned from text: where most of it was English, English words became "
            "whole tokens and Japanese was left in pieces. An encoding learned from more Japanese closes the gap."
        )
    )
