"""A text's tokens with how each was predicted, as a heat map in which one can read."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.analysis.text_surprisal import TextSurprisal
from explorer.components.text.reading_heat import Labels, Piece, ReadingHeat
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.output.reading import window_of
from explorer.findings.token_names import told
from explorer.models.model import Model
from explorer.text.graphemes import grapheme_groups
from explorer.text.token import Token
from explorer.words import _, ngettext


def text_heat(run: Run, tokens: Sequence[Token], read: TextSurprisal, *, selected: int | None) -> ReadingHeat:
    """Of a text that the run's model has read."""
    pieces = tuple(pieces_of(tokens, read))
    return ReadingHeat(pieces=pieces, words=_words(run, read), labels=_labels(), selected=selected)


def pieces_of(tokens: Sequence[Token], read: TextSurprisal) -> list[Piece]:
    """A token each, or the tokens that make one character together."""
    return [_piece([tokens[i] for i in group], group.start, read) for group in grapheme_groups(tokens)]


def _piece(group: Sequence[Token], at: int, read: TextSurprisal) -> Piece:
    text = b"".join(token.data for token in group).decode("utf-8", errors="replace")
    shown, ids = "".join(token.text for token in group), tuple(token.id for token in group)
    # The first token of all was predicted by nothing; of its character the others are left.
    places = range(max(0, at - 1), at + len(group) - 1)
    if not places:
        return Piece(text, shown, at, ids)
    first, bits = places[0], float(read.surprisal[list(places)].sum())
    likely = zip(read.ids[first].tolist(), read.probs[first].tolist(), strict=True)
    return Piece(
        text,
        shown,
        at,
        ids,
        # Four digits, since the browser rounds to one: 9.149 rounded twice would be 9.2.
        bits=round(bits, 4),
        entropy=round(float(read.entropy[first]), 4),
        rank=int(read.rank[list(places)].max()),
        share=round(2**-bits, 6),
        expected=tuple((id, round(share, 4)) for id, share in likely),
    )


def _words(run: Run, read: TextSurprisal) -> Mapping[int, str]:
    ids = np.unique(read.ids)
    return dict(zip(ids.tolist(), run.texts_of(ids), strict=True))


def _labels() -> Labels:
    return Labels(
        surprisal=_("surprisal"),
        surprisal_title=_("How much each token surprised the model"),
        entropy=_("entropy"),
        entropy_title=_("How undecided the model was before each token"),
        rank=_("rank of the token"),
        rank_title=_("How many tokens the model found likelier, on a scale of doublings"),
        probability=_("probability"),
        bits=_("bits"),
        low=_("as expected"),
        high=_("surprising"),
        text=_("The text; the stronger a token's colour, the less it was expected"),
        map=_("The whole text; a click goes there"),
        first=_("the first token: nothing before it could predict it"),
        expected=_("The model expected:"),
        group=_("One character of several tokens: their bits together. Expected for the first of them:"),
    )


def how_expected(tokens: Sequence[Token], read: TextSurprisal) -> str:
    """The text's perplexity, its greatest surprise, and how often the first guess was right."""
    if read.perplexity is None:
        return _("There is only one token, which nothing could predict.")
    # A chat template's marks are never what somebody wrote, though they may surprise the model most.
    written = np.array([not token.special for token in tokens[1:]])
    most = int(np.where(written, read.surprisal, -1).argmax())
    return _(
        "The perplexity of the text is {perplexity}. The model's first guess was right for {right} of the tokens; "
        "what surprised it most is {token} ({bits} bits).",
        perplexity=f"{read.perplexity:.1f}" if read.perplexity < 100 else count(round(read.perplexity)),
        right=percent(float((read.rank == 1).mean())),
        token=told(tokens, most + 1),
        bits=f"{read.surprisal[most]:.1f}",
    )


def how_read(model: Model, n: int) -> str:
    """In one pass, or through which windows."""
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
