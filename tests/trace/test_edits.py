import subprocess
import sys

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.trace import trace
from explorer.trace.edits import Ablate, Edit, Patch, Steer
from tests.models.tiny import CAUSAL, CONFIGS, D_MODEL, N_LAYERS, N_VOCAB, shared
from tests.trace.traces import traced

IDS = tuple((7 * i + 5) % (N_VOCAB - 2) + 2 for i in range(9))
OTHER = tuple((5 * i + 9) % (N_VOCAB - 2) + 2 for i in range(9))
RECORDED = (
    "attn.hook_q",
    "attn.hook_k",
    "attn.hook_v",
    "attn.hook_z",
    "hook_attn_out",
    "mlp.hook_pre",
    "mlp.hook_post",
)
STREAM = ("hook_resid_pre", "hook_mlp_out", "hook_resid_post")

every = pytest.mark.parametrize("name", CONFIGS)


def one_hot(index: int) -> tuple[float, ...]:
    return tuple(np.eye(D_MODEL)[index])


@every
def test_no_edit_changes_no_bit(name: str) -> None:
    model = shared(name)
    plain = traced(model.name, IDS)
    nothing = [*(Patch.of(plain, f"blocks.1.{n}", 4) for n in RECORDED + STREAM), Steer(1, one_hot(0), 0.0)]
    edited = trace(model, IDS, nothing)
    for known in (*plain.names, "logits"):
        assert np.array_equal(plain[known], edited[known]), known


@every
def test_an_ablated_head_writes_nothing_and_the_others_go_on(name: str) -> None:
    model = shared(name)
    plain, edited = traced(model.name, IDS), trace(model, IDS, [Ablate(1, 2)])
    z, before = edited["blocks.1.attn.hook_z"], plain["blocks.1.attn.hook_z"]
    assert (z[2] == 0).all()
    assert np.array_equal(np.delete(z, 2, axis=0), np.delete(before, 2, axis=0))
    assert np.array_equal(plain.resid(1), edited.resid(1))
    assert not np.allclose(plain.logits, edited.logits, atol=1e-3)


def test_all_heads_of_a_layer_ablated_leave_the_output_bias_alone() -> None:
    model = shared("gpt2")
    edited = trace(model, IDS, [Ablate(1, head) for head in range(4)])
    bias = model.module.get_parameter("transformer.h.1.attn.c_proj.bias").numpy()
    np.testing.assert_allclose(edited["blocks.1.hook_attn_out"], np.tile(bias, (len(IDS), 1)), atol=1e-6)


@every
@pytest.mark.parametrize("inside", RECORDED + STREAM)
def test_a_patched_position_is_the_other_runs(name: str, inside: str) -> None:
    model, known = shared(name), f"blocks.1.{inside}"
    plain, other = traced(model.name, IDS), traced(model.name, OTHER)
    edited = trace(model, IDS, [Patch.of(other, known, 3)])
    assert np.array_equal(edited[known][..., 3, :], other[known][..., 3, :])
    assert np.array_equal(np.delete(edited[known], 3, axis=-2), np.delete(plain[known], 3, axis=-2))
    if inside != "attn.hook_q" or model.causal:
        assert not np.allclose(plain.logits, edited.logits, atol=1e-5)


@pytest.mark.parametrize("name", [name for name in CONFIGS if shared(name).block == "sequential"])
@pytest.mark.parametrize(
    ("inside", "before"), [("hook_attn_out", "hook_resid_pre"), ("hook_mlp_out", "hook_resid_mid")]
)
def test_what_is_patched_is_added_as_it_is(name: str, inside: str, before: str) -> None:
    """Granite multiplies what its parts give; what is patched is what is added."""
    edited = trace(shared(name), IDS, [Patch(f"blocks.1.{inside}", 3, one_hot(4))])
    after = "hook_resid_mid" if inside == "hook_attn_out" else "hook_resid_post"
    added = edited[f"blocks.1.{after}"][3] - edited[f"blocks.1.{before}"][3]
    np.testing.assert_allclose(added, one_hot(4), atol=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
def test_a_patch_reaches_only_what_comes_after_it(name: str) -> None:
    model = shared(name)
    edited = trace(model, IDS, [Patch.of(traced(model.name, OTHER), "blocks.0.hook_resid_pre", 5)])
    changed = (edited.logits != traced(model.name, IDS).logits).any(-1)
    assert not changed[:5].any()
    assert changed[5:].all()


def test_the_last_stream_patched_everywhere_gives_the_other_runs_answer() -> None:
    model = shared("gpt2")
    other, last = traced(model.name, OTHER), f"blocks.{N_LAYERS - 1}.hook_resid_post"
    edited = trace(model, IDS, [Patch.of(other, last, position) for position in range(len(IDS))])
    assert np.array_equal(edited.logits, other.logits)


@pytest.mark.parametrize("known", ["hook_embed", "hook_pos_embed"])
def test_embeddings_can_be_patched(known: str) -> None:
    model = shared("gpt2")
    edited = trace(model, IDS, [Patch(known, 2, (0.5,) * D_MODEL)])
    assert (edited[known][2] == 0.5).all()
    assert np.array_equal(edited["hook_embed"] + edited["hook_pos_embed"], edited.resid(0))


@every
@pytest.mark.parametrize("layer", range(N_LAYERS))
def test_steering_adds_the_scaled_vector_to_what_a_block_reads(name: str, layer: int) -> None:
    model, vector = shared(name), np.linspace(-1, 1, D_MODEL).astype(np.float32)
    plain, edited = traced(model.name, IDS), trace(model, IDS, [Steer(layer, tuple(vector), 2.5, (1, 4))])
    moved = edited.resid(layer) - plain.resid(layer)
    np.testing.assert_allclose(moved[[1, 4]], np.tile(2.5 * vector, (2, 1)), atol=1e-5)
    assert (np.delete(moved, [1, 4], axis=0) == 0).all()


def test_steering_without_positions_is_everywhere() -> None:
    model = shared("gpt2")
    moved = trace(model, IDS, [Steer(0, one_hot(3))]).resid(0) - traced(model.name, IDS).resid(0)
    np.testing.assert_allclose(moved, np.tile(one_hot(3), (len(IDS), 1)), atol=1e-6)


def test_edits_of_the_same_place_follow_one_another() -> None:
    model = shared("gpt2")
    edits = [Patch("blocks.1.hook_resid_pre", 2, (0.0,) * D_MODEL), Steer(1, one_hot(0)), Steer(1, one_hot(1), 2.0)]
    edited = trace(model, IDS, edits)
    assert edited.resid(1)[2].tolist() == [1.0, 2.0] + [0.0] * (D_MODEL - 2)


def test_a_prefix_keeps_the_edits_that_lie_in_it() -> None:
    model = shared("gpt2")
    patches = [Patch("blocks.1.hook_mlp_out", position, one_hot(0)) for position in (2, 7)]
    steers = [Steer(0, one_hot(1), 1.0, (1, 6)), Steer(0, one_hot(2), 1.0, (8,)), Steer(2, one_hot(3))]
    whole = trace(model, IDS, [Ablate(0, 1), *patches, *steers])
    kept = (Ablate(0, 1), patches[0], Steer(0, one_hot(1), 1.0, (1,)), steers[2])
    assert whole.prefix(5).edits == kept
    np.testing.assert_allclose(whole.prefix(5).logits, trace(model, IDS[:5], kept).logits, rtol=1e-4, atol=2e-5)


@settings(max_examples=20, deadline=None)
@given(layer=st.integers(0, N_LAYERS - 1), head=st.integers(0, 3))
def test_edits_are_values(layer: int, head: int) -> None:
    assert Ablate(layer, head) == Ablate(layer, head)
    assert len({Ablate(layer, head), Ablate(layer, head), Steer(layer, one_hot(0))}) == 2


def test_an_array_is_taken_for_a_tuple_and_keeps_its_bits() -> None:
    values = np.random.default_rng(0).normal(size=D_MODEL).astype(np.float32)
    patch = Patch("hook_embed", 0, tuple(values))
    assert hash(patch) == hash(Patch("hook_embed", 0, tuple(values.tolist())))
    assert np.array_equal(np.array(patch.values, dtype=np.float32), values)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_an_edit_has_finite_numbers(wrong: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        Steer(0, (wrong,) * D_MODEL)
    with pytest.raises(ValueError, match="must be finite"):
        Patch("hook_embed", 0, (wrong,) * D_MODEL)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Ablate(3, 0), "there is no layer 3: this run of gpt2 has 0 to 2"),
        (Ablate(-1, 0), "there is no layer -1: this run of gpt2 has 0 to 2"),
        (Ablate(0, 4), "there is no head 4: this run of gpt2 has 0 to 3"),
        (Steer(3, one_hot(0)), "there is no layer 3: this run of gpt2 has 0 to 2"),
        (Steer(0, one_hot(0), 1.0, (9,)), "there is no position 9: this run of gpt2 has 0 to 8"),
        (Steer(0, (1.0,)), "the vector has 1 numbers, but the residual stream of gpt2 is 24 wide"),
        (Patch("hook_embed", 9, one_hot(0)), "there is no position 9: this run of gpt2 has 0 to 8"),
        (Patch("hook_embed", 0, (1.0,)), "hook_embed has 24 numbers a position, not 1"),
        (Patch("blocks.0.mlp.hook_post", 0, one_hot(0)), "blocks.0.mlp.hook_post has 96 numbers a position, not 24"),
        (Patch("blocks.0.hook_resid_mid", 0, one_hot(0)), "blocks.0.hook_resid_mid of gpt2 cannot be patched"),
        (Patch("blocks.0.attn.hook_pattern", 0, one_hot(0)), "blocks.0.attn.hook_pattern of gpt2 cannot be patched"),
        (Patch("blocks.7.hook_mlp_out", 0, one_hot(0)), "blocks.7.hook_mlp_out of gpt2 cannot be patched"),
        (Patch("logits", 0, one_hot(0)), "logits of gpt2 cannot be patched"),
    ],
)
def test_an_edit_of_nothing_that_is_there_is_refused(edit: Edit, message: str) -> None:
    with pytest.raises(Refused) as caught:
        trace(shared("gpt2"), IDS, [edit])
    assert str(caught.value).startswith(message)


def test_where_the_middle_is_recorded_it_can_be_patched() -> None:
    edited = trace(shared("bert"), IDS, [Patch("blocks.1.hook_resid_mid", 2, one_hot(4))])
    assert edited["blocks.1.hook_resid_mid"][2].tolist() == list(one_hot(4))


def test_edits_can_be_spoken_of_without_torch() -> None:
    code = "import sys, explorer.trace.edits; sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("first", "n", "row"), [(0, 7, 6), (4, 7, 2), (6, 1, 0), (7, 3, None), (0, 6, None), (0, 3, None)]
)
def test_a_patch_finds_its_position_in_the_part_of_the_text_that_is_read(first: int, n: int, row: int | None) -> None:
    """More rows than numbers in each, and fewer."""
    part = torch.zeros(1, n, 4)
    changed = Patch("blocks.0.hook_resid_post", 6, (1.0, 2.0, 3.0, 4.0)).change(part, first)
    assert changed.any(-1)[0].nonzero().ravel().tolist() == ([] if row is None else [row])
    assert not part.any()


@pytest.mark.parametrize(("first", "n", "rows"), [(0, 9, [3, 6]), (3, 4, [0, 3]), (4, 2, []), (6, 3, [0]), (7, 3, [])])
def test_steering_finds_its_positions_in_the_part_of_the_text_that_is_read(first: int, n: int, rows: list[int]) -> None:
    changed = Steer(0, (1.0, 1.0), 2.0, (3, 6)).change(torch.zeros(1, n, 2), first)
    assert changed.any(-1)[0].nonzero().ravel().tolist() == rows
    assert changed.sum() == 4 * len(rows)
