"""How this run's text was cut: its tokens, the selected one's bytes, the merges of its word, and other encodings."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.tokens.encoding_rows import encoding_rows
from explorer.components.tokens.token_bytes import token_bytes
from explorer.components.tokens.token_strip import strip_of
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.run_text import position_at, selected_span, spans_of_each, text_of
from explorer.session import state
from explorer.text.glyphs import visible
from explorer.views import encodings
from explorer.views.sentence import sentence
from explorer.views.tokens import compare, detail, merges
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run) -> None:
    _chips(run)
    _replay(run)
    _same_text(run)


def _chips(run: Run) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        strip = strip_of(
            run.tokens,
            label=_("The tokens of this run"),
            selected=run.position,
            n_prompt=len(run.generation.prompt_ids),
            spans=spans_of_each(run),
        )
        mount("tokens-strip", strip, position=lambda position: state.change(position=position))
        st.caption(_("Click a token to select it, here and on every other page. Beneath each stands its id."))
        sentence(detail.counted(run), key="tokens-counted", strong=True)
    with right:
        characters, more = detail.characters_of(run)
        token_bytes(
            run.tokens[run.position].text,
            key="tokens-detail",
            label=_("The selected token"),
            facts=detail.facts(run),
            characters=characters,
            more=more,
            said=detail.told(run),
        )


def _replay(run: Run) -> None:
    offered = encodings.offered(run.model.tokenizer)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(_("How this word became tokens"), anchor=False, width="content")
        name = encodings.pick(list(offered))
    if run.model.tokenizer.name not in offered:
        st.caption(
            _(
                "{model}'s tokenizer keeps no table of byte merges that could be replayed, so OpenAI's are offered.",
                model=literal(run.model.name),
            )
        )
    if name:
        try:
            merges.show(run, offered[name])
        except Refused as refused:
            st.warning(explain(refused, quote=literal))


def _same_text(run: Run) -> None:
    st.header(_("The same text under other encodings"), anchor=False)
    text = text_of(run)
    own = compare.cut_of(run.model.tokenizer.name, text.tokens)
    found = compare.cuts(own, encodings.ready(), text.text)
    start, end = compare.window(text.text, selected_span(run)[0])
    encoding_rows(
        compare.rows(found, text.text, (start, end)),
        [visible(character.encode()) for character in text.text[start:end]],
        start=start,
        key="tokens-encodings",
        label=_("The same text under other encodings"),
        selected=selected_span(run),
        labels={
            "split": _("Dots: so many tokens make this one character, and none of them does alone"),
            "before": "…" if start else "",
            "after": "…" if end < len(text.text) else "",
        },
        on_character=lambda character: state.change(position=position_at(run, character)),
    )
    if encodings.complete():
        sentence(compare.summary(found, text.text), key="tokens-summary", strong=True)
    else:
        encodings.wait_for_all()
