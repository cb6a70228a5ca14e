"""The talks of this visit: those that come along, and those that the visitor has made or opened."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import streamlit as st

from explorer.errors import Refused
from explorer.talks.shipped import ORDER, shipped
from explorer.talks.talk import LONGEST_SLUG, Talk, Words
from explorer.views.registry import PLACES

OWN = "own_talks"
"""Where the session keeps the visitor's, by their slugs."""

EDITED = "edited_talk"
"""Where it keeps the slug of the one that is edited."""

MOST = 20

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def own() -> Mapping[str, Talk]:
    return st.session_state.get(OWN, {})


def every() -> list[Talk]:
    """The visitor's before the others."""
    return [*own().values(), *map(_shipped, ORDER)]


def find(slug: str) -> Talk | None:
    """What a link's `talk` names; None where there is no such talk in this visit."""
    return own().get(slug) or (_shipped(slug) if slug in ORDER else None)


def is_own(talk: Talk) -> bool:
    return own().get(talk.slug) == talk


def keep(talk: Talk) -> None:
    """In the place of what had its slug."""
    if talk.slug not in own() and len(own()) >= MOST:
        raise Refused("A visit keeps {most} talks of your own: delete one first", most=MOST)
    st.session_state[OWN] = {**own(), talk.slug: talk}


def adopt(talk: Talk) -> Talk:
    """As one of the visitor's, and the one that is edited: under a name that is free, unless it is theirs already."""
    if not is_own(talk):
        talk = replace(talk, slug=free(talk.slug))
        keep(talk)
    st.session_state[EDITED] = talk.slug
    return talk


def drop(slug: str) -> None:
    st.session_state[OWN] = {name: talk for name, talk in own().items() if name != slug}


def edited() -> Talk:
    """The one that is edited; where none is, the first of the visitor's, or a new one that is not kept yet."""
    chosen = own().get(st.session_state.get(EDITED, ""))
    return chosen or next(iter(own().values()), None) or fresh()


def fresh() -> Talk:
    return Talk(free("my-talk"), Words(en="My talk", ja="私のトーク"))


def edit(slug: str) -> None:
    st.session_state[EDITED] = slug


def free(slug: str) -> str:
    """This slug, or one like it, which no talk has yet."""
    if find(slug) is None:
        return slug
    stem = slug[: LONGEST_SLUG - 3].rstrip("-")
    return next(name for a in ("", *LETTERS) for b in LETTERS if find(name := f"{stem}-{a}{b}") is None)


@cache
def _shipped(slug: str) -> Talk:
    return shipped(slug, PLACES)
