"""A box beside the run: what is typed in it becomes tokens at once, under any encoding, and no model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import ref

import streamlit as st

from explorer.components.tokens.token_lab import MOST, Count, token_lab
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.session import state
from explorer.text.chat import ChatTemplate
from explorer.text.specials import encode_with_specials, special_names
from explorer.text.token import Token, tokens_of
from explorer.text.tokenizer import Tokenizer
from explorer.views import encodings
from explorer.views.fragments import fragment
from explorer.words import _, explain, ngettext
from explorer.words.literal import literal
from explorer.words.numbers import bytes_long, characters, tokens

LONGEST = 20_000
"""Characters that are cut into tokens while somebody types."""

SPECIALS = 40
"""Names of special tokens that are offered."""

PLAIN, SPECIAL, CHAT = "plain", "special", "chat"


@dataclass(frozen=True)
class Typed:
    """What stands in the box, and how it is to be read."""

    text: str
    reading: str
    template: ChatTemplate | None = None

    def ids(self, tokenizer: Tokenizer) -> list[int]:
        """Refused where the tokenizer or the template does not take it."""
        if self.reading == CHAT and self.template is not None:
            return list(self.template.prompt(tokenizer, self.text).ids)
        return encode_with_specials(tokenizer, self.text) if self.reading == SPECIAL else tokenizer.encode(self.text)


def cut(typed: Typed, tokenizer: Tokenizer) -> tuple[Token, ...]:
    return once(("typed", typed, ref(tokenizer)), lambda: tokens_of(typed.ids(tokenizer), tokenizer))


def counted(typed: Typed, offered: Mapping[str, Tokenizer]) -> list[Count]:
    """How many tokens each encoding makes; None where it does not take the text."""
    return [Count(name, _n(typed, tokenizer)) for name, tokenizer in offered.items()]


def facts(found: tuple[Token, ...]) -> str:
    """The text in numbers; of a chat, the whole text that is sent."""
    data = b"".join(token.data for token in found)
    n_characters, n_special = len(data.decode("utf-8", errors="replace")), sum(token.special for token in found)
    said = _(
        "{tokens} for {characters} ({n_bytes}): {each} characters a token",
        tokens=tokens(len(found)),
        characters=characters(n_characters),
        n_bytes=bytes_long(len(data)),
        each=f"{n_characters / max(1, len(found)):.2f}",
    )
    if n_special:
        said += " · " + ngettext("{n} of them special", "{n} of them special", n_special)
    return said


@fragment()
def show(run: Run) -> None:
    """The box, the encodings to choose among, and the text as tokens."""
    offered: dict[str, Tokenizer] = {run.model.tokenizer.name: run.model.tokenizer, **encodings.ready()}
    template = run.model.chat_template
    with st.container(horizontal=True, vertical_alignment="center"):
        reading = _reading(template is not None, run.question.chat)
        run_it = st.container(width="content")
    chat = reading == CHAT
    name = run.model.tokenizer.name if chat else _chosen(list(offered))
    tokenizer, typed = offered[name], Typed(_text(run)[:LONGEST], reading, template)
    try:
        found = cut(typed, tokenizer)
    except Refused as refused:
        st.warning(explain(refused, quote=literal))
        found = ()
    token_lab(
        typed.text,
        found,
        key="typing-lab",
        counts=counted(typed, {name: tokenizer} if chat else offered),
        chosen=name,
        specials=list(special_names(tokenizer))[:SPECIALS] if reading == SPECIAL else (),
        labels=_labels(found),
        on_text=lambda text: st.session_state.update({"typing-text": text}),
        on_encoding=lambda name: st.session_state.update({"typing-encoding": name}),
    )
    asked = run_it.button(_("Run this text"), disabled=not typed.text or reading == SPECIAL, key="typing-run")
    if asked:
        state.change(prompt=typed.text, chat=chat if template is not None else run.question.chat)
        st.rerun()
    st.caption(_about(reading, template is not None, run.model.name))
    if not encodings.complete():
        encodings.wait_for_all()


def _text(run: Run) -> str:
    """What was typed last; it begins as the prompt, and again when another is run."""
    if st.session_state.get("typing-prompt") != run.question.prompt:
        st.session_state["typing-prompt"] = st.session_state["typing-text"] = run.question.prompt
    return st.session_state["typing-text"]


def _chosen(names: list[str]) -> str:
    asked = st.session_state.get("typing-encoding")
    return asked if asked in names else names[0]


def _reading(chat: bool, preferred: bool) -> str:
    """One of the three ways; a model to chat with is first read as the run does."""
    offered = {PLAIN: _("As text"), SPECIAL: _("With special tokens")} | ({CHAT: _("As a chat")} if chat else {})
    if st.session_state.get("typing-reading") not in offered:
        st.session_state["typing-reading"] = CHAT if chat and preferred else PLAIN
    st.segmented_control(
        _("How it is read"),
        list(offered),
        key="typing-reading",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        width="content",
    )
    return st.session_state["typing-reading"]


def _about(reading: str, chat: bool, model: str) -> str:
    """What this way of reading is for."""
    if reading == CHAT:
        return _(
            "To a model a chat is one text, in which a template marks every turn with special tokens (dashed). Their "
            "names, when typed, stay text here; a program that takes them for real ones opens the door to prompt "
            "injection."
        )
    if reading == SPECIAL:
        return _("Names of special tokens become one token each (dashed), as in what programs send to a model.")
    if chat:
        return _("Typed names of special tokens are text like any other.")
    return _(
        "Typed names of special tokens are text like any other. {model} has no chat template: it was made to go on "
        "writing, not to answer.",
        model=literal(model),
    )


def _labels(found: tuple[Token, ...]) -> dict[str, str]:
    left = len(found) - MOST
    return {
        "box": _("Text to cut into tokens"),
        "placeholder": _("Type: the tokens follow"),
        "text": _("Text"),
        "ids": _("Ids"),
        "bytes": _("Bytes"),
        "encodings": _("Encoding"),
        "specials": _("Insert:"),
        "more": ngettext("and {n} more", "and {n} more", left) if left > 0 else "",
        "facts": facts(found),
        "hint": _("Point at a piece of text, an id or bytes: what belongs together lights up."),
    }


def _n(typed: Typed, tokenizer: Tokenizer) -> int | None:
    try:
        return len(cut(typed, tokenizer))
    except Refused:
        return None
