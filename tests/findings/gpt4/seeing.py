"""An untrained kin of explorer-vision, with a tokenizer of its own."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import torch

from explorer.engine.jobs import Handle, Job
from explorer.engine.occlusion import Occluded, measured
from explorer.findings.gpt4.answers import Answer
from explorer.findings.gpt4.looks import asked
from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.text.embedded import embedded_encoding
from training import vision
from training.loop import Recipe
from training.pictures import sentences
from training.tokenizer import save_for_vision, train_ranks

SMALL = Recipe(steps=1, n_ctx=256, n_layers=2, n_heads=2, d_model=16)


@cache
def folder() -> Path:
    made = Path(mkdtemp()) / "explorer-vision"
    save_for_vision(train_ranks(sentences(n=40), 300), made, vision.ADDED)
    torch.manual_seed(0)  # or the weights, and what they answer, hang on the tests before
    vision.new_model(SMALL, embedded_encoding(made)).save_pretrained(made)
    return made


@cache
def model() -> Model:
    return load(Entry("explorer-vision", "embedded", str(folder())))


def without_each_patch(answer: Answer) -> Occluded:
    """Measured at once, not in the background."""
    run = answer.run
    handle = Handle(Job("key", {"me"}), lambda job: True)
    return measured(handle, run.model, answer.picture, run.generation.prompt_ids, asked(answer))
