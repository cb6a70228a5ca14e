"""The likeliest next tokens as rows: probability before and after the settings, and in words why one was removed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.components.probability.probability_bars import (
    Formula,
    Labels,
    Power,
    ProbabilityBars,
    Row,
    Sum,
    Tail,
    Working,
)
from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.reasons import Measure, measures
from explorer.decoding.stage import Stage
from explorer.decoding.top import Top, top
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent, power_of_e
from explorer.findings.token_through_stages import fate, named_stages, why
from explorer.words import _, ngettext


@dataclass(frozen=True)
class _Token:
    """One row's token, and what is known of it."""

    id: int
    text: str
    chosen: bool
    seen: tuple[Measure, ...]


def next_token_table(
    run: Run,
    pipeline: Pipeline,
    *,
    k: int,
    chosen: int,
    label: str,
    logits: bool = False,
    worked_out: bool = False,
    pickable: bool = False,
) -> ProbabilityBars:
    """The k tokens with the largest logits, and the chosen one where it is not among them.

    `label`: what they are. `logits`: shown, too. `worked_out`: each row's softmax and its fate, stage by stage.
    `pickable`: a row can be chosen.
    """
    best = top(pipeline, k)
    ids = [*best.ids.tolist(), *([] if chosen in best.ids else [chosen])]
    named = named_stages(pipeline) if worked_out else None
    tokens = [
        _Token(id, text, id == chosen, measures(pipeline, id)) for id, text in zip(ids, run.texts_of(ids), strict=True)
    ]
    rows = tuple(_row(pipeline, token, named) for token in tokens)
    return ProbabilityBars(
        rows=rows,
        tail=_tail(pipeline, best, rows),
        formula=formula(pipeline) if worked_out else None,
        labels=_labels(label, logits=logits),
        pickable=pickable,
    )


def _row(pipeline: Pipeline, token: _Token, named: dict[str, str] | None) -> Row:
    raw, last = pipeline.stages[0], pipeline.stages[-1]
    before, after = float(raw.probs[token.id]), float(last.probs[token.id])
    removed = not last.kept[token.id]
    return Row(
        id=token.id,
        rank=count(rank_of(raw.logits, token.id)),
        text=token.text,
        logit=f"{raw.logits[token.id]:.2f}",
        before=round(before, 6),
        after=round(after, 6),
        before_text=percent(before),
        after_text="–" if removed else percent(after),
        removed=removed,
        chosen=token.chosen,
        why=why(token.seen) if removed else (_("chosen") if token.chosen else ""),
        working=None if named is None else _working(pipeline, token, named),
    )


def _working(pipeline: Pipeline, token: _Token, named: dict[str, str]) -> Working:
    before, after = (_power(float(stage.logits[token.id])) for stage in (pipeline.stages[0], pipeline.stages[-1]))
    return Working(before, after, tuple(fate(pipeline, token.id, token.seen, named)))


def _power(logit: float) -> Power:
    """e to the logit, as symbols and as a number."""
    return Power(f"{logit:.2f}", power_of_e(logit) if np.isfinite(logit) else "0")


def _tail(pipeline: Pipeline, best: Top, rows: Sequence[Row]) -> Tail | None:
    """All other tokens together: what they had, and what they have now."""
    n = pipeline.probs.size - len(rows)
    if n == 0:
        return None
    extra = rows[len(best.ids) :]
    before = max(0.0, best.tail_before - sum(row.before for row in extra))
    after = max(0.0, best.tail_after - sum(row.after for row in extra))
    left = int(pipeline.stages[-1].kept.sum()) - sum(not row.removed for row in rows)
    return Tail(
        text=_("everything else"),
        label=ngettext(
            "everything else: {share} over {n} token",
            "everything else: {share} over {n} tokens",
            n,
            share=percent(before),
        ),
        before=before,
        after=after,
        before_text=percent(before),
        after_text=percent(after) if left else "–",
        removed=left == 0,
        why=_tail_why(n, left),
    )


def _tail_why(n: int, left: int) -> str:
    tokens = ngettext("{count} token", "{count} tokens", n, count=count(n))
    if left == n:
        return tokens
    return _("{tokens}, of which {left} left", tokens=tokens, left=count(left))


def formula(pipeline: Pipeline) -> Formula:
    """The sums beneath both fractions: of all tokens before the settings, of those left after them."""
    raw, last = pipeline.stages[0], pipeline.stages[-1]
    changed = any(stage.active for stage in pipeline.stages[1:])
    return Formula(_sum(_("by the model"), raw), _sum(_("after the settings"), last) if changed else None)


def _sum(label: str, stage: Stage) -> Sum:
    left = stage.logits[stage.kept].astype(np.float64)
    logsum = left.max() + np.log(np.exp(left - left.max()).sum())
    n = int(stage.kept.sum())
    over = ngettext("a sum over {count} token", "a sum over {count} tokens", n, count=count(n))
    return Sum(label, power_of_e(float(logsum)), over)


def _labels(bars: str, *, logits: bool) -> Labels:
    return Labels(
        bars=bars,
        token=_("token"),
        before=_("before"),
        after=_("after"),
        logit=_("logit") if logits else "",
        row=_(
            "{token}: {before} by the model, {after} after the settings",
            token="{token}",
            before="{before}",
            after="{after}",
        ),
    )
