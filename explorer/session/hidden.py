"""Which words of a sentence the visitor has hidden, and what they put behind one: of this text alone."""

from dataclasses import dataclass, replace

import streamlit as st

PLACE, SEVERAL = "hidden_words", "hide_several"


@dataclass(frozen=True)
class HiddenWords:
    """Of one text. The word that is asked about is the run's selection and stands in the link; these are the others."""

    text: str
    at: int
    """The word that was asked about when this was chosen; of another one nothing here holds."""
    others: frozenset[int] = frozenset()
    right: str | None = None
    """What stands behind word `at` instead; None: what the text has."""


def hidden_words(text: str, at: int) -> HiddenWords:
    """What was chosen while this word of this text was asked about."""
    kept = st.session_state.get(PLACE)
    fresh = HiddenWords(text, at)
    return kept if isinstance(kept, HiddenWords) and (kept.text, kept.at) == (text, at) else fresh


def chosen(text: str) -> int | None:
    """The word of this text that was asked about last; None where there was none."""
    kept = st.session_state.get(PLACE)
    return kept.at if isinstance(kept, HiddenWords) and kept.text == text else None


def several() -> bool:
    """Whether a click hides one word more."""
    return bool(st.session_state.get(SEVERAL, False))


def set_several(wanted: bool) -> None:
    st.session_state[SEVERAL] = wanted


def write_behind(now: HiddenWords, right: str | None) -> None:
    """Put other words behind the hidden one; None brings back its own."""
    st.session_state[PLACE] = replace(now, right=right)


def hide(now: HiddenWords, word: int) -> int:
    """Choose a word; which one is asked about then is returned."""
    chosen = hiding(now, word, several=several())
    st.session_state[PLACE] = chosen
    return chosen.at


def hiding(now: HiddenWords, word: int, *, several: bool) -> HiddenWords:
    """Alone, a word is hidden in place of the others. Of several it is hidden as well, and asked about; a click on the
    one that is asked about shows it again, where another one is left to ask about.

    >>> both = hiding(HiddenWords("a b c", 0), 2, several=True)
    >>> both.at, both.others, hiding(both, 2, several=True)
    (2, frozenset({0}), HiddenWords(text='a b c', at=0, others=frozenset(), right=None))
    """
    if not several:
        return HiddenWords(now.text, word)
    if word == now.at and now.others:
        left = min(now.others)
        return HiddenWords(now.text, left, now.others - {left})
    return HiddenWords(now.text, word, (now.others | {now.at}) - {word})
