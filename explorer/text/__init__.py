"""Tokenization: from a prompt to ids and back."""
