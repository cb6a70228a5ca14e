"""The family tree: dated facts, each with its source."""
