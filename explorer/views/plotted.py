"""A figure on the page, quiet: without plotly's own row of buttons."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.components import recorded

if TYPE_CHECKING:
    from plotly.graph_objects import Figure
    from streamlit.delta_generator import DeltaGenerator


def plotted(figure: "Figure", *, key: str, alt: str = "", place: "DeltaGenerator | None" = None, **look: Any) -> Any:
    """What `st.plotly_chart` gives. alt: what it shows, in words. place: a column or container, by default here."""
    if recorded.is_recording():
        recorded.note(recorded.Plot(str(figure.to_json()), alt))
    where = st if place is None else place
    return where.plotly_chart(figure, key=key, alt=alt or None, config={"displayModeBar": False}, **look)
