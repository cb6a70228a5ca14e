"""A run with edits shows the edited numbers everywhere, and never touches the base run."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from explorer.engine.growing import GrowingText, GrowingTexts
from explorer.engine.runs import trace_of
from explorer.errors import Refused
from explorer.findings.output.path_scores import scores
from explorer.session.here import Here
from explorer.trace import trace
from explorer.trace.edits import Ablate, Edit, Patch, Steer
from tests.findings.embedded import model, run_at
from tests.models.tiny import CAUSAL, D_MODEL, shared

IDS = tuple((7 * i + 5) % 59 + 2 for i in range(9))
PUSH = tuple(np.linspace(-2, 2, D_MODEL))


def edits_of(name: str) -> dict[str, tuple[Edit, ...]]:
    other = trace(shared(name), IDS[::-1])
    return {
        "silenced": (Ablate(1, 0), Ablate(0, 1)),
        "patched": (Patch.of(other, "blocks.1.hook_mlp_out", 4),),
        "patched at the last": (Patch.of(other, "blocks.0.hook_mlp_out", len(IDS) - 1),),
        "pushed": (Steer(1, PUSH, 0.7),),
        "pushed at one": (Steer(1, PUSH, 0.7, positions=(3,)), Ablate(0, 0)),
    }


KINDS = ("silenced", "patched", "patched at the last", "pushed", "pushed at one")
every_kind = pytest.mark.parametrize("kind", KINDS)
each = pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2", "gpt_neox", "granite", "bert"])


@each
@every_kind
def test_a_run_with_edits_is_the_trace_with_edits(name: str, kind: str) -> None:
    model, edits = shared(name), edits_of(name)[kind]
    found = trace_of(model, IDS, edits)
    np.testing.assert_array_equal(found.logits, trace(model, IDS, edits).logits)
    assert found.edits == edits
    assert not np.allclose(found.logits, trace_of(model, IDS).logits)


@each
def test_edits_never_touch_the_base_run(name: str) -> None:
    model = shared(name)
    before = trace(model, IDS).logits.copy()
    for edits in edits_of(name).values():
        trace_of(model, IDS, edits)
        np.testing.assert_array_equal(trace(model, IDS).logits, before)
    np.testing.assert_array_equal(trace_of(model, IDS).logits, before)


@each
def test_an_edit_of_nothing_changes_nothing(name: str) -> None:
    model = shared(name)
    base = trace_of(model, IDS)
    for nothing in (Steer(1, PUSH, 0.0), Patch.of(base, "blocks.1.hook_mlp_out", 4)):
        np.testing.assert_array_equal(trace_of(model, IDS, (nothing,)).logits, base.logits)


@pytest.mark.parametrize("name", ["gpt2", "llama", "gpt_neox", "granite"])
@every_kind
def test_generating_under_edits_is_reading_the_whole_text_under_them(name: str, kind: str) -> None:
    model, edits = shared(name), edits_of(name)[kind]
    grown = [trace_of(model, IDS[:n], edits) for n in range(3, len(IDS) + 1)]
    np.testing.assert_allclose(grown[-1].logits, trace(model, IDS, edits).logits, atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
@every_kind
def test_texts_that_grow_under_edits_are_read_under_them(name: str, kind: str) -> None:
    model, edits = shared(name), edits_of(name)[kind]
    whole, text = trace(model, IDS, edits).logits, GrowingText(model, edits=edits)
    close = partial(np.testing.assert_allclose, atol=2e-4, rtol=1e-4)
    close(text(IDS[:4]), trace_of(model, IDS[:4], edits).logits[-1])
    close(text.rows(IDS, 3), whole[-3:])
    texts = GrowingTexts(model, IDS[:-1], edits=edits)
    rows = texts.onward([0, 0], [IDS[-1], 3])
    close(rows[0], whole[-1])
    close(rows[1], trace(model, (*IDS[:-1], 3), edits).logits[-1])


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_the_first_layers_alone_are_edited_too(layers: int) -> None:
    model, edits = shared("gpt2"), (Ablate(0, 1),)
    assert model.unembedding is not None
    expected = model.unembedding(trace(model, IDS, edits).resid(layers)[-1])
    np.testing.assert_allclose(GrowingText(model, layers=layers, edits=edits)(IDS), expected, atol=2e-4, rtol=1e-4)


def test_what_continuations_score_is_edited_too() -> None:
    model, edits = shared("gpt2"), (Ablate(0, 1),)
    base, edited = (scores(model, IDS[:4], IDS[4:], chosen) for chosen in ((), edits))
    logits = trace(model, IDS, edits).logits.astype(np.float64)
    logs = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    np.testing.assert_allclose(edited, [logs[at, id] for at, id in enumerate(IDS[4:], start=3)], atol=1e-3)
    assert not np.allclose(base, edited)


def test_an_edit_of_a_position_that_the_text_does_not_reach_waits() -> None:
    model, edits = shared("gpt2"), edits_of("gpt2")["patched at the last"]
    np.testing.assert_array_equal(trace_of(model, IDS[:-1], edits).logits, trace_of(model, IDS[:-1]).logits)


def test_what_the_model_has_not_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="there is no head 99: this run of gpt2 has 0 to 3"):
        trace_of(shared("gpt2"), IDS, (Ablate(0, 99),))


def test_visitors_with_and_without_edits_never_see_one_anothers_numbers() -> None:
    model = shared("gpt2")
    kinds = [(), *edits_of("gpt2").values(), (Ablate(2, 3),), (Steer(0, PUSH),)]
    expected = [trace(model, IDS, edits).logits for edits in kinds]

    def visit(at: int) -> bool:
        return all(
            np.allclose(trace_of(model, IDS[:n], kinds[at]).logits[:3], expected[at][:3], atol=2e-4)
            for n in range(4, len(IDS) + 1)
        )

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(visit, range(len(kinds))))


def test_sampling_draws_from_the_edited_numbers() -> None:
    here = Here("Once upon a time")
    base, edited = run_at(here, model()), run_at(here.changed(edits=(Ablate(0, 0), Ablate(7, 1))), model())
    assert not np.allclose(base.pipeline.probs, edited.pipeline.probs)
    np.testing.assert_array_equal(run_at(here, model()).pipeline.probs, base.pipeline.probs)
