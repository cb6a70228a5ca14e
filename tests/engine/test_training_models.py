"""What was trained becomes a model of its owner's, a zip, and a model again."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.engine import training_models
from explorer.engine.current import engine
from explorer.engine.taught import taught
from explorer.engine.trainings import Trainings
from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.models.training import worker
from explorer.models.training.order import Order
from tests.engine.test_trainings import Begun
from tests.models.training.conftest import one_core  # noqa: F401 (a fixture)
from tests.models.training.test_worker import Wishes

TOY = Order(text="grammar", n_layers=2, n_heads=2, d_model=16, n_ctx=32, batch=4, steps=6)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Of a training of "me"."""
    store = Trainings(lambda: tmp_path / "trainings", process=Begun())
    monkeypatch.setattr(training_models, "trainings", store)
    monkeypatch.setattr(taught, "whose", lambda: "me")
    made = store.begin("me", TOY)
    worker.worked(store._folder(made), Wishes())
    yield made
    for name in taught.names("me"):
        taught.drop("me", name)


def test_it_is_a_model_of_its_owner_s_and_of_nobody_else(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = training_models.keep("me", key, "toy")
    model = taught.future(name).result()
    assert (name, model.name, model.shape.n_layers, model.shape.n_ctx) == ("mine:toy", "mine:toy", 2, 32)
    ids = model.prompt("the cat sees").ids
    trace = engine.trace(model.fingerprint, ids)
    assert len(trace.ids) == len("the cat sees")
    monkeypatch.setattr(taught, "whose", lambda: "somebody")
    assert taught.names() == ()
    with pytest.raises(Refused, match="for them alone"):
        taught.future(name).result()
    with pytest.raises(Refused, match="somebody else's"):
        training_models.keep("somebody", key, "stolen")
    with pytest.raises(Refused, match="somebody else's"):
        training_models.packed("somebody", key, "stolen")


def test_its_zip_opens_again_and_in_a_folder_of_one_s_own(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = training_models.packed("me", key, "my toy")
    assert data == training_models.packed("me", key, "my toy")
    first = taught.future(training_models.keep("me", key, "toy")).result()
    again = taught.future(training_models.opened("me", "again", "toy.zip", data)).result()
    assert again.fingerprint == first.fingerprint
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {Path(name).parts[0] for name in archive.namelist()} == {"my-toy"}
        archive.extractall(tmp_path / "models")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path / "models"))
    assert load(find("folder:my-toy")).fingerprint == first.fingerprint


@pytest.mark.parametrize("spoiled", ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"])
def test_a_zip_that_is_no_model_is_refused(key: str, spoiled: str) -> None:
    data = training_models.packed("me", key, "toy")
    for change in (None, b"", b"{}", np.random.default_rng(0).bytes(300)):
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w") as after:
            for name in before.namelist():
                if not name.endswith(spoiled):
                    after.writestr(name, before.read(name))
                elif change is not None:
                    after.writestr(name, change)
        if spoiled == "tokenizer_config.json" and change == b"{}":
            continue  # nothing of it is needed
        with pytest.raises(Refused):
            training_models.opened("me", "broken", "toy.zip", written.getvalue())
    assert taught.names("me") == ()


def test_no_zip_and_too_large_a_one_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="no zip that can be read"):
        training_models.opened("me", "x", "x.zip", b"no zip")
    monkeypatch.setattr(training_models, "MOST_MEGABYTES", 0)
    with pytest.raises(Refused, match="more than 0 MB"):
        training_models.opened("me", "x", "x.zip", b"no zip")
