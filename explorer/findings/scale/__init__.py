"""Scaling laws: what size, text and compute buy, by those who measured it."""
