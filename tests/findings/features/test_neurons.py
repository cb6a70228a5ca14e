"""The strongest neurons of a layer and of all layers."""

import numpy as np

from explorer.findings.features.neurons import NEURONS, attribution_of, finding, half_of, strongest
from explorer.findings.features.target_foil import logit_difference
from tests.findings.embedded import embedded_run


def test_of_all_layers_those_that_add_most_come_first() -> None:
    run = embedded_run("Tom had a red ball.")
    asked = logit_difference(run)
    added = np.concatenate([attribution_of(run, asked, layer) for layer in range(run.model.shape.n_layers)])
    found = strongest(run, asked, "everywhere")
    expected = np.sort(np.abs(added))[::-1][:NEURONS]
    np.testing.assert_allclose([abs(neuron.part or 0) for neuron in found], expected, rtol=1e-6)
    for neuron in found:
        assert neuron.layer is not None
        assert neuron.part == attribution_of(run, asked, neuron.layer)[neuron.index]


def test_of_one_layer_no_place_is_named() -> None:
    run = embedded_run("Tom had a red ball.", layer=2)
    asked = logit_difference(run)
    for order in ("activation", "part"):
        assert {neuron.layer for neuron in strongest(run, asked, order)} == {None}


def test_the_sentence_counts_the_neurons_of_all_layers() -> None:
    run = embedded_run("Tom had a red ball.")
    shape = run.model.shape
    assert f"of the {shape.n_layers * shape.d_mlp:,}" in finding(run, logit_difference(run), everywhere=True)
    assert half_of(np.array([3.0, 1.0, 1.0, 1.0])) == 1
