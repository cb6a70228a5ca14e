import logging
import os
from pathlib import Path

import pytest

from explorer.errors import Refused
from explorer.models import own_models as module
from explorer.models.catalogue import available, find
from explorer.models.loader import load
from explorer.models.own_models import own_models
from tests.models.folders import saved


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path / "models"))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def model(folder: Path, mark: str = "config.json") -> Path:
    folder.mkdir(parents=True)
    (folder / mark).write_text("{}")
    return folder


def why() -> str:
    found = own_models().why
    assert found is not None
    return str(found)


def test_without_the_variable_there_are_none_and_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLORER_MODELS", raising=False)
    assert own_models() == module.OwnModels({})
    monkeypatch.setenv("EXPLORER_MODELS", "")
    assert own_models() == module.OwnModels({})


def test_models_side_by_side(root: Path) -> None:
    folders = {"a": model(root / "a"), "b": model(root / "b", "adapter_config.json")}
    model(root / ".hidden")
    (root / "empty").mkdir()
    (root / "file").write_text("{}")
    assert own_models() == module.OwnModels(folders)


def test_a_models_own_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = model(root / "mine")
    monkeypatch.setenv("EXPLORER_MODELS", str(own))
    assert own_models() == module.OwnModels({"mine": own})
    monkeypatch.chdir(own)
    monkeypatch.setenv("EXPLORER_MODELS", ".")
    assert own_models() == module.OwnModels({"mine": own})


def test_owner_and_name(root: Path) -> None:
    folders = {"meta/llama": model(root / "meta/llama"), "plain": model(root / "plain")}
    assert own_models().folders == folders
    assert own_models().why is None


def gguf(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"GGUF")
    return file


def test_gguf_files_in_all_the_places_that_people_have(root: Path) -> None:
    """Beside models, in a folder, and in two, as LM Studio keeps them."""
    names = ("plain.gguf", "LOUD.GGUF", "folder/one.gguf", "folder/two.gguf", "maker/model/file.gguf")
    expected = {name: gguf(root / name) for name in sorted(names)}
    gguf(root / ".hidden.gguf")
    (root / "no-file.gguf").mkdir()
    assert own_models() == module.OwnModels({}, expected)


def test_a_gguf_file_can_be_named_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = gguf(root / "mine.gguf")
    monkeypatch.setenv("EXPLORER_MODELS", str(file))
    assert own_models() == module.OwnModels({}, {"mine.gguf": file})


def test_of_a_folder_with_both_the_safetensors_are_taken(root: Path) -> None:
    both = model(root / "both")
    file = gguf(both / "same.gguf")
    assert own_models() == module.OwnModels({}, {"both/same.gguf": file})
    (both / "model.safetensors").touch()
    assert own_models() == module.OwnModels({"both": both})


def test_of_the_pieces_of_a_file_the_first_is_offered(root: Path) -> None:
    for n in range(1, 13):
        gguf(root / f"large-{n:05}-of-00012.gguf")
    assert list(own_models().files) == ["large-00001-of-00012.gguf"]


def test_gguf_files_in_the_cache_of_the_hub(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = root / "models--owner--name-GGUF"
    files = [gguf(home / "snapshots" / version / "a.gguf") for version in ("one", "two")]
    (home / "refs").mkdir()
    (home / "refs/main").write_text("two")
    assert own_models() == module.OwnModels({}, {"owner/name-GGUF/a.gguf": files[1]})
    monkeypatch.setenv("EXPLORER_MODELS", str(root.parent))
    assert own_models().files == {"owner/name-GGUF/a.gguf": files[1]}


def test_below_a_model_there_are_no_others(root: Path) -> None:
    model(root / "mine")
    model(root / "mine/onnx")
    assert list(own_models().folders) == ["mine"]


def cached(hub: Path, name: str, *versions: str, main: str | None = None) -> list[Path]:
    """A model as the Hub's own client keeps it: files are links to blobs."""
    home, found = hub / f"models--{name}", []
    (home / "blobs").mkdir(parents=True)
    for version in versions:
        (home / "blobs" / version).write_text("{}")
        (home / "snapshots" / version).mkdir(parents=True)
        (home / "snapshots" / version / "config.json").symlink_to(f"../../blobs/{version}")
        found.append(home / "snapshots" / version)
    if main is not None:
        (home / "refs").mkdir()
        (home / "refs" / "main").write_text(main)
    return found


def test_the_cache_of_the_hub(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (version,) = cached(root, "meta--llama--3", "abc", main="abc")
    (other,) = cached(root, "gpt2", "def")
    (root / "datasets--x--y/snapshots/abc").mkdir(parents=True)
    expected = module.OwnModels({"gpt2": other, "meta/llama--3": version})
    assert own_models() == expected
    # Its parent, as HF_HOME names it, one model's place in it, and a version.
    root.rename(root.parent / "hub")
    monkeypatch.setenv("EXPLORER_MODELS", str(root.parent))
    moved = root.parent / "hub/models--gpt2"
    assert own_models().folders.keys() == expected.folders.keys()
    for place in (moved, moved / "snapshots/def"):
        monkeypatch.setenv("EXPLORER_MODELS", str(place))
        assert own_models().folders == {"gpt2": moved / "snapshots/def"}


def test_of_several_versions_main_is_taken_or_the_newest(root: Path) -> None:
    versions = cached(root, "a--b", "one", "two", "three", main="one\n")
    for age, version in enumerate(reversed(versions)):
        os.utime(version, (age, age))
    assert own_models().folders == {"a/b": versions[0]}
    for lost in ("four", "../..", "\x00", ""):
        (root / "models--a--b/refs/main").write_text(lost)
        os.utime(versions[1], (99, 99))
        assert own_models().folders == {"a/b": versions[1]}


def test_a_model_in_the_hubs_cache_is_opened(root: Path) -> None:
    saved(root / "models--owner--name/snapshots/abc")
    assert load(find("folder:owner/name")).name == "folder:owner/name"


def test_a_path_that_is_not_there_is_said(root: Path) -> None:
    root.rmdir()
    said = "EXPLORER_MODELS names 'models', and there is no such folder: check its path"
    assert why() == said
    with pytest.raises(Refused) as caught:
        find("folder:mine")
    assert str(caught.value) == said
    root.write_text("a file")
    assert why() == said


def test_a_folder_without_models_is_said(root: Path) -> None:
    (root / "a/b/c").mkdir(parents=True)
    assert why().startswith("'models', which EXPLORER_MODELS names, holds no models: put GGUF files into it, or ")


def test_a_folder_that_may_not_be_read_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_dir", closed)
    assert why() == "'models', which EXPLORER_MODELS names, cannot be read: let the explorer's user read it"
    assert root


@pytest.mark.parametrize("path", ["\x00", "x" * 5000, "~nobody-of-this-name/models"])
def test_a_path_that_cannot_be_is_said(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "EXPLORER_MODELS": path})
    assert "EXPLORER_MODELS names" in why()


def test_too_many_folders_are_said_and_the_first_are_offered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for name in "abcd":
        model(root / name)
    assert list(own_models().folders) == ["a", "b", "c"]
    assert "has more than 3 folders, and the others are left out" in why()


@pytest.mark.parametrize("name", ["a\nb", "x" * 151, "a@bfloat16", os.fsdecode(b"\xff")])
def test_a_name_that_no_link_can_carry_is_said_and_left_out(root: Path, name: str) -> None:
    model(root / name)
    model(root / "mine")
    assert list(own_models().folders) == ["mine"]
    assert why().startswith(
        "'models', which EXPLORER_MODELS names, holds folders whose names no link can carry, 1 of them: give "
    )


def test_links_in_a_circle_end(root: Path) -> None:
    (root / "loop").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    (root / "dead").symlink_to("nowhere")
    model(root / "mine")
    assert "mine" in own_models().folders


def test_a_folder_that_may_not_be_entered_does_not_touch_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model(root / "mine")
    model(root / "closed")
    is_file, scandir = Path.is_file, os.scandir

    def guarded(self: Path) -> bool:
        if "closed" in self.parts:
            raise PermissionError
        return is_file(self)

    def listed(folder: Path):
        if "closed" in Path(folder).parts:
            raise PermissionError
        return scandir(folder)

    monkeypatch.setattr(Path, "is_file", guarded)
    monkeypatch.setattr(module.os, "scandir", listed)
    assert list(own_models().folders) == ["mine"]


def test_the_log_says_where_once_and_visitors_do_not_hear_it(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        said = why(), why()
    assert [str(root) in message for message in caplog.messages] == [True]
    assert str(root.parent) not in said[0]


def test_a_name_with_a_slash_is_looked_up_and_never_a_path(root: Path) -> None:
    model(root / "meta/llama")
    model(root.parent / "secret")
    assert [entry.name for entry in available() if entry.kind == "folder"] == ["folder:meta/llama"]
    for name in (
        "folder:meta/../../secret",
        "folder:meta",
        "folder:meta/llama/",
        "folder:/meta/llama",
        "folder:../secret",
    ):
        with pytest.raises(Refused, match="there is no model"):
            find(name)


def test_a_config_of_nested_brackets_is_offered_and_refused_when_opened(root: Path) -> None:
    (model(root / "deep") / "config.json").write_text("[" * 100_000)
    with pytest.raises(Refused, match="is not JSON"):
        load(find("folder:deep"))
