"""Which way a model reads, told by its folder as its architecture reads once it is loaded."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.models.catalogue import EMBEDDED
from explorer.models.causality import is_causal, reading


def test_the_embedded_models_are_told_apart() -> None:
    ways = {entry.name: is_causal(entry) for entry in EMBEDDED}
    assert ways.pop("explorer-bert") is False
    assert set(ways.values()) == {True}


def test_the_pickers_have_every_model_once() -> None:
    both, left = ({entry.name for entry in reading(causal=causal)} for causal in (False, True))
    assert not both & left
    assert both | left >= {entry.name for entry in EMBEDDED}


@pytest.mark.parametrize(
    "config", ["", "[]", "{}", json.dumps({"model_type": "unheard-of"}), json.dumps({"model_type": []})]
)
def test_of_a_folder_that_cannot_be_read_it_is_not_known(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.json").write_text(config, encoding="utf-8")
    assert is_causal(replace(EMBEDDED[0], location=str(tmp_path))) is None
