"""What a model answers and what texts cost it, against the module itself."""

from math import exp
from typing import Any

import numpy as np
import torch

from explorer.engine.answers import MOST_WRITTEN, answered, bits_per_byte, log_prob
from explorer.findings.gpt3.presets import passage
from explorer.models.tuning.lessons import Example, asked, lesson
from tests.findings.embedded import model as gpt

EXAMPLES = (Example("The sky is", "green."),)


def test_an_answer_is_what_transformers_writes_greedily() -> None:
    ids = asked(gpt(), "Once upon a time")
    limits = {"max_new_tokens": MOST_WRITTEN, "do_sample": False, "eos_token_id": list(gpt().ends)}
    module: Any = gpt().module
    theirs = module.generate(torch.tensor([ids]), **limits)[0, len(ids) :].tolist()
    assert answered(gpt(), "Once upon a time") == gpt().tokenizer.decode(theirs).strip()


def test_the_probability_of_an_answer_is_the_product_of_its_tokens() -> None:
    one = lesson(gpt(), EXAMPLES[0])
    with torch.no_grad():
        rows = gpt().module(input_ids=torch.tensor([one.ids])).logits[0].softmax(-1)
    wished = np.prod([rows[at - 1, one.ids[at]].item() for at in range(one.first, len(one.ids))])
    assert np.isclose(exp(log_prob(gpt(), EXAMPLES[0])), wished, rtol=1e-3)


def test_a_passage_costs_less_than_its_letters() -> None:
    assert 0.5 < bits_per_byte(gpt(), passage("en")) < 4
