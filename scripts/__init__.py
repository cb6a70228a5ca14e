"""Chores of development: the catalogues of messages, the README's screenshot."""
