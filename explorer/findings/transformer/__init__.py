"""The original Transformer: one stack reads, another writes, and cross-attention joins them."""
