"""Several settings side by side: what each makes of the same logits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.components.probability.side_by_side import Cell, Column, Labels, SideBySide
from explorer.decoding.choice import choose
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.overlap import common, left_in_all
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.decoding.top import top
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.decoding.choices import choices
from explorer.findings.decoding.draw import number_of
from explorer.findings.decoding.sampler import active_settings
from explorer.words import N_, _, ngettext, translated
from explorer.words.sentences import chip, listed

ROWS = 12


@dataclass(frozen=True)
class Preset:
    name: str
    """A message."""
    sampling: Sampling


PRESETS = (
    Preset(N_("Greedy"), Sampling(temperature=0)),
    Preset(N_("Careful"), Sampling(temperature=0.5, top_p=0.8)),
    Preset(N_("Usual"), Sampling(temperature=0.8, top_k=40, top_p=0.95)),
    Preset(N_("As the model has it"), Sampling()),
    Preset(N_("Wild"), Sampling(temperature=1.5)),
    Preset(N_("Wild, with min-p"), Sampling(temperature=1.5, min_p=0.1)),
)
"""The last is how min-p's authors use it (Nguyen et al. 2024): hot, and cut where the model is sure."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one way to sample leaves."""

    sampling: Sampling
    probs: Floats
    kept: Bools
    choices: str
    """The effective number of them, as it is written."""

    @cached_property
    def n(self) -> int:
        return int(self.kept.sum())


@dataclass(frozen=True)
class SeveralSettings:
    """What is shown of them, and what is said."""

    table: SideBySide
    agreement: str
    same_number: str


def several_settings(run: Run) -> SeveralSettings:
    """The visitor's own settings first, then the presets."""
    own, others = outcome(run.pipeline), outcomes_of(run)
    every, names = [own, *others], [_("Yours"), *(translated(preset.name) for preset in PRESETS)]
    ids, drawn = top(run.pipeline, ROWS).ids, _drawn(run, every)
    columns = [_column(run, name, each, own, token, ids) for name, each, token in zip(names, every, drawn, strict=True)]
    table = SideBySide(columns=tuple(columns), tokens=(*run.texts_of(ids), _("everything else")), labels=_labels())
    return SeveralSettings(table, agreement(own, others, names), same_number(run, drawn))


def preset_at(place: int, seed: int) -> Sampling:
    """The settings of a column that are not the visitor's own; the seed stays."""
    return replace(PRESETS[place - 1].sampling, seed=seed)


def outcomes_of(run: Run) -> list[Outcome]:
    """Of every preset, for this run's last position; computed once a run."""
    key = ("presets", run.trace.identity)
    return once(key, lambda: [outcome(_pipeline(run, preset.sampling)) for preset in PRESETS])


def _pipeline(run: Run, sampling: Sampling) -> Pipeline:
    return run_pipeline(run.trace.logits[-1], run.trace.ids, sampling)


def outcome(pipeline: Pipeline) -> Outcome:
    last = pipeline.stages[-1]
    return Outcome(pipeline.sampling, last.probs, last.kept, choices(last))


def _drawn(run: Run, every: Sequence[Outcome]) -> list[int]:
    """The token that the run's seed draws in each."""
    return [choose(each.probs, seed=run.question.sampling.seed, step=run.generation.step) for each in every]


def _column(run: Run, name: str, each: Outcome, own: Outcome, token: int, ids: NDArray[np.int64]) -> Column:
    return Column(
        name=name,
        settings=active_settings(each.sampling) or _("every setting off"),
        facts=(
            ngettext("{count} token", "{count} tokens", each.n, count=count(each.n)),
            _("like {n} equally likely", n=each.choices),
            *([] if each is own else [_("{share} as yours", share=percent(common(each.probs, own.probs)))]),
        ),
        drawn=run.texts_of([token])[0],
        own=each is own,
        cells=(*(_cell(each, int(id), token) for id in ids), _rest(each, ids, token)),
    )


def _cell(each: Outcome, id: int, token: int) -> Cell:
    kept, share = bool(each.kept[id]), float(each.probs[id])
    return Cell(round(share, 5), percent(share) if kept else "–", kept, drawn=id == token)


def _rest(each: Outcome, ids: NDArray[np.int64], token: int) -> Cell:
    share = max(0.0, 1 - float(each.probs[ids].sum(dtype=np.float64)))
    left = each.n > int(each.kept[ids].sum())
    return Cell(round(share, 5), percent(share) if left else "–", left, drawn=token not in ids)


def agreement(own: Outcome, others: Sequence[Outcome], names: Sequence[str]) -> str:
    """What all have in common, and which is nearest to the visitor's own."""
    n = int(left_in_all([each.kept for each in (own, *others)]).sum())
    shared = [common(own.probs, each.probs) for each in others]
    nearest, farthest = int(np.argmax(shared)), int(np.argmin(shared))
    places = {
        "nearest": names[1 + nearest],
        "much": percent(shared[nearest]),
        "farthest": names[1 + farthest],
        "little": percent(shared[farthest]),
    }
    everywhere = ngettext(
        "{count} token is left under every one of these settings.",
        "{count} tokens are left under every one of these settings.",
        n,
        count=count(n),
    )
    kin = _(
        "Yours shares most of its probability with “{nearest}” ({much}), least with “{farthest}” ({little}).", **places
    )
    return _("{sentence} {another}", sentence=everywhere, another=kin)


def same_number(run: Run, drawn: Sequence[int]) -> str:
    """What one and the same random number draws under each."""
    often = Counter(drawn).most_common()
    texts = run.texts_of([token for token, _n in often])
    often_said = [f"{chip(text)} × {n}" for text, (_token, n) in zip(texts, often, strict=True)]
    return ngettext(
        "The same random number, {number}, draws the same token everywhere: {tokens}.",
        "The same random number, {number}, draws {count} different tokens: {tokens}.",
        len(often),
        number=f"{number_of(run):.3f}",
        count=count(len(often)),
        tokens=listed(often_said),
    )


def _labels() -> Labels:
    return Labels(
        table=_("The likeliest tokens under several settings"),
        token=_("token"),
        drawn=_("draws"),
        use=_("Use these"),
        own=_("the knobs above"),
    )
