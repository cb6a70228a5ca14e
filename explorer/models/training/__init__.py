"""Training a small model of a visitor's own, from nothing, in a process of its own."""
