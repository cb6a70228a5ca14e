"""The vocabulary browser: every token of an encoding, searched, filtered, and opened down to its merges."""

import hashlib
from weakref import ref

from explorer.components.tokens.token_bytes import Character, TokenBytes
from explorer.components.tokens.vocabulary_list import Entry, Labels, VocabularyList
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.findings.tokens.detail import CHARACTERS
from explorer.text import utf8
from explorer.text.glyphs import visible
from explorer.text.token import Token, token_alone
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer
from explorer.text.vocabulary import SCRIPTS, Query, Vocabulary, find, vocabulary_of
from explorer.words import _, ngettext
from explorer.words.numbers import bytes_long, characters
from explorer.words.sentences import chip, parts

WINDOW = 300
"""Rows that are sent at once."""


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


def vocabulary_list(
    run: Run, tokenizer: Tokenizer, query: Query, ids: tuple[int, ...], start: int, opened: int
) -> VocabularyList:
    """The tokens that a search has found, from row `start` on; `opened` is the one on the right."""
    here = frozenset(run.trace.ids) if tokenizer is run.model.tokenizer else frozenset()
    return VocabularyList(
        rows=tuple(entries(vocabulary_of(tokenizer), tokenizer, ids[start : start + WINDOW], here)),
        query=query.text,
        version=version_of(tokenizer, query),
        start=start,
        total=len(ids),
        window=WINDOW,
        n_vocab=tokenizer.n_vocab,
        selected=opened,
        labels=_labels(len(ids), tokenizer),
    )


def version_of(tokenizer: Tokenizer, query: Query) -> str:
    """A name of the list that a search finds."""
    return hashlib.sha1(repr((tokenizer.name, query)).encode()).hexdigest()


def first_row(asked: tuple[str, int], version: str, ids: tuple[int, ...], opened: int) -> int:
    """The first row that is sent: where the visitor has scrolled to; a new list begins at its top, the whole one at
    the token that is opened. `asked`: the list that was scrolled, and the row."""
    if asked[0] == version:
        return min(asked[1], max(0, len(ids) - 1))
    return max(0, opened - 5) if len(ids) > opened and ids[opened] == opened else 0


def first_opened(run: Run, tokenizer: Tokenizer) -> int:
    """The token that is opened before one is clicked: the run's selected one, or how this encoding begins it."""
    if tokenizer is run.model.tokenizer:
        return run.trace.ids[run.position]
    ids = tokenizer.encode(run.tokens[run.position].data.decode("utf-8", errors="ignore"))
    return ids[0] if ids else 0


def token_bytes(run: Run, tokenizer: Tokenizer, id: int) -> TokenBytes:
    """A token of the vocabulary, down to its bytes."""
    token = token_alone(id, tokenizer)
    facts = [(_("id"), f"{id:,}"), (_("vocabulary size"), f"{tokenizer.n_vocab:,}"), (_("bytes"), str(len(token.data)))]
    if tokenizer is run.model.tokenizer:
        facts.append((_("in this run"), ngettext("{n} time", "{n} times", run.trace.ids.count(id))))
    shown, more = _characters(token)
    return TokenBytes(
        text=token.text,
        label=_("The token that is opened"),
        facts=tuple(facts),
        characters=tuple(shown),
        more=more,
        said=parts(told(token, tokenizer)),
    )


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
    return Character(visible(piece), code, tuple(piece.hex(" ").upper().split()), (True,) * len(piece))


def _labels(n: int, tokenizer: Tokenizer) -> Labels:
    return Labels(
        search=_("Search the vocabulary"),
        placeholder=_(r"text · \xE6\x9D for bytes · #262 for an id"),
        list=_("Tokens of the vocabulary"),
        found=_("{n} of {total} tokens", n=f"{n:,}", total=f"{tokenizer.n_vocab:,}"),
        nothing=_("No token fits: shorten the search, or take every script and length."),
        id=_("id = rank") if isinstance(tokenizer, TiktokenTokenizer) else _("id"),
        token=_("token"),
        bytes=_("Bytes"),
        length=_("length"),
        script=_("script"),
        here=_("occurs in this run"),
    )
