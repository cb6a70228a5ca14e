"""What was learnt, kept for this visit, taken away as a folder of peft's, or brought along."""

from base64 import b64decode
from collections.abc import Callable

import streamlit as st

from explorer.components.frame.file_box import FileBox
from explorer.components.mount import mount
from explorer.engine import adapters
from explorer.engine.taught import taught
from explorer.errors import Refused
from explorer.models.tuning.adapter import Adapter
from explorer.session import state
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

SAID = "adapters_said"
"""Where the session keeps what became of the last wish."""


def keep(adapter: Adapter, card: str, name: str, scope: Scope) -> None:
    """Two ways to go on with it: as the model of every page, and as a download."""
    say.subheader(_("Keep it"), anchor=False)
    box, use, take = st.columns([3, 3, 3], vertical_alignment="bottom")
    field = scope.key("adapter_name")
    box.text_input(_("Its name"), value=name or "1", max_chars=40, key=field)
    use.button(
        _("Use it on every page"),
        key=scope.key("adapter_keep"),
        icon=":material/check:",
        on_click=lambda: _try(lambda: adapters.keep(owner(), st.session_state[field], adapter.base, adapter)),
    )
    take.download_button(
        _("Download the adapter (peft)"),
        data=lambda: adapters.packed(adapter, card, "adapter"),
        file_name="adapter.zip",
        mime="application/zip",
        key=scope.key("adapter_take"),
        icon=":material/download:",
        on_click="ignore",
    )
    _say()
    say.caption(
        _(
            "It is yours alone and lasts as long as your visit; nobody else sees it, whatever link they open. Download "
            "it to have it longer."
        )
    )


def _try(make: Callable[[], str]) -> None:
    """Make a model and go on with it; why that is refused is said after the redraw."""
    try:
        name = make()
    except Refused as refused:
        st.session_state[SAID] = refused
        return
    state.change(model=name)
    st.session_state[SAID] = name


def _say() -> None:
    said = st.session_state.pop(SAID, None)
    if isinstance(said, Refused):
        st.error(explain(said, quote=literal), icon=":material/info:")
    elif said is not None:
        say.info(
            _("{model} is the model of every page now: it is in the settings, among the others.", model=literal(said)),
            icon=":material/check:",
        )


def open_one(scope: Scope) -> None:
    """A zip with an adapter; and what is kept already."""
    with st.expander(_("Open an adapter, or let go of a model"), icon=":material/folder_open:"):
        say.caption(_("A zip with adapter_config.json and adapter_model.safetensors, for a model that is here"))
        box = FileBox(
            label=_("Open an adapter…"),
            accept=".zip",
            most=adapters.MOST_MEGABYTES * 2**20,
            too_large=_("The file has more than {most} MB.", most=adapters.MOST_MEGABYTES),
        )
        mount(scope.key("adapter_file"), box, file=_open)
        for name in taught.names():
            st.button(
                _("Let go of {model}", model=literal(name)),
                key=scope.key(f"adapter_drop_{name}"),
                on_click=_let_go,
                args=(name,),
            )
        _say()


def _open(file: tuple[str, str]) -> None:
    """file: its name, and its bytes in base64."""
    name, data = file
    _try(lambda: adapters.unpacked(owner(), name.rpartition(".")[0][:40], name, b64decode(data)))


def _let_go(name: str) -> None:
    taught.drop(owner(), name)
    if state.current().model == name:
        state.change(model=state.default().model)
