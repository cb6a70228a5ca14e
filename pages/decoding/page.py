"""From logits to a choice: the sampler's stages, and pictures of what each makes of the probabilities."""

from explorer.shell.page import show_page

show_page(__file__)
