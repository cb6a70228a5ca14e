"""What the heads of a run do."""
