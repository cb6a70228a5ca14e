import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from explorer.models.model import Limit
from tests.models.tiny import shared


@pytest.mark.parametrize(
    "name", ["n_layers", "n_heads", "n_kv_heads", "d_model", "d_head", "d_mlp", "n_ctx", "n_vocab"]
)
def test_a_shape_has_no_empty_dimension(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} is 0"):
        replace(shared("gpt2").shape, **{name: 0})


def test_a_model_cannot_be_changed() -> None:
    for field in fields(shared("gpt2")):
        with pytest.raises(FrozenInstanceError):
            setattr(shared("gpt2"), field.name, None)


def test_a_limit_is_its_sentence_and_remembers_what_it_is_made_of() -> None:
    limit = Limit("knows {n} of {all}", n=3, all=5)
    assert limit == "knows 3 of 5"
    assert (limit.message, limit.values) == ("knows {n} of {all}", {"n": 3, "all": 5})


@pytest.mark.parametrize("module", ["catalogue", "model", "unembedding"])
def test_what_the_pages_import_first_does_without_torch(module: str) -> None:
    code = f"import sys, explorer.models.{module}; sys.exit(bool({{'torch', 'transformers'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
