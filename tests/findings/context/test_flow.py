"""What flows: three pictures of one head, each of whose rows is a whole."""

import numpy as np
import pytest

from explorer.findings.context.flow import finding, flow_of, panels
from explorer.findings.context.parts import parts_of_run
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run
from tests.findings.heads import tiny_run
from tests.models.tiny import CONFIGS


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("n", [1, 10])
def test_every_row_of_every_picture_is_a_whole(name: str, n: int) -> None:
    run = tiny_run(name, tuple(range(1, n + 1)), layer=1, head=2)
    flow = flow_of(run)
    for shares in (flow.pattern, flow.weighted, flow.rollout):
        assert shares.shape == (n, n)
        np.testing.assert_allclose(shares.sum(-1), 1, atol=1e-4)
        assert not (run.trace.causal and np.triu(shares, 1).any())


def test_the_weighted_picture_is_the_pattern_times_the_lengths() -> None:
    flow = flow_of(tiny_run("llama", layer=2, head=3))
    norms = flow.pattern * flow.lengths
    np.testing.assert_allclose(flow.weighted, norms / norms.sum(-1, keepdims=True), rtol=1e-5)


def test_a_flow_is_computed_once_a_head() -> None:
    assert flow_of(tiny_run("gpt2")) is flow_of(tiny_run("gpt2"))
    assert flow_of(tiny_run("gpt2")) is not flow_of(tiny_run("gpt2", head=1))


def test_the_finding_is_about_the_key_of_which_they_say_most_else() -> None:
    run = tiny_run("gpt2", layer=1, head=1, position=6)
    flow = flow_of(run)
    key = int(np.abs(flow.pattern[6] - flow.weighted[6]).argmax())
    said = "".join(part.text for part in parts(finding(run, flow)))
    assert f"(token {key + 1}), but" in said
    first = "".join(part.text for part in parts(finding(tiny_run("gpt2", position=0), flow)))
    assert "is the first token" in first


def test_sentences_are_shown_by_all_three() -> None:
    run = embedded_run("Tom ran. Anna ran. They met.")
    made = panels(run, flow_of(run), parts_of_run(run, "sentence"))
    assert [len(panel.tokens) for panel in made] == [3, 3, 3]
    for panel in made:
        np.testing.assert_allclose(panel.weights.values.sum(-1), 1, atol=1e-4)


def test_without_the_first_token_the_others_share_everything() -> None:
    run = embedded_run("Tom ran. Anna ran. They met.")
    for panel in panels(run, flow_of(run), parts_of_run(run, "token"), hide_first=True):
        assert not panel.weights.values[:, 0].any()
        np.testing.assert_allclose(panel.weights.values[1:].sum(-1), 1, atol=1e-4)
