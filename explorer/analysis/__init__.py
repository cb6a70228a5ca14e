"""Free functions over a Trace: numbers in, numbers out."""
