"""What shows heads and their patterns."""
