"""The losses against plain numpy, and against the formula (Rafailov et al. 2023, eq. 7)."""

import numpy as np
import torch

from explorer.models.tuning import lora
from explorer.models.tuning.lessons import Example, lesson, lessons
from explorer.models.tuning.losses import answer_loss, dpo_loss, log_probs, preference_loss
from tests.models.tuning.numbers import EXAMPLES, model


def rows(ids: tuple[int, ...]) -> np.ndarray:
    """(T, V) log-probabilities by numpy."""
    with torch.no_grad():
        logits = lora.copied(model())(input_ids=torch.tensor([ids])).logits[0].numpy().astype(np.float64)
    return logits - np.log(np.exp(logits).sum(-1, keepdims=True))


def by_hand(example: Example) -> np.ndarray:
    """Natural log-probabilities of the answer's tokens, each read alone."""
    one = lesson(model(), example)
    found = rows(one.ids)
    return np.array([found[at - 1, one.ids[at]] for at in range(one.first, len(one.ids))])


def test_each_answer_costs_what_it_costs_alone_whatever_stands_beside_it() -> None:
    together = log_probs(lora.copied(model()), lessons(model(), EXAMPLES))
    for found, example in zip(together, EXAMPLES, strict=True):
        assert np.allclose(found.numpy(), by_hand(example), atol=1e-4)


def test_the_loss_is_the_mean_over_the_answers_tokens_alone() -> None:
    found = answer_loss(lora.copied(model()), lessons(model(), EXAMPLES))
    assert np.isclose(found.item(), -np.concatenate([by_hand(one) for one in EXAMPLES]).mean(), atol=1e-4)


def test_the_question_bears_no_loss() -> None:
    one = lesson(model(), EXAMPLES[0])
    (found,) = log_probs(lora.copied(model()), [one])
    assert len(found) == len(one.answer)


def test_dpo_is_minus_log_sigma_of_beta_times_the_difference_of_the_gains() -> None:
    rng = np.random.default_rng(0)
    chosen, rejected = rng.normal(size=(2, 5)) * 3
    wished = np.mean([np.log1p(np.exp(-0.3 * (w - l))) for w, l in zip(chosen, rejected, strict=True)])  # noqa: E741
    assert np.isclose(dpo_loss(torch.tensor(chosen), torch.tensor(rejected), beta=0.3).item(), wished)


def test_before_the_first_step_dpo_costs_the_logarithm_of_two() -> None:
    pairs = [(lesson(model(), Example("3", "1 2")), lesson(model(), Example("3", "7")))]
    module = lora.copied(model())
    with torch.no_grad():
        reference = [(float(a.sum()), float(b.sum())) for a, b in [log_probs(module, pairs[0])]]
        assert np.isclose(preference_loss(module, pairs, reference, beta=0.1).item(), np.log(2), atol=1e-6)
