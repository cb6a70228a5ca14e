"""The vocabulary browser: every token of an encoding, searched, filtered, and opened down to its merges."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine import encodings
from explorer.engine.runs import Run
from explorer.findings.tokens.vocabulary import (
    first_opened,
    first_row,
    found,
    token_bytes,
    version_of,
    vocabulary_list,
)
from explorer.text.token import token_alone
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer
from explorer.text.vocabulary import Query
from explorer.views import say
from explorer.views.encodings import pick, wait_for_all
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.views.strip import strip
from explorer.views.tokens.merges import show_tree
from explorer.views.tokens.query import pick_query
from explorer.words import _
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    strip(run, scope, key="tokens-line")
    _browse(run, scope)


@fragment()
def _browse(run: Run, scope: Scope) -> None:
    """The list on the left, the token that is opened on the right."""
    offered: dict[str, Tokenizer] = {run.model.tokenizer.name: run.model.tokenizer, **encodings.ready()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = pick(list(offered), scope) or run.model.tokenizer.name
        query = pick_query(scope)
    tokenizer = offered[name]
    opened = _opened(run, tokenizer, scope)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _list(run, tokenizer, query, opened, scope)
    with right:
        _token(run, tokenizer, opened, scope)
    if not encodings.complete():
        wait_for_all()


def _list(run: Run, tokenizer: Tokenizer, query: Query, opened: int, scope: Scope) -> None:
    session, version, ids = st.session_state, version_of(tokenizer, query), found(tokenizer, query)
    start = first_row(session.get(scope.key("vocabulary-start_kept"), ("", 0)), version, ids, opened)
    place = _place(run, tokenizer)
    mount(
        scope.key("vocabulary-list"),
        vocabulary_list(run, tokenizer, query, ids, start, opened),
        search=lambda text: session.__setitem__(scope.key("vocabulary-query_kept"), text),
        scrolled=lambda row: session.__setitem__(scope.key("vocabulary-start_kept"), (version, row)),
        opened=lambda id: session.__setitem__(scope.key("vocabulary-id_kept"), (place, id)),
    )


def _place(run: Run, tokenizer: Tokenizer) -> tuple[str, int]:
    """What was on screen when a token was opened: when it changes, the run's selected token is opened again."""
    return tokenizer.name, run.trace.ids[run.position]


def _opened(run: Run, tokenizer: Tokenizer, scope: Scope) -> int:
    """The token on the right: the one that was clicked, else the run's selected one."""
    place, id = st.session_state.get(scope.key("vocabulary-id_kept"), (None, 0))
    asked = place == _place(run, tokenizer) and id < tokenizer.n_vocab
    return id if asked else first_opened(run, tokenizer)


def _token(run: Run, tokenizer: Tokenizer, id: int, scope: Scope) -> None:
    token = token_alone(id, tokenizer)
    mount(scope.key("vocabulary-token"), token_bytes(run, tokenizer, id))
    if not isinstance(tokenizer, TiktokenTokenizer):
        name = literal(tokenizer.name)
        say.caption(_("{model}'s tokenizer keeps no table of byte merges that could be replayed.", model=name))
    elif token.data and not token.special:
        say.subheader(_("What it is merged from"), anchor=False)
        show_tree(token.data, tokenizer, scope)
