"""What the residual stream of a run says, and who writes it."""
