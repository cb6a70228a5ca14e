"""What was trained, as a model: in its owner's catalogue, as a Hugging Face folder in a zip, and back from one."""

MOST_MEGABYTES = 64
"""Of a zip that a visitor puts in."""


def keep(owner: str, key: str, typed: str) -> str:
    """The model that a training has come to so far, kept for its owner as `mine:typed`; which is returned.

    Like `adapters.keep`: then `state.change(model=name)` makes it the model of every page.
    """
    raise NotImplementedError


def packed(owner: str, key: str, typed: str) -> bytes:
    """The same as a zip of a Hugging Face folder: config.json, model.safetensors, tokenizer.json, README.md, …"""
    raise NotImplementedError


def opened(owner: str, typed: str, file: str, data: bytes) -> str:
    """A model out of such a zip, kept as `mine:typed`; which is returned. Refused whatever it is, if it is none."""
    raise NotImplementedError
