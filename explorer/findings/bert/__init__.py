"""BERT: both directions, against GPT on the same sentence."""
