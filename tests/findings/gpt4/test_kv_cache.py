"""The KV cache of a run: what is drawn is what is kept, and the formula gives the published sizes."""

import numpy as np
import pytest

from explorer.figures.palette import LIGHT
from explorer.figures.sizes import sizes
from explorer.findings.gpt4 import cache_shapes
from explorer.findings.gpt4.cache_shapes import SHAPES, shapes, variants
from explorer.findings.gpt4.kv_cache import kept, lengths, store, table, told
from explorer.scaling.families import relative
from tests.findings.embedded import embedded_run


def test_the_picture_shows_the_lengths_of_the_keys_and_values_of_the_trace() -> None:
    run = embedded_run(generated=(300, 1000), step=1)
    shown, trace = store(run), run.trace
    for layer in (0, 5):
        for letter, drawn in (("k", shown.keys), ("v", shown.values)):
            whole = trace[f"blocks.{layer}.attn.hook_{letter}"].transpose(1, 0, 2).reshape(len(trace), -1)
            np.testing.assert_allclose(drawn.values[layer], np.linalg.norm(whole, axis=1), rtol=1e-5)
    assert (shown.n, len(shown.tokens), shown.n_prompt) == (len(trace), len(trace) + 1, len(trace) - 1)
    assert lengths(run)[0] is lengths(run)[0]


def test_going_back_drops_columns_and_leaves_the_others_as_they_were() -> None:
    on, back = (embedded_run(generated=(300, 1000), step=step) for step in (2, 1))
    n = len(back.trace)
    np.testing.assert_allclose(lengths(on)[0][:, :n], lengths(back)[0], rtol=1e-4)
    assert store(on).tokens == store(back).tokens
    assert store(on).n == store(back).n + 1


def test_the_words_are_counted_on_the_tensors() -> None:
    run = embedded_run(generated=(300,), step=1)
    layers, shape = kept(run), run.model.shape
    numbers = 2 * shape.n_layers * shape.n_kv_heads * shape.d_head
    n = len(run.trace)
    assert sum(layer.n_bytes for layer in layers) == 4 * n * numbers
    assert f"Each token leaves {numbers:,} numbers behind" in told(run, layers)
    assert f"those of the {n - 1} others" in told(run, layers)
    assert f"({4 * n * numbers:,})" in table(layers)
    assert f"| 1–{shape.n_layers} | K, V | {shape.n_kv_heads} | {n} | {shape.d_head} | float32 |" in table(layers)
    assert "were read in one pass" in told(embedded_run(), kept(embedded_run()))


def test_gpt_3_needs_nine_gibibytes_for_its_context_at_16_bit() -> None:
    gpt3 = shapes(embedded_run())["GPT-3"]
    assert (gpt3.n_layers, gpt3.n_heads, gpt3.d_head, gpt3.n_ctx) == (96, 96, 128, 2048)
    assert gpt3.bytes(2048, 2) == 2 * 96 * 12288 * 2048 * 2 == 9 * 2**30
    assert gpt3.bytes(1, 2) == 4.5 * 2**20
    assert "9.00 GiB" in cache_shapes.told(gpt3, 2048, 2, gpt3)


def test_every_shape_is_the_published_one_and_names_its_source() -> None:
    run = embedded_run()
    offered = shapes(run)
    assert list(offered) == [*(relative(slug).name for slug in SHAPES), run.model.name]
    for slug in SHAPES:
        one = offered[relative(slug).name]
        published = relative(slug).shape
        assert published is not None
        assert one.n_kv_heads * one.d_head == published.kv_width
        assert published.source.by in one.source
        assert one.n_heads % one.n_kv_heads == 0
    assert offered["Mistral 7B"].window == 4096
    assert offered["SmolLM2-135M-Instruct"].n_kv_heads == 3
    assert offered["Llama 3 8B"].n_kv_heads == 8


def test_fewer_heads_and_a_window_make_it_smaller_by_their_shares() -> None:
    gpt3 = shapes(embedded_run())["GPT-3"]
    whole, chosen = variants(gpt3, 8192, 2, n_kv_heads=8, window=4096)
    assert whole.value is not None
    assert chosen.value == whole.value / 12 / 2
    mistral = shapes(embedded_run())["Mistral 7B"]
    rows = variants(mistral, 8192, 2, n_kv_heads=8, window=8192)
    assert [row.name for row in rows] == ["every head its own", "as published", "with the sliders"]
    values = [row.value or 0 for row in rows]
    assert values[0] == 8 * values[1]
    assert values[2] == 2 * values[1]
    assert sizes(rows, LIGHT, log=False, ticks=cache_shapes.ticks(rows)).layout.height > 0


@pytest.mark.parametrize("n", [9, 96])
def test_heads_are_put_into_equal_groups(n: int) -> None:
    shape = next(one for one in shapes(embedded_run()).values() if one.n_heads == n)
    assert all(n % k == 0 for k in cache_shapes.kv_heads_of(shape))
    assert cache_shapes.windows_of(512) == [128, 512]
