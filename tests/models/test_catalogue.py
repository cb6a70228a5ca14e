from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.models import catalogue
from explorer.models.catalogue import DEFAULT, EMBEDDED, Entry, available, find
from explorer.models.published import published


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models beside one that is none of the explorer's business."""
    for name in ("models/mine", "models/.hidden", "secret"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "config.json").write_text("{}")
    (tmp_path / "models/empty").mkdir()
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def own_or_embedded() -> list[Entry]:
    """All but the published ones, which stand between."""
    return [entry for entry in available() if published(entry.name) is None]


def test_the_default_model_is_embedded() -> None:
    assert DEFAULT in [entry.name for entry in EMBEDDED]
    assert find(DEFAULT).kind == "embedded"


def test_every_embedded_model_has_weights_and_a_tokenizer() -> None:
    for entry in EMBEDDED:
        files = {path.name for path in Path(entry.location).iterdir()}
        assert files >= {"config.json", "model.safetensors", "tokenizer.json", "ranks.tiktoken"}


def test_without_a_folder_of_ones_own_there_are_the_embedded_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLORER_MODELS", raising=False)
    assert own_or_embedded() == list(EMBEDDED)


def test_ones_own_models_are_the_subfolders_with_a_config(own: Path) -> None:
    assert own_or_embedded() == [*EMBEDDED, Entry("folder:mine", "folder", str(own / "mine"))]
    assert find("folder:mine").location == str(own / "mine")


def test_a_folder_of_models_that_is_not_there_offers_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_MODELS", "/nowhere/at/all")
    assert own_or_embedded() == list(EMBEDDED)


@pytest.mark.parametrize(
    "name",
    ["folder:../secret", "folder:.hidden", "folder:empty", "folder:", "folder:mine/", "mine", "../mine", "", "\x00"],
)
@pytest.mark.usefixtures("own")
def test_a_name_never_becomes_a_path(name: str) -> None:
    with pytest.raises(Refused, match=r"^there is no model .+: take one of .*folder:mine"):
        find(name)


@given(name=st.text().filter(lambda text: text not in {entry.name for entry in EMBEDDED}))
def test_any_other_text_is_refused(name: str) -> None:
    with pytest.raises(Refused) as caught:
        find(name)
    assert repr(name) in str(caught.value)


def test_the_hub_is_asked_only_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLORER_HUB", raising=False)
    with pytest.raises(Refused, match="start the explorer with EXPLORER_HUB=1"):
        find("hub:openai-community/gpt2")
    monkeypatch.setenv("EXPLORER_HUB", "1")
    assert find("hub:openai-community/gpt2") == Entry("hub:openai-community/gpt2", "hub", "openai-community/gpt2")


@pytest.mark.parametrize(
    "name",
    [
        "hub:",
        "hub:gpt2",
        "hub:a/b/c",
        "hub:../x",
        "hub:a/..b",
        "hub:/etc/passwd",
        "hub:a b/c",
        "hub:あ/い",
        "hub:a/b\n",
    ],
)
def test_what_is_no_hub_id_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_HUB", "1")
    with pytest.raises(Refused, match="is not a Hub id: write hub:owner/name"):
        find(name)


def test_the_catalogue_reads_its_own_package_only() -> None:
    assert Path(catalogue.__file__).parents[1] in Path(EMBEDDED[0].location).parents
