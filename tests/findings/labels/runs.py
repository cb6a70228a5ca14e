"""Runs of a tiny model that reads numbers, and of the embedded encoder."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from explorer.engine import model_store
from explorer.engine.jobs import Handle, Job
from explorer.engine.one_step import Stepped, stepped
from explorer.engine.runs import Run
from explorer.findings.labels.step_order import order_of
from explorer.models.model import Model
from explorer.models.tuning.one_step_ways import Way
from explorer.session.here import Here
from tests.findings.embedded import run_at
from tests.models.tiny import N_VOCAB, Numbers, shared

NUMBERS, OTHER = "3 1 4 1 5 9", "2 6 5 3"


class Spaced(Numbers):
    """Its texts are its tokens in a row."""

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(f"{id} " for id in ids)


def tiny_run(name: str = "gpt2", prompt: str = NUMBERS, **place: Any) -> Run:
    return run_at(Here(prompt, **place), replace(shared(name), tokenizer=Spaced(N_VOCAB)))


@cache
def tiny_step(way: Way = "sgd") -> Stepped:
    run = tiny_run()
    return stepped(Handle(Job("x", {"me"}), lambda job: True), run.model, order_of(run, way, OTHER))


@cache
def encoder() -> Model:
    return model_store.ask("explorer-bert").result()


def encoder_run(prompt: str = "Tom had a red ball.", **place: Any) -> Run:
    return run_at(Here(prompt, model="explorer-bert", **place), encoder())
