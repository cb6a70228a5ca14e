import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from explorer.errors import Refused
from explorer.models.loader import assemble, load
from explorer.trace import trace
from tests.models.folders import change_config, entry, saved
from tests.models.tiny import CONFIGS, N_VOCAB, Numbers, model_of, module_of, shared

IDS = [5, 12, 19, 26, 33]


def rewrite(folder: Path, **changes: torch.Tensor | None) -> None:
    """Change, or take away, tensors of a saved model; dots in their names are written as two underscores."""
    path = folder / "model.safetensors"
    weights = load_file(path)
    for name, tensor in changes.items():
        weights.pop(name.replace("__", "."))
        if tensor is not None:
            weights[name.replace("__", ".")] = tensor
    save_file(weights, path)


def refusal(folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        load(entry(folder))
    return str(caught.value)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_saved_model_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    model = load(saved(tmp_path / "mine", name))
    assert model.name == "folder:mine"
    assert np.array_equal(trace(model, IDS).logits, trace(shared(name), IDS).logits)


def test_half_precision_on_disk_becomes_float32(tmp_path: Path) -> None:
    where = saved(tmp_path / "mine")
    weights = load_file(tmp_path / "mine/model.safetensors")
    save_file({name: weight.half() for name, weight in weights.items()}, tmp_path / "mine/model.safetensors")
    change_config(tmp_path / "mine", dtype="float16")
    model = load(where)
    assert {parameter.dtype for parameter in model.module.parameters()} == {torch.float32}
    assert trace(model, IDS).logits.dtype == np.float32


def test_weights_named_as_the_first_gpt2_was_are_found(tmp_path: Path) -> None:
    """Its files leave out the prefix `transformer.`, and hold masks as tensors."""
    where = saved(tmp_path / "mine")
    path = tmp_path / "mine/model.safetensors"
    weights = {name.removeprefix("transformer."): weight for name, weight in load_file(path).items()}
    save_file(weights | {"h.0.attn.bias": torch.ones(1, 1, 4, 4)}, path)
    assert np.array_equal(trace(load(where), IDS).logits, trace(shared("gpt2"), IDS).logits)


def test_a_loaded_model_is_ready_to_be_shared(tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine"))
    assert not model.module.training
    assert not any(parameter.requires_grad for parameter in model.module.parameters())
    assert model.n_parameters == sum(parameter.numel() for parameter in model.module.parameters())


def test_the_folders_own_tokenizer_comes_with_it(tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine"))
    assert model.tokenizer.decode(model.tokenizer.encode("ABC")) == "ABC"


def test_no_code_of_the_folder_is_ever_run(tmp_path: Path) -> None:
    where = saved(tmp_path / "mine")
    mark = tmp_path / "it ran"
    for file in ("modeling_evil.py", "configuration_evil.py", "tokenization_evil.py", "__init__.py"):
        (tmp_path / "mine" / file).write_text(f"open({str(mark)!r}, 'w')")
    (tmp_path / "mine/custom_generate").mkdir()
    (tmp_path / "mine/custom_generate/generate.py").write_text(f"open({str(mark)!r}, 'w')")
    auto_map = {"AutoConfig": "configuration_evil.Evil", "AutoModelForCausalLM": "modeling_evil.Evil"}
    change_config(tmp_path / "mine", auto_map=auto_map)
    model = load(where)
    assert not mark.exists()
    assert not any("evil" in module for module in sys.modules)
    assert any("asks for code of its own, which is never run" in limit for limit in model.limits)


def test_a_missing_weight_is_named_instead_of_drawn_at_random(tmp_path: Path) -> None:
    saved(tmp_path / "mine")
    rewrite(tmp_path / "mine", transformer__h__1__mlp__c_fc__weight=None)
    assert refusal(tmp_path / "mine") == (
        "the weights of folder:mine lack 1 tensors, such as transformer.h.1.mlp.c_fc.weight: "
        "fetch the model again, with its language-model head"
    )


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    saved(tmp_path / "mine")
    rewrite(tmp_path / "mine", transformer__wpe__weight=torch.zeros(3, 24))
    assert refusal(tmp_path / "mine") == (
        "transformer.wpe.weight, among the weights of folder:mine, is 3 × 24, but by its config.json it is 40 × 24: "
        "fetch both again"
    )


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_weight_that_is_no_number_is_named(tmp_path: Path, wrong: float) -> None:
    saved(tmp_path / "mine")
    rewrite(tmp_path / "mine", transformer__ln_f__bias=torch.full((24,), wrong))
    assert refusal(tmp_path / "mine") == (
        "transformer.ln_f.bias, among the weights of folder:mine, holds numbers that are not finite: "
        "fetch the model again"
    )


def test_weights_so_large_that_answers_overflow_are_refused(tmp_path: Path) -> None:
    saved(tmp_path / "mine")
    rewrite(tmp_path / "mine", transformer__wte__weight=torch.full((N_VOCAB, 24), 3e38))
    assert refusal(tmp_path / "mine") == ("folder:mine answers with numbers that are not finite: fetch it again")


def test_a_missing_tokenizer_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "mine")
    for path in (tmp_path / "mine").glob("tokenizer*"):
        path.unlink()
    assert "tokenizer" in refusal(tmp_path / "mine")


def test_a_tokenizer_that_knows_more_tokens_than_the_model_is_a_limit() -> None:
    model = assemble("mine", module_of("gpt2"), Numbers(N_VOCAB + 3))
    assert model.limits == ("its tokenizer knows 64 tokens, the model only 61: the others cannot be read",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gpt2", ()),
        ("gemma2", ()),
        ("granite", ()),
        ("olmo2", ()),
        ("phi", ("there is no hook_resid_mid",)),
        ("stablelm in parallel", ("there is no hook_resid_mid",)),
        ("opt after norm", ("parts do not add up",)),
        ("modernbert", ("there is no logit lens",)),
        ("bert", ("parts do not add up", "there is no logit lens")),
    ],
)
def test_what_cannot_be_shown_of_a_model_is_said(name: str, said: tuple[str, ...]) -> None:
    limits = shared(name).limits
    assert len(limits) == len(said)
    assert all(limit.endswith(end) for limit, end in zip(limits, said, strict=True))


def test_a_limit_can_be_said_in_another_language() -> None:
    limit = assemble("mine", module_of("gpt2"), Numbers(N_VOCAB + 3)).limits[0]
    assert limit.message.format(**limit.values) == limit
    assert limit.values == {"known": 64, "n_vocab": 61}


def test_a_module_is_given_its_hooks_only_once() -> None:
    module = module_of("gpt2")
    assemble("mine", module, Numbers(N_VOCAB))
    with pytest.raises(ValueError, match="has its hooks already"):
        assemble("mine", module, Numbers(N_VOCAB))


def test_the_same_seed_makes_the_same_test_model() -> None:
    assert np.array_equal(trace(model_of("gpt2"), IDS).logits, trace(model_of("gpt2"), IDS).logits)
    assert not np.array_equal(trace(model_of("gpt2", seed=1), IDS).logits, trace(model_of("gpt2"), IDS).logits)


def test_the_saved_config_of_a_test_folder_is_plain_json(tmp_path: Path) -> None:
    saved(tmp_path / "mine")
    assert json.loads((tmp_path / "mine/config.json").read_text())["model_type"] == "gpt2"
