"""The talks of this visit: those that come along, and those that the visitor has made or opened."""

from collections.abc import Mapping
from functools import cache

import streamlit as st

from explorer.talks.shipped import ORDER, shipped
from explorer.talks.talk import LONGEST_SLUG, Talk
from explorer.views.registry import PLACES

OWN = "own_talks"
"""Where the session keeps the visitor's, by their slugs."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def own() -> Mapping[str, Talk]:
    return st.session_state.get(OWN, {})


def every() -> list[Talk]:
    """The visitor's before the others."""
    return [*own().values(), *map(_shipped, ORDER)]


def find(slug: str) -> Talk | None:
    """What a link's `talk` names; None where there is no such talk in this visit."""
    return own().get(slug) or (_shipped(slug) if slug in ORDER else None)


def keep(talk: Talk) -> None:
    """In the place of what had its slug."""
    st.session_state[OWN] = {**own(), talk.slug: talk}


def drop(slug: str) -> None:
    st.session_state[OWN] = {name: talk for name, talk in own().items() if name != slug}


def free(slug: str) -> str:
    """This slug, or one like it, which no talk has yet."""
    if find(slug) is None:
        return slug
    stem = slug[: LONGEST_SLUG - 3].rstrip("-")
    return next(name for a in ("", *LETTERS) for b in LETTERS if find(name := f"{stem}-{a}{b}") is None)


@cache
def _shipped(slug: str) -> Talk:
    return shipped(slug, PLACES)
