from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from explorer.errors import Refused
from explorer.models import fit, hub
from explorer.models.catalogue import Entry
from explorer.models.loader import load
from tests.models.folders import saved

ENTRY = Entry("hub:owner/name", "hub", "owner/name")


class TheHub:
    """Stands for the Hub and its client, and remembers what it was asked."""

    def __init__(self, folder: Path, sizes: dict[str, int]) -> None:
        self.folder, self.sizes = folder, sizes
        self.asked: dict[str, Any] = {}

    def snapshot_download(self, repo: str, **options: Any) -> str:
        self.asked = {"repo": repo, **options}
        return str(self.folder)

    def model_info(self, repo: str, files_metadata: bool) -> SimpleNamespace:
        assert files_metadata
        return SimpleNamespace(siblings=[SimpleNamespace(rfilename=n, size=s) for n, s in self.sizes.items()])


@pytest.fixture
def the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TheHub:
    saved(tmp_path / "snapshot")
    found = TheHub(tmp_path / "snapshot", {"model.safetensors": 10**6, "pytorch_model.bin": 10**13})
    monkeypatch.setattr(hub, "snapshot_download", found.snapshot_download)
    monkeypatch.setattr(hub, "HfApi", lambda: found)
    monkeypatch.setenv("EXPLORER_HUB", "1")
    return found


@pytest.mark.usefixtures("the_hub")
def test_a_hub_model_is_fetched_and_loaded_like_a_folder() -> None:
    assert load(ENTRY).name == "hub:owner/name"


def test_neither_python_nor_pickle_is_fetched(the_hub: TheHub) -> None:
    hub.fetched(ENTRY)
    assert the_hub.asked["repo"] == "owner/name"
    kinds = (".json", ".safetensors", ".txt", ".jinja", ".model")
    assert all(pattern.endswith(kinds) for pattern in the_hub.asked["allow_patterns"])


def test_a_model_that_does_not_fit_into_memory_is_not_fetched(the_hub: TheHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "free_bytes", lambda: 1000)
    with pytest.raises(Refused, match=r"hub:owner/name takes .+ choose a smaller model"):
        hub.fetched(ENTRY)
    assert the_hub.asked["allow_patterns"] == ["config.json", "adapter_config.json"]


def test_a_model_that_does_not_fit_onto_the_disk_is_not_fetched(
    the_hub: TheHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_hub.sizes = {f"model-0000{i}-of-00003.safetensors": 5 * 10**9 for i in (1, 2, 3)}
    monkeypatch.setattr(hub.shutil, "disk_usage", lambda folder: SimpleNamespace(free=14.9e9))
    with pytest.raises(Refused, match=r"hub:owner/name is 15\.0 GB, but only 14\.9 GB are free on the disk: make room"):
        hub.fetched(ENTRY)
    assert the_hub.asked["allow_patterns"] == ["config.json", "adapter_config.json"]


def test_where_the_hub_may_not_be_asked_only_the_local_copy_is_used(
    the_hub: TheHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXPLORER_HUB")
    monkeypatch.setattr(hub, "HfApi", None)
    hub.fetched(ENTRY)
    assert the_hub.asked["local_files_only"] is True


def test_a_hub_that_does_not_answer_is_said(the_hub: TheHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> str:
        raise ConnectionError("no network")

    monkeypatch.setattr(hub, "snapshot_download", fail)
    with pytest.raises(Refused, match="hub:owner/name cannot be fetched from the Hugging Face Hub: check its name"):
        hub.fetched(ENTRY)
