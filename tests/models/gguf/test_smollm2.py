"""The published model as the app opens it, against transformers' own reading of its file."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import gguf
import numpy as np
import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.modeling_gguf_pytorch_utils import load_gguf_checkpoint

from explorer.engine.runs import run_of
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.models.published import SMOLLM2
from explorer.session.here import Here
from explorer.trace import trace


@pytest.fixture(scope="module")
def smollm2(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield load(find(SMOLLM2.name))


def test_every_weight_is_transformers_own_to_the_last_bit(smollm2: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    # transformers makes this table anew for each of four hundred modules, which takes ten seconds.
    monkeypatch.setattr(gguf, "get_tensor_name_map", cache(gguf.get_tensor_name_map))
    file = find(SMOLLM2.name).source
    assert file is not None
    config = AutoConfig.for_model(**load_gguf_checkpoint(file)["config"])
    with torch.device("meta"):
        shell = AutoModelForCausalLM.from_config(config)
    theirs = load_gguf_checkpoint(file, return_tensors=True, model_to_load=shell)["tensors"]
    own = smollm2.module.state_dict()
    assert own.keys() == theirs.keys() | {"lm_head.weight"}
    assert all(torch.equal(own[name], weight) for name, weight in theirs.items())
    assert torch.equal(own["lm_head.weight"], own["model.embed_tokens.weight"])


def test_its_traced_logits_are_the_plain_ones_to_the_last_bit(smollm2: Model) -> None:
    ids = smollm2.prompt("The Eiffel Tower is located in the city of").ids
    traced = trace(smollm2, ids)
    with torch.no_grad():
        plain = smollm2.module(torch.tensor([ids])).logits[0].numpy()
    assert np.array_equal(traced.logits, plain)
    assert smollm2.tokenizer.decode([int(plain[-1].argmax())]) == " Paris"


def test_it_answers_a_question(smollm2: Model) -> None:
    here = Here("What is the capital of France?", model=SMOLLM2.name, chat=True)
    run = run_of(here.question, smollm2, here.selection)
    ids = list(run.trace.ids)
    with torch.no_grad():
        while len(ids) < len(run.trace.ids) + 12 and ids[-1] not in smollm2.ends:
            ids.append(int(smollm2.module(torch.tensor([ids])).logits[0, -1].argmax()))
    assert smollm2.tokenizer.decode(ids[len(run.trace.ids) : -1]) == "The capital of France is Paris."


def test_what_its_file_and_its_makers_say_of_it(smollm2: Model) -> None:
    assert smollm2.origin is not None
    assert (smollm2.origin.file, smollm2.origin.licence) == (SMOLLM2.file, SMOLLM2.licence.lower())
    assert smollm2.origin.rounded_to == 4
    assert smollm2.origin.bits == pytest.approx(5.74, abs=0.01)
    assert smollm2.n_parameters == 134_515_008
    assert smollm2.tokenizer.name == SMOLLM2.name
    assert (Path(find(SMOLLM2.name).location) / "LICENSE").is_file()
