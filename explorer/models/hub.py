"""Fetching a model from the Hugging Face Hub, where that is allowed at all."""

import shutil
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.constants import HF_HUB_CACHE

from explorer.errors import Refused
from explorer.models.catalogue import Entry, hub_allowed
from explorer.models.files import read_config, shell_of
from explorer.models.fit import check_fits, gigabytes
from explorer.text.tokenizer_files import FILES as TOKENIZER_FILES

CONFIG = ("config.json", "adapter_config.json")

FILES = (
    *(*CONFIG, "generation_config.json", "model.safetensors", "model-*-of-*.safetensors"),
    *("model.safetensors.index.json", *TOKENIZER_FILES),
)
"""All that is ever fetched: no Python, no pickle."""


def fetched(entry: Entry) -> Path:
    """The folder that holds a Hub model's files: the local copy, or a new one where the Hub may be asked."""
    try:
        if hub_allowed():
            _check_memory(entry)
            _check_disk(entry)
        return _snapshot(entry, FILES)
    except Refused:
        raise
    except Exception as error:  # whatever the Hub's client raises: no network, no such model, a closed one
        raise Refused(
            "{model} cannot be fetched from the Hugging Face Hub: check its name and the network", model=entry.name
        ) from error


def _snapshot(entry: Entry, files: Sequence[str]) -> Path:
    return Path(snapshot_download(entry.location, allow_patterns=list(files), local_files_only=not hub_allowed()))


def _check_memory(entry: Entry) -> None:
    """Before the gigabytes are fetched: its config says how large it is."""
    config = read_config(entry.name, _snapshot(entry, CONFIG))
    check_fits(entry.name, shell_of(entry.name, config), entry.precision)


def _check_disk(entry: Entry) -> None:
    files = HfApi().model_info(entry.location, files_metadata=True).siblings or []
    size = sum(file.size or 0 for file in files if any(fnmatch(file.rfilename, pattern) for pattern in FILES))
    free = shutil.disk_usage(_there(Path(HF_HUB_CACHE))).free
    if size > free:
        raise Refused(
            "{model} is {size} GB, but only {free} GB are free on the disk: make room, or choose a smaller model",
            model=entry.name,
            size=gigabytes(size),
            free=gigabytes(free),
        )


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that there is by now."""
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())
