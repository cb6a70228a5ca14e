"""Llama's architecture at sizes of ours: positions turn the queries and keys, and are no table to be learnt."""

from transformers import LlamaConfig, LlamaForCausalLM

from training.loop import Recipe


def new_model(recipe: Recipe, n_vocab: int, eot: int) -> LlamaForCausalLM:
    """Twelve numbers a layer for each square of the width, as GPT-2 has."""
    config = LlamaConfig(
        vocab_size=n_vocab,
        hidden_size=recipe.d_model,
        intermediate_size=4 * round(recipe.d_model * 8 / 3 / 4),
        num_hidden_layers=recipe.n_layers,
        num_attention_heads=recipe.n_heads,
        num_key_value_heads=recipe.n_heads,
        max_position_embeddings=recipe.n_ctx,
        tie_word_embeddings=True,
        use_cache=False,
        bos_token_id=eot,
        eos_token_id=eot,
    )
    return LlamaForCausalLM(config)
