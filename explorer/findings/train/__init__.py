"""Training a model from nothing: what is to be trained, how it goes, and what came of it."""
