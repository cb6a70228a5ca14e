"""Untrained kin of the embedded models: a decoder, a chat model and an encoder with the same vocabulary, in folders."""

from dataclasses import replace
from pathlib import Path

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.model import Model
from training import bert, gpt
from training.export import save_tokenizer
from training.loop import Recipe

TOKENIZER = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"
SMALL = Recipe(steps=1, n_ctx=64, n_layers=2, n_heads=2, d_model=16)
N_TEXT = 8192


def chat_folder(folder: Path) -> Path:
    gpt.new_model(SMALL, N_TEXT + 3, N_TEXT - 1).save_pretrained(folder)
    save_tokenizer("explorer-chat", TOKENIZER, folder)
    return folder


def decoder_folder(folder: Path, n_ctx: int = 512) -> Path:
    gpt.new_model(replace(SMALL, n_ctx=n_ctx), N_TEXT, N_TEXT - 1).save_pretrained(folder)
    save_tokenizer("explorer-gpt", TOKENIZER, folder)
    return folder


def encoder_folder(folder: Path) -> Path:
    bert.new_model(SMALL, N_TEXT).save_pretrained(folder)
    save_tokenizer("explorer-bert", TOKENIZER, folder)
    return folder


def opened(folder: Path) -> Model:
    return load(Entry(folder.name, "embedded", str(folder)))
