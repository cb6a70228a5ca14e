"""Fetching a model from the Hugging Face Hub, where that is allowed at all."""

from fnmatch import fnmatch
from pathlib import Path

from huggingface_hub import HfApi, snapshot_download

from explorer.errors import Refused
from explorer.models.catalogue import Entry, hub_allowed
from explorer.models.files import LARGEST

FILES = (
    *("config.json", "model.safetensors", "model-*-of-*.safetensors", "model.safetensors.index.json"),
    *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.json", "merges.txt", "vocab.txt"),
    "chat_template.jinja",
)
"""All that is ever fetched: no Python, no pickle."""

MOST_BYTES = 4 * LARGEST
"""The most parameters, in float32."""


def fetched(entry: Entry) -> Path:
    """The folder that holds a Hub model's files: the local copy, or a new one where the Hub may be asked."""
    try:
        if hub_allowed():
            _check_size(entry)
        return Path(snapshot_download(entry.location, allow_patterns=list(FILES), local_files_only=not hub_allowed()))
    except Refused:
        raise
    except Exception as error:  # whatever the Hub's client raises: no network, no such model, a closed one
        raise Refused(
            "{model} cannot be fetched from the Hugging Face Hub: check its name and the network", model=entry.name
        ) from error


def _check_size(entry: Entry) -> None:
    files = HfApi().model_info(entry.location, files_metadata=True).siblings or []
    size = sum(file.size or 0 for file in files if any(fnmatch(file.rfilename, pattern) for pattern in FILES))
    if size > MOST_BYTES:
        raise Refused(
            "{model} is {size} GB, but at most {largest} GB are fetched: choose a smaller model",
            model=entry.name,
            size=f"{size / 1e9:.1f}",
            largest=f"{MOST_BYTES / 1e9:.0f}",
        )
