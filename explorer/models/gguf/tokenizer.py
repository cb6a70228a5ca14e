"""A GGUF file's tokenizer, built by transformers as it builds one of such a file, and kept as a folder keeps it."""

from pathlib import Path

from transformers import PreTrainedTokenizerFast
from transformers.integrations.gguf.gguf_tokenizer_mapping import convert_gguf_tokenizer, get_gguf_tokenizer

from explorer.errors import Refused


def write_tokenizer(model: str, head: Path, folder: Path) -> None:
    """The files of a tokenizer and, where it has one, of its chat template. `head`: the head of a GGUF file."""
    try:
        architecture, told, named = get_gguf_tokenizer(str(head))
        backend, _ = convert_gguf_tokenizer(architecture, told)
        PreTrainedTokenizerFast(tokenizer_object=backend, **named).save_pretrained(folder)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Rust's panics are these
        raise Refused(
            "{model} holds no tokenizer that can be built: fetch the file again, or choose another conversion of the "
            "model",
            model=model,
        ) from error
