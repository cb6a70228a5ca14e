"""What became of one token on its way through the stages, in words, with the numbers that each stage looked at."""

from explorer.components.probability.probability_bars import Passage
from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.reasons import Measure, measures
from explorer.decoding.stage import Stage
from explorer.decoding.stages import BY_NAME
from explorer.figures.numbers import count, percent
from explorer.words import _
from explorer.words.settings import stage_set
from explorer.words.stages import WORDS


def named_stages(pipeline: Pipeline) -> dict[str, str]:
    """The stages that worked, each with its setting: "top-k 40"."""
    return {stage.name: stage_set(pipeline.sampling, stage.name) for stage in pipeline.stages[1:] if stage.active}


def fate(pipeline: Pipeline, token: int, seen: tuple[Measure, ...], named: dict[str, str]) -> list[Passage]:
    """From the model's logit through every stage that worked, to where the token was removed or is drawn from.

    `seen`: the token's measures; `named`: what the stages that worked are called.
    """
    raw, looked = pipeline.stages[0], {measure.stage: measure for measure in seen}
    begin = _("logit {logit}, rank {rank}", logit=_logit(raw, token), rank=count(rank_of(raw.logits, token)))
    passages, before = [_passage(_("the model"), begin, raw, token)], raw
    for stage in pipeline.stages[1:]:
        if stage.active and before.kept[token]:
            said = _said(before, stage, token, looked.get(stage.name))
            passages.append(_passage(named[stage.name], said, stage, token))
        before = stage
    return passages


def why_removed(pipeline: Pipeline, token: int) -> str:
    """Of a removed token, in words, with the numbers that the stage compared."""
    return why(measures(pipeline, token))


def why(seen: tuple[Measure, ...]) -> str:
    """The same, from the token's measures."""
    if not seen or seen[-1].kept:
        return _("the model itself rules it out")
    return WORDS[seen[-1].stage].why_removed(seen[-1])


def _passage(name: str, said: str, stage: Stage, token: int) -> Passage:
    kept = bool(stage.kept[token])
    return Passage(name, said, percent(float(stage.probs[token])) if kept else "–", kept)


def _said(before: Stage, after: Stage, token: int, seen: Measure | None) -> str:
    if seen is not None:
        return WORDS[after.name].what_it_saw(seen)
    if _looks_at_the_text(after) and before.logits[token] == after.logits[token]:
        return _("not in the text: logit unchanged")
    return _("logit {before} → {after}", before=_logit(before, token), after=_logit(after, token))


def _looks_at_the_text(stage: Stage) -> bool:
    """A penalty: it removes nothing, and changes only what the text holds."""
    return BY_NAME[stage.name].compare is None


def _logit(stage: Stage, token: int) -> str:
    return f"{stage.logits[token]:.2f}"
