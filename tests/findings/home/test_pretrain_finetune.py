"""What the two models write, against transformers' own greedy generation."""

from typing import Any

import pytest
import torch

from explorer.findings.home.pretrain_finetune import MOST, asked, what_differs, written
from explorer.models.model import Model
from tests.findings.embedded import model
from tests.findings.kin import chat_folder, opened


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return opened(chat_folder(tmp_path_factory.mktemp("two-stages") / "explorer-chat"))


def test_the_text_goes_on_as_transformers_goes_on() -> None:
    ids = asked(model(), "What colour is a banana?")
    found = written(model(), ids)
    module: Any = model().module
    theirs = module.generate(torch.tensor([ids]), max_new_tokens=MOST, do_sample=False, eos_token_id=list(model().ends))
    assert list(found) == theirs[0, len(ids) :].tolist()


def test_a_chat_model_is_asked_in_its_template(talker: Model) -> None:
    ids = asked(talker, "犬は？")
    assert [talker.tokenizer.is_special(id) for id in ids] == [True, True, *[False] * (len(ids) - 3), True]
    assert len(written(talker, ids)) <= min(MOST, talker.shape.n_ctx - len(ids))


def test_the_tokens_of_a_turn_are_named(talker: Model) -> None:
    assert "<|user|>" in what_differs(talker)
    assert "<|assistant|>" in what_differs(talker)
