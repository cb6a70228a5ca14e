"""Every head's scores over the time of a training."""

import numpy as np

from explorer.figures.heads_over_time import Scores
from explorer.figures.numbers import count, percent
from explorer.findings.growth.phases import emergence
from explorer.models.history import History
from explorer.words import _
from explorer.words.sentences import apart, joined


def boards(history: History) -> tuple[Scores, ...]:
    return tuple(
        Scores(title, _rows(history, kind))
        for kind, title in (
            ("previous_token", _("looks at the previous token")),
            ("induction", _("looks at what followed the same token before")),
        )
    )


def spoken(history: History) -> str:
    """The boards for those who do not see them: who ends highest, and how the others end."""
    return joined(*(_board_spoken(board, history) for board in boards(history)))


def _board_spoken(board: Scores, history: History) -> str:
    last, called = board.values[:, -1], names(history)
    best = [
        _("{name}: {what}", name=called[row], what=percent(float(last[row])))
        for row in (-last).argsort(kind="stable")[:3]
    ]
    return _(
        "{title}, at step {step}: highest {best}; half of all heads ({total}) end at {middle} or below.",
        title=board.title,
        step=count(history.last),
        best=apart(*best),
        total=len(last),
        middle=percent(float(np.median(last))),
    )


def _rows(history: History, kind: str) -> np.ndarray:
    """(N, L, H) -> (L · H, N)"""
    scores = getattr(history.series, kind)
    return scores.reshape(len(scores), -1).T


def names(history: History) -> list[str]:
    _moments, n_layers, n_heads = history.series.induction.shape
    return [
        _("Layer {layer}, head {head}", layer=layer + 1, head=head + 1)
        for layer in range(n_layers)
        for head in range(n_heads)
    ]


def striking(history: History) -> str:
    """Which head comes to do what, and how few of them do."""
    back, before = emergence(history, "induction"), emergence(history, "previous_token")
    last = history.series.induction[-1]
    if back.rise is None:
        return _(
            "After {steps} steps no head looks back; the one nearest to looking at the previous token is layer "
            "{layer}, head {head} ({score}).",
            steps=count(history.last),
            layer=before.head[0] + 1,
            head=before.head[1] + 1,
            score=percent(float(before.best[-1])),
        )
    return _(
        "Of {n} heads, {few} end with an induction score of at least a half; the best, layer {layer}, head {head}, has "
        "{share} at step {step}. Before it, layer {first}, head {other} has learned to look at the previous token "
        "({score}).",
        n=last.size,
        few=int((last >= 0.5).sum()),
        layer=back.head[0] + 1,
        head=back.head[1] + 1,
        share=percent(float(back.best[-1])),
        step=count(history.last),
        first=before.head[0] + 1,
        other=before.head[1] + 1,
        score=percent(float(before.best[-1])),
    )
