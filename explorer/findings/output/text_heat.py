"""A text's tokens with how each was predicted, as a heat map in which one can read."""

from collections.abc import Callable, Mapping, Sequence
from math import inf, log2

import numpy as np

from explorer.analysis.text_surprisal import TextSurprisal
from explorer.components.text.reading_heat import NEVER, Labels, Look, Piece, ReadingHeat
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.chat_marks import predicted
from explorer.findings.output.reading import window_of
from explorer.findings.spoken import TOLD
from explorer.findings.token_names import told
from explorer.models.model import Model
from explorer.text.graphemes import grapheme_groups
from explorer.text.token import Token
from explorer.words import _, ngettext
from explorer.words.sentences import apart

Told = Callable[[range], tuple[tuple[float, ...], tuple[str, ...]]]
"""Places of a reading, those of one piece -> its shades and its numbers."""

FULL = 12.0
"""Bits, and doublings of a rank, from which on a shade is full."""


def text_heat(
    run: Run, tokens: Sequence[Token], read: TextSurprisal, *, selected: int | None, away: Sequence[range] = ()
) -> ReadingHeat:
    """Of a text that the run's model has read. away: places that are not shown, such as a chat's template."""
    pieces = tuple(pieces_of(tokens, read, lambda places: _surprise(read, places), away))
    return ReadingHeat(
        pieces=pieces,
        spoken=_("Least expected: {pieces}.", pieces=strongest_pieces(pieces, 1)),
        looks=_looks(),
        numbers=(_("probability"), _("surprisal"), _("rank of the token"), _("entropy")),
        words=words_of(run, read),
        labels=labels_of(
            _("The text; the stronger a token's colour, the less it was expected"),
            _("One character of several tokens: their bits together. Expected for the first of them:"),
        ),
        selected=selected,
    )


def pieces_of(tokens: Sequence[Token], read: TextSurprisal, told: Told, away: Sequence[range] = ()) -> list[Piece]:
    """A token each, or the tokens that make one character together; none of places that are away."""
    shown = (group for group in grapheme_groups(tokens) if not any(group.start in fold for fold in away))
    return [_piece([tokens[i] for i in group], group.start, read, told) for group in shown]


def _piece(group: Sequence[Token], at: int, read: TextSurprisal, told: Told) -> Piece:
    text = b"".join(token.data for token in group).decode("utf-8", errors="replace")
    shown, ids = "".join(token.text for token in group), tuple(token.id for token in group)
    # The first token of all was predicted by nothing; of its character the others are left.
    places = range(max(0, at - 1), at + len(group) - 1)
    if not places:
        return Piece(text, shown, at, ids)
    shades, numbers = told(places)
    return Piece(text, shown, at, ids, shades, numbers, expected_at(read, places[0]))


def strongest_pieces(pieces: Sequence[Piece], number: int) -> str:
    """The most shaded pieces by the first look, each with one of its numbers; what is never reached comes first."""
    known = [piece for piece in pieces if piece.shades]
    darkest = sorted(known, key=lambda piece: -(inf if piece.shades[0] == NEVER else piece.shades[0]))[:TOLD]
    return apart(*(f"{piece.shown} {piece.numbers[number]}" for piece in darkest))


def expected_at(read: TextSurprisal, place: int) -> tuple[tuple[int, float], ...]:
    """The likeliest ids of a place, each with its probability."""
    likely = zip(read.ids[place].tolist(), read.probs[place].tolist(), strict=True)
    return tuple((id, round(share, 4)) for id, share in likely)


def _surprise(read: TextSurprisal, places: range) -> tuple[tuple[float, ...], tuple[str, ...]]:
    bits, entropy = float(read.surprisal[list(places)].sum()), float(read.entropy[places[0]])
    rank = int(read.rank[list(places)].max())
    shades = tuple(round(min(1.0, share / FULL), 3) for share in (bits, entropy, log2(rank)))
    return shades, (percent(2**-bits), bits_of(bits), count(rank), bits_of(entropy))


def bits_of(bits: float) -> str:
    return _("{n} bits", n=f"{bits:.1f}")


def words_of(run: Run, read: TextSurprisal) -> Mapping[int, str]:
    """How to show each id that was expected."""
    ids = np.unique(read.ids)
    return dict(zip(ids.tolist(), run.texts_of(ids), strict=True))


def labels_of(text: str, group: str, **further: str) -> Labels:
    """text: what the picture is; group: what the numbers of one character's tokens mean."""
    return Labels(
        text=text,
        group=group,
        map=_("The whole text; a click goes there"),
        first=_("the first token: nothing before it could predict it"),
        expected=_("The model expected:"),
        **further,
    )


def _looks() -> tuple[Look, ...]:
    low, high = _("as expected"), _("surprising")
    return (
        Look(_("surprisal"), _("How much each token surprised the model"), low, high),
        Look(_("entropy"), _("How undecided the model was before each token"), low, high),
        Look(
            _("rank of the token"),
            _("How many tokens the model found likelier, on a scale of doublings"),
            low,
            high,
        ),
    )


def how_expected(tokens: Sequence[Token], read: TextSurprisal, away: Sequence[range] = ()) -> str:
    """The shown text's perplexity, its greatest surprise, and how often the first guess was right."""
    shown = predicted(len(tokens) - 1, away)
    if not shown.any():
        return _("There is only one token, which nothing could predict.")
    # A chat template's marks are never what somebody wrote, though they may surprise the model most.
    written = shown & [not token.special for token in tokens[1:]]
    most = int(np.where(written, read.surprisal, -1).argmax())
    perplexity = float(2 ** read.surprisal[shown].mean())
    return _(
        "The perplexity of the text is {perplexity}. The model's first guess was right for {right} of the tokens; "
        "what surprised it most is {token} ({bits} bits).",
        perplexity=f"{perplexity:.1f}" if perplexity < 100 else count(round(perplexity)),
        right=percent(float((read.rank[shown] == 1).mean())),
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
