from pathlib import Path
from typing import Any

import pytest
import torch

from explorer.errors import Refused
from explorer.models import fit
from explorer.models.architectures import ARCHITECTURES
from explorer.models.catalogue import Precision
from explorer.models.files import config_class, shell_of
from explorer.models.fit import bytes_of, check_fits
from explorer.models.loader import load
from tests.models.folders import entry, saved
from tests.models.tiny import CONFIGS, module_of

PUBLISHED = {
    "gemma2": {
        **{"vocab_size": 256_000, "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26},
        **{"num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256},
    },
    "mistral": {
        **{"vocab_size": 32_000, "hidden_size": 4096, "intermediate_size": 14_336, "num_hidden_layers": 32},
        **{"num_attention_heads": 32, "num_key_value_heads": 8},
    },
}
"""The dimensions of Gemma 2 2B and Mistral 7B."""


def shell(kind: str, **changes: Any) -> Any:
    made: Any = config_class(shell_class(kind))
    return shell_of(kind, made(**PUBLISHED[kind] | changes))


def shell_class(kind: str) -> Any:
    import transformers

    return getattr(transformers, ARCHITECTURES[kind].model)


def refusal(kind: str, precision: Precision, free: float, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(fit, "free_bytes", lambda: free)
    with pytest.raises(Refused) as caught:
        check_fits("folder:mine", shell(kind), precision)
    return str(caught.value)


@pytest.mark.parametrize(("kind", "parameters"), [("gemma2", 2_614_341_888), ("mistral", 7_241_732_096)])
def test_the_shell_of_a_published_model_has_all_its_parameters_and_none_of_its_bytes(
    kind: str, parameters: int
) -> None:
    made = shell(kind)
    assert sum(weight.numel() for weight in made.parameters()) == parameters
    assert all(weight.is_meta for weight in made.parameters())


@pytest.mark.parametrize(("kind", "whole", "half"), [("gemma2", 10.5, 7.6), ("mistral", 29.0, 15.5)])
def test_what_a_published_model_takes(kind: str, whole: float, half: float) -> None:
    made = shell(kind)
    assert round(bytes_of(made, "float32") / 1e9, 1) == whole
    assert round(bytes_of(made, "bfloat16") / 1e9, 1) == half


def test_what_does_not_fit_whole_and_fits_in_half_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal("gemma2", "float32", 10e9, monkeypatch) == (
        "folder:mine takes 10.5 GB of memory in float32, but at most 8.0 GB may be taken now: choose bfloat16 in the "
        "settings, in which it takes 7.6 GB"
    )


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_what_fits_in_neither_is_refused_with_another_remedy(
    precision: Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = refusal("mistral", precision, 10e9, monkeypatch)
    assert f"GB of memory in {precision}, but at most 8.0 GB may be taken now: choose a smaller model" in message


@pytest.mark.parametrize(
    ("kind", "precision"), [("gemma2", "bfloat16"), ("mistral", "bfloat16"), ("gemma2", "float32")]
)
def test_what_fits_is_not_refused(kind: str, precision: Precision, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shell(kind)
    monkeypatch.setattr(fit, "free_bytes", lambda: bytes_of(made, precision) / fit.SHARE + 1)
    check_fits("folder:mine", made, precision)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_loaded_model_takes_what_was_told_before(name: str) -> None:
    module = module_of(name)
    held = {tensor.untyped_storage().data_ptr(): tensor.nbytes for tensor in (*module.parameters(), *module.buffers())}
    assert bytes_of(shell_of(name, module.config), "float32") == sum(held.values())


def test_a_folder_that_does_not_fit_is_refused_before_its_weights_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "mine")
    (tmp_path / "mine/model.safetensors").unlink()
    monkeypatch.setattr(fit, "free_bytes", lambda: 0)
    with pytest.raises(Refused, match=r"folder:mine takes 0\.0 GB of memory in float32"):
        load(entry(tmp_path / "mine"))


def test_a_config_of_a_thousand_gigabytes_takes_no_memory_to_refuse(tmp_path: Path) -> None:
    made = shell("mistral", num_hidden_layers=256, hidden_size=65_536, vocab_size=10**9)
    assert all(weight.is_meta for weight in made.parameters())
    with pytest.raises(Refused, match="choose a smaller model"):
        check_fits("folder:mine", made, "bfloat16")


def test_the_shell_leaves_torchs_own_device_alone() -> None:
    shell("gemma2")
    assert torch.zeros(1).device.type == "cpu"
