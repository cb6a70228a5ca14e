"""What was trained, as a model: of every page, as a download, or brought back from one."""

from base64 import b64decode
from collections.abc import Callable

import streamlit as st

from explorer.components.frame.file_box import FileBox
from explorer.components.mount import mount
from explorer.engine import training_models
from explorer.engine.trainings import Progress, trainings
from explorer.errors import Refused
from explorer.findings.train import mine
from explorer.session import state
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

KEPT, OPENED = "train_kept", "train_opened"
"""Where the session keeps what became of the last wish of each kind."""


def keep(progress: Progress, scope: Scope) -> None:
    if not progress.can_be_kept:
        say.caption(_("Nothing of it can be kept: it ended before its first checkpoint."))
        return
    box, use, take = st.columns([3, 3, 3], vertical_alignment="bottom")
    field = scope.key("train_name")
    typed = box.text_input(_("Its name"), value=mine.file_name(progress), max_chars=40, key=field)
    use.button(
        _("Use it on every page"),
        key=scope.key("train_keep"),
        icon=":material/check:",
        on_click=_keep,
        args=(progress.key, field, mine.prompt_of(progress)),
    )
    take.download_button(
        _("Download it (Hugging Face folder)"),
        data=lambda: training_models.packed(owner(), progress.key, typed),
        file_name="model.zip",
        mime="application/zip",
        key=scope.key("train_take"),
        icon=":material/download:",
        on_click="ignore",
    )
    _say(KEPT, scope)
    say.caption(
        _(
            "It is yours alone and lasts as long as your visit; nobody else sees it, whatever link they open. Download "
            "it to have it longer."
        )
    )


def _keep(key: str, field: str, prompt: str) -> None:
    _try(KEPT, lambda: training_models.keep(owner(), key, st.session_state[field]), prompt)


def _try(place: str, make: Callable[[], str], prompt: str = "") -> None:
    """Make a model and go on with it; why that is refused is said after the redraw. prompt: one that it can read."""
    try:
        name = make()
    except Refused as refused:
        st.session_state[place] = refused
        return
    state.change(model=name, **({"prompt": prompt} if prompt else {}))
    st.session_state[place] = name


def _say(place: str, scope: Scope) -> None:
    """What became of it stays until something else is wished: the door beneath it must be there when it is pressed."""
    became = st.session_state.get(place)
    if isinstance(became, Refused):
        st.error(explain(became, quote=literal), icon=":material/info:")
    elif became is not None and became == state.current().model:
        say.info(
            _(
                "{model} is the model of every page now: it is in the settings, among the others.",
                model=literal(became),
            ),
            icon=":material/check:",
        )
        door("context", _("Where its heads look, on your prompt"), key=scope.key(f"{place}_steps"))


def bring_back(scope: Scope) -> None:
    """A training by its key, or a zip that was downloaded here."""
    with st.expander(_("Come back to a training, or open a model"), icon=":material/folder_open:"):
        field = scope.key("train_key")
        st.text_input(_("The key of a training"), key=field, max_chars=60, on_change=_adopt, args=(field,))
        box = FileBox(
            label=_("Open a model…"),
            accept=".zip",
            most=training_models.MOST_MEGABYTES * 2**20,
            too_large=_("The file has more than {most} MB.", most=training_models.MOST_MEGABYTES),
        )
        mount(scope.key("train_file"), box, file=_open)
        _say(OPENED, scope)


def _adopt(field: str) -> None:
    key = st.session_state[field].strip()
    st.session_state[OPENED] = None
    if key and not trainings.adopt(owner(), key):
        st.session_state[OPENED] = Refused(
            "there is no training of this key here any more: what was not downloaded of it is lost, begin a new one"
        )


def _open(file: tuple[str, str]) -> None:
    """file: its name, and its bytes in base64."""
    name, data = file
    _try(OPENED, lambda: training_models.opened(owner(), name.rpartition(".")[0][:40], name, b64decode(data)))
