"""Encodings that are being read, are there, or never will be."""

from concurrent.futures import Future

import pytest

from explorer.engine import encodings
from explorer.errors import Refused
from explorer.text.openai import ENCODINGS, openai_tokenizer
from explorer.text.tokenizer import TiktokenTokenizer


@pytest.fixture
def futures(monkeypatch: pytest.MonkeyPatch) -> dict[str, Future[TiktokenTokenizer]]:
    """One a name, none of them done."""
    made: dict[str, Future[TiktokenTokenizer]] = {name: Future() for name in ENCODINGS}
    monkeypatch.setattr(encodings, "_future", made.__getitem__)
    return made


def test_one_whose_file_is_damaged_is_left_out_and_not_waited_for(futures: dict) -> None:
    first, *others = futures.values()
    first.set_exception(Refused("the rank table is damaged"))
    assert encodings.ready() == {}
    assert not encodings.complete()
    for future in others:
        future.set_result(openai_tokenizer("r50k_base"))
    assert list(encodings.ready()) == list(futures)[1:]
    assert encodings.complete()
