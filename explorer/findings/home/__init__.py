"""What the home page says of a run: its five steps, one pass of it, what it learned from, and how small it is."""
