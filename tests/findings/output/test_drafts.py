"""Which models may draft for another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.findings.output import drafts
from explorer.models.catalogue import DEFAULT
from tests.findings import kin
from tests.findings.embedded import embedded_run


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder for models beside the embedded ones."""
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    drafts._sheet.cache_clear()
    yield tmp_path
    drafts._sheet.cache_clear()


def others() -> list[str]:
    """Those of the folder, for explorer-gpt."""
    return [name for name in drafts.options(kin.opened(kin.TOKENIZER)) if name.startswith("folder:")]


def test_explorer_gpt_has_a_draft_of_its_own() -> None:
    offered = drafts.options(kin.opened(kin.TOKENIZER))
    assert [name for name in offered if not name.startswith(drafts.OWN)] == ["explorer-draft"]
    assert drafts.default(offered) == "explorer-draft"


def test_a_smaller_decoder_with_the_same_vocabulary_may(catalogue: Path) -> None:
    kin.decoder_folder(catalogue / "small")
    assert others() == ["folder:small"]


def test_one_that_reads_less_at_once_may_not(catalogue: Path) -> None:
    kin.decoder_folder(catalogue / "short", n_ctx=64)
    assert others() == []


def test_a_chat_model_has_tokens_more_and_may_not(catalogue: Path) -> None:
    kin.chat_folder(catalogue / "chat")
    assert others() == []


def test_an_encoder_writes_nothing(catalogue: Path) -> None:
    kin.encoder_folder(catalogue / "encoder")
    assert others() == []


def test_a_folder_that_cannot_be_read_is_passed_over(catalogue: Path) -> None:
    (catalogue / "broken").mkdir()
    (catalogue / "broken" / "config.json").write_text("{")
    assert others() == []


def test_none_drafts_for_a_smaller_one(catalogue: Path) -> None:
    small = kin.decoder_folder(catalogue / "small")
    assert not drafts._kin(DEFAULT, f"folder:{small.name}")


def test_drafts_are_named_in_words() -> None:
    assert drafts.label("first:1") == "its own first layer"
    assert drafts.label("first:3") == "its own first 3 layers"
    assert drafts.label("other") == "other"
    assert drafts.default(["other", "first:1"]) == "other"
    assert drafts.default([f"first:{n}" for n in range(1, 6)]) == "first:3"
    assert drafts.reader(embedded_run(), "first:2") is not None
