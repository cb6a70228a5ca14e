"""Small pictures of coloured shapes: values, and how they are drawn. Numbers only: no model, no torch."""
