from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.models.forward import forward
from explorer.trace import Trace, extend, trace
from explorer.trace.edits import Ablate, Steer
from tests.models.tiny import CAUSAL, CONFIGS, MASKED, N_CTX, N_VOCAB, module_of, shared
from tests.trace.traces import IDS, traced

ids_lists = st.lists(st.integers(2, N_VOCAB - 1), min_size=1, max_size=12)

causal = pytest.mark.parametrize("name", CAUSAL)


def assert_same(one: Trace, other: Trace, names: tuple[str, ...] = ()) -> None:
    """Equal as values, and in every number up to rounding."""
    assert one == other
    for name in names or (*one.names, "logits"):
        np.testing.assert_allclose(one[name], other[name], rtol=1e-4, atol=2e-5, err_msg=name)


@pytest.mark.parametrize("name", CONFIGS)
def test_tracing_changes_no_logit(name: str) -> None:
    model = shared(name)
    assert np.array_equal(trace(model, IDS).logits, forward(model.module, IDS).numpy())


@pytest.mark.parametrize("name", [name for name in CONFIGS if name != "gemma2"])  # which has no SDPA
def test_a_trace_answers_as_transformers_own_sdpa_does(name: str) -> None:
    expected = forward(module_of(name, attention="sdpa"), IDS)
    assert np.array_equal(traced(name).logits, expected.numpy())


@causal
def test_extended_step_by_step_it_is_the_whole_trace(name: str) -> None:
    model = shared(name)
    grown = trace(model, IDS[:3])
    for id in IDS[3:]:
        grown = extend(model, grown, [id])
    assert_same(grown, traced(name))


@causal
def test_extended_by_several_ids_at_once_it_is_the_whole_trace(name: str) -> None:
    model = shared(name)
    assert_same(extend(model, extend(model, trace(model, IDS[:4]), IDS[4:13]), IDS[13:]), traced(name))


@settings(max_examples=25, deadline=None)
@given(ids=ids_lists, more=st.lists(ids_lists, max_size=3))
def test_however_it_is_cut_the_trace_is_the_same(ids: list[int], more: list[list[int]]) -> None:
    model = shared("llama")
    whole = [*ids, *chain.from_iterable(more)][:N_CTX]
    grown = trace(model, ids)
    for chunk in more:
        grown = extend(model, grown, chunk[: N_CTX - len(grown)])
    assert_same(grown, trace(model, whole), ("logits", "blocks.2.attn.hook_pattern", "blocks.2.hook_resid_post"))


def snapshot(found: Trace) -> dict[str, np.ndarray]:
    return {name: found[name].copy() for name in (*found.names, "logits")}


def test_extending_never_alters_an_earlier_trace_even_after_a_fork() -> None:
    model = shared("llama")
    first = trace(model, IDS[:5])
    second = extend(model, first, IDS[5:7])
    third = extend(model, second, [8])
    earlier = {found: snapshot(found) for found in (first, second, third)}
    fork = extend(model, second, [9])
    again = extend(model, first, [10, 11, 12])
    for found, before in earlier.items():
        assert all(np.array_equal(found[name], before[name]) for name in before)
        fresh = replace(found)  # with nothing cached: what the shared rows hold now
        assert all(np.array_equal(fresh[name], before[name]) for name in before)
    assert_same(fork, trace(model, [*IDS[:7], 9]))
    assert_same(again, trace(model, [*IDS[:5], 10, 11, 12]))


def test_a_trace_that_outgrows_its_room_stays_right() -> None:
    model = shared("gpt2")
    grown = trace(model, IDS[:1])
    kept = [grown]
    while len(grown) < N_CTX:
        grown = extend(model, grown, [IDS[len(grown) % len(IDS)]])
        kept.append(grown)
    whole = trace(model, grown.ids)
    assert_same(grown, whole)
    for found in kept:
        np.testing.assert_allclose(found.logits, whole.logits[: len(found)], rtol=1e-4, atol=2e-5)


def test_a_failed_extension_leaves_its_trace_extendable(monkeypatch: pytest.MonkeyPatch) -> None:
    model = shared("gpt2")
    grown = extend(model, trace(model, IDS[:3]), IDS[3:4])
    with monkeypatch.context() as broken:
        broken.setattr("explorer.trace.run.forward", _fail)
        with pytest.raises(RuntimeError, match="out of memory"):
            extend(model, grown, [9])
    assert_same(extend(model, grown, IDS[4:6]), trace(model, IDS[:6]))


def _fail(*_args: object) -> torch.Tensor:
    raise RuntimeError("out of memory")


def test_extending_by_nothing_is_the_same_trace() -> None:
    first = trace(shared("gpt2"), IDS)
    assert extend(shared("gpt2"), first, []) is first


def test_extending_from_a_prefix_forgets_what_came_after() -> None:
    model = shared("gpt2")
    assert_same(extend(model, trace(model, IDS).prefix(5), [3, 4]), trace(model, [*IDS[:5], 3, 4]))


def test_edits_go_on_when_a_trace_is_extended() -> None:
    model = shared("llama")
    edits = (Ablate(1, 2), Steer(2, tuple(np.linspace(-1, 1, 24)), 2.0))
    grown = extend(model, trace(model, IDS[:6], edits), IDS[6:9])
    assert_same(grown, trace(model, IDS[:9], edits))


@pytest.mark.parametrize("name", MASKED)
def test_a_model_that_reads_both_ways_cannot_be_extended(name: str) -> None:
    model = shared(name)
    with pytest.raises(Refused, match=f"{name} reads both ways, so that it cannot go on from a trace: trace anew"):
        extend(model, trace(model, IDS), [3])


def test_a_trace_of_another_model_is_not_extended() -> None:
    with pytest.raises(ValueError, match="a trace of llama cannot be extended by gpt2"):
        extend(shared("gpt2"), trace(shared("llama"), IDS), [3])


def test_an_empty_prompt_is_refused() -> None:
    with pytest.raises(Refused, match="the prompt is empty: write something"):
        trace(shared("gpt2"), [])


def test_a_prompt_longer_than_the_context_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        trace(shared("gpt2"), [3] * (N_CTX + 1))
    assert str(caught.value) == (
        "prompt has 41 tokens, but gpt2 reads at most 40: shorten it, or pick a model with a longer context"
    )


def test_a_trace_cannot_be_extended_beyond_the_context() -> None:
    model = shared("gpt2")
    full = extend(model, trace(model, [3] * (N_CTX - 1)), [4])
    assert len(full) == N_CTX
    with pytest.raises(Refused, match="prompt has 41 tokens, but gpt2 reads at most 40: shorten it"):
        extend(model, full, [5])


@pytest.mark.parametrize("id", [-1, N_VOCAB, 10**12])
def test_an_id_that_is_no_token_is_refused(id: int) -> None:
    message = f"gpt2 has no token {id}, only 0 to 60: tokens were added to its tokenizer and not to the model"
    with pytest.raises(Refused, match=message):
        trace(shared("gpt2"), [3, id])
    with pytest.raises(Refused, match=message):
        extend(shared("gpt2"), trace(shared("gpt2"), [3]), [id])
