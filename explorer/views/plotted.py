"""A figure on the page, quiet: without plotly's own row of buttons."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.components import recorded
from explorer.figures.enlarged import enlarged
from explorer.session import state
from explorer.words.sentences import parts

if TYPE_CHECKING:
    from plotly.graph_objects import Figure
    from streamlit.delta_generator import DeltaGenerator


def plotted(figure: "Figure", *, key: str, alt: str, place: "DeltaGenerator | None" = None, **look: Any) -> Any:
    """What `st.plotly_chart` gives.

    alt: what it shows, in words, for those who do not see it. place: a column or container, by default here.
    """
    spoken = "".join(part.text for part in parts(alt))
    shown = enlarged(figure) if state.current().stage else figure
    if recorded.is_recording():
        recorded.note(recorded.Plot(str(shown.to_json()), spoken))
    where = st if place is None else place
    return where.plotly_chart(shown, key=key, alt=spoken, config={"displayModeBar": False}, **look)
