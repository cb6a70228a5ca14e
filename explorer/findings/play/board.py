"""What stands on the screen while a riddle is open, and once it is over: for one player, and for a room."""

from collections.abc import Callable, Sequence

from explorer.components.play.pair_board import Labels as PairLabels
from explorer.components.play.pair_board import PairBoard, Side
from explorer.components.play.word_board import Labels, Row, WordBoard
from explorer.figures.numbers import percent
from explorer.findings.play.duel import votes
from explorer.findings.play.riddles import SIDES, Bar, PairRiddle, WordRiddle
from explorer.findings.play.tally import Group, grouped, kept_back, showable
from explorer.rooms.looking import Given
from explorer.rooms.texts import same_key
from explorer.words import _, ngettext, translated
from explorer.words.sentences import joined

MOST_OTHERS = 6
"""Answers that are shown beside the model's."""

Share = Callable[[str], float | None]
"""The probability that the model gives an answer; None where it has none for it."""


def word_board(
    riddle: WordRiddle, *, revealed: bool, share: Share, given: Sequence[Given] | None = None, mine: str | None = None
) -> WordBoard:
    """given: of a room; None where one plays alone, whose answer is `mine`."""
    groups = grouped(given or ())
    words = [bar.word for bar in riddle.bars]
    others, back = _others(riddle, groups, mine) if revealed else (), kept_back(groups, words)
    return WordBoard(
        before=riddle.before,
        after=riddle.after,
        gap=(riddle.right or riddle.bars[0].word) if revealed else "",
        rows=tuple(_row(riddle, bar, groups, mine) for bar in riddle.bars) if revealed else _closed(riddle),
        others=tuple(_other(riddle, group, share(group.text), mine=mine is not None) for group in others[:MOST_OTHERS]),
        rest=joined(_unseen(others[MOST_OTHERS:]), _waiting(back)) if given is not None else "",
        revealed=revealed,
        labels=_labels(riddle, alone=given is None),
    )


def _closed(riddle: WordRiddle) -> tuple[Row, ...]:
    """What may be seen before: how much the model gives to each, but not to which; or what is offered, and no more."""
    if riddle.offered is None:
        return tuple(_kept("", percent(bar.share), bar.share) for bar in riddle.bars)
    return tuple(_kept(text, "", 1.0) for text in riddle.offered)


def _kept(text: str, share: str, length: float) -> Row:
    label = f"{text or _('not shown yet')} {share}".strip()
    return Row(text=text, share=length, share_text=share, n=0, n_text="", right=False, mine=False, label=label)


def _row(riddle: WordRiddle, bar: Bar, groups: Sequence[Group], mine: str | None) -> Row:
    key = same_key(bar.word)
    # What two tokens have in common counts for the likelier one.
    first = next(other for other in riddle.bars if same_key(other.word) == key) is bar and bar.word != ""
    n = sum(group.n for group in groups if first and same_key(group.text) == key)
    own = mine is not None and first and same_key(mine) == key
    return _drawn(bar.text, bar.share, n, right=_is_right(riddle, bar.word), mine=own)


def _others(riddle: WordRiddle, groups: Sequence[Group], mine: str | None) -> tuple[Group, ...]:
    words = {same_key(bar.word) for bar in riddle.bars}
    alone = () if mine is None else (Group(mine, 1, True),)
    return tuple(one for one in (*showable(groups, ()), *alone) if same_key(one.text) not in words)


def _other(riddle: WordRiddle, group: Group, share: float | None, *, mine: bool) -> Row:
    return _drawn(group.text, share, group.n, right=_is_right(riddle, group.text), mine=mine)


def _drawn(text: str, share: float | None, n: int, *, right: bool, mine: bool) -> Row:
    said = "–" if share is None else percent(share)
    label = ngettext("{text}: {share}, {n} answer", "{text}: {share}, {n} answers", n, text=text, share=said)
    return Row(
        text=text, share=share or 0.0, share_text=said, n=n, n_text=str(n or ""), right=right, mine=mine, label=label
    )


def _is_right(riddle: WordRiddle, word: str) -> bool:
    return riddle.right is not None and same_key(word) == same_key(riddle.right)


def _unseen(more: Sequence[Group]) -> str:
    n = sum(group.n for group in more)
    if not n:
        return ""
    return ngettext(
        "{n} more answer was let through, and has no room here.",
        "{n} more answers were let through, and have no room here.",
        n,
    )


def _waiting(back: Sequence[Group]) -> str:
    n = len(back)
    if not n:
        return ""
    return ngettext(
        "{n} other answer is kept back until the presenter has let it through.",
        "{n} other answers are kept back until the presenter has let them through.",
        n,
    )


def _labels(riddle: WordRiddle, *, alone: bool) -> Labels:
    return Labels(
        bars=_("What {model} gives the words that were offered", model=riddle.model)
        if riddle.offered
        else _("What {model} would put there", model=riddle.model),
        token=riddle.model,
        share=_("probability"),
        n="" if alone else _("the room"),
        right=_("stood there"),
        mine=_("you"),
        others=_("Your answer") if alone else _("Other answers"),
    )


def pair_board(
    riddle: PairRiddle, *, revealed: bool, given: Sequence[Given] | None = None, mine: str | None = None
) -> PairBoard:
    counted = votes(one.text for one in given or ())
    shown = revealed and given is not None
    sides = tuple(
        Side(
            text=text,
            author=translated(author) if revealed else "",
            n=n if shown else 0,
            n_text=ngettext("{n} vote", "{n} votes", n) if shown else "",
            right=revealed and riddle.right == at,
            mine=mine == SIDES[at],
        )
        for at, (text, author, n) in enumerate(zip(riddle.texts, riddle.authors, counted, strict=True))
    )
    labels = PairLabels(pair=_("Two ways on"), mine=_("your choice"), right="")
    return PairBoard(before=riddle.before, sides=sides, revealed=revealed, labels=labels)
