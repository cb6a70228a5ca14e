"""What the journeys lean on: which requests stay here, and where pages lie."""

import pytest

from scripts.browser import address, is_local, pages, path_of


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8501/app/static/a.woff2", "ws://127.0.0.1:8501/_stcore/stream", "data:,x", "blob:http://x"],
)
def test_what_stays_on_this_machine_is_local(url: str) -> None:
    assert is_local(url)


@pytest.mark.parametrize(
    "url", ["https://fonts.gstatic.com/a", "http://localhost.example.com/", "wss://localhosted.net/"]
)
def test_what_leaves_is_not(url: str) -> None:
    assert not is_local(url)


def test_an_address_carries_its_parameters_escaped() -> None:
    assert address("context", lang="ja", prompt="猫 & <犬>") == "/context?lang=ja&prompt=%E7%8C%AB+%26+%3C%E7%8A%AC%3E"


def test_every_page_has_a_path_and_the_start_page_has_none() -> None:
    assert {name: path_of(name) for name in pages()}.items() >= {"home": "", "context": "context"}.items()
