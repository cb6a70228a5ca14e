"""Any text read by the model: how each token was predicted, through windows where it is longer than the context."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.text_surprisal import TextSurprisal, read, windows
from explorer.components.text.reading_heat import reading_heat
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import LONGEST_TEXT, Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.session import player
from explorer.session.sticky import sticky
from explorer.text.graphemes import grapheme_groups
from explorer.text.token import Token, tokens_of
from explorer.trace.edits import Edit, everywhere
from explorer.views.output.progress import progress
from explorer.views.sentence import sentence
from explorer.words import _, explain, ngettext
from explorer.words.literal import literal
from explorer.words.sentences import chip

WINDOW = 512
"""Tokens of a window, or as many as the model reads."""


def show(run: Run) -> None:
    own = _asked()
    try:
        ids = run.trace.ids if not own else _ids(run.model, own)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    edits = run.question.edits
    found = reading_of(run.model, ids, everywhere(edits) if own else edits)
    tokens = run.tokens if not own else tokens_of(ids, run.model.tokenizer)
    reading_heat(
        pieces(tokens, found),
        key="reading_heat",
        words=_words(run, found),
        labels=labels(),
        selected=None if own else run.selection.position,
        on_select=(lambda position: None) if own else player.select,
    )
    sentence(finding(tokens, found), key="reading_finding", strong=True)
    st.caption(_how(run.model, len(ids)))


def _asked() -> str:
    """The visitor's own text; none is the run's."""
    with st.expander(_("Read a text of your own"), icon=":material/edit_note:"):
        return st.text_area(
            _("A text of your own, up to {most} characters; empty for the text of this run", most=count(LONGEST_TEXT)),
            "",
            height=140,
            **sticky("reading_own", ""),
        )


def _ids(model: Model, text: str) -> tuple[int, ...]:
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "the text has {n} characters, and at most {most} are read here: shorten it", n=len(text), most=LONGEST_TEXT
        )
    return ids_of(model, text)


def ids_of(model: Model, text: str) -> tuple[int, ...]:
    """As the model reads a text; refused where nothing of it is left, or where the model cannot read it."""
    prompt = model.prompt(text)
    if not prompt.own:
        raise Refused(
            "the tokenizer of {model} leaves out every letter of this text: take another text, or another model",
            model=model.name,
        )
    check_known(model, prompt.ids)
    return prompt.ids


def reading_of(model: Model, ids: tuple[int, ...], edits: tuple[Edit, ...] = ()) -> TextSurprisal:
    """Remembered; while a long text is read, a bar says how far it is."""
    return once(("text surprisal", model.fingerprint, ids, edits), lambda: _read(model, ids, edits))


def _read(model: Model, ids: tuple[int, ...], edits: tuple[Edit, ...]) -> TextSurprisal:
    def logits(part: Sequence[int]) -> NDArray[np.float32]:
        return engine.logits(model.fingerprint, tuple(part), edits)

    size = window_of(model)
    if len(ids) <= size:
        return read(logits, ids, size=size)
    said = _("Reading {n} tokens in {windows} windows…", n=count(len(ids)), windows=len(list(windows(len(ids), size))))
    with progress(said) as told:
        return read(logits, ids, size=size, told=told)


def window_of(model: Model) -> int:
    return max(2, min(WINDOW, model.shape.n_ctx))


def pieces(tokens: Sequence[Token], found: TextSurprisal) -> list[dict[str, Any]]:
    """What the component shows: a token each, or the tokens that make one character together."""
    return [_piece([tokens[i] for i in group], group.start, found) for group in grapheme_groups(tokens)]


def _piece(group: Sequence[Token], at: int, found: TextSurprisal) -> dict[str, Any]:
    text = b"".join(token.data for token in group).decode("utf-8", errors="replace")
    piece: dict[str, Any] = {"text": text, "shown": "".join(token.text for token in group), "at": at, "n": len(group)}
    piece["ids"] = [token.id for token in group]
    # The first token of all was predicted by nothing; of its character the others are left.
    places = range(max(0, at - 1), at + len(group) - 1)
    if not places:
        return piece | {"bits": None, "entropy": None, "rank": None, "share": None, "expected": []}
    first, bits = places[0], float(found.surprisal[list(places)].sum())
    likely = zip(found.ids[first].tolist(), found.probs[first].tolist(), strict=True)
    return piece | {
        # Four digits, since the browser rounds to one: 9.149 rounded twice would be 9.2.
        "bits": round(bits, 4),
        "entropy": round(float(found.entropy[first]), 4),
        "rank": int(found.rank[list(places)].max()),
        "share": round(2**-bits, 6),
        "expected": [[id, round(share, 4)] for id, share in likely],
    }


def _words(run: Run, found: TextSurprisal) -> dict[int, str]:
    ids = np.unique(found.ids)
    return dict(zip(ids.tolist(), run.texts_of(ids), strict=True))


def labels() -> dict[str, str]:
    return {
        "surprisal": _("surprisal"),
        "surprisal_title": _("How much each token surprised the model"),
        "entropy": _("entropy"),
        "entropy_title": _("How undecided the model was before each token"),
        "rank": _("rank of the token"),
        "rank_title": _("How many tokens the model found likelier, on a scale of doublings"),
        "probability": _("probability"),
        "bits": _("bits"),
        "low": _("as expected"),
        "high": _("surprising"),
        "text": _("The text; the stronger a token's colour, the less it was expected"),
        "map": _("The whole text; a click goes there"),
        "first": _("the first token: nothing before it could predict it"),
        "expected": _("The model expected:"),
        "group": _("One character of several tokens: their bits together. Expected for the first of them:"),
    }


def finding(tokens: Sequence[Token], found: TextSurprisal) -> str:
    """The text's perplexity, its greatest surprise, and how often the first guess was right."""
    if found.perplexity is None:
        return _("There is only one token, which nothing could predict.")
    # A chat template's marks are never what somebody wrote, though they may surprise the model most.
    written = np.array([not token.special for token in tokens[1:]])
    most = int(np.where(written, found.surprisal, -1).argmax())
    return _(
        "The perplexity of the text is {perplexity}. The model's first guess was right for {right} of the tokens; "
        "what surprised it most is {token} ({bits} bits).",
        perplexity=f"{found.perplexity:.1f}" if found.perplexity < 100 else count(round(found.perplexity)),
        right=percent(float((found.rank == 1).mean())),
        token=chip(tokens[most + 1].text),
        bits=f"{found.surprisal[most]:.1f}",
    )


def _how(model: Model, n: int) -> str:
    size = window_of(model)
    if n <= size:
        return ngettext("{count} token, read in one pass.", "{count} tokens, read in one pass.", n, count=count(n))
    return _(
        "{n} tokens are more than a window of {size}: the text is read in windows that overlap by half, and each token "
        "is predicted from at least the {half} tokens before it.",
        n=count(n),
        size=count(size),
        half=count(size - size // 2),
    )
