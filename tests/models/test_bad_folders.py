"""Whatever lies in a folder, opening it gives a model or one sentence, soon and with little memory."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.findings.output import drafts
from explorer.models.causality import is_causal, reading
from explorer.models.loader import load
from explorer.models.model import Model
from tests.models.folders import change_config, entry, saved

SECONDS = 60
"""Far more than any takes on a machine that nobody else uses, and far less than for ever."""

DEEP = '{"a":' + "[" * 100_000 + "]" * 100_000 + "}"
FILES = ("config.json", "tokenizer_config.json", "generation_config.json", "special_tokens_map.json", "tokenizer.json")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "mine"
    saved(folder)
    (folder / "generation_config.json").write_text("{}")
    (folder / "special_tokens_map.json").write_text('{"eos_token": "<|endoftext|>"}')
    (folder / "added_tokens.json").write_text("{}")
    return folder


@pytest.fixture
def mine(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "mine"))


def opened(folder: Path) -> Model | Refused:
    """Anything else would come out as it is."""
    began, before = perf_counter(), psutil.Process().memory_info().rss
    try:
        found: Model | Refused = load(entry(folder))
    except Refused as refused:
        found = refused
    said = str(found)
    assert said.isprintable() or isinstance(found, Model)
    assert len(said) < 1500
    assert perf_counter() - began < SECONDS
    assert psutil.Process().memory_info().rss - before < 1.5e9
    return found


def test_the_sound_one_opens(mine: Path) -> None:
    assert isinstance(opened(mine), Model)


WRONG: dict[str, Callable[[Path], object]] = {
    "nested config": lambda folder: (folder / "config.json").write_text("[" * 100_000),
    "nested tokenizer_config": lambda folder: (folder / "tokenizer_config.json").write_text(DEEP),
    "nested tokenizer": lambda folder: (folder / "tokenizer.json").write_text(DEEP),
    "tokenizer of many lists": lambda folder: (folder / "tokenizer.json").write_text(f"[{'[],' * 12_000_000}0]"),
    "tokenizer of many objects": lambda folder: (folder / "tokenizer.json").write_text(f"[{'{},' * 1_000_000}0]"),
    "huge tokenizer_config": lambda folder: (folder / "tokenizer_config.json").write_text(
        f'{{"a": "{"x" * 70_000_000}"}}'
    ),
    "no layers": lambda folder: change_config(folder, n_layer=0),
    "layers below none": lambda folder: change_config(folder, n_layer=-5),
    "weight_map of lists": lambda folder: (folder / "model.safetensors.index.json").write_text(
        '{"weight_map": {"a": [1]}}'
    ),
    "weight_map that is a list": lambda folder: (folder / "model.safetensors.index.json").write_text(
        '{"weight_map": [1]}'
    ),
    "template in Shift_JIS": lambda folder: (folder / "chat_template.jinja").write_bytes("あ".encode("shift_jis")),
    "config is a folder": lambda folder: ((folder / "config.json").unlink(), (folder / "config.json").mkdir()),
    "weights are a folder": lambda folder: (
        (folder / "model.safetensors").unlink(),
        (folder / "model.safetensors").mkdir(),
    ),
    "weights are a link to themselves": lambda folder: (
        (folder / "model.safetensors").unlink(),
        (folder / "model.safetensors").symlink_to("model.safetensors"),
    ),
    "tokenizer is a pipe": lambda folder: ((folder / "tokenizer.json").unlink(), os.mkfifo(folder / "tokenizer.json")),
    "config is a device": lambda folder: (
        (folder / "config.json").unlink(),
        (folder / "config.json").symlink_to("/dev/zero"),
    ),
    "weights of zeros": lambda folder: (folder / "model.safetensors").write_bytes(b"\0" * 1000),
    "header of a huge tensor": lambda folder: (folder / "model.safetensors").write_bytes(
        (head := json.dumps({"a": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 4 * 10**12]}}).encode())
        and len(head).to_bytes(8, "little") + head
    ),
    "not finite": lambda folder: change_config(folder, layer_norm_epsilon=float("nan")),
    "scaled by nothing": lambda folder: change_config(folder, layer_norm_epsilon=None),
    "empty tokenizer": lambda folder: (folder / "tokenizer.json").write_text("{}"),
    "empty ranks": lambda folder: (folder / "ranks.tiktoken").write_text("IQ== 0"),
    "half of a pair": lambda folder: change_config(folder, model_type="\ud800"),
}
"""What is done to a sound folder."""


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_one_sentence(mine: Path, wrong: str) -> None:
    WRONG[wrong](mine)
    assert isinstance(opened(mine), Refused)


HARMLESS: dict[str, Callable[[Path], object]] = {
    "ten million labels": lambda folder: change_config(folder, num_labels=10_000_000),
    "a byte-order mark": lambda folder: (folder / "config.json").write_text(
        (folder / "config.json").read_text(), encoding="utf-8-sig"
    ),
    "large numbers": lambda folder: change_config(folder, rope_theta=10**8, model_max_length=10**30),
    "an end that is none": lambda folder: (folder / "generation_config.json").write_text(DEEP),
    "a huge card": lambda folder: (folder / "README.md").write_text("x" * 1000),
}


@pytest.mark.parametrize("done", HARMLESS)
def test_what_does_no_harm_is_opened(mine: Path, done: str) -> None:
    HARMLESS[done](mine)
    assert isinstance(opened(mine), Model)


@pytest.mark.parametrize("left", [0, 7, 8, 100, -1])
def test_truncated_weights_are_one_sentence(mine: Path, left: int) -> None:
    path = mine / "model.safetensors"
    path.write_bytes(path.read_bytes()[:left])
    assert isinstance(opened(mine), Refused)


VALUES: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**65), 2**65)
    | st.sampled_from([0, -1, 1, 10**9, 10**30, 1e308, float("inf"), float("nan")])
    | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_value_stands_in_its_files_it_opens_or_is_one_sentence(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("fuzzed") / "mine"))
    file = folder / data.draw(st.sampled_from(FILES))
    written = json.loads(file.read_text())
    keys = st.sampled_from(sorted(written)) if written else st.text(max_size=8)
    for key in data.draw(st.lists(keys, min_size=1, max_size=3)):
        written[key] = data.draw(VALUES)
    file.write_text(json.dumps(written), encoding="utf-8")
    opened(folder)


def test_one_bad_folder_never_touches_another_models_pages(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The views that look at all folders: which models read the other way, and which may draft."""
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    for name, text in {
        "deep": "[" * 100_000,
        "list": "[]",
        "half": '{"model_type": "\\ud800"}',
        "odd": '{"model_type": {}}',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(text)
        assert is_causal(entry(tmp_path / name)) is None
        assert not drafts._kin(f"folder:{name}", "explorer-gpt")
    assert "folder:mine" in [found.name for found in reading(causal=True)]
    assert mine.exists()


def test_a_folders_config_is_read_again_when_it_has_changed(mine: Path) -> None:
    assert is_causal(entry(mine)) is True
    (mine / "config.json").write_text('{"model_type": "bert", "more": 1}')
    assert is_causal(entry(mine)) is False
