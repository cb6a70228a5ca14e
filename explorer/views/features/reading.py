"""Which lens reads the stream: the logit lens, or the model's tuned lens where one was trained for it."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.lens_readouts import LensReadout, lens_readouts
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.views.features.wording import spaced
from explorer.views.sentence import sentence
from explorer.words import _, explain

if TYPE_CHECKING:
    from explorer.models.tuned_lens import TunedLens

WORDS = 5
"""Words of a cell."""


def tuned(run: Run) -> "TunedLens | Refused":
    """The model's tuned lens, or why it has none."""
    return once(("tuned lens", run.model.name, run.model.fingerprint), lambda: _tuned(run))


def chosen(run: Run) -> bool:
    """Draw the choice between the two lenses: whether the tuned one reads. One that is not there says why."""
    offered = {"logit": _("logit lens"), "tuned": _("tuned lens")}
    st.session_state["lens_chosen"] = st.session_state.get("lens_kind", "logit")
    st.segmented_control(
        _("Lens"),
        list(offered),
        key="lens_chosen",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: st.session_state.update(lens_kind=st.session_state["lens_chosen"]),
    )
    if st.session_state["lens_chosen"] == "logit":
        return False
    found = tuned(run)
    if isinstance(found, Refused):
        sentence(spaced(_finished(explain(found)), _("This is the logit lens.")), key="lens_absent")
        return False
    return True


def readouts_of(run: Run, positions: range, follow: tuple[int, ...], *, tuned_lens: bool) -> LensReadout:
    """Everything the lens says at some positions; only for a model with an unembedding."""
    key = ("lens readouts", run.model.name, run.trace.identity, positions, follow, tuned_lens)
    return once(key, lambda: _readouts(run, positions, follow, tuned(run) if tuned_lens else None))


def _readouts(
    run: Run, positions: range, follow: tuple[int, ...], translation: "TunedLens | Refused | None"
) -> LensReadout:
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding to read its stream with")
    if isinstance(translation, Refused):
        raise translation
    return lens_readouts(
        run.trace,
        run.model.unembedding,
        positions=positions,
        k=min(WORDS, run.model.shape.n_vocab),
        follow=follow,
        translation=translation,
    )


def _finished(said: str) -> str:
    """A refusal is a sentence without its full stop."""
    return said if said.endswith(("。", ".")) else f"{said}."


def _tuned(run: Run) -> "TunedLens | Refused":
    try:
        return engine.tuned_lens(run.model.fingerprint)
    except Refused as refused:
        return refused
