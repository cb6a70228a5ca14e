"""Models of two stacks, as the first Transformer was: one reads a text, the other writes another (encoder–decoder)."""
