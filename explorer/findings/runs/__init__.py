"""What our own runs show: losses, the law in them, a prediction, and what bends the curve."""
