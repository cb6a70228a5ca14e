"""What is found about a run's tokens, and about the vocabulary that they are from."""
