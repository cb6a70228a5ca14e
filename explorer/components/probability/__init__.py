"""What shows choices and their probabilities."""
