"""Where a run opens: an embedded model on its curated head, any other on what this run shows, and a choice wins."""

from dataclasses import replace

import pytest

from explorer.engine.question import Selection
from explorer.engine.runs import Run
from explorer.session.here import Here
from tests.findings.embedded import embedded_run, model, run_at
from tests.findings.heads import tiny_run

OTHER = "folder:mine"
"""The embedded model's weights under a name that is not ours."""


def opened(**fields) -> Run:
    run = run_at(Here("Tom had a red ball.", **fields), model())
    return replace(run, question=replace(run.question, model=OTHER))


def test_an_embedded_model_opens_on_its_curated_head() -> None:
    run = embedded_run()
    assert (run.layer, run.head, run.stream_layer) == (7, 0, 7)


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
def test_any_other_reads_the_stream_after_its_last_layer(name: str) -> None:
    run = tiny_run(name)
    run = replace(run, selection=Selection())
    assert run.stream_layer == run.model.shape.n_layers - 1


def test_any_other_opens_on_a_head_that_is_no_sink_and_looks_at_something() -> None:
    run = opened()
    row = run.trace.pattern(run.layer)[run.head, -1]
    assert row[1:-1].max() == max(row[1:-1].max(), 0.3)
    assert (run.layer, run.head) != (7, 0)


def test_a_growing_text_stays_with_its_head() -> None:
    first, later = opened(), opened(generated=(5, 6, 7, 8), step=4)
    assert (first.layer, first.head) == (later.layer, later.head)


def test_a_choice_wins_for_every_model() -> None:
    for run in (opened(layer=2, head=5), embedded_run(layer=2, head=5)):
        assert (run.layer, run.head, run.stream_layer) == (2, 5, 2)


def test_a_layer_that_was_chosen_alone_shows_its_clearest_head() -> None:
    run = opened(layer=3)
    others = [opened(layer=3, head=head) for head in range(8)]
    assert run.layer == run.stream_layer == 3
    assert run.head in {other.head for other in others}


def test_another_model_opens_anew() -> None:
    here = Here("a", layer=3, head=2)
    assert here.changed(model=OTHER) == Here("a", model=OTHER)
    assert here.changed(prompt="b") == Here("b", layer=3, head=2)
