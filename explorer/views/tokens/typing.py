"""A box beside the run: what is typed in it becomes tokens at once, under any encoding, and no model is asked."""

from collections.abc import Callable

import streamlit as st

from explorer.components.mount import mount
from explorer.components.tokens.token_lab import LONGEST
from explorer.engine import encodings
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.tokens.typing import CHAT, PLAIN, SPECIAL, Typed, about, cut, token_lab
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.text.tokenizer import Tokenizer
from explorer.views import say
from explorer.views.encodings import wait_for_all
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal


@fragment()
def show(run: Run, scope: Scope) -> None:
    """The box, the encodings to choose among, and the text as tokens."""
    offered: dict[str, Tokenizer] = {run.model.tokenizer.name: run.model.tokenizer, **encodings.ready()}
    template = run.model.chat_template
    with st.container(horizontal=True, vertical_alignment="center"):
        reading = _reading(template is not None, run.question.chat, scope)
        run_it = st.container(width="content")
    chat = reading == CHAT
    name = run.model.tokenizer.name if chat else _chosen(list(offered), scope)
    typed = Typed(_text(run, scope)[:LONGEST], reading, template)
    try:
        tokens = cut(typed, offered[name])
    except Refused as refused:
        say.warning(explain(refused, quote=literal))
        tokens = ()
    lab = token_lab(typed, tokens, {name: offered[name]} if chat else offered, name)
    keep_text, keep_encoding = (_keeper(scope.key(f"typing-{what}_kept")) for what in ("text", "encoding"))

    def chosen(sent: tuple[str, str]) -> None:
        keep_encoding(sent[0])
        keep_text(sent[1])

    mount(scope.key("typing-lab"), lab, text=keep_text, encoding=chosen)
    unasked = not typed.text or reading == SPECIAL
    if run_it.button(_("Run this text"), disabled=unasked, key=scope.key("typing-run")):
        state.change(prompt=typed.text, chat=chat if template is not None else run.question.chat)
        st.rerun()
    say.caption(about(reading, template is not None, run.model.name))
    if not encodings.complete():
        wait_for_all()


def _keeper(key: str) -> Callable[[str], None]:
    """What the session keeps under `key`."""
    return lambda value: st.session_state.__setitem__(key, value)


def _text(run: Run, scope: Scope) -> str:
    """What was typed last; it begins as the prompt, and again when another is run."""
    session, prompt, text = st.session_state, scope.key("typing-prompt_kept"), scope.key("typing-text_kept")
    if session.get(prompt) != run.question.prompt:
        session[prompt] = session[text] = run.question.prompt
    return session[text]


def _chosen(names: list[str], scope: Scope) -> str:
    asked = st.session_state.get(scope.key("typing-encoding_kept"))
    return asked if asked in names else names[0]


def _reading(chat: bool, preferred: bool, scope: Scope) -> str:
    """One of the three ways; a model to chat with is first read as the run does."""
    offered = {PLAIN: _("As text"), SPECIAL: _("With special tokens")} | ({CHAT: _("As a chat")} if chat else {})
    return st.segmented_control(
        _("How it is read"),
        list(offered),
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        width="content",
        **sticky(scope.key("typing-reading"), CHAT if chat and preferred else PLAIN, among=offered),
    )
