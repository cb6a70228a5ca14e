"""Putting the permanent hooks into a model."""

from torch import nn

from explorer.models.architectures import Parts, beside, blocks_of, part
from explorer.models.hooks import NAMES, attention_names, watch_input, watch_output

TOWER = "tower"
"""What the names of a vision tower's tensors begin with, where a decoder's begin with `blocks`."""


def install(module: nn.Module, parts: Parts) -> None:
    """Put the permanent hooks into a freshly loaded model: once."""
    blocks = blocks_of(module, parts)
    if NAMES in vars(blocks[0].get_submodule(parts.attn)):
        raise ValueError("the module has its hooks already: assemble a copy of it")
    embed = beside(module, parts.embed, "project_in") or module.get_submodule(parts.embed)
    watch_output(embed, "hook_embed", scale=parts.embed_scale)
    if parts.pos_embed is not None:
        watch_output(module.get_submodule(parts.pos_embed), "hook_pos_embed")
    watch_input(blocks[0], "blocks.0.hook_resid_pre")
    for layer, block in enumerate(blocks):
        _install_block(block, parts, layer)
    for layer, block in enumerate(_tower(module)):
        vars(block.get_submodule("self_attn"))[NAMES] = attention_names(layer, TOWER)


def _tower(module: nn.Module) -> list[nn.Module]:
    """The blocks of a vision tower, CLIP's; none where there is none."""
    found = part(module, "model.vision_tower.encoder.layers")
    return list(found.children()) if found is not None else []


def _install_block(block: nn.Module, parts: Parts, layer: int) -> None:
    at = f"blocks.{layer}"
    vars(block.get_submodule(parts.attn))[NAMES] = attention_names(layer)
    watch_output(block.get_submodule(parts.attn_out), f"{at}.hook_attn_out", scale=parts.added_scale)
    if parts.block == "post-norm" and parts.mid_norm is not None:
        watch_output(block.get_submodule(parts.mid_norm), f"{at}.hook_resid_mid")
    down = block.get_submodule(parts.mlp_post)
    watch_output(block.get_submodule(parts.mlp_pre), f"{at}.mlp.hook_pre", width=_inputs(down))
    watch_input(down, f"{at}.mlp.hook_post")
    watch_output(block.get_submodule(parts.mlp_out), f"{at}.hook_mlp_out", scale=parts.added_scale)
    watch_output(block, f"{at}.hook_resid_post")


def _inputs(linear: nn.Module) -> int:
    """How many columns a linear layer takes; GPT-2's Conv1D keeps its weight the other way round."""
    weight = linear.get_parameter("weight")
    return weight.shape[1] if isinstance(linear, nn.Linear) else weight.shape[0]
