"""Pure: arrays and labels in, plotly Figure out."""
