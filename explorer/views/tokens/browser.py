"""The vocabulary browser: every token of an encoding, searched, filtered, and opened down to its merges."""

import hashlib
from weakref import ref

import streamlit as st

from explorer.components.tokens.token_bytes import Character, token_bytes
from explorer.components.tokens.vocabulary_list import WINDOW, Entry, vocabulary_list
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.text import utf8
from explorer.text.glyphs import visible
from explorer.text.token import Token, token_alone
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer
from explorer.text.vocabulary import SCRIPTS, Query, Vocabulary, find, vocabulary_of
from explorer.views import encodings
from explorer.views.fragments import fragment
from explorer.views.tokens import merges
from explorer.views.tokens.detail import CHARACTERS
from explorer.words import _, ngettext
from explorer.words.literal import literal
from explorer.words.numbers import bytes_long, characters
from explorer.words.sentences import chip

LONGEST = 20
"""The last stop of the length's slider: so many characters, or more."""

ALL = "all"


@fragment()
def show(run: Run) -> None:
    """The list on the left, the token that is opened on the right."""
    offered: dict[str, Tokenizer] = {run.model.tokenizer.name: run.model.tokenizer, **encodings.ready()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = encodings.pick(list(offered)) or run.model.tokenizer.name
        query = _query()
    tokenizer = offered[name]
    ids = found(tokenizer, query)
    opened = _opened(run, tokenizer)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _list(run, tokenizer, query, ids, opened)
    with right:
        _token(run, tokenizer, opened)
    if not encodings.complete():
        encodings.wait_for_all()


def found(tokenizer: Tokenizer, query: Query) -> tuple[int, ...]:
    return once(("found", ref(tokenizer), query), lambda: tuple(find(vocabulary_of(tokenizer), query).tolist()))


def entries(vocabulary: Vocabulary, tokenizer: Tokenizer, ids: tuple[int, ...], here: frozenset[int]) -> list[Entry]:
    """The rows of some ids; `here` are those of the run."""
    return [
        Entry(
            id,
            token_alone(id, tokenizer).text,
            vocabulary.data[id].hex(" ").upper(),
            int(vocabulary.lengths[id]),
            script_name(SCRIPTS[vocabulary.scripts[id]]),
            id in here,
        )
        for id in ids
    ]


def script_name(script: str) -> str:
    """One of SCRIPTS in the reader's language."""
    return {
        "Latin": _("Latin"),
        "Han": _("Han (kanji)"),
        "Kana": _("kana"),
        "Hangul": _("Hangul"),
        "Cyrillic": _("Cyrillic"),
        "Greek": _("Greek"),
        "Arabic": _("Arabic"),
        "Hebrew": _("Hebrew"),
        "Devanagari": _("Devanagari"),
        "Thai": _("Thai"),
        "letters": _("other letters"),
        "digits": _("digits"),
        "emoji": _("emoji"),
        "signs": _("signs"),
        "space": _("white space"),
        "fragment": _("part of a character"),
        "special": _("special"),
        "none": _("no token"),
    }[script]


def told(token: Token, tokenizer: Tokenizer) -> str:
    """What one token of the vocabulary is, in a sentence."""
    text = chip(token.text)
    if token.special:
        return _("{token} is a special token: it marks a place, and stands for no text.", token=text)
    if not token.data:
        return _("No text belongs to this id: the model's table is larger than its vocabulary.")
    n_bytes = bytes_long(len(token.data))
    if not token.whole:
        return _("{token} cuts a character: it is {n_bytes} that show only beside others.", token=text, n_bytes=n_bytes)
    same = {"token": text, "characters": characters(len(token.data.decode())), "n_bytes": n_bytes}
    if isinstance(tokenizer, TiktokenTokenizer) and len(token.data) > 1:
        return _("{token} is {characters} in {n_bytes} of UTF-8, merged at rank {rank}.", rank=token.id, **same)
    return _("{token} is {characters} in {n_bytes} of UTF-8.", **same)


def _query() -> Query:
    script = st.selectbox(
        _("Script"),
        [ALL, *SCRIPTS],
        key="vocabulary-script",
        format_func=lambda script: _("every script") if script == ALL else script_name(script),
        label_visibility="collapsed",
        width=190,
    )
    shortest, longest = st.select_slider(
        _("Length in characters"),
        range(1, LONGEST + 1),
        (1, LONGEST),
        key="vocabulary-length",
        format_func=lambda n: f"{n}+" if n == LONGEST else str(n),
        width=230,
    )
    order = {False: _("by rank"), True: _("longest first")}
    by_length = st.selectbox(
        _("Order"), list(order), key="vocabulary-order", format_func=order.__getitem__,
        label_visibility="collapsed", width=150,
    )  # fmt: skip
    return Query(
        st.session_state.get("vocabulary-query", ""),
        frozenset() if script == ALL else frozenset({script}),
        shortest,
        None if longest == LONGEST else longest,
        bool(by_length),
    )


def _list(run: Run, tokenizer: Tokenizer, query: Query, ids: tuple[int, ...], opened: int) -> None:
    version = hashlib.sha1(repr((tokenizer.name, query)).encode()).hexdigest()
    start = _start(version, ids, opened)
    own = tokenizer is run.model.tokenizer
    vocabulary_list(
        entries(
            vocabulary_of(tokenizer),
            tokenizer,
            ids[start : start + WINDOW],
            frozenset(run.trace.ids) if own else frozenset(),
        ),
        key="vocabulary-list",
        query=query.text,
        version=version,
        start=start,
        total=len(ids),
        selected=opened,
        labels=_labels(len(ids), tokenizer),
        on_query=lambda text: st.session_state.update({"vocabulary-query": text[:200]}),
        on_start=lambda start: st.session_state.update({"vocabulary-start": (version, start)}),
        on_id=lambda id: st.session_state.update({"vocabulary-id": (_place(run, tokenizer), id)}),
    )


def _start(version: str, ids: tuple[int, ...], opened: int) -> int:
    """The first row that is sent: where the visitor has scrolled to; a new list begins at its top, the whole one at
    the token that is opened."""
    asked_of, start = st.session_state.get("vocabulary-start", ("", 0))
    if asked_of == version:
        return min(start, max(0, len(ids) - 1))
    return max(0, opened - 5) if len(ids) > opened and ids[opened] == opened else 0


def _place(run: Run, tokenizer: Tokenizer) -> tuple[str, int]:
    """What was on screen when a token was opened: when it changes, the run's selected token is opened again."""
    return tokenizer.name, run.trace.ids[run.position]


def _opened(run: Run, tokenizer: Tokenizer) -> int:
    """The token on the right: the one that was clicked, else the run's selected one, or how this encoding begins it."""
    place, id = st.session_state.get("vocabulary-id", (None, 0))
    if place == _place(run, tokenizer) and id < tokenizer.n_vocab:
        return id
    if tokenizer is run.model.tokenizer:
        return run.trace.ids[run.position]
    token = run.tokens[run.position]
    ids = tokenizer.encode(token.data.decode("utf-8", errors="ignore"))
    return ids[0] if ids else 0


def _token(run: Run, tokenizer: Tokenizer, id: int) -> None:
    token = token_alone(id, tokenizer)
    facts = [(_("id"), f"{id:,}"), (_("vocabulary size"), f"{tokenizer.n_vocab:,}"), (_("bytes"), str(len(token.data)))]
    if tokenizer is run.model.tokenizer:
        facts.append((_("in this run"), ngettext("{n} time", "{n} times", run.trace.ids.count(id))))
    shown, more = _characters(token)
    token_bytes(
        token.text,
        key="vocabulary-token",
        label=_("The token that is opened"),
        facts=facts,
        characters=shown,
        more=more,
        said=told(token, tokenizer),
    )
    if isinstance(tokenizer, TiktokenTokenizer) and token.data and not token.special:
        st.subheader(_("What it is merged from"), anchor=False)
        merges.tree(token.data, tokenizer, key="vocabulary-tree")
    elif not isinstance(tokenizer, TiktokenTokenizer):
        name = literal(tokenizer.name)
        st.caption(_("{model}'s tokenizer keeps no table of byte merges that could be replayed.", model=name))


def _characters(token: Token) -> tuple[list[Character], str]:
    """The characters of a token that stands alone; every byte is its own."""
    if token.special:
        return [], ""
    pieces = utf8.characters(token.data)
    left = len(pieces) - CHARACTERS
    made = [_character(piece, whole) for piece, whole in pieces[:CHARACTERS]]
    return made, ngettext("and {n} more", "and {n} more", left) if left > 0 else ""


def _character(piece: bytes, whole: bool) -> Character:
    code = f"U+{ord(piece.decode()):04X}" if whole else ""
    return Character(visible(piece), code, piece.hex(" ").upper().split(), [True] * len(piece))


def _labels(n: int, tokenizer: Tokenizer) -> dict[str, str]:
    return {
        "search": _("Search the vocabulary"),
        "placeholder": _(r"text · \xE6\x9D for bytes · #262 for an id"),
        "list": _("Tokens of the vocabulary"),
        "found": _("{n} of {total} tokens", n=f"{n:,}", total=f"{tokenizer.n_vocab:,}"),
        "nothing": _("No token fits: shorten the search, or take every script and length."),
        "id": _("id = rank") if isinstance(tokenizer, TiktokenTokenizer) else _("id"),
        "token": _("token"),
        "bytes": _("Bytes"),
        "length": _("length"),
        "script": _("script"),
        "here": _("occurs in this run"),
    }
