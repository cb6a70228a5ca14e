"""The embedded pair, and pairs of a model with itself."""

from functools import cache
from pathlib import Path

from explorer.findings.gpt3.pair import Pair
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.models.model import Model
from tests.findings.embedded import model
from tests.findings.kin import chat_folder, decoder_folder, opened


@cache
def chat() -> Model:
    return load(find("explorer-chat"))


def embedded_pair() -> Pair:
    return Pair(model(), chat())


def tiny_pair(folder: Path) -> Pair:
    """Untrained and small, of one shape; the second knows three tokens more and has a chat template."""
    return Pair(opened(decoder_folder(folder / "explorer-gpt", 64)), opened(chat_folder(folder / "explorer-chat")))
