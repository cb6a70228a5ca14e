"""peft's folder in a zip: peft opens what is written, and whatever else somebody puts in is refused in one sentence."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load, save

from explorer.errors import Refused
from explorer.models.tuning import lora
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.adapter_files import CONFIG, WEIGHTS, adapter_of, files_of, is_adapter, of_zip, zipped
from tests.models.tuning.numbers import adapter, model

MADE = adapter(model())
FILES = files_of(MADE, "card")


def zip_of(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def changed(**told: Any) -> bytes:
    return json.dumps(json.loads(FILES[CONFIG]) | told).encode()


def same(one: Adapter, other: Adapter) -> bool:
    return one.pairs.keys() == other.pairs.keys() and all(
        np.array_equal(one.update(path), other.update(path)) for path in one.pairs
    )


def test_what_is_packed_is_unpacked_again_to_the_last_bit() -> None:
    found = of_zip("mine.zip", zipped(FILES, "adapter"))
    assert same(found, MADE)
    assert (found.base, found.fingerprint, found.turned) == (MADE.base, MADE.fingerprint, MADE.turned)


def test_peft_opens_the_folder_on_the_model_that_it_belongs_to(tmp_path: Path) -> None:
    from peft import PeftModel

    for file, data in FILES.items():
        (tmp_path / file).write_bytes(data)
    opened = PeftModel.from_pretrained(lora.copied(model()), str(tmp_path))
    name, (a, _) = next(iter(MADE.pairs.items()))
    theirs = opened.get_parameter(f"base_model.model.{name}.lora_A.default.weight")
    assert np.array_equal(theirs.detach().numpy(), a)


def test_what_peft_saves_is_opened_here(tmp_path: Path) -> None:
    from peft import LoraConfig, get_peft_model

    module: Any = lora.copied(model())
    config = LoraConfig(r=3, lora_alpha=5, target_modules=["c_attn"], fan_in_fan_out=True, use_rslora=True)
    theirs = get_peft_model(module, config)
    theirs.peft_config["default"].base_model_name_or_path = "owner/gpt2"
    theirs.save_pretrained(str(tmp_path), save_embedding_layers=False)
    assert is_adapter(tmp_path)
    found = adapter_of("x", (tmp_path / CONFIG).read_bytes(), (tmp_path / WEIGHTS).read_bytes())
    assert (found.rank, found.base, len(found.pairs)) == (3, "owner/gpt2", 3)
    assert np.isclose(found.scale, 5 / np.sqrt(3))


def test_half_precision_is_read_as_the_numbers_that_it_stands_for() -> None:
    import torch
    from safetensors.torch import save as save_torch

    a, b = torch.randn(2, 4).bfloat16(), torch.randn(6, 2).half()
    found = adapter_of(
        "x", FILES[CONFIG], save_torch({f"base_model.model.p.lora_{w}.weight": t for w, t in (("A", a), ("B", b))})
    )
    assert np.array_equal(found.pairs["p"][0], a.float().numpy())
    assert np.array_equal(found.pairs["p"][1], b.float().numpy())


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (changed(peft_type="IA3"), "of a kind that is not added here"),
        (changed(use_dora=True), "use_dora"),
        (changed(modules_to_save=["wte"]), "modules_to_save"),
        (changed(rank_pattern={"a": 3}), "rank_pattern"),
        (changed(bias="all"), "of a kind"),
        (changed(r=0), "no update"),
        (changed(r=True), "no update"),
        (changed(lora_alpha=float("inf")), "no update"),
        (changed(base_model_name_or_path=None), "does not name the model"),
        (changed(r=3), "no part of an update of rank 3"),
        (b"[]", "does not hold a JSON object"),
        (b"{", "is not JSON"),
    ],
)
def test_settings_that_mean_something_else_are_refused(config: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        adapter_of("x", config, FILES[WEIGHTS])


def test_weights_that_are_no_pairs_of_plain_numbers_are_refused() -> None:
    tensors = load(FILES[WEIGHTS])
    name, one = next(iter(tensors.items()))
    for strange, why in (
        ({}, "not pairs"),
        ({name: one}, "not pairs"),
        (tensors | {"base_model.model.../x.lora_A.weight": one}, "no part of an update"),
        (tensors | {name: one * np.float32("nan")}, "no part of an update"),
        (tensors | {name: one.astype(np.int64)}, "no safetensors file of plain numbers"),
    ):
        with pytest.raises(Refused, match=why):
            adapter_of("x", FILES[CONFIG], save(strange))


def test_a_zip_bomb_is_refused_after_no_more_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.text.untrusted.MOST_BYTES", 100_000)
    bomb = zip_of({CONFIG: b" " * 50_000_000, WEIGHTS: b""})
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="has more than"):
        of_zip("bomb.zip", bomb)


@pytest.mark.parametrize("path", ["../adapter_config.json", "/etc/a/adapter_config.json", "a/b/adapter_config.json"])
def test_a_path_that_leads_elsewhere_is_not_read(path: str) -> None:
    files = {path: FILES[CONFIG], WEIGHTS: FILES[WEIGHTS]}
    if path.startswith(".."):  # one folder, whatever it is called: nothing is written anywhere
        assert same(of_zip("x.zip", zip_of(files)), MADE)
    else:
        with pytest.raises(Refused, match="holds no"):
            of_zip("x.zip", zip_of(files))


def test_a_zip_that_is_packed_in_a_way_without_bounds_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_BZIP2) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    with pytest.raises(Refused, match="no zip that can be read"):
        of_zip("x.zip", written.getvalue())


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(Refused, match="more than once"):
        of_zip("x.zip", zip_of({CONFIG: FILES[CONFIG], f"a/{CONFIG}": FILES[CONFIG], WEIGHTS: FILES[WEIGHTS]}))


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_bytes_that_are_no_zip_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        of_zip("x.zip", data)


@given(st.data())
@settings(max_examples=60)
def test_a_zip_that_was_damaged_is_refused_or_says_the_same(data: st.DataObject) -> None:
    whole = bytearray(zipped(FILES, "adapter"))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = of_zip("x.zip", bytes(whole))
    except Refused:
        return
    assert same(found, MADE)


@given(st.data())
@settings(max_examples=60)
def test_damaged_weights_are_refused_or_are_an_adapter(data: st.DataObject) -> None:
    whole = bytearray(FILES[WEIGHTS])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, 2_000))] = data.draw(st.integers(0, 255))
    try:
        found = adapter_of("x", FILES[CONFIG], bytes(whole))
    except Refused:
        return
    assert all(np.isfinite(a).all() and np.isfinite(b).all() for a, b in found.pairs.values())
