"""A stage is described in two rows, one of arithmetic and one of words: everything else follows from them."""

import re
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from explorer.decoding.pipeline import STAGES, run
from explorer.decoding.reasons import measures
from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import KNOBS, ORDERS, SPECS, StageSpec
from explorer.findings.decoding.stage_cards import cards
from explorer.findings.token_through_stages import fate, named_stages, why
from explorer.session.here import Here
from explorer.session.link import from_params, to_params
from explorer.words.stages import WORDS
from tests.findings.embedded import embedded_run

LOGITS = np.linspace(3, -3, 60, dtype=np.float32)
every_stage = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)


def set_to_work(spec: StageSpec) -> Sampling:
    """Only this stage, as it is usual; a stage that removes tokens at 0 alone is set to 0."""
    usual: dict[str, Any] = {spec.name: 0 if spec.only_greedy else spec.usual}
    return Sampling(**usual)


@every_stage
def test_a_stage_is_a_field_of_the_settings_whose_default_does_nothing(spec: StageSpec) -> None:
    (field,) = [field for field in fields(Sampling) if field.name == spec.name]
    assert field.default == spec.neutral
    assert type(field.default) is spec.knob.kind
    assert spec.usual != spec.neutral


@every_stage
def test_its_knob_reaches_from_its_neutral_to_its_usual_setting(spec: StageSpec) -> None:
    for value in (spec.neutral, spec.usual):
        assert spec.knob.low <= value <= spec.knob.high
        assert spec.knob.read(value) == value


@every_stage
def test_it_has_words(spec: StageSpec) -> None:
    words = WORDS[spec.name]
    assert words.label
    assert words.short
    assert words.hint
    assert all((words.removed, words.stays, words.cut)) == (spec.compare is not None)


@every_stage
def test_a_link_carries_it(spec: StageSpec) -> None:
    here, default = Here("a", sampling=set_to_work(spec)), Here("a")
    params = to_params(here, default)
    assert spec.name in params
    assert from_params(params, default) == (here, ())


@every_stage
def test_it_has_a_card_with_its_knob_and_its_words(spec: StageSpec) -> None:
    (card,) = [card for card in cards(embedded_run()) if card.name == spec.name]
    assert card.knob is not None
    assert (card.label, card.title) == (WORDS[spec.name].short, WORDS[spec.name].hint)
    assert (card.knob.field, card.knob.min, card.knob.max) == (spec.name, spec.knob.low, spec.knob.high)


@every_stage
def test_what_it_did_to_a_token_is_said(spec: StageSpec) -> None:
    pipeline = run(LOGITS, (1, 1), set_to_work(spec))
    named = named_stages(pipeline)

    def told(token: int) -> list[str]:
        return [passage.said for passage in fate(pipeline, token, measures(pipeline, token), named)]

    assert [len(told(token)) for token in range(60)] == [2] * 60
    removed = np.flatnonzero(~pipeline.stages[-1].kept)
    assert (removed.size > 0) == (spec.compare is not None)
    said = [why(measures(pipeline, int(token))) for token in removed]
    assert not any(re.search(r"[{}]", text) for text in [*said, *told(0), *told(59)])


def test_nothing_is_said_of_what_is_no_stage() -> None:
    names = [spec.name for spec in SPECS]
    assert list(WORDS) == names
    assert ("raw", *names) == STAGES
    assert list(KNOBS) == [*names, "seed"]
    assert all(sorted(order) == sorted(names) for order in ORDERS.values())
    assert replace(Sampling(), order=ORDERS["vLLM"]).order[-1] == "typical_p"
