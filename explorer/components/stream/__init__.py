"""What shows the residual stream and what is read from it."""
