"""Whether a model fits into this machine's memory: known from its config and its precision, before it is read."""

from torch import Tensor
from transformers import PreTrainedModel

from explorer.errors import Refused
from explorer.models.architectures import part, parts_of
from explorer.models.catalogue import Precision
from explorer.models.machine import free_bytes
from explorer.models.two_stacks.kinds import KINDS

SHARE = 0.8
"""Of the memory that is free, what a model may take: runs and visitors need the rest."""

BYTES = {"float32": 4, "bfloat16": 2}
"""Of a number."""


def check_fits(model: str, shell: PreTrainedModel, precision: Precision) -> None:
    """Refused with the sizes where it does not. `shell`: the model without its numbers."""
    free = SHARE * free_bytes()
    size = bytes_of(shell, precision)
    if size <= free:
        return
    said = {"model": model, "size": gigabytes(size), "precision": precision, "free": gigabytes(free)}
    half = bytes_of(shell, "bfloat16")
    if precision == "float32" and half <= free and shell.config.model_type not in KINDS:
        raise Refused(
            "{model} takes {size} GB of memory in {precision}, but at most {free} GB may be taken now: choose "
            "bfloat16 in the settings, in which it takes {half} GB",
            **said,
            half=gigabytes(half),
        )
    raise Refused(
        "{model} takes {size} GB of memory in {precision}, but at most {free} GB may be taken now: choose a smaller "
        "model",
        **said,
    )


def bytes_of(shell: PreTrainedModel, precision: Precision) -> int:
    """Of a loaded model: its weights and, where these are not float32, its two vocabularies' matrices in float32 again,
    as they are shown and as the logit lens takes them."""
    weights = sum(weight.numel() for weight in shell.parameters()) * BYTES[precision]
    buffers = sum(buffer.nbytes for buffer in shell.buffers())
    return weights + buffers + (0 if precision == "float32" else 4 * sum(weight.numel() for weight in _shown(shell)))


def gigabytes(n: float) -> str:
    return f"{n / 1e9:.1f}"


def _shown(shell: PreTrainedModel) -> set[Tensor]:
    """One where the two are tied; none of a model of two stacks."""
    if shell.config.model_type in KINDS:
        return set()
    parts = parts_of(shell.config)
    modules = part(shell, parts.embed), shell.get_output_embeddings() if parts.norm else None
    return {module.get_parameter("weight") for module in modules if module is not None}
