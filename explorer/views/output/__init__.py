"""The views of the Output page."""
