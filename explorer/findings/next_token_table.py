"""The likeliest next tokens as rows: probability before and after the settings, and in words why one was removed."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.decoding.filters import Floats
from explorer.decoding.pipeline import Pipeline, Stage
from explorer.decoding.reasons import reason
from explorer.decoding.top import Top, top
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent, power_of_e
from explorer.words import _, ngettext

NATS = float(np.log2(np.e))
"""Bits in a nat."""


@dataclass(frozen=True)
class NextTokenTable:
    """What the component `probability_bars` shows of one choice."""

    rows: list[dict[str, Any]]
    tail: dict[str, Any] | None


def next_token_table(run: Run, pipeline: Pipeline, *, k: int, chosen: int) -> NextTokenTable:
    """The k tokens with the largest logits, and the chosen one where it is not among them."""
    best = top(pipeline, k)
    rows = _rows(run, pipeline, best.ids, chosen)
    if chosen not in best.ids:
        rows += _rows(run, pipeline, np.array([chosen]), chosen)
    return NextTokenTable(rows, _tail(pipeline, best, rows))


def _rows(run: Run, pipeline: Pipeline, ids: NDArray[np.int64], chosen: int) -> list[dict[str, Any]]:
    texts = run.texts_of(ids)
    return [_row(pipeline, int(id), text, id == chosen) for id, text in zip(ids, texts, strict=True)]


def _row(pipeline: Pipeline, id: int, text: str, chosen: bool) -> dict[str, Any]:
    raw, last = pipeline.stages[0], pipeline.stages[-1]
    removed = not last.kept[id]
    before, after = float(raw.probs[id]), float(last.probs[id])
    why = why_removed(pipeline, id) if removed else (_("chosen") if chosen else "")
    return {
        "id": id,
        "rank": count(rank(raw.logits, id)),
        "text": text,
        "logit": f"{raw.logits[id]:.2f}",
        "before": round(before, 6),
        "after": round(after, 6),
        "before_text": percent(before),
        "after_text": "–" if removed else percent(after),
        "removed": removed,
        "chosen": bool(chosen),
        "why": why,
        "title": f"id {id}",
        "alt": _row_alt(text, before, after, why),
        "power_before": _power(raw.logits[id]),
        "power_after": _power(last.logits[id]),
    }


def _row_alt(text: str, before: float, after: float, why: str) -> str:
    says = _(
        "{token}: {before} by the model, {after} after the settings",
        token=text,
        before=percent(before),
        after=percent(after),
    )
    return f"{says}; {why}" if why else says


def _power(logit: float) -> dict[str, str]:
    """e to the logit, as symbols and as a number."""
    return {"exponent": f"{logit:.2f}", "power": power_of_e(float(logit)) if np.isfinite(logit) else "0"}


def _tail(pipeline: Pipeline, best: Top, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """All other tokens together: what they had, and what they have now."""
    n = pipeline.probs.size - len(rows)
    if n == 0:
        return None
    extra = rows[len(best.ids) :]
    before = max(0.0, best.tail_before - sum(row["before"] for row in extra))
    after = max(0.0, best.tail_after - sum(row["after"] for row in extra))
    left = int(pipeline.stages[-1].kept.sum()) - sum(not row["removed"] for row in rows)
    return {
        "text": _("everything else"),
        "label": _("everything else: {share} over {count} tokens", share=percent(before), count=count(n)),
        "before": before,
        "after": after,
        "before_text": percent(before),
        "after_text": percent(after) if left else "–",
        "removed": left == 0,
        "why": _tail_why(n, left),
    }


def _tail_why(n: int, left: int) -> str:
    tokens = ngettext("{count} token", "{count} tokens", n, count=count(n))
    if left == n:
        return tokens
    return _("{tokens}, of which {left} left", tokens=tokens, left=count(left))


def rank(logits: Floats, id: int) -> int:
    """1 = likeliest; equals share a rank."""
    return 1 + int(np.count_nonzero(logits > logits[id]))


def why_removed(pipeline: Pipeline, id: int) -> str:
    """In words, with the numbers that the stage compared."""
    found = reason(pipeline, id)
    if found is None:
        return _("the model itself rules it out")
    return _REASONS[found.stage](found)


_REASONS = {
    "temperature": lambda seen: _("temperature 0 keeps only rank 1: rank {rank}", rank=count(int(seen.value))),
    "top_k": lambda seen: _("cut by top-k: rank {rank}", rank=count(int(seen.value))),
    "top_p": lambda seen: _("cut by top-p: {share} lie before it", share=percent(seen.value)),
    "min_p": lambda seen: _(
        "cut by min-p: {share} is less than {least}", share=percent(seen.value), least=percent(seen.threshold)
    ),
    "typical_p": lambda seen: _("cut by typical-p: {bits} bits off", bits=f"{seen.value * NATS:.1f}"),
}


def formula(pipeline: Pipeline) -> dict[str, Any]:
    """The sums beneath both fractions: of all tokens before the settings, of those left after them."""
    raw, last = pipeline.stages[0], pipeline.stages[-1]
    changed = any(stage.active for stage in pipeline.stages[1:])
    return {
        "before": {"label": _("by the model"), **_sum(raw)},
        "after": {"label": _("after the settings"), **_sum(last)} if changed else None,
    }


def _sum(stage: Stage) -> dict[str, str]:
    left = stage.logits[stage.kept].astype(np.float64)
    logsum = left.max() + np.log(np.exp(left - left.max()).sum())
    n = int(stage.kept.sum())
    return {
        "total": power_of_e(float(logsum)),
        "n": ngettext("a sum over {count} token", "a sum over {count} tokens", n, count=count(n)),
    }


def headings(*, logits: bool) -> dict[str, str]:
    named = {"token": _("token"), "before": _("before"), "after": _("after")}
    return {**named, "logit": _("logit")} if logits else named
