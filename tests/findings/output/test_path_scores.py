"""How probable a continuation is, against transformers' own loss."""

import pytest
import torch

from explorer.findings.output.path_scores import joint, scores
from tests.findings.embedded import embedded_run, model

PATH = (300, 1000, 42)


def test_scores_are_transformers_loss() -> None:
    prompt = embedded_run().trace.ids
    ids = torch.tensor([(*prompt, *PATH)])
    labels = ids.clone()
    labels[:, : len(prompt)] = -100
    call = getattr(model().module, "forward")  # noqa: B009
    loss = float(call(input_ids=ids, labels=labels).loss)
    assert -joint(model(), prompt, PATH) / 3 == pytest.approx(loss, rel=1e-4)


def test_a_beginning_is_worth_the_beginning_of_the_whole() -> None:
    prompt = embedded_run().generation.prompt_ids
    whole = scores(model(), prompt, PATH)
    assert joint(model(), prompt, PATH[:2]) == pytest.approx(sum(whole[:2]), rel=1e-4)
    assert scores(model(), prompt, ()) == ()
