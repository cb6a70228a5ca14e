"""A Transformer language model, opened up: text -> models -> trace -> analysis, decoding -> view."""
