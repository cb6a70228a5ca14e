"""Why no labels: the visitor's sentence as its own exercises, and one step of learning from it."""
