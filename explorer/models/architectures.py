"""Where each architecture keeps its parts: one row of dotted module paths each."""

from dataclasses import dataclass, replace

from torch import nn
from transformers import GraniteConfig, PreTrainedConfig

from explorer.models.model import BlockKind


@dataclass(frozen=True)
class Parts:
    """Dotted paths: the first five from the whole model, the others from one block."""

    model: str
    """The transformers class, with its language-modelling head."""
    blocks: str
    embed: str
    norm: str | None
    """The final norm, before the unembedding; None where the head is not one matrix."""
    pos_embed: str | None = None
    """Learned positions; None where attention itself knows the positions (rotary)."""
    attn: str = "self_attn"
    """The module that calls the attention function."""
    attn_out: str = "self_attn.o_proj"
    """Its output is what attention adds to the residual stream."""
    mlp_pre: str = "mlp.gate_proj"
    """Its output, or the first half of it, is what the activation function takes."""
    mlp_post: str = "mlp.down_proj"
    """Its input is the neurons' activations."""
    mlp_out: str = "mlp.down_proj"
    """Its output is what the MLP adds to the residual stream."""
    block: BlockKind = "sequential"
    mid_norm: str | None = None
    """The norm between attention and MLP of a block that can be post-norm."""
    embed_scale: float = 1.0
    """A token's row is multiplied by this behind the embedding's module (Granite)."""
    added_scale: float = 1.0
    """What attention and the MLP give is multiplied by this before it is added (Granite)."""
    logit_scale: float = 1.0
    """Logits are multiplied by this behind the unembedding (Granite)."""


LLAMA = Parts("LlamaForCausalLM", "model.layers", "model.embed_tokens", "model.norm")
NORMED = replace(LLAMA, attn_out="post_attention_layernorm", mlp_out="post_feedforward_layernorm")
"""What attention and the MLP give is normed, too, before it is added."""
BERT = Parts(
    "BertForMaskedLM",
    "bert.encoder.layer",
    "bert.embeddings.word_embeddings",
    None,
    pos_embed="bert.embeddings.position_embeddings",
    attn="attention.self",
    attn_out="attention.output.dense",
    mlp_pre="intermediate.dense",
    mlp_post="output.dense",
    mlp_out="output.dense",
    block="post-norm",
    mid_norm="attention.output.LayerNorm",
)

ARCHITECTURES = {
    "gpt2": Parts(
        "GPT2LMHeadModel",
        "transformer.h",
        "transformer.wte",
        "transformer.ln_f",
        pos_embed="transformer.wpe",
        attn="attn",
        attn_out="attn.c_proj",
        mlp_pre="mlp.c_fc",
        mlp_post="mlp.c_proj",
        mlp_out="mlp.c_proj",
    ),
    "llama": LLAMA,
    "mistral": replace(LLAMA, model="MistralForCausalLM"),
    "qwen2": replace(LLAMA, model="Qwen2ForCausalLM"),
    "qwen3": replace(LLAMA, model="Qwen3ForCausalLM"),
    "gemma2": replace(NORMED, model="Gemma2ForCausalLM"),
    "gemma3_text": replace(NORMED, model="Gemma3ForCausalLM"),
    "olmo2": replace(NORMED, model="Olmo2ForCausalLM"),
    "phi3": replace(LLAMA, model="Phi3ForCausalLM", mlp_pre="mlp.gate_up_proj"),
    "llava": replace(
        LLAMA,
        model="LlavaForConditionalGeneration",
        blocks="model.language_model.layers",
        embed="model.language_model.embed_tokens",
        norm="model.language_model.norm",
    ),
    "smollm3": replace(LLAMA, model="SmolLM3ForCausalLM"),
    "granite": replace(LLAMA, model="GraniteForCausalLM"),
    "stablelm": replace(LLAMA, model="StableLmForCausalLM"),
    "gpt_neox": Parts(
        "GPTNeoXForCausalLM",
        "gpt_neox.layers",
        "gpt_neox.embed_in",
        "gpt_neox.final_layer_norm",
        attn="attention",
        attn_out="attention.dense",
        mlp_pre="mlp.dense_h_to_4h",
        mlp_post="mlp.dense_4h_to_h",
        mlp_out="mlp.dense_4h_to_h",
    ),
    "opt": Parts(
        "OPTForCausalLM",
        "model.decoder.layers",
        "model.decoder.embed_tokens",
        "model.decoder.final_layer_norm",
        pos_embed="model.decoder.embed_positions",
        attn_out="self_attn.out_proj",
        mlp_pre="fc1",
        mlp_post="fc2",
        mlp_out="fc2",
        mid_norm="self_attn_layer_norm",
    ),
    "phi": Parts(
        "PhiForCausalLM",
        "model.layers",
        "model.embed_tokens",
        "model.final_layernorm",
        attn_out="self_attn.dense",
        mlp_pre="mlp.fc1",
        mlp_post="mlp.fc2",
        mlp_out="mlp.fc2",
        block="parallel",
    ),
    "bert": BERT,
    "roberta": replace(
        BERT,
        model="RobertaForMaskedLM",
        blocks="roberta.encoder.layer",
        embed="roberta.embeddings.word_embeddings",
        pos_embed="roberta.embeddings.position_embeddings",
    ),
    "distilbert": replace(
        BERT,
        model="DistilBertForMaskedLM",
        blocks="distilbert.transformer.layer",
        embed="distilbert.embeddings.word_embeddings",
        pos_embed="distilbert.embeddings.position_embeddings",
        attn="attention",
        attn_out="attention.out_lin",
        mlp_pre="ffn.lin1",
        mlp_post="ffn.lin2",
        mlp_out="ffn.lin2",
        mid_norm="sa_layer_norm",
    ),
    "modernbert": Parts(
        "ModernBertForMaskedLM",
        "model.layers",
        "model.embeddings.tok_embeddings",
        None,
        attn="attn",
        attn_out="attn.Wo",
        mlp_pre="mlp.Wi",
        mlp_post="mlp.Wo",
        mlp_out="mlp.Wo",
    ),
}


def parts_of(config: PreTrainedConfig) -> Parts:
    """The row of a config's architecture, after what this very config decides about its blocks."""
    parts = ARCHITECTURES[config.model_type]
    text = config.get_text_config()
    if text is not config:  # LLaVA: blocks of another architecture, at another place
        return replace(parts, mlp_pre=ARCHITECTURES[text.model_type].mlp_pre)
    if isinstance(config, GraniteConfig):
        return _scaled(parts, config)
    if getattr(config, "use_parallel_residual", False):  # GPT-NeoX, StableLM
        return replace(parts, block="parallel")
    if not getattr(config, "do_layer_norm_before", True):  # OPT-350m
        return replace(parts, block="post-norm")
    return parts


def _scaled(parts: Parts, config: GraniteConfig) -> Parts:
    return replace(
        parts,
        embed_scale=float(config.embedding_multiplier),
        added_scale=float(config.residual_multiplier),
        logit_scale=1 / config.logits_scaling,
    )


def part(module: nn.Module, path: str) -> nn.Module | None:
    """The module at a dotted path; None where there is none."""
    found: object = module
    for name in path.split("."):
        found = getattr(found, name, None)
    return found if isinstance(found, nn.Module) else None


def beside(module: nn.Module, path: str, name: str) -> nn.Module | None:
    """The module called `name` where the one at `path` is. OPT-350m has projections beside its embeddings and norm."""
    return part(module, f"{path.rpartition('.')[0]}.{name}")


def blocks_of(module: nn.Module, parts: Parts) -> list[nn.Module]:
    return list(module.get_submodule(parts.blocks).children())
