"""How this run's text was cut: its tokens, the selected one's bytes, the merges of its word, and other encodings."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.tokens.token_strip import strip_of
from explorer.engine import encodings
from explorer.engine.encodings import offered as offered_encodings
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.chat_marks import chips
from explorer.findings.run_text import selected_span, spans_of_each, text_of
from explorer.findings.tokens import compare, detail
from explorer.session import chat_marks, state
from explorer.views import say
from explorer.views.encodings import pick, wait_for_all
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.tokens.merges import select, show_replay
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    _chips(run, scope)
    _replay(run, scope)
    _same_text(run, scope)


def _chips(run: Run, scope: Scope) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        strip = strip_of(
            run.tokens,
            label=_("The tokens of this run"),
            selected=run.position,
            n_prompt=len(run.generation.prompt_ids),
            spans=spans_of_each(run),
            folds=chips(run),
            open=chat_marks.shown(),
        )
        mount(
            scope.key("tokens-strip"),
            strip,
            position=lambda position: state.change(position=position),
            fold=lambda _sent: chat_marks.turn(),
        )
        say.caption(_("Click a token to select it, here and on every other page. Beneath each stands its id."))
        sentence(detail.counted(run), key=scope.key("tokens-counted"), strong=True)
    with right:
        mount(scope.key("tokens-detail"), detail.token_bytes(run))


def _replay(run: Run, scope: Scope) -> None:
    offered = offered_encodings(run.model.tokenizer)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        say.header(_("How this word became tokens"), anchor=False, width="content")
        name = pick(list(offered), scope)
    if run.model.tokenizer.name not in offered:
        say.caption(
            _(
                "{model}'s tokenizer keeps no table of byte merges that could be replayed, so OpenAI's are offered.",
                model=literal(run.model.name),
            )
        )
    if name:
        try:
            show_replay(run, offered[name], scope)
        except Refused as refused:
            say.warning(explain(refused, quote=literal))


def _same_text(run: Run, scope: Scope) -> None:
    say.header(_("The same text under other encodings"), anchor=False)
    text = text_of(run)
    own = compare.cut_of(run.model.tokenizer.name, text.tokens)
    cuts = compare.cuts(own, encodings.ready(), text.text)
    rows = compare.encoding_rows(cuts, text.text, selected_span(run))
    mount(scope.key("tokens-encodings"), rows, character=select)
    if encodings.complete():
        sentence(compare.summary(cuts, text.text), key=scope.key("tokens-summary"), strong=True)
    else:
        wait_for_all()
