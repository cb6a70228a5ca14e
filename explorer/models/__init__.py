"""The models on offer, and one checked way to load them."""
