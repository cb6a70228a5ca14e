"""The view of the whole vocabulary: every token's probability by rank, and what the settings cut away."""

from collections.abc import Collection

import numpy as np

from explorer.analysis.surprisal import entropy
from explorer.components.probability.rank_curve import Mark, Point, Share, rank_curve
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.rank_curve import Cut, RankCurve, cuts, tokens_for
from explorer.decoding.rank_curve import rank_curve as curve_of
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.views.decoding import sampler
from explorer.views.decoding.seeking import found_in_words, seek, sought, tokens_sought
from explorer.views.sentence import sentence
from explorer.words import _, ngettext
from explorer.words.settings import stage_set

RANKS = 500
"""Places on the axis: about as many as a screen has room to tell apart."""


def show_vocabulary(run: Run) -> None:
    pipeline, chosen = run.pipeline, run.next_id
    found = tokens_sought(run, sought())
    made, curve = cuts(pipeline), curve_of(pipeline, most=RANKS, include=(chosen, *found))
    rank_curve(
        points(run, curve, chosen, found),
        key="decoding_curve",
        size=pipeline.probs.size,
        cuts=[Mark(_between(cut), _named(pipeline, cut.stage)) for cut in made],
        choices=[Mark(2 ** float(entropy(stage.logits)), "") for stage in (pipeline.stages[0], pipeline.stages[-1])],
        shares=shares(pipeline, made),
        labels=_words(),
        on_seek=seek,
    )
    if found:
        sentence(found_in_words(run, found), key="decoding_found")
    sentence(spread(pipeline), key="decoding_spread", strong=True)
    sentence(sampler.hesitation(run), key="decoding_hesitation")


def points(run: Run, curve: RankCurve, chosen: int, found: Collection[int] = ()) -> list[Point]:
    fates = [_("cut by {stage}", stage=_named(run.pipeline, stage.name)) for stage in run.pipeline.stages[1:]]
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
            sought=int(id) in found,
        )
        for (rank, text, before, after, mass, by), id in zip(columns, curve.ids, strict=True)
    ]


def shares(pipeline: Pipeline, made: list[Cut]) -> list[Share]:
    """The model's probability, divided into what is left and what each stage cut."""
    kept = pipeline.stages[-1].kept
    mass, n = float(pipeline["raw"].probs[kept].sum(dtype=np.float64)), int(kept.sum())
    left = ngettext(
        "left: {count} token, {share}", "left: {count} tokens, {share}", n, count=count(n), share=percent(mass)
    )
    return [Share(mass, left, kept=True), *(Share(cut.mass, _cut_said(pipeline, cut), kept=False) for cut in made)]


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
        stage=_named(pipeline, cut.stage),
        count=count(cut.n),
        share=percent(cut.mass),
    )


def _between(cut: Cut) -> float:
    """The place of a cut's line: between the last that stays and the first that goes, where it is that simple."""
    return float(np.sqrt(cut.deepest * (cut.deepest + 1))) if cut.deepest < cut.first else float(cut.first)


def _named(pipeline: Pipeline, stage: str) -> str:
    """ "top-k 40"."""
    return stage_set(pipeline.sampling, stage)


def _finite(value: float) -> float | None:
    return round(float(value), 3) if np.isfinite(value) else None


def _words() -> dict[str, str]:
    return {
        "curve": _(
            "Probability of every token of the vocabulary, by rank; left and right arrow keys go from token to token"
        ),
        "before": _("by the model"),
        "after": _("after the settings"),
        "removed": _("removed"),
        "choices": _("effective number of choices"),
        "chosen": _("drawn"),
        "sought": _("your word"),
        "seek": _("Where does a word stand? Type one"),
        "rank": _("rank {rank}", rank="{rank}"),
        "mass": _("{share} lie before it", share="{share}"),
        "ranks": _("rank (likeliest first)"),
        "shares": _("The model's probability, and what became of it"),
    }
