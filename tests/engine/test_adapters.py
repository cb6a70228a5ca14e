"""Keeping what was learnt, taking it away, and bringing it along again."""

from collections.abc import Iterator

import numpy as np
import pytest

from explorer.engine import adapters, model_store
from explorer.engine.taught import taught
from explorer.errors import Refused
from explorer.models.model import Model
from explorer.trace.run import logits
from tests.findings.embedded import model as gpt
from tests.models.tuning.numbers import adapter

IDS = (5, 6, 7)


@pytest.fixture(autouse=True)
def _mine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    model_store.ask("explorer-gpt").result()
    monkeypatch.setattr(taught, "whose", lambda: "me")
    yield
    for name in taught.names("me"):
        taught.drop("me", name)


def model(name: str) -> Model:
    return model_store.ask(name).result()


def test_what_is_downloaded_opens_as_what_was_kept() -> None:
    made = adapter(gpt(), rank=1)
    kept = adapters.keep("me", "one", "explorer-gpt", made)
    opened = adapters.unpacked("me", "two", "adapter.zip", adapters.packed(made, "card", "adapter"))
    assert (kept, opened) == ("mine:one", "mine:two")
    assert np.array_equal(logits(model(kept), IDS), logits(model(opened), IDS))
    assert model(opened).limits[-1:] == ("it is explorer-gpt with an adapter (LoRA) of rank 1 added to its weights",)


def test_a_zip_that_is_too_large_or_for_a_model_that_is_not_here_is_refused() -> None:
    with pytest.raises(Refused, match="more than 32 MB"):
        adapters.unpacked("me", "x", "x.zip", bytes(33 * 2**20))
    elsewhere = adapters.packed(
        adapter(gpt(), rank=1).__class__(1, 1.0, "nobody", "", adapter(gpt(), rank=1).pairs), "", "a"
    )
    with pytest.raises(Refused, match="not among the models here"):
        adapters.unpacked("me", "x", "x.zip", elsewhere)


def test_a_name_that_is_none_is_refused_before_anything_is_made() -> None:
    with pytest.raises(Refused, match="a model's name"):
        adapters.keep("me", "a/b", "explorer-gpt", adapter(gpt(), rank=1))
