"""How a model learns: explorer-nano at many moments of its training."""
