"""Answers travel: an engine in another process gives what the one here gives."""

import pickle
from collections.abc import Iterator
from dataclasses import fields
from functools import partial

import numpy as np
import pytest

from explorer.engine import growing
from explorer.engine.current import engine as local
from explorer.engine.growing import GrowingText, GrowingTexts
from explorer.errors import Refused
from explorer.models.window import Window
from explorer.trace import Trace, extend, trace
from explorer.trace.edits import Ablate, Patch, Steer
from tests.engine.pipe import PipedEngine
from tests.models.tiny import CONFIGS, D_MODEL, shared

MODELS = ("gpt2", "llama", "gemma2", "bert")
IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3)
each = pytest.mark.parametrize("name", MODELS)


@pytest.fixture(scope="module")
def far() -> Iterator[PipedEngine]:
    engine = PipedEngine(*MODELS)
    yield engine
    engine.end()


def assert_same(one: Trace, other: Trace) -> None:
    assert one == other
    assert hash(one) == hash(other)
    assert (one.shape, one.block, one.causal, one.names) == (other.shape, other.block, other.causal, other.names)
    for name in (*one.names, "logits"):
        np.testing.assert_allclose(one[name], other[name], atol=2e-5, rtol=1e-5, err_msg=name)
    for layer in range(one.shape.n_layers):
        np.testing.assert_allclose(one.pattern_row(layer, 4), other.pattern_row(layer, 4), atol=1e-6)
        np.testing.assert_allclose(one.resid(layer), other.resid(layer), atol=2e-5, rtol=1e-5)
    for mine, theirs in zip(one.calls, other.calls, strict=True):
        assert all(np.array_equal(getattr(mine, f.name), getattr(theirs, f.name)) for f in fields(mine))


@each
def test_a_model_has_the_same_fingerprint_in_every_process(far: PipedEngine, name: str) -> None:
    assert far.fingerprints[name] == shared(name).fingerprint


@each
def test_a_trace_from_another_process_is_equal_in_everything(far: PipedEngine, name: str) -> None:
    model = shared(name)
    for edits in ((), (Ablate(1, 2),), (Steer(0, (0.5,) * D_MODEL),)):
        assert_same(far.trace(model.fingerprint, IDS, edits), local.trace(model.fingerprint, IDS, edits))


@pytest.mark.parametrize("name", CONFIGS)
def test_a_pickled_trace_is_equal_and_read_only(name: str) -> None:
    found = trace(shared(name), IDS)
    copy = pickle.loads(pickle.dumps(found))
    assert_same(copy, found)
    assert not np.shares_memory(copy.logits, found.logits)
    with pytest.raises(ValueError, match="read-only"):
        copy.logits[:] = 0


def test_a_pickle_holds_its_own_rows_and_not_the_room_for_others() -> None:
    model = shared("gpt2")
    long = trace(model, IDS)
    for id in IDS:
        long = extend(model, long, [id])
    assert len(pickle.dumps(long.prefix(5))) < len(pickle.dumps(trace(model, IDS)))
    assert_same(pickle.loads(pickle.dumps(long.prefix(12))), long.prefix(12))


def test_a_trace_that_has_travelled_can_be_gone_on_from() -> None:
    model = shared("llama")
    begun = trace(model, IDS[:6])
    copy = pickle.loads(pickle.dumps(begun))
    assert_same(extend(model, copy, IDS[6:]), extend(model, begun, IDS[6:]))
    assert_same(copy, begun)


@each
def test_every_other_answer_is_the_same_from_afar(far: PipedEngine, name: str) -> None:
    model = shared(name)
    ask = model.fingerprint
    np.testing.assert_allclose(far.logits(ask, IDS), local.logits(ask, IDS), atol=2e-5, rtol=1e-5)
    for answer in ("attn_output", "mlp_output"):
        here, there = (getattr(engine, answer)(ask, 1) for engine in (local, far))
        np.testing.assert_array_equal(here.weights, there.weights)
        np.testing.assert_array_equal(here.factor(here.weights[:, 0]), there.factor(here.weights[:, 0]))
    here, there = local.rotary(ask), far.rotary(ask)
    assert (here is None) == (there is None)
    if here is not None:
        np.testing.assert_array_equal(here.frequencies, there.frequencies)
    if model.causal:
        assert far.seconds_a_token(ask, IDS, cached=True, n=1) > 0
        assert far.kept(ask, IDS) == local.kept(ask, IDS)
        texts, windows = (IDS[:3], IDS), (Window(2), Window(3, 1))
        pairs = [(engine.last_logits(ask, texts), engine.windowed_logits(ask, IDS, windows)) for engine in (far, local)]
        for there, here in zip(*pairs, strict=True):
            np.testing.assert_allclose(there, here, atol=2e-5, rtol=1e-5)


def test_how_far_weights_lie_apart_travels(far: PipedEngine) -> None:
    ask = shared("gpt2").fingerprint
    here, there = (engine.weight_changes(ask, ask) for engine in (local, far))
    np.testing.assert_array_equal(here.heads, there.heads)
    with pytest.raises(Refused, match="gpt2 and llama are not of one architecture and shape"):
        far.weight_changes(ask, shared("llama").fingerprint)


def test_texts_grow_from_afar_as_they_do_here(far: PipedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    model, edits = shared("gpt2"), (Ablate(0, 1),)
    close = partial(np.testing.assert_allclose, atol=2e-4, rtol=1e-4)
    monkeypatch.setattr(growing, "engine", far)
    text, texts = GrowingText(model, edits=edits), GrowingTexts(model, IDS[:5], edits=edits)
    for end in (4, 6, 5, 10):
        close(text(IDS[:end]), trace(model, IDS[:end], edits).logits[-1])
    close(text.rows(IDS, 4), trace(model, IDS, edits).logits[-4:])
    for row, end in zip(texts.onward([0, 0], [7, 8]), (7, 8), strict=True):
        close(row, trace(model, (*IDS[:5], end), edits).logits[-1])


def test_a_refusal_travels_with_its_words(far: PipedEngine) -> None:
    with pytest.raises(Refused, match="there is no layer 9") as refused:
        far.trace(shared("gpt2").fingerprint, IDS, (Ablate(9, 0),))
    assert refused.value.values["index"] == 9
    with pytest.raises(Refused, match="the model has left memory meanwhile: reload the page"):
        far.trace("none of these", IDS)


def test_edits_travel() -> None:
    edits = (Ablate(0, 1), Patch("blocks.0.hook_mlp_out", 1, (1.0, 2.0)), Steer(1, (0.5,), 2.0, (3,)))
    assert pickle.loads(pickle.dumps(edits)) == edits


def test_a_model_travels_without_its_weights() -> None:
    model = shared("gpt2")
    card = pickle.loads(pickle.dumps(model))
    assert (card.name, card.fingerprint, card.shape, card.limits) == (
        model.name,
        model.fingerprint,
        model.shape,
        model.limits,
    )
    np.testing.assert_array_equal(card.embedding.W_E, model.embedding.W_E)
    with pytest.raises(RuntimeError, match="gpt2's weights are in another process"):
        card.module.config  # noqa: B018
