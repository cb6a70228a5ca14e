import streamlit as st

from explorer.components.encoding_rows import encoding_rows
from explorer.components.sentence import sentence
from explorer.components.theme import shown
from explorer.components.token_bytes import token_bytes
from explorer.components.token_strip import token_strip
from explorer.ui import compare, detail, encodings, merges, pairs, state
from explorer.ui.page import current_run, opening
from explorer.ui.text import select_character, selected_span, text_of
from explorer.ui.words import _, language
from explorer.view.palette import palette
from explorer.view.tokens_by_language import tokens_by_language


def chips() -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        token_strip(
            run.tokens,
            key="tokens-strip",
            label=_("The tokens of this run"),
            selected=run.position,
            n_prompt=len(run.generation.prompt_ids),
            on_select=lambda position: state.change(position=position),
        )
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


def replay() -> None:
    offered = encodings.offered(run.model.tokenizer)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(_("How this word became tokens"), anchor=False, width="content")
        name = encodings.pick(list(offered))
    if run.model.tokenizer.name not in offered:
        st.caption(
            _(
                "{model}'s tokenizer keeps no table of byte merges that could be replayed, so OpenAI's are offered.",
                model=run.model.name,
            )
        )
    if name:
        merges.show(run, offered[name])


def same_text() -> None:
    st.header(_("The same text under other encodings"), anchor=False)
    text = text_of(run)
    own = compare.cut_of(run.model.tokenizer.name, text.tokens)
    found = compare.cuts(own, encodings.ready(), text.text)
    start, end = compare.window(text.text, selected_span(run)[0])
    encoding_rows(
        compare.rows(found, text.text, (start, end)),
        key="tokens-encodings",
        label=_("The same text under other encodings"),
        selected=selected_span(run),
        labels={
            "split": _("Dots: so many tokens make this one character, and none of them does alone"),
            "before": "…" if start else "",
            "after": "…" if end < len(text.text) else "",
        },
        on_character=lambda character: select_character(run, character),
    )
    if encodings.complete():
        sentence(compare.summary(found, text.text), key="tokens-summary", strong=True)
    else:
        encodings.wait_for_all()


def two_languages() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(_("What a language costs"), anchor=False, width="content")
        pair = pairs.pick()
    for column, text in zip(st.columns(2, gap="medium"), (pair.en, pair.ja), strict=True):
        column.markdown(f"> {text}")
    if pair.source:
        st.caption(pair.source[language()])
    rows = pairs.counts([run.model.tokenizer, *encodings.ready().values()], pair)
    figure = tokens_by_language(
        rows, palette(shown()), english=_("English"), japanese=_("Japanese"), tokens=_("tokens")
    )
    left, right = st.columns(2, gap="medium")
    left.plotly_chart(
        figure,
        key="tokens-languages",
        alt="; ".join(f"{row.encoding}: {row.english}, {row.japanese}" for row in rows),
        config={"displayModeBar": False},
    )
    right.markdown(_("How much of a model's context the text takes, English / **Japanese**:"))
    right.container(key="token_shares").markdown(pairs.shares(rows))
    right.markdown(
        _(
            "Japanese costs more for two reasons. In UTF-8, one Japanese character takes three bytes, an English "
            "letter one. And merges are learned from text: where most of it was English, English words became whole "
            "tokens and Japanese was left in pieces. An encoding learned from more Japanese closes the gap."
        )
    )
    if encodings.complete():
        sentence(pairs.costliest(rows), key="tokens-cost", strong=True)


opening(__file__)
run = current_run()
chips()
replay()
same_text()
two_languages()
