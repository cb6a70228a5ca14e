"""How a model learns: explorer-nano at many moments of its training."""

from explorer.shell.page import show_page

show_page(__file__)
