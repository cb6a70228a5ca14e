"""What shows tokens and their bytes."""
