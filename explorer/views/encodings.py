"""OpenAI's encodings, read in the background: the largest takes half a second, and no page waits for it."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import streamlit as st

from explorer.text.openai import ENCODINGS, openai_tokenizer
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer
from explorer.views.fragments import fragment
from explorer.words import _

_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoding-reader")


@cache
def _future(name: str) -> Future[TiktokenTokenizer]:
    return _reader.submit(openai_tokenizer, name)


def ask() -> dict[str, Future[TiktokenTokenizer]]:
    """The encodings by name, smallest first; begins to read those that nobody has asked for."""
    return {name: _future(name) for name in ENCODINGS}


def ready() -> dict[str, TiktokenTokenizer]:
    """Those that can be used already; one whose file is damaged never can."""
    return {name: future.result() for name, future in ask().items() if future.done() and not future.exception()}


def used_by(name: str) -> str:
    """Which models read this encoding; for our own, what it was learned from."""
    known = {
        "r50k_base": "GPT-2, GPT-3",
        "p50k_base": "Codex, text-davinci-003",
        "cl100k_base": "GPT-3.5, GPT-4",
        "o200k_base": "GPT-4o",
    }
    return known.get(name) or _("the model here")


def offered(own: Tokenizer) -> dict[str, TiktokenTokenizer]:
    """What can be replayed merge by merge: the model's own encoding, if it is of tiktoken's kind, and those ready."""
    mine = {own.name: own} if isinstance(own, TiktokenTokenizer) else {}
    return mine | ready()


def pick(names: list[str]) -> str | None:
    """The one to be replayed; the first unless another was picked that can still be had."""
    if not names:
        return None
    picked = st.session_state.get("tokens-encoding")
    # Said at every run: the browser forgets what is picked when more becomes ready.
    st.session_state["tokens-encoding"] = picked if picked in names else names[0]
    return st.segmented_control(
        _("Encoding"), names, required=True, key="tokens-encoding", label_visibility="collapsed", width="content"
    )


def complete() -> bool:
    """Whether there is nothing left to wait for."""
    damaged = [future for future in ask().values() if future.done() and future.exception()]
    return len(ready()) + len(damaged) == len(ENCODINGS)


@fragment(run_every=0.4)
def wait_for_all() -> None:
    """Say that some are being read; the page is drawn anew once all are there."""
    if complete():
        st.rerun()
    st.caption(_("The other encodings are being read into memory; this takes about a second, once."))
