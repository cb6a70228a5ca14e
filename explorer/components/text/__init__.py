"""What shows a text and the ways it could go."""
