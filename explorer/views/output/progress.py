"""A bar with words while something long is computed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def progress(said: str) -> Iterator[Callable[[float], None]]:
    """Gives what is to be called with the share that is done; the bar goes when it is over."""
    bar = st.progress(0.0, said)

    def told(share: float) -> None:
        bar.progress(min(1.0, share), said)

    try:
        yield told
    finally:
        bar.empty()
