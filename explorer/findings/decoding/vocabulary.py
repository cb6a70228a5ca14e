"""The whole vocabulary: every token's probability by rank, and what the settings cut away."""

from collections.abc import Collection

import numpy as np

from explorer.components.probability.rank_curve import Labels, Mark, Point, RankCurve, Share
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.rank_curve import Cut, cuts, tokens_for
from explorer.decoding.rank_curve import RankCurve as Curve
from explorer.decoding.rank_curve import rank_curve as curve_of
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.decoding.choices import effective
from explorer.words import _, ngettext
from explorer.words.settings import stage_set

RANKS = 500
"""Places on the axis: about as many as a screen has room to tell apart."""


def rank_curve(run: Run, sought: Collection[int]) -> RankCurve:
    """The whole vocabulary by rank, with the tokens that somebody looks for."""
    pipeline, chosen = run.pipeline, run.next_id
    removed, curve = cuts(pipeline), curve_of(pipeline, most=RANKS, include=(chosen, *sought))
    return RankCurve(
        points=tuple(points(run, curve, chosen, sought)),
        size=pipeline.probs.size,
        cuts=tuple(Mark(_between(cut), stage_set(pipeline.sampling, cut.stage)) for cut in removed),
        choices=(effective(pipeline.stages[0]), effective(pipeline.stages[-1])),
        shares=tuple(shares(pipeline, removed)),
        labels=_labels(),
        spoken=_spoken(run, curve),
    )


def _spoken(run: Run, curve: Curve) -> str:
    """The curve for those who do not see it: the likeliest token, and what the first ten and hundred hold."""
    few, many = np.minimum(np.searchsorted(curve.ranks, (11, 101)), len(curve.ranks) - 1)
    return _(
        "Likeliest by the model is {token} with {share}; the first {few} tokens have {some} together, the first {many} "
        "{most}.",
        token=run.texts_of(curve.ids[:1])[0],
        share=percent(float(10 ** curve.before[0])),
        few=count(int(curve.ranks[few]) - 1),
        some=percent(float(curve.mass_before[few])),
        many=count(int(curve.ranks[many]) - 1),
        most=percent(float(curve.mass_before[many])),
    )


def points(run: Run, curve: Curve, chosen: int, sought: Collection[int] = ()) -> list[Point]:
    sampling = run.pipeline.sampling
    fates = [_("cut by {stage}", stage=stage_set(sampling, stage)) for stage in sampling.order]
    gone = ["", _("the model itself rules it out"), *fates]
    texts = run.texts_of(curve.ids)
    columns = zip(curve.ranks, texts, curve.before, curve.after, curve.mass_before, curve.removed_by, strict=True)
    return [
        Point(
            rank=int(rank),
            text=text,
            before=_finite(before),
            after=_finite(after),
            mass=round(float(mass), 5),
            by=gone[by + 1],
            chosen=bool(id == chosen),
            sought=int(id) in sought,
        )
        for (rank, text, before, after, mass, by), id in zip(columns, curve.ids, strict=True)
    ]


def shares(pipeline: Pipeline, removed: list[Cut]) -> list[Share]:
    """The model's probability, divided into what is left and what each stage cut."""
    kept = pipeline.stages[-1].kept
    mass, n = float(pipeline["raw"].probs[kept].sum(dtype=np.float64)), int(kept.sum())
    left = ngettext(
        "left: {count} token, {share}", "left: {count} tokens, {share}", n, count=count(n), share=percent(mass)
    )
    return [Share(mass, left, kept=True), *(Share(cut.mass, _cut_said(pipeline, cut), kept=False) for cut in removed)]


def spread(pipeline: Pipeline) -> str:
    """Over how many tokens the model spreads its probability."""
    half, most, nearly = (tokens_for(pipeline["raw"].probs, share) for share in (0.5, 0.9, 0.99))
    return _(
        "The model puts half of its probability on {half} of {total} tokens, 90 % on {most}, and 99 % on {nearly}; all "
        "the others share the last 1 %.",
        half=count(half),
        most=count(most),
        nearly=count(nearly),
        total=count(pipeline.probs.size),
    )


def _cut_said(pipeline: Pipeline, cut: Cut) -> str:
    return ngettext(
        "{stage} cut {count} token, {share}",
        "{stage} cut {count} tokens, {share}",
        cut.n,
        stage=stage_set(pipeline.sampling, cut.stage),
        count=count(cut.n),
        share=percent(cut.mass),
    )


def _between(cut: Cut) -> float:
    """The place of a cut's line: between the last that stays and the first that goes, where it is that simple."""
    return float(np.sqrt(cut.deepest * (cut.deepest + 1))) if cut.deepest < cut.first else float(cut.first)


def _finite(value: float) -> float | None:
    return round(float(value), 3) if np.isfinite(value) else None


def _labels() -> Labels:
    return Labels(
        curve=_(
            "Probability of every token of the vocabulary, by rank; left and right arrow keys go from token to token"
        ),
        before=_("by the model"),
        after=_("after the settings"),
        removed=_("removed"),
        choices=_("effective number of choices"),
        chosen=_("drawn"),
        sought=_("your word"),
        seek=_("Where does a word stand? Type one"),
        rank=_("rank {rank}", rank="{rank}"),
        mass=_("{share} lie before it", share="{share}"),
        ranks=_("rank (likeliest first)"),
        shares=_("The model's probability, and what became of it"),
    )
