"""Which architectures have two stacks. Without transformers at import."""

KINDS = {
    "t5": "T5ForConditionalGeneration",
    "mt5": "MT5ForConditionalGeneration",
    "marian": "MarianMTModel",
}
"""What config.json calls them, and their transformers classes."""
