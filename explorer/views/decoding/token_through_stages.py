"""What became of one token on its way through the stages, in words, with the numbers that each stage looked at."""

from dataclasses import dataclass
from typing import Any

from explorer.decoding.pipeline import Pipeline, Stage
from explorer.decoding.reasons import Measure, measures
from explorer.figures.numbers import count, percent, setting
from explorer.findings.next_token_table import NATS, rank
from explorer.words import _
from explorer.words.settings import labels

PENALTIES = ("repetition_penalty", "frequency_penalty", "presence_penalty")


@dataclass(frozen=True)
class Passage:
    """One token at one stage that worked."""

    stage: str
    """With its setting: "top-k 40"."""
    said: str
    share: str
    """Its probability afterwards, or "–"."""
    kept: bool

    def shown(self) -> dict[str, Any]:
        return {"stage": self.stage, "said": self.said, "share": self.share, "kept": self.kept}


def fate(pipeline: Pipeline, token: int) -> list[Passage]:
    """From the model's logit through every stage that worked, to where the token was removed or is drawn from."""
    raw, seen = pipeline["raw"], {measure.stage: measure for measure in measures(pipeline, token)}
    begin = _("logit {logit}, rank {rank}", logit=_logit(raw, token), rank=count(rank(raw.logits, token)))
    passages = [_passage(_("the model"), begin, raw, token)]
    before = raw
    for stage in pipeline.stages[1:]:
        if stage.active and before.kept[token]:
            value = setting(pipeline.sampling.effective(stage.name))
            said = _said(before, stage, token, seen.get(stage.name))
            passages.append(_passage(f"{labels()[stage.name]} {value}", said, stage, token))
        before = stage
    return passages


def _passage(name: str, said: str, stage: Stage, token: int) -> Passage:
    kept = bool(stage.kept[token])
    return Passage(name, said, percent(float(stage.probs[token])) if kept else "–", kept)


def _said(before: Stage, after: Stage, token: int, seen: Measure | None) -> str:
    if seen is not None:
        return (_KEPT if seen.kept else _CUT)[after.name](seen)
    if after.name in PENALTIES and before.logits[token] == after.logits[token]:
        return _("not in the text: logit unchanged")
    return _("logit {before} → {after}", before=_logit(before, token), after=_logit(after, token))


def _logit(stage: Stage, token: int) -> str:
    return f"{stage.logits[token]:.2f}"


_KEPT = {
    "temperature": lambda seen: _("rank 1: the only one to stay"),
    "top_k": lambda seen: _("rank {rank}: stays", rank=count(seen.rank)),
    "top_p": lambda seen: (
        _("{share} lie before it: inside the nucleus", share=percent(seen.value))
        if seen.value
        else _("the likeliest: inside the nucleus")
    ),
    "min_p": lambda seen: _(
        "{share} is at least {least}: stays", share=percent(seen.value), least=percent(seen.threshold)
    ),
    "typical_p": lambda seen: _("{bits} bits off what is expected: stays", bits=f"{seen.value * NATS:.1f}"),
}

_CUT = {
    "temperature": lambda seen: _("rank {rank}: only rank 1 stays", rank=count(int(seen.value))),
    "top_k": lambda seen: _("rank {rank}: cut", rank=count(seen.rank)),
    "top_p": lambda seen: _("{share} lie before it: outside the nucleus", share=percent(seen.value)),
    "min_p": lambda seen: _(
        "{share} is less than {least}: cut", share=percent(seen.value), least=percent(seen.threshold)
    ),
    "typical_p": lambda seen: _(
        "{bits} bits off what is expected, where {most} are kept: cut",
        bits=f"{seen.value * NATS:.1f}",
        most=f"{seen.threshold * NATS:.1f}",
    ),
}
