"""What an encoder does instead of going on: one token is hidden, and the model guesses it from both sides."""

import numpy as np
import streamlit as st

from explorer.components.mount import mount
from explorer.components.tokens.token_strip import token_strip
from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.engine.runs import Run, trace_of
from explorer.figures.numbers import percent
from explorer.findings.next_token_table import next_token_table
from explorer.session import state
from explorer.text.specials import special_names
from explorer.text.token import tokens_of
from explorer.text.tokenizer import Tokenizer
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.literal import literal
from explorer.words.sentences import chip

ROWS = 12


def show(run: Run) -> None:
    st.markdown(
        _("{model} reads the whole text at once and has no next token: it fills gaps. Choose a token to hide.",
          model=literal(run.model.name))
    )  # fmt: skip
    mask = mask_of(run.model.tokenizer)
    if mask is None:
        st.info(_("The tokenizer of {model} has no token that stands for a gap.", model=literal(run.model.name)))
        return
    place = hidden(run)
    ids = (*run.trace.ids[:place], mask, *run.trace.ids[place + 1 :])
    token_strip(
        tokens_of(ids, run.model.tokenizer),
        key="decoding_gap",
        label=_("The text with its gap"),
        selected=place,
        on_select=lambda position: state.change(position=position),
    )
    logits = trace_of(run.model, ids).logits[place]
    pipeline = run_pipeline(logits, (), Sampling())
    bars, beside = st.columns([5, 3], gap="medium")
    with bars:
        label, wanted = _("The likeliest tokens for the gap"), run.trace.ids[place]
        mount("decoding_gap_bars", next_token_table(run, pipeline, k=ROWS, chosen=wanted, label=label, logits=True))
    with beside:
        sentence(finding(run, place, logits), key="decoding_gap_finding", strong=True)


def mask_of(tokenizer: Tokenizer) -> int | None:
    """The id that stands for a gap: BERT's [MASK], RoBERTa's <mask>."""
    names = special_names(tokenizer)
    return next((names[name] for name in ("[MASK]", "<mask>") if name in names), None)


def hidden(run: Run) -> int:
    """The selected token; a special one is no gap, so the last that is none."""
    if not run.tokens[run.position].special:
        return run.position
    return max((place for place, token in enumerate(run.tokens) if not token.special), default=run.position)


def finding(run: Run, place: int, logits: np.ndarray) -> str:
    """Whether it finds what was hidden."""
    weights = np.exp(logits - logits.max(), dtype=np.float64)
    wanted, best = run.trace.ids[place], int(logits.argmax())
    return _(
        "Hidden was {token}: the model gives it {share}, rank {rank}. Its first guess is {guess} ({other}). It knows "
        "what stands before the gap and what stands after it.",
        token=chip(run.tokens[place].text),
        share=percent(float(weights[wanted] / weights.sum())),
        rank=f"{rank_of(logits, wanted):,}",
        guess=chip(run.texts_of([best])[0]),
        other=percent(float(weights[best] / weights.sum())),
    )
